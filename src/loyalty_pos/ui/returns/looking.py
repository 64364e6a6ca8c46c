"""Looks for the receipt of a scanned code: in this till's own book at once, elsewhere on the worker that may wait. No Qt."""

from collections.abc import Callable

from loyalty_pos.core.dates import local_day
from loyalty_pos.core.problems import OtherPaperKind, Problem, ReceiptNotFound, UnknownCard
from loyalty_pos.core.sale import Sale
from loyalty_pos.till.giving_back.searching import read_wanted, sales_like, sales_of
from loyalty_pos.till.receipt_code import is_receipt_code
from loyalty_pos.ui.parts import UiParts
from loyalty_pos.ui.shell.port import Shell


class Looking:
    """One search at a time; whoever goes on meanwhile is not called back. ``listed``: told where several receipts fit."""

    def __init__(
        self,
        parts: UiParts,
        shell: Shell,
        found: Callable[[Sale], None],
        listed: Callable[[list[Sale]], None],
    ) -> None:
        self._parts, self._shell, self._found, self._listed = parts, shell, found, listed
        self._wanted = ""

    def forget(self) -> None:
        """Want nothing any more."""
        self._wanted = ""

    def by_what_is_known(self, text: str, otherwise: Callable[[str], object]) -> None:
        """Look for a number, a day, a sum; ``otherwise`` takes a text that is none of them."""
        world = self._parts.world
        wanted = read_wanted(text, local_day(world.clock.now(), world.identity.zone))
        if wanted is None:
            otherwise(text)
        else:
            self._shell.commit(lambda: sales_like(world, wanted), lambda sales: self._told(sales, text))

    def of_customer(self, text: str) -> None:
        """Look for what somebody bought here."""
        try:
            found = self._parts.enquiry.find(text)
            if not found:
                raise UnknownCard(last4=text.strip()[-4:])
        except Problem as problem:
            self._shell.refuse(problem)
            return
        world, member = self._parts.world, found[0]
        last4 = f"**** {member.card_last4}"
        self._shell.commit(lambda: sales_of(world, member), lambda sales: self._told(sales, last4))

    def _told(self, sales: list[Sale], text: str) -> None:
        if not sales:
            self._shell.refuse(ReceiptNotFound(receipt=text))
            return
        self._shell.hush()
        if len(sales) == 1:
            self._found(sales[0])
        else:
            self._listed(sales)

    def for_receipt(self, text: str) -> None:
        """Look for it; what cannot be found is refused on the page."""
        try:
            sale = self._parts.returns.find(text)
        except ReceiptNotFound as problem:
            if is_receipt_code(problem.receipt):
                self._elsewhere(text)
            else:
                self._shell.refuse(problem)
            return
        except OtherPaperKind as problem:
            self._shell.refuse(problem)
            return
        self._shell.hush()
        self._found(sale)

    def _elsewhere(self, text: str) -> None:
        """Ask the centre for a moment, else read the paper."""
        self._wanted = text
        self._shell.hush()

        def found(sale: Sale) -> None:
            if self._wanted == text:
                self._found(sale)

        self._shell.ask_centre(lambda: self._parts.returns.find_elsewhere(text), found)
