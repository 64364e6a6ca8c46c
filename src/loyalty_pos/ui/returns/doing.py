"""What is done with a chosen receipt: goods taken back, the sale undone, a card put to it; each with the right it takes. No Qt, no words."""

from collections.abc import Mapping

from loyalty_pos.core.problems import Problem
from loyalty_pos.core.sale import Sale
from loyalty_pos.till.late_card.attaching import LateCards
from loyalty_pos.till.returns import ReturnDone, VoidDone
from loyalty_pos.till.staff import Approval, Permission
from loyalty_pos.ui.parts import UiParts
from loyalty_pos.ui.returns.exchange import Exchange
from loyalty_pos.ui.shell.port import Note, NoteKind, Routes, Shell


class Doing:
    """``exchange``: counts an exchange together, None = nobody does."""

    def __init__(self, parts: UiParts, shell: Shell, routes: Routes) -> None:
        self._parts, self._shell, self._routes = parts, shell, routes
        self._late_cards = LateCards(parts.world)
        self.exchange: Exchange | None = None

    def take_back(self, sale: Sale, asked: Mapping[int, int], *, instead: bool) -> None:
        """Take back what was asked; ``instead``: the customer takes other goods for it."""
        returns = self._parts.returns
        try:
            permission, amount = returns.permission(sale, asked), returns.preview(sale, asked).money_minor
        except Problem as problem:  # nobody's PIN is asked for what cannot be done
            self._shell.refuse(problem)
            return

        def commit(approval: Approval) -> None:
            self._shell.commit(
                lambda: returns.commit(sale, asked, "customer", approval),
                lambda done: self._returned(done, instead=instead),
            )

        self._shell.approve(permission, commit, amount)

    def undo(self, sale: Sale) -> None:
        """Undo the whole sale."""

        def commit(approval: Approval) -> None:
            self._shell.commit(lambda: self._parts.returns.void(sale, "mistake", approval), self._voided)

        self._shell.approve(Permission.VOID, commit, sale.paid_minor)

    def put_card(self, sale: Sale) -> None:
        """Go to where a card is put to the receipt, if that may still be."""
        try:
            self._late_cards.refuse_closed(sale)
        except Problem as problem:
            self._shell.refuse(problem)
            return
        self._routes.late_card(sale)

    def _returned(self, done: ReturnDone, *, instead: bool) -> None:
        self._parts.printer.print(done.receipt)
        self._routes.sell()
        if instead and self.exchange is not None:
            self.exchange.begin(done.fact)
        money = done.fact.paid_minor - done.fact.withheld_minor
        if done.trouble is not None:
            self._shell.refuse(done.trouble)
        else:
            self._shell.note(Note(NoteKind.RETURNED, {"money_minor": money}))

    def _voided(self, done: VoidDone) -> None:
        self._parts.printer.print(done.receipt)
        self._routes.sell()
        self._shell.note(Note(NoteKind.SALE_VOIDED, {"money_minor": done.fact.paid_minor}))
