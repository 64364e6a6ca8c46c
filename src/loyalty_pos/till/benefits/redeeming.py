"""Points on the open receipt: those that pay for goods and those that rewards take, one operation for all of them.

Never waits: the centre is asked by the background worker, and until it answers the till takes what it may by itself. A
reward whose points nobody granted leaves the receipt again, so that nobody pays it by mistake; a gift for stamps needs
nobody's leave.
"""

from collections import deque
from dataclasses import replace

from loyalty_pos.core.leases.rights import Right, taken
from loyalty_pos.core.member import Identified, Member
from loyalty_pos.core.points import available
from loyalty_pos.core.problems import HoldRefused, LeaseRenewed, NoMember, Problem, RedemptionOffline
from loyalty_pos.core.rewards.usable import reward_points
from loyalty_pos.core.sale import Sale
from loyalty_pos.till import redemption
from loyalty_pos.till.open_receipt import OpenReceipt
from loyalty_pos.till.ports import HoldResult
from loyalty_pos.till.receipt_editor import ReceiptEditor
from loyalty_pos.till.receipt_state import HoldQuestion, RedemptionState, RedemptionView
from loyalty_pos.till.world import TillWorld

PHONE_LIMIT = "redeem_by_phone_points"
"""Setting: most points (minor units) that a phone alone may redeem; nothing set = 0 (decisions 10)."""
NAME_LIMIT = "redeem_by_name_points"
"""Setting: the same for who was found by name or last digits and has shown nothing."""
_LATEST_SALES = 100
"""An answer that comes behind so many more sales has lost its way for good: its hold ends by its own time."""


class PointsDesk(ReceiptEditor):
    """The open receipt with its points."""

    def __init__(self, world: TillWorld) -> None:
        super().__init__(world)
        self._captured: deque[str] = deque(maxlen=_LATEST_SALES)

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

    def why_not_points(self, points: int | None) -> Problem | None:
        """Return why ``want_points`` would refuse such a wish, None = it would not; nothing is asked for."""
        try:
            self._wanted(points)
        except Problem as problem:
            return problem
        return None

    def hold_question(self) -> HoldQuestion | None:
        """Return what the centre is to be asked now: for points first, then for certificates and coupons; None = nothing."""
        member = self._receipt.member
        if self._redemption.state is not RedemptionState.ASKING or member is None:
            return self._promises.question()
        op, wanted = self._redemption.op, self._redemption.wanted
        return HoldQuestion(op, member.account_id, wanted, member.identified, member.card_last4)

    def hold_answered(self, op: str, result: HoldResult) -> None:
        """Take the centre's answer; an answer to another question is given back unless a sale captured it.

        Silence to another question is given back too: the hold may stand there all the same.
        """
        if self._promises.answered(op, result):
            self._change(self._receipt)
            self._banner = self._banner or self.certificates.trouble()
            return
        if op != self._redemption.op:
            if (result.granted > 0 or not result.reached) and op not in self._captured:
                self._world.desk.releases.append(op)
            return
        late_silence = self._redemption.state is RedemptionState.OFFLINE and not result.reached
        if self._redemption.is_local and not late_silence:
            now = redemption.answered(self._redemption, result)
            if now.granted < self.reward_points and now.granted:
                self._forget_redemption()
                now = redemption.refused(HoldRefused(reason=result.reason, available=result.available))
            self._redemption, self._banner = now, now.problem
            self._view = None

    @property
    def wants_points(self) -> bool:
        """Tell whether somebody asked to pay with points, and was not refused."""
        return self._redemption.state is RedemptionState.ASKING or self._redemption.points > 0

    def _look_at_hold(self) -> None:
        """As before; rewards whose points nobody granted leave the receipt, the refusal stays."""
        super()._look_at_hold()
        self._look_at_right()
        asking = self._redemption.state is RedemptionState.ASKING
        if not asking and self._redemption.points < self.reward_points:
            self._give_rewards_up()

    def _look_at_right(self) -> None:
        """Take points off the receipt that this till may not take by itself any more, and say so."""
        member = self._receipt.member
        if member is None or not self._redemption.is_local or not self._redemption.local.points:
            return
        now = redemption.with_right(self._redemption, self._right(member, self._redemption.wanted))
        if now is not self._redemption:
            self._redemption, self._banner = now, now.problem
            self._view = None

    def _give_rewards_up(self) -> None:
        """Take rewards for points off, and with them what was wished under their operation: nobody asked for less."""
        if self._redemption.points:
            problem = RedemptionOffline(right=self._redemption.points)
            self._forget_redemption()
            self._redemption = RedemptionView(RedemptionState.OFFLINE, problem=problem)
            self._banner = problem
        banner = self._banner
        kept = {card.id for card in self._pricer.programme().stamps}
        self._change(self._receipt.without_rewards(kept))
        self._banner = banner

    def _right(self, member: Member, wanted: int) -> Right:
        """Return how much of a wish this till may take by itself now."""
        rights = self._world.rights
        shown = member.identified is Identified.QR
        return taken(rights.right(member.account_id, shown=shown), wanted, rights.lease().per_sale)

    def _by_own_right(self, sale: Sale) -> tuple[Sale, int | None]:
        """Return the sale with what this till takes by itself of its points, and the epoch in which it may.

        Raises ``LeaseRenewed`` when it may not take so many any more.
        """
        if not sale.redeemed or not self._redemption.is_local:
            return sale, None
        rights = self._world.rights
        lease = rights.lease()  # before the right: a newer one in between is noticed by the journal
        shown = self._receipt.member is not None and self._receipt.member.identified is Identified.QR
        met = taken(rights.right(sale.account_id, shown=shown), sale.redeemed, lease.per_sale)
        if met.points < sale.redeemed:
            self._view = None
            raise LeaseRenewed
        return replace(sale, by_grant=met.grant, by_floor=met.floor), lease.epoch

    def _drop_rewards(self) -> None:
        """Take the rewards off; where there are none, what was just told to the cashier stays."""
        left = self._receipt.without_rewards()
        if left != self._receipt:
            self._change(left)

    def _beside(self) -> int:
        """Return the points that were asked for beside the rewards."""
        wanted = self._redemption.wanted if self.wants_points else 0
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
        member = receipt.member
        assert member is not None, "nobody asks for points of nobody"
        if self._redemption.wanted != wanted:
            self._forget_redemption()
        local = self._right(member, wanted)
        self._redemption = redemption.asked(self._redemption, wanted, self._world.clock.new_id(), local)
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
            name_limit=self._world.setting(NAME_LIMIT, 0),
        )
