"""Lines that are rewards: set apart before anything is priced, and put back beside the priced goods.

So a reward is in no offer, no threshold and no base of points, and its points come first off the balance. A reward
that the member has no right to now is goods like any other, with a refusal; who sells must not take the money then.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import date
from typing import Final

from loyalty_pos.core.basket import Article, Basket, Line
from loyalty_pos.core.member import Standing
from loyalty_pos.core.problems import (
    NoMember,
    NotEnoughPoints,
    Problem,
    RedemptionOffline,
    RewardFloored,
    RewardMissingStamps,
    RewardUnknown,
)
from loyalty_pos.core.programme import Programme, Reward, StampCard
from loyalty_pos.core.quote import Cause, Discount, Quote, QuotedLine, Step
from loyalty_pos.core.rewards.stamps import counted, pieces_of, stamped, stamps_for, stamps_of

REWARD_PHASE: Final = "reward"
Floored = Callable[[Article], bool]
"""Whether the law knows a least price for an article today."""


@dataclass(frozen=True, slots=True)
class Apart:
    """``goods``: what is priced as ever; ``taken``: reward lines with their points; ``points``: of all of them."""

    goods: Basket
    taken: tuple[tuple[Line, int], ...]
    refusals: tuple[Problem, ...]

    @property
    def points(self) -> int:
        """Minor point units that the rewards take."""
        return sum(points for _, points in self.taken)

    def rest_of(self, standing: Standing | None) -> Standing | None:
        """Return the member with what is left for other lines."""
        if standing is None or not self.points:
            return standing
        there = max(standing.available, standing.redeem_right)
        return replace(
            standing, available=there - self.points, redeem_right=standing.redeem_right - self.points
        )


def points_for(reward: Reward, line: Line) -> int:
    """Return what such a line costs: begun portions in full (T48)."""
    return -(-pieces_of(line) // reward.pieces) * reward.points


def bought(basket: Basket) -> Basket:
    """Return the basket without rewards; the same one where there are none."""
    for line in basket.lines:
        if line.reward:
            return Basket(tuple(one for one in basket.lines if not one.reward))
    return basket


def set_apart(
    basket: Basket, programme: Programme, standing: Standing | None, today: date, floored: Floored
) -> Apart:
    """Decide each reward line in the order of the receipt, as far as points, stamps and the law go."""
    goods: list[Line] = []
    taken: list[tuple[Line, int]] = []
    refusals: list[Problem] = []
    left = _Left(programme, standing, today)
    for line in sorted(basket.lines, key=lambda one: one.id):
        if not line.reward:
            goods.append(line)
            continue
        answer = RewardFloored(article=line.article.name) if floored(line.article) else left.take(line)
        if isinstance(answer, Problem):
            refusals.append(answer)
            goods.append(line)
        else:
            taken.append((line, answer))
    return Apart(Basket(tuple(goods)), tuple(taken), tuple(refusals))


class _Left:
    """What the member may still use while the lines are gone through."""

    def __init__(self, programme: Programme, standing: Standing | None, today: date) -> None:
        self._rewards = {reward.id: reward for reward in programme.rewards}
        self._cards = {card.id: card for card in programme.stamps}
        self._standing, self._today = standing, today
        self._right = standing.redeem_right if standing else 0
        self._points = max(standing.available, standing.redeem_right) if standing else 0
        self._stamps: dict[str, int] = {}

    def take(self, line: Line) -> int | Problem:
        """Return the points of a reward line, 0 for a gift for stamps, or why it cannot be taken."""
        if self._standing is None:
            return NoMember()
        reward, card = self._rewards.get(line.reward), self._cards.get(line.reward)
        if reward is not None and reward.article == line.article.id:
            return self._for_points(points_for(reward, line))
        if card is not None and is_gift(card, line.article):
            return self._for_stamps(card, line, self._standing)
        return RewardUnknown(reward=reward.name if reward else line.reward)

    def _for_points(self, cost: int) -> int | Problem:
        if cost > self._points:
            return NotEnoughPoints(asked=cost, available=max(0, self._points))
        if cost > self._right:
            return RedemptionOffline(right=self._right)
        self._points -= cost
        self._right -= cost
        return cost

    def _for_stamps(self, card: StampCard, line: Line, standing: Standing) -> int | Problem:
        there = self._stamps.setdefault(card.id, stamps_of(card, standing.counters, self._today))
        missing = stamps_for(card, line) - there
        if missing > 0:
            return RewardMissingStamps(reward=card.name, missing_stamps=missing)
        self._stamps[card.id] = -missing
        return 0


def legally_floored(programme: Programme, article: Article, today: date) -> bool:
    """Tell whether the law sets the article's price or a least price; the shop's own floors are for discounts."""
    return article.fixed_price or any(
        legal.category == article.category
        and (legal.since is None or legal.since <= today)
        and (legal.until is None or today < legal.until)
        for legal in programme.limits.legal
    )


def is_gift(card: StampCard, article: Article) -> bool:
    """Tell whether the card ends in this article."""
    if card.gift is not None:
        return card.gift.has(article)
    return article.id == card.article


def put_together(quoted: Quote, apart: Apart) -> Quote:
    """Return the priced goods with the rewards among them; gross = discounts + points + net holds line by line."""
    rewards = [_quoted(line, points) for line, points in apart.taken]
    gross, money = sum(one.gross_minor for one in rewards), sum(one.points_money_minor for one in rewards)
    return quoted._replace(
        lines=tuple(sorted((*quoted.lines, *rewards), key=lambda one: one.line.id)),
        gross_minor=quoted.gross_minor + gross,
        discount_minor=quoted.discount_minor + gross - money,
        points_money_minor=quoted.points_money_minor + money,
        redeemed=quoted.redeemed + apart.points,
        max_redeem=quoted.max_redeem + apart.points,
        told=quoted.told + tuple(_told(one) for one in rewards),
        refusals=quoted.refusals + apart.refusals,
        counter_provision_minor=quoted.counter_provision_minor + money,
    )


def with_stamps(quoted: Quote, cards: Iterable[StampCard], today: date) -> Quote:
    """Return a member's receipt with what its lines count on stamp cards."""
    return quoted._replace(counted=quoted.counted + counted(stamped(quoted.lines, cards, today)))


def _quoted(line: Line, points: int) -> QuotedLine:
    gross = line.gross_minor
    return QuotedLine(
        line=line,
        gross_minor=gross,
        given=() if points else (Discount(line.reward, Cause.ITEM, gross),),
        points_money_minor=gross if points else 0,
        points=points,
        net_minor=0,
        certificate_minor=0,
        paid_minor=0,
        accrued=0,
        floor_minor=0,
    )


def _told(quoted: QuotedLine) -> Step:
    line, gross = quoted.line, quoted.gross_minor
    if quoted.points:
        return Step(REWARD_PHASE, line.reward, line.id, "reward_points", gross, (("points", quoted.points),))
    return Step(REWARD_PHASE, line.reward, line.id, "reward_stamps", gross, (("pieces", pieces_of(line)),))
