"""Points on the open receipt: those that pay for goods and those that rewards take, one operation for all of them.

Never waits: the centre is asked by the background worker. A reward for points that the centre did not grant leaves the
receipt again, so that nobody pays it by mistake; a gift for stamps needs nobody's leave.
"""

from dataclasses import replace

from loyalty_pos.core.basket import Unit
from loyalty_pos.core.member import Member
from loyalty_pos.core.money import MILLI
from loyalty_pos.core.points import available
from loyalty_pos.core.problems import (
    ClubOneFee,
    HoldRefused,
    NoMember,
    Problem,
    RewardUnknown,
    UnknownArticle,
    UnknownClub,
)
from loyalty_pos.core.rewards.usable import Usable, reward_points
from loyalty_pos.till import redemption
from loyalty_pos.till.benefits.counter import early_refusal, missing_for, usable_now
from loyalty_pos.till.open_receipt import OpenReceipt
from loyalty_pos.till.ports import HoldResult
from loyalty_pos.till.receipt_editor import ReceiptEditor
from loyalty_pos.till.receipt_state import HoldQuestion, RedemptionState, RedemptionView
from loyalty_pos.till.world import TillWorld

PHONE_LIMIT = "redeem_by_phone_points"
"""Setting: most points (minor units) that a phone alone may redeem; nothing set = 0 (decisions 10)."""
_ALIVE = frozenset({RedemptionState.ASKING, RedemptionState.GRANTED})


