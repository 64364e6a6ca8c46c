"""F5: paying with points. Shows the wish at once and asks the centre in the background. No Qt, no words."""

from collections.abc import Callable, Sequence

from loyalty_pos.core.problems import Problem
from loyalty_pos.till.ports import HoldResult
from loyalty_pos.till.receipt_state import HoldQuestion, RedemptionState
from loyalty_pos.ui.parse import points_minor
from loyalty_pos.ui.parts import UiParts
from loyalty_pos.ui.sale.asking import Asking
from loyalty_pos.ui.sale.state import Ask, AskKind
from loyalty_pos.ui.shell.port import Shell


class Redeeming:
    """``changed``: called whenever the receipt is to be shown anew."""

    def __init__(self, parts: UiParts, shell: Shell, asking: Asking, changed: Callable[[], None]) -> None:
        self._parts, self._shell, self._asking, self._changed = parts, shell, asking, changed
        self._register = parts.register

    def press(self, typed: str) -> None:
        """Pay with all points, with as many as were typed, or take the wish back."""
        exponent = self._parts.world.programmes.current().programme.unit.exponent
        try:
            wish = points_minor(typed, exponent) if typed else None
        except Problem as problem:
            self._shell.refuse(problem)
            return
        asked = {RedemptionState.ASKING, RedemptionState.GRANTED}
        redemption = self._register.view().redemption
        if wish is None and redemption.state in asked and redemption.wanted > self._register.reward_points:
            wish = 0
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

    def _agreed(self, points: int) -> None:
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
        """Ask in the background for the points that the receipt wants; nothing where it wants none, or has them."""
        question = self._register.hold_question()
        if question is not None:
            given_back = self._parts.world.desk.take_releases()
            self._shell.ask_centre(
                lambda: self._ask(question, given_back),
                lambda result: self._answered(question.op, result),
            )

    def _ask(self, question: HoldQuestion, given_back: Sequence[str]) -> HoldResult:
        """On the worker: give back what another wish held, then ask."""
        for operation in given_back:
            self._parts.holds.release(operation)
        return self._parts.holds.ask(question.op, question.account_id, question.points)

    def _answered(self, op: str, result: HoldResult) -> None:
        self._register.hold_answered(op, result)
        self._changed()
        redemption = self._register.view().redemption
        if redemption.op == op and redemption.problem is not None:
            self._shell.refuse(redemption.problem)


def _typed(points: int, exponent: int) -> str:
    """Return points as a cashier types them."""
    whole, rest = divmod(points, 10**exponent)
    return f"{whole},{rest:0{exponent}}" if rest else str(whole)
