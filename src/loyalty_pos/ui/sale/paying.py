"""F12: the exact amount by the default tender, or the cash that was typed before it. No Qt, no words."""

from collections.abc import Callable
from typing import Protocol

from loyalty_pos.core.problems import Problem
from loyalty_pos.core.sale import Tender, TenderKind
from loyalty_pos.till.receipt_state import SaleDone
from loyalty_pos.till.register import Register
from loyalty_pos.ui.parse import amount_minor
from loyalty_pos.ui.shell.port import Routes, Shell


class Hearing(Protocol):
    """Who knows whether the centre is to be heard first (``Redeeming``)."""

    def pay(self, job: Callable[[], SaleDone], sold: Callable[[SaleDone], object]) -> None:
        """Run the sale, after the centre where the manager wants it to be heard."""
        ...

    def heard(self, then: Callable[[], object]) -> None:
        """Do something that shows what is due, after the centre where the manager wants it to be heard."""
        ...


class Paying:
    """One key from the basket to the receipt."""

    def __init__(
        self,
        register: Register,
        shell: Shell,
        routes: Routes,
        centre: Hearing,
    ) -> None:
        self._register, self._shell, self._routes = register, shell, routes
        self._centre = centre

    def press(self, typed: str) -> None:
        """Pay; ``typed`` is the cash a customer handed over, "" = exactly what is due."""
        register = self._register
        if not typed:
            self._centre.pay(register.pay_exact, self._routes.sold)
            return
        try:
            given = amount_minor(typed)
        except Problem as problem:
            self._shell.refuse(problem)
            return
        tenders = [Tender(TenderKind.CASH, given)]
        self._centre.pay(lambda: register.pay(tenders), self._routes.sold)

    def otherwise(self) -> None:
        """Go to the payment screen, if there is something to pay for."""
        if self._register.view().lines:
            self._centre.heard(self._routes.take_money)
