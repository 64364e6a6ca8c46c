"""Goods without a receipt: scanned one by one, at today's price, given back on a manager's word. No Qt, no words."""

from collections.abc import Callable
from typing import Protocol

from loyalty_pos.core.problems import Problem, ReceiptWanted
from loyalty_pos.core.sale import Tender, TenderKind
from loyalty_pos.till.giving_back.without_receipt import Brought, WithoutDone, WithoutReceipt
from loyalty_pos.till.returns import ReturnableLine, ReturnPreview
from loyalty_pos.till.scanning.kinds import goods_in
from loyalty_pos.till.staff import Approval, Permission
from loyalty_pos.ui.parse import quantity_milli
from loyalty_pos.ui.parts import UiParts
from loyalty_pos.ui.returns.state import ReturnRow, ReturnState
from loyalty_pos.ui.shell.port import Note, NoteKind, Routes, Shell


class NoReceiptScreen(Protocol):
    """What this needs of the view."""

    def show_return(self, state: ReturnState) -> None: ...
    def typed_so_far(self) -> str: ...


class NoReceipt:
    """``is_on``: the page takes goods without a receipt now."""

    def __init__(self, screen: NoReceiptScreen, parts: UiParts, shell: Shell, routes: Routes) -> None:
        self._screen, self._parts, self._shell, self._routes = screen, parts, shell, routes
        self._desk = WithoutReceipt(parts.world)
        self._goods: list[Brought] = []
        self._marked = 0
        self.is_on = False
        self._keys: dict[str, Callable[[], None]] = {
            "F4": lambda: self.entered(self._screen.typed_so_far()),
            "F6": self._take_all_out,
            "F12": self._give_back,
        }

    def begin(self) -> None:
        """Begin without goods."""
        self.is_on, self._goods, self._marked = True, [], 0
        self._screen.typed_so_far()
        self._shell.hush()
        self._show()

    def end(self) -> None:
        """The page is about receipts again."""
        self.is_on = False

    def entered(self, text: str) -> None:
        """Take what was typed, at Enter: a code, the quantity of the marked goods, or nothing = the goods are not given."""
        if not text:
            self._take_out()
        elif self._goods and len(text) < 8 and text[0].isdigit():  # noqa: PLR2004 - shorter than any barcode
            self._set_quantity(text)
        else:
            self.scanned(text)

    def scanned(self, text: str) -> None:
        """Take goods; everything else has to do with a receipt."""
        found = goods_in(self._parts.world, text)
        if found is None:
            self._shell.refuse(ReceiptWanted())
            return
        self._shell.hush()
        for place, one in enumerate(self._goods):
            if one.article.id == found.article.id:
                self._goods[place] = Brought(one.article, one.qty_milli + found.qty_milli)
                self._marked = place
                break
        else:
            self._goods.append(Brought(found.article, found.qty_milli))
            self._marked = len(self._goods) - 1
        self._show()

    def moved(self, step: int) -> None:
        """Move the mark."""
        if self._goods:
            self._marked = min(max(0, self._marked + step), len(self._goods) - 1)
            self._show()

    def touched(self, row: int) -> None:
        """Mark the touched row."""
        self._marked = row
        self._show()

    def key(self, name: str) -> None:
        """Do what a key means here; others mean nothing without a receipt."""
        if (action := self._keys.get(name)) is not None:
            action()

    # --- inside ---------------------------------------------------------------------------------------

    def _set_quantity(self, text: str) -> None:
        try:
            self._goods[self._marked] = Brought(self._goods[self._marked].article, quantity_milli(text))
        except Problem as problem:
            self._shell.refuse(problem)
            return
        self._shell.hush()
        self._show()

    def _take_out(self) -> None:
        if self._goods:
            del self._goods[self._marked]
            self._marked = max(0, self._marked - 1)
            self._show()

    def _take_all_out(self) -> None:
        self._goods, self._marked = [], 0
        self._show()

    def _give_back(self) -> None:
        goods = tuple(self._goods)
        try:
            money_minor = self._desk.refuse(goods)
        except Problem as problem:  # nobody's PIN is asked for what cannot be done
            self._shell.refuse(problem)
            return

        def commit(approval: Approval) -> None:
            self._shell.commit(lambda: self._desk.commit(goods, approval), self._done)

        self._shell.approve(Permission.TRUST_PAPER, commit, money_minor)

    def _done(self, done: WithoutDone) -> None:
        self.end()
        self._parts.printer.print(done.receipt)
        self._routes.sell()
        self._shell.note(Note(NoteKind.RETURNED, {"money_minor": -done.moved.amount_minor}))

    def _show(self) -> None:
        worth = self._desk.worth(self._goods)
        rows = tuple(
            ReturnRow(
                ReturnableLine(
                    place, one.article.name, one.qty_milli, one.qty_milli, one.article.price_minor, minor
                ),
                one.qty_milli,
            )
            for place, (one, minor) in enumerate(zip(self._goods, worth.lines_minor, strict=True))
        )
        money = worth.money_minor
        cash = (Tender(TenderKind.CASH, money),) if money else ()
        self._screen.show_return(
            ReturnState(
                rows=rows,
                marked=self._marked,
                preview=ReturnPreview((), money, 0, 0, cash) if rows else None,
                exponent=self._parts.world.programmes.current().programme.unit.exponent,
                without=True,
            )
        )
