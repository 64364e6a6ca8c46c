"""F12: the exact amount by the default tender, or the cash that was typed before it. No Qt, no words."""

from collections.abc import Callable

from loyalty_pos.core.problems import Problem
from loyalty_pos.core.sale import Tender, TenderKind
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
        answered_first: Callable[[Callable[[], object]], None],
    ) -> None:
        """``answered_first``: waits for the centre where the manager wants it (``Redeeming``), then pays."""
        self._register, self._shell, self._routes = register, shell, routes
        self._answered_first = answered_first

    def press(self, typed: str) -> None:
        """Pay; ``typed`` is the cash a customer handed over, "" = exactly what is due."""
        register = self._register
        if not typed:
            self._answered_first(lambda: self._shell.commit(register.pay_exact, self._routes.sold))
            return
        try:
            given = amount_minor(typed)
        except Problem as problem:
            self._shell.refuse(problem)
            return
        tenders = [Tender(TenderKind.CASH, given)]
        self._answered_first(lambda: self._shell.commit(lambda: register.pay(tenders), self._routes.sold))

    def otherwise(self) -> None:
        """Go to the payment screen, if there is something to pay for."""
        if self._register.view().lines:
            self._routes.take_money()