class PointsDesk(ReceiptEditor):
    """The open receipt with its points."""

    def __init__(self, world: TillWorld) -> None:
        super().__init__(world)
        self._captured_op = ""

    @property
    def reward_points(self) -> int:
        """Minor point units that the rewards on the receipt take."""
        return reward_points(self._pricer.programme(), self._receipt.lines)

    def usable(self) -> tuple[Usable, ...]:
        """Return rewards and stamp cards with what is missing for each; none without a member."""
        member = self._receipt.member
        if member is None:
            return ()
        wanted = max(self.reward_points, self._redemption.wanted if self._redemption.state in _ALIVE else 0)
        return usable_now(self._world, self._receipt, member, wanted)

    def take_reward(self, reward_id: str) -> int:
        """Put a reward or a gift for stamps on the receipt; return its line.

        Raises ``NoMember``, ``RewardUnknown``, ``RewardMissingPoints``, ``RewardMissingStamps``, ``RewardMissingGoods``,
        ``RewardNotInShop``, ``RewardFloored``, ``RedeemByPhoneRefused``, ``HoldRefused``. Points are asked for next.
        """
        if self._receipt.member is None:
            raise NoMember
        wish = next((one for one in self.usable() if one.id == reward_id), None)
        if wish is None:
            raise RewardUnknown(reward=reward_id)
        if wish.problem is not None:
            raise wish.problem
        receipt, line_id = self._with_reward(wish)
        self._take(receipt)
        return line_id

    def put_fee(self, club_id: str) -> int:
        """Put the fee of a club on the receipt; return its line. Raises ``UnknownClub``, ``UnknownArticle``, ``ClubOneFee``."""
        club = next((one for one in self._pricer.programme().clubs if one.id == club_id), None)
        if club is None:
            raise UnknownClub(club=club_id)
        article = self._world.goods.by_id(club.article) if club.article else None
        if article is None:
            raise UnknownArticle(article_id=club.article)
        if any(line.article.id == article.id for line in self._receipt.lines):
            raise ClubOneFee(club=club.name)
        receipt, line_id = self._receipt.with_line(article, MILLI, club.fee_minor or article.price_minor)
        self._change(receipt)
        return line_id

    def attach(self, member: Member) -> None:
        """As before; another member's rewards leave the receipt."""
        before = self._receipt.member
        super().attach(member)
        if before is not None and before.account_id != member.account_id:
            self._drop_rewards()

    def detach(self) -> None:
        """As before; the member's rewards leave the receipt too."""
        super().detach()
        self._drop_rewards()

    def set_quantity(self, line_id: int, qty_milli: int) -> None:
        """As before; of a reward only as many as there are points or stamps for."""
        if not self._receipt.line(line_id).reward:
            super().set_quantity(line_id, qty_milli)
            return
        receipt = self._receipt.with_quantity(line_id, qty_milli)
        self._refuse_missing(receipt)
        self._take(receipt)

    def delete_line(self, line_id: int, reason: str) -> None:
        """As before; the points of a reward are given back."""
        was_reward = bool(self._receipt.line(line_id).reward)
        beside = self._beside()
        super().delete_line(line_id, reason)
        if was_reward:
            self._ask_for(self._receipt, beside)

    # --- paying with points -------------------------------------------------------------------------------

    def want_points(self, points: int | None) -> RedemptionView:
        """Ask to pay with points (minor units; None = as many as possible, 0 = not any more), beside the rewards.

        The refusal, if any, is in the answer. The same wish again keeps its operation.
        """
        if points == 0:
            self._ask_for(self._receipt, 0)
            return self._redemption
        try:
            wanted = self._wanted(points)
        except Problem as problem:
            self._forget_redemption()
            self._redemption, self._banner = redemption.refused(problem), problem
            return self._redemption
        self._ask(self._receipt, wanted)
        return self._redemption

    def hold_question(self) -> HoldQuestion | None:
        """Return what the centre is to be asked now, None = nothing."""
        member = self._receipt.member
        if self._redemption.state is not RedemptionState.ASKING or member is None:
            return None
        return HoldQuestion(self._redemption.op, member.account_id, self._redemption.wanted)

    def hold_answered(self, op: str, result: HoldResult) -> None:
        """Take the centre's answer; an answer to another question is given back unless a sale captured it.

        Silence to another question is given back too: the hold may stand there all the same.
        """
        if op != self._redemption.op:
            if (result.granted > 0 or not result.reached) and op != self._captured_op:
                self._world.desk.releases.append(op)
            return
        if self._redemption.state is RedemptionState.ASKING:
            now = redemption.answered(self._redemption, result)
            if now.granted < self.reward_points and now.granted:
                self._forget_redemption()
                now = redemption.refused(HoldRefused(reason=result.reason, available=result.available))
            self._redemption, self._banner = now, now.problem
            self._view = None

    def _look_at_hold(self) -> None:
        """As before; rewards whose points are not granted any more leave the receipt, the refusal stays."""
        super()._look_at_hold()
        if self._redemption.state not in _ALIVE and self.reward_points:
            banner = self._banner
            kept = {card.id for card in self._pricer.programme().stamps}
            self._change(self._receipt.without_rewards(kept))
            self._banner = banner

    def _change(self, receipt: OpenReceipt) -> None:
        """As before; goods that are for a club first are not added for others (A24)."""
        known = {line.id for line in self._receipt.lines}
        fresh = tuple(line for line in receipt.lines if line.id not in known)
        if fresh and receipt.sale_id == self._receipt.sale_id:
            refused = early_refusal(self._world, replace(receipt, lines=fresh))
            if refused is not None:
                raise refused
        super()._change(receipt)

    def _drop_rewards(self) -> None:
        """Take the rewards off; where there are none, what was just told to the cashier stays."""
        left = self._receipt.without_rewards()
        if left != self._receipt:
            self._change(left)

    # --- inside -------------------------------------------------------------------------------------------

    def _beside(self) -> int:
        """Return the points that were asked for beside the rewards."""
        wanted = self._redemption.wanted if self._redemption.state in _ALIVE else 0
        return max(0, wanted - self.reward_points)

    def _take(self, receipt: OpenReceipt) -> None:
        """Take over a receipt with other rewards, and ask for their points."""
        self._ask_for(receipt, self._beside())

    def _ask_for(self, receipt: OpenReceipt, beside: int) -> None:
        """Ask for the points of the receipt's rewards and ``beside``; where that is nothing, give everything back."""
        wanted = reward_points(self._pricer.programme(), receipt.lines) + beside
        if not wanted:
            self._forget_redemption()
            self._change(replace(receipt, op=""))
            return
        member = self._receipt.member
        assert member is not None, "rewards without a member are refused"
        redemption.check_member(member, wanted, self._wish(member, wanted, wanted))
        self._ask(receipt, wanted)

    def _ask(self, receipt: OpenReceipt, wanted: int) -> None:
        if self._redemption.wanted != wanted:
            self._forget_redemption()
        self._redemption = redemption.asked(self._redemption, wanted, self._world.clock.new_id())
        self._change(replace(receipt, op=self._redemption.op))

    def _wanted(self, points: int | None) -> int:
        member = self._receipt.member
        if member is None:
            raise NoMember
        asked = None if points is None else points + self.reward_points
        wish = self._wish(member, asked, self._quote().max_redeem)
        wanted = redemption.wanted_points(wish)
        redemption.check_member(member, wanted, wish)
        return wanted

    def _wish(self, member: Member, points: int | None, maximum: int) -> redemption.Wish:
        return redemption.Wish(
            points=points,
            maximum=maximum,
            available=available(member.lots, self._world.clock.now(), member.debt, self._pricer.scope()),
            phone_limit=redemption.phone_limit(self._pricer.programme(), self._world.setting(PHONE_LIMIT, 0)),
        )

    def _with_reward(self, wish: Usable) -> tuple[OpenReceipt, int]:
        """Return the receipt with the reward on a line of its own; a gift comes out of the line it is a piece of."""
        article = wish.article
        assert article is not None, wish
        if wish.line_id:
            return self._receipt.with_gift_from(wish.line_id, wish.id)
        rewards = {reward.id: reward for reward in self._pricer.programme().rewards}
        pieces = rewards[wish.id].pieces if wish.id in rewards and article.unit is Unit.PIECE else 1
        return self._receipt.with_reward(article, pieces * MILLI, wish.id)

    def _refuse_missing(self, receipt: OpenReceipt) -> None:
        """Raise what is missing for the rewards of this receipt."""
        member = self._receipt.member
        assert member is not None, "rewards without a member are refused"
        problem = missing_for(self._world, receipt, member)
        if problem is not None:
            raise problem
