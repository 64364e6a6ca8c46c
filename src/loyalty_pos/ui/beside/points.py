"""Points and codes of the basket beside another till: wished for with F5, asked of the centre in the background. No Qt, no words."""

from collections.abc import Callable

from loyalty_pos.core.problems import Problem
from loyalty_pos.till.beside.counter import BesideCounter
from loyalty_pos.till.ports import HoldResult
from loyalty_pos.till.receipt_state import HoldQuestion
from loyalty_pos.ui.parse import points_minor
from loyalty_pos.ui.parts import UiParts
from loyalty_pos.ui.shell.port import Shell


class Points:
    """``changed``: shows the basket anew. Each question is asked once."""

    def __init__(
        self, counter: BesideCounter, parts: UiParts, shell: Shell, changed: Callable[[], object]
    ) -> None:
        self._counter, self._parts, self._shell, self._changed = counter, parts, shell, changed
        self._asked_op = ""

    def press(self, typed: str) -> None:
        """Pay with all points, with as many as were typed, or take the wish back."""
        receipt = self._counter.receipt
        if not receipt.view().lines:
            return
        exponent = self._parts.world.programmes.current().programme.unit.exponent
        try:
            wish = points_minor(typed, exponent) if typed else None
        except Problem as problem:
            self._shell.refuse(problem)
            return
        if wish is None and receipt.wants_points:
            wish = 0
        answer = receipt.want_points(wish)
        self._shell.hush()
        self._changed()
        if answer.problem is not None:
            self._shell.refuse(answer.problem)
        self.ask_centre()

    def ask_centre(self) -> None:
        """Ask in the background for what the basket wants and nobody has promised; nothing waits for the answer."""
        question = self._counter.receipt.hold_question()
        if question is None or question.op == self._asked_op:
            return
        self._asked_op = question.op
        given_back = self._parts.world.desk.take_releases()
        self._shell.ask_centre(
            lambda: self._ask(question, given_back), lambda result: self._answered(question.op, result)
        )

    def _ask(self, question: HoldQuestion, given_back: list[str]) -> HoldResult:
        for operation in given_back:
            self._parts.holds.release(operation)
        return self._parts.holds.ask(
            question.op, question.account_id, question.points, question.shown, question.card_last4
        )

    def _answered(self, op: str, result: HoldResult) -> None:
        self._counter.receipt.hold_answered(op, result)
        self._changed()
        view = self._counter.receipt.view()
        problem = view.redemption.problem if view.redemption.op == op else view.banner
        if problem is not None:
            self._shell.refuse(problem)
        self.ask_centre()
