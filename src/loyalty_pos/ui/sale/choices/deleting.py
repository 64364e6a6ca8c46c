"""F8: a line leaves the receipt for a reason; who may not is asked for somebody's PIN. No Qt, no words."""

from collections.abc import Callable
from typing import Final

from loyalty_pos.core.problems import Problem
from loyalty_pos.till.receipt_state import LineView
from loyalty_pos.till.staff import Approval, Permission
from loyalty_pos.ui.parts import UiParts
from loyalty_pos.ui.sale.asking import Asking
from loyalty_pos.ui.sale.rows import delete_row
from loyalty_pos.ui.sale.state import Ask, AskKind, Choice
from loyalty_pos.ui.shell.port import Note, NoteKind, Shell

REASONS: Final = ("unwanted", "wrong", "price", "damaged")
"""What the audit line says: the customer does not want it, scanned by mistake, another price was expected, damaged."""


class Deleting:
    """``changed``: called whenever the receipt is to be shown anew."""

    def __init__(self, parts: UiParts, shell: Shell, asking: Asking, changed: Callable[[], None]) -> None:
        self._parts, self._shell, self._asking, self._changed = parts, shell, asking, changed
        self._asked: LineView | None = None

    def press(self, row: LineView | None) -> None:
        """Ask why; pressed once more, the first reason holds. Codes and certificates need no reason: they stay good."""
        if self._asked is not None and self._asking.open:
            self._asking.answered(REASONS[0])
        elif row is None:
            return
        elif row.coupon or row.certificate:
            self._delete(row, REASONS[0])
        else:
            self._asked = row
            choices = tuple(Choice(reason, reason=reason) for reason in REASONS)
            self._asking.ask(Ask(AskKind.DELETE, row.name, choices=choices), self._answered)

    def _answered(self, reason: str) -> None:
        row, self._asked = self._asked, None
        self._asking.cancel()
        if row is None:
            return
        if self._parts.staff.may(Permission.DELETE_LINE):
            self._delete(row, reason)
        else:
            self._shell.approve(Permission.DELETE_LINE, lambda approval: self._delete(row, reason, approval))

    def _delete(self, row: LineView, reason: str, approval: Approval | None = None) -> None:
        try:
            delete_row(self._parts.register, row, reason, approval)
        except Problem as problem:
            self._changed()
            self._shell.refuse(problem)
            return
        self._changed()
        self._shell.note(Note(NoteKind.LINE_DELETED, {"name": row.name}))
