"""What a member can use now out of the catalogue and the stamp cards, and what is missing for the rest (A04, A28)."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date

from loyalty_pos.core.basket import Article, Line, Unit
from loyalty_pos.core.member import Standing
from loyalty_pos.core.money import MILLI
from loyalty_pos.core.problems import (
    Problem,
    RewardFloored,
    RewardMissingGoods,
    RewardMissingPoints,
    RewardMissingStamps,
    RewardNotInShop,
)
from loyalty_pos.core.programme import Programme, Reward, StampCard
from loyalty_pos.core.rewards.lines import Floored, is_gift, points_for
from loyalty_pos.core.rewards.stamps import stamps_for, stamps_of


@dataclass(frozen=True, slots=True)
class Usable:
    """One reward or stamp card. ``points``: what it costs, 0 = stamps; ``stamps``: there, of ``needed``.

    ``article``: what is given, None where the shop has none or the basket holds nothing that is meant; ``line_id``: the line a gift
    comes out of, 0 = it is added. ``problem``: why not now, None = it may be taken.
    """

    id: str
    name: str
    points: int = 0
    stamps: int = 0
    needed: int = 0
    article: Article | None = None
    line_id: int = 0
    problem: Problem | None = None


@dataclass(frozen=True, slots=True)
class Counter:
    """What is asked at the counter: the receipt's lines, points already wanted for it, goods, the law, the day."""

    lines: tuple[Line, ...]
    wanted: int
    article: Callable[[str], Article | None]
    floored: Floored
    today: date


def usable(programme: Programme, standing: Standing, counter: Counter) -> tuple[Usable, ...]:
    """Return everything there is, in the order of the programme; what can be taken is not told apart by place."""
    rewards = [_reward(reward, standing, counter) for reward in programme.rewards]
    return (*rewards, *(_card(card, standing, counter) for card in programme.stamps))


def reward_points(programme: Programme, lines: Iterable[Line]) -> int:
    """Return what the rewards among these lines cost, minor point units."""
    by_id = {reward.id: reward for reward in programme.rewards}
    return sum(points_for(by_id[line.reward], line) for line in lines if line.reward in by_id)


def _reward(reward: Reward, standing: Standing, counter: Counter) -> Usable:
    there = max(standing.available, standing.redeem_right) - counter.wanted
    article = counter.article(reward.article)
    problem: Problem | None = None
    if article is None:
        problem = RewardNotInShop(reward=reward.name)
    elif counter.floored(article):
        problem = RewardFloored(article=article.name)
    elif there < reward.points:
        problem = RewardMissingPoints(reward=reward.name, missing=reward.points - max(0, there))
    return Usable(reward.id, reward.name, points=reward.points, article=article, problem=problem)


def _card(card: StampCard, standing: Standing, counter: Counter) -> Usable:
    used = sum(stamps_for(card, line) for line in counter.lines if line.reward == card.id)
    there = max(0, stamps_of(card, standing.counters, counter.today) - used)
    article, line_id = _given(card, counter)
    problem: Problem | None = None
    if there < card.pieces:
        problem = RewardMissingStamps(reward=card.name, missing_stamps=card.pieces - there)
    elif article is None and card.article:
        problem = RewardNotInShop(reward=card.name)
    elif article is None:
        problem = RewardMissingGoods(reward=card.name)
    elif counter.floored(article):
        problem = RewardFloored(article=article.name)
    return Usable(
        card.id,
        card.name,
        stamps=there,
        needed=card.pieces,
        article=article,
        line_id=line_id,
        problem=problem,
    )


def _given(card: StampCard, counter: Counter) -> tuple[Article | None, int]:
    """Return what the gift would be, and the line it comes out of: the cheapest piece that is meant."""
    if card.article:
        return counter.article(card.article), 0
    meant = [line for line in counter.lines if _is_one(card, line)]
    if not meant:
        return None, 0
    cheapest = min(meant, key=lambda line: (line.price_minor, line.id))
    return cheapest.article, cheapest.id


def _is_one(card: StampCard, line: Line) -> bool:
    whole = line.article.unit is not Unit.PIECE or line.qty_milli >= MILLI
    return whole and not line.reward and not line.voucher and is_gift(card, line.article)
