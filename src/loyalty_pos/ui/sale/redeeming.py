"""F5: paying with points. Shows the wish at once and asks the centre in the background. No Qt, no words.

Payment never waits for the answer, unless the manager chose so (``Wait.SHORTLY``): then 0.8 seconds from the key F12.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from loyalty_pos.core.leases.lease import Wait
from loyalty_pos.core.problems import HeldElsewhere, Problem
from loyalty_pos.till.ports import HoldResult
from loyalty_pos.till.receipt_state import HoldQuestion, RedemptionState, SaleDone
from loyalty_pos.till.staff import Approval, Permission
from loyalty_pos.ui.parse import points_minor
from loyalty_pos.ui.parts import UiParts
from loyalty_pos.ui.sale.asking import Asking
from loyalty_pos.ui.sale.checks.by_code import ByCode
from loyalty_pos.ui.sale.state import Ask, AskKind
from loyalty_pos.ui.shell.port import Shell

_WAIT_S = 0.8


@dataclass(slots=True)
class _Asked:
    """The newest question to the centre, and its answer as the worker brings it."""

    op: str = ""
    result: HoldResult | None = None


class Redeeming:
    """``changed``: called whenever the receipt is to be shown anew."""

    def __init__(self, parts: UiParts, shell: Shell, asking: Asking, changed: Callable[[], None]) -> None:
        self._parts, self._shell, self._asking, self._changed = parts, shell, asking, changed
        self._register = parts.register
        self._asked = _Asked()
        self._by_code = ByCode(parts, shell, asking)

    def press(self, typed: str) -> None:
        """Pay with all points, with as many as were typed, or take the wish back."""
        exponent = self._parts.world.programmes.current().programme.unit.exponent
        try:
            wish = points_minor(typed, exponent) if typed else None
        except Problem as problem:
            self._shell.refuse(problem)
            return
        redemption = self._register.view().redemption
        if wish is None and isinstance(redemption.problem, HeldElsewhere):
            self._shell.approve(Permission.TAKE_HOLD, self._take_over)
            return
        beside = redemption.wanted > self._register.reward_points
        if wish is None and self._register.wants_points and beside:
            wish = 0
        if self._by_code.ask(wish, lambda: self._agreed(wish)):
            return
        if not self._to_be_confirmed(wish) and (refused := self._want(wish)) is not None:
            self._shell.refuse(refused)

    def _to_be_confirmed(self, wish: int | None) -> bool:
        """Ask for the customer's word if so many points need it; the answer may name fewer."""
        programme = self._parts.world.programmes.current().programme
        least = programme.redemption.confirm_from if programme.redemption else 0
        most = self._register.view().quote.max_redeem - self._register.reward_points
        points = most if wish is None else wish
        if not 0 < least <= points:
            return False
        exponent = programme.unit.exponent
        ask = Ask(AskKind.CONFIRM, initial=_typed(points, exponent))
        self._asking.ask(ask, lambda text: self._agreed(points_minor(text, exponent)))
        return True

    def _agreed(self, points: int | None) -> None:
        """Take the customer's word. Raises why so many points cannot pay: then the question stays."""
        problem = self._want(points)
        if problem is not None:
            raise problem

    def _want(self, wish: int | None) -> Problem | None:
        """Ask to pay with points, and the centre in the background; return why not."""
        answer = self._register.want_points(wish)
        self._shell.hush()
        self._changed()
        self.ask_centre()
        return answer.problem

    def ask_centre(self) -> None:
        """Ask in the background for the points, certificates and coupons that the receipt wants and nobody has promised."""
        question = self._register.hold_question()
        if question is not None:
            given_back = self._parts.world.desk.take_releases()
            asked = self._asked = _Asked(question.op)
            self._shell.ask_centre(
                lambda: self._ask(question, given_back, asked),
                lambda result: self._answered(question.op, result),
            )

    def ask_for_new(self) -> None:
        """The same where something new lies on the receipt that the centre was not asked for yet."""
        question = self._register.hold_question()
        if question is not None and question.op != self._asked.op:
            self.ask_centre()

    def pay(self, job: Callable[[], SaleDone], sold: Callable[[SaleDone], object]) -> None:
        """Pay; where the manager wants the centre to be heard, its answer is waited for, visibly, at most 0.8 s."""
        if not self._must_be_heard():
            self._shell.commit(job, sold)
            return
        asked = self._asked

        def heard() -> SaleDone:
            self._take_in(asked)
            return job()

        self._shell.commit(heard, sold, hear_s=_WAIT_S)

    def heard(self, then: Callable[[], object]) -> None:
        """Do something that shows what is due; where the manager wants it, after the centre, as ``pay``."""
        if not self._must_be_heard():
            then()
            return
        asked = self._asked
        self._shell.commit(lambda: self._take_in(asked), lambda _: then(), hear_s=_WAIT_S)

    def _must_be_heard(self) -> bool:
        asking = self._register.hold_question() is not None
        return asking and self._parts.world.rights.lease().wait is Wait.SHORTLY

    def _take_in(self, asked: _Asked) -> None:
        """On the worker: take the answer in. Raises why points were refused: nobody pays more than the screen said."""
        if asked.result is None:
            return
        shown = self._register.view().quote.payable_minor
        self._register.hold_answered(asked.op, asked.result)
        view = self._register.view()
        if view.quote.payable_minor > shown and view.redemption.problem is not None:
            raise view.redemption.problem

    def _take_over(self, approval: Approval) -> None:
        """Free what another till holds, on a manager's word, and ask for the same wish again."""
        view = self._register.view()
        redemption, member = view.redemption, view.member
        if member is None or not isinstance(redemption.problem, HeldElsewhere):
            return
        holds, account_id, wish = self._parts.holds, member.account_id, redemption.wanted
        self._shell.ask_centre(
            lambda: holds.take_over(redemption.held_op, account_id, approval.staff_id),
            lambda _: self._ask_again(redemption.op, wish),
        )

    def _ask_again(self, op: str, wanted: int) -> None:
        redemption = self._register.view().redemption
        if redemption.op == op and redemption.state is RedemptionState.REFUSED:
            self._want(wanted - self._register.reward_points)

    def _ask(self, question: HoldQuestion, given_back: Sequence[str], asked: _Asked) -> HoldResult:
        """On the worker: give back what another wish held, then ask."""
        for operation in given_back:
            self._parts.holds.release(operation)
        asked.result = self._parts.holds.ask(
            question.op, question.account_id, question.points, question.shown, question.card_last4
        )
        return asked.result

    def _answered(self, op: str, result: HoldResult) -> None:
        self._register.hold_answered(op, result)
        self._changed()
        view = self._register.view()
        if view.redemption.op != op and view.banner is not None:  # it was about a certificate or a coupon
            self._shell.refuse(view.banner)
        elif view.redemption.op == op and view.redemption.problem is not None:
            self._shell.refuse(view.redemption.problem)
        self.ask_for_new()


def _typed(points: int, exponent: int) -> str:
    """Return points as a cashier types them."""
    whole, rest = divmod(points, 10**exponent)
    return f"{whole},{rest:0{exponent}}" if rest else str(whole)
