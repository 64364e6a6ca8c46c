"""An exchange is a return and then a sale: what the customer pays or gets in the end is said while the sale is rung up. No Qt, no words."""

from collections.abc import Callable
from dataclasses import dataclass, replace

from loyalty_pos.core.sale import Return, TenderKind
from loyalty_pos.ui.parts import UiParts


@dataclass(frozen=True, slots=True)
class ExchangeState:
    """``back_minor``: cash that goes back for the return, which is booked already; ``due_minor``: the new goods so far.

    ``is_paid``: the new goods are paid. ``is_on`` False = there is no exchange.
    """

    is_on: bool = False
    back_minor: int = 0
    due_minor: int = 0
    is_paid: bool = False

    @property
    def difference_minor(self) -> int:
        """What the customer pays in the end; below zero = what the customer gets."""
        return self.due_minor - self.back_minor


class Exchange:
    """One exchange at a time. Both papers stand by themselves; only the money in between is counted together."""

    def __init__(self, parts: UiParts) -> None:
        self._show: Callable[[ExchangeState], object] = lambda _: None
        self._parts = parts
        self._last_sale = ""
        self.state = ExchangeState()

    def shown_by(self, show: Callable[[ExchangeState], object]) -> None:
        """Let this one show it."""
        self._show = show

    def begin(self, returned: Return) -> None:
        """The goods are back; new ones follow."""
        self._last_sale = self._newest()
        cash = sum(one.amount_minor for one in returned.tenders if one.kind is TenderKind.CASH)
        self._say(ExchangeState(is_on=True, back_minor=cash))

    def look(self) -> None:
        """Follow the open receipt; after it is paid, the next one ends the exchange."""
        state = self.state
        if not state.is_on:
            return
        view = self._parts.register.view()
        if state.is_paid:
            if view.lines:
                self.end()
            return
        sales = self._parts.world.journal.last_sales(1)
        if sales and sales[0].sale_id != self._last_sale:
            self._say(replace(state, due_minor=sales[0].paid_minor, is_paid=True))
        elif view.quote.payable_minor != state.due_minor:
            self._say(replace(state, due_minor=view.quote.payable_minor))

    def end(self) -> None:
        """There is no exchange any more."""
        self._say(ExchangeState())

    def _newest(self) -> str:
        sales = self._parts.world.journal.last_sales(1)
        return sales[0].sale_id if sales else ""

    def _say(self, state: ExchangeState) -> None:
        self.state = state
        self._show(state)
