"""F12: the exact amount by the default tender, or the cash that was typed before it. No Qt, no words."""

from collections.abc import Callable

from loyalty_pos.core.problems import Problem
from loyalty_pos.core.sale import Tender, TenderKind
from loyalty_pos.till.receipt_state import SaleDone
from loyalty_pos.till.register import Register
from loyalty_pos.ui.parse import amount_minor
from loyalty_pos.ui.shell.port import Routes, Shell


class Paying:
    """One key from the basket to the receipt."""

    def __init__(
        self,
        register: Register,
        shell: Shell,
        routes: Routes,
        pay: Callable[[Callable[[], SaleDone], Callable[[SaleDone], object]], None],
    ) -> None:
        """``pay``: runs the sale, after the centre where the manager wants it to be heard (``Redeeming``)."""
        self._register, self._shell, self._routes = register, shell, routes
        self._pay = pay

    def press(self, typed: str) -> None:
        """Pay; ``typed`` is the cash a customer handed over, "" = exactly what is due."""
        register = self._register
        if not typed:
            self._pay(register.pay_exact, self._routes.sold)
            return
        try:
            given = amount_minor(typed)
        except Problem as problem:
            self._shell.refuse(problem)
            return
        tenders = [Tender(TenderKind.CASH, given)]
        self._pay(lambda: register.pay(tenders), self._routes.sold)

    def otherwise(self) -> None:
        """Go to the payment screen, if there is something to pay for."""
        if self._register.view().lines:
            self._routes.take_money()
