"""Months: the one that comes next is closed for ever, after a question, once it is over. No Qt, no words."""

from loyalty_pos.core.office.refusals import MonthNotOver
from loyalty_pos.till.office.managing import Managing
from loyalty_pos.till.staff import Permission
from loyalty_pos.ui.desk.drawers.port import Actions, Around, Takers
from loyalty_pos.ui.desk.state import Sheet, Step


class MonthsDrawer:
    """F3."""

    def __init__(self, around: Around, managing: Managing) -> None:
        self._around, self._managing = around, managing

    def actions(self) -> Actions:
        """Return what keys do."""
        if self._around.state.sheet in {Sheet.CLOSINGS, Sheet.TILLS}:
            return {"F12": self._ask}
        return {}

    def takers(self) -> Takers:
        """Return nothing: nobody types here."""
        return {}

    def close(self) -> None:
        """Close the month that was asked about; that tills are missing was said there."""
        state = self._around.state
        month, told = state.open_month, state.told
        if month is None or told is None:
            return
        waits = bool(told.waiting)
        self._around.approved(
            Permission.CLOSE_MONTH,
            lambda approval: self._managing.close_month(
                month.month, although_waiting=waits, approval=approval
            ),
        )

    def _ask(self) -> None:
        month = self._around.state.open_month
        if month is None:
            return
        if self._around.state.is_over:
            self._around.wish(Step.SURE, what="close", name=month.month)
        else:
            self._around.refuse(MonthNotOver(month=month.month))
