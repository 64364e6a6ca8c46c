"""Points on the open receipt: those that pay for goods and those that rewards take, one operation for all of them.

Never waits: the centre is asked by the background worker. A reward for points that the centre did not grant leaves the
receipt again, so that nobody pays it by mistake; a gift for stamps needs nobody's leave.
"""

from dataclasses import replace

from loyalty_pos.core.member import Member
from loyalty_pos.core.points import available
from loyalty_pos.core.problems import HoldRefused, NoMember, Problem
from loyalty_pos.core.rewards.usable import reward_points
from loyalty_pos.till import redemption
from loyalty_pos.till.open_receipt import OpenReceipt
from loyalty_pos.till.ports import HoldResult
from loyalty_pos.till.receipt_editor import ReceiptEditor
from loyalty_pos.till.receipt_state import HoldQuestion, RedemptionState, RedemptionView
from loyalty_pos.till.world import TillWorld

PHONE_LIMIT = "redeem_by_phone_points"
"""Setting: most points (minor units) that a phone alone may redeem; nothing set = 0 (decisions 10)."""
ALIVE = frozenset({RedemptionState.ASKING, RedemptionState.GRANTED})


class PointsDesk(ReceiptEditor):
    """The open receipt with its points."""

    def __init__(self, world: TillWorld) -> None:
        super().__init__(world)
        self._captured_op = ""

    @property
    def reward_points(self) -> int:
        """Minor point units that the rewards on the receipt take."""
        return reward_points(self._pricer.programme(), self._receipt.lines)

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
        if self._redemption.state not in ALIVE and self.reward_points:
            banner = self._banner
            kept = {card.id for card in self._pricer.programme().stamps}
            self._change(self._receipt.without_rewards(kept))
            self._banner = banner

    def _drop_rewards(self) -> None:
        """Take the rewards off; where there are none, what was just told to the cashier stays."""
        left = self._receipt.without_rewards()
        if left != self._receipt:
            self._change(left)

    def _beside(self) -> int:
        """Return the points that were asked for beside the rewards."""
        wanted = self._redemption.wanted if self._redemption.state in ALIVE else 0
        return max(0, wanted - self.reward_points)

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
