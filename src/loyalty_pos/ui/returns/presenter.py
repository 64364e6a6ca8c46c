"""Decides how goods come back: which sale, which lines, what goes back, seen before it happens. No Qt, no words."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from loyalty_pos.core import dates
from loyalty_pos.core.problems import Problem
from loyalty_pos.core.receipt_proof.sums import WHOLE
from loyalty_pos.core.sale import Sale
from loyalty_pos.till.elsewhere.finding import OtherReceipt
from loyalty_pos.till.late_card.attaching import LateCards
from loyalty_pos.till.returns import CameBack, ReturnableLine, ReturnDone, ReturnPreview, Returns, VoidDone
from loyalty_pos.till.scanning.kinds import goods_in
from loyalty_pos.till.staff import Approval, Permission
from loyalty_pos.ui.parse import amount_minor, quantity_milli
from loyalty_pos.ui.parts import UiParts
from loyalty_pos.ui.returns.by_goods import ByGoods
from loyalty_pos.ui.returns.looking import Looking
from loyalty_pos.ui.shell.port import Note, NoteKind, Routes, Shell

LAST_SALES = 12


@dataclass(frozen=True, slots=True)
class SaleRow:
    """One of the latest sales."""

    code: str
    number: int
    at: datetime
    paid_minor: int
    goods: str
    back: CameBack = CameBack.NOTHING


@dataclass(frozen=True, slots=True)
class ReturnRow:
    """A line of the sale; ``back_milli`` thousandths of it come back now."""

    line: ReturnableLine
    back_milli: int


@dataclass(frozen=True, slots=True)
class ReturnState:
    """Choosing a sale (``rows`` empty) or its lines. ``preview`` None = nothing can go back as marked.

    ``back``: how much of the chosen sale came back already; ``other``: it is another till's receipt.
    """

    sales: tuple[SaleRow, ...] = ()
    rows: tuple[ReturnRow, ...] = ()
    marked: int = 0
    preview: ReturnPreview | None = None
    number: int = 0
    sold_at: datetime | None = None
    exponent: int = 0
    back: CameBack = CameBack.NOTHING
    other: OtherReceipt | None = None


class ReturnScreen(Protocol):
    """What the presenter needs of the view."""

    def show_return(self, state: ReturnState) -> None: ...
    def typed_so_far(self) -> str: ...


class ReturnPresenter:
    """A whole receipt comes back unless lines are taken out of it: the usual return is two keys."""

    def __init__(self, screen: ReturnScreen, parts: UiParts, shell: Shell, routes: Routes) -> None:
        self._screen, self._parts, self._shell, self._routes = screen, parts, shell, routes
        self._late_cards = LateCards(parts.world)
        self._sale: Sale | None = None
        self._lines: tuple[ReturnableLine, ...] = ()
        self._asked: dict[int, int] = {}
        self._sales: list[Sale] = []
        self._looking = Looking(parts, shell, self.begin)
        self._marked = 0
        self._by_goods = ByGoods()
        self._back = CameBack.NOTHING
        self._keys: dict[str, Callable[[], None]] = {
            "F4": self._change_quantity,
            "F6": lambda: self._mark_all(on=False),
            "F7": lambda: self._mark_all(on=True),
            "F8": self._void,
            "F9": self._attach,
            "F12": self._return,
            "Esc": self._step_back,
        }

    def begin(self, sale: Sale | None) -> None:
        """Show the latest sales, or the lines of a known one."""
        self._marked = 0
        self._by_goods.begin()
        self._looking.forget()
        self._screen.typed_so_far()
        if sale is None:
            self._sale, self._lines, self._asked = None, (), {}
            self._sales = self._parts.world.journal.last_sales(LAST_SALES)
            self._show()
            return
        self._sale = sale
        self._lines, self._back = self._parts.returns.returnable(sale), self._parts.returns.came_back(sale)
        self._asked = {line.line_id: line.left_milli for line in self._lines if line.left_milli}
        self._show()

    def entered(self, text: str) -> None:
        """Take what was typed, at Enter: a receipt's code, a quantity, or nothing = the marked row."""
        if self._sale is None:
            if text:
                self.scanned(text)
            elif self._sales:
                self.begin(self._sales[self._marked])
        elif text:
            self._set_quantity(text)
        else:
            self._toggle()

    def scanned(self, text: str) -> None:
        """Take a receipt's code, or goods of the receipt that is open: then those scanned come back, piece by piece."""
        goods = goods_in(self._parts.world, text)
        if goods is None:
            self._looking.for_receipt(text)
            return
        try:
            self._marked, self._asked = self._by_goods.taken(self._sale, self._lines, self._asked, goods)
        except Problem as problem:
            self._shell.refuse(problem)
            return
        self._shell.hush()
        self._show()

    def moved(self, step: int) -> None:
        """Move the mark."""
        rows = len(self._lines) if self._sale else len(self._sales)
        if rows:
            self._marked = min(max(0, self._marked + step), rows - 1)
            self._show()

    def row_touched(self, row: int) -> None:
        """Take the touched row: open the sale, or take the line in or out."""
        self._marked = row
        self.entered("")

    def key(self, name: str) -> None:
        """Do what a key of this page means."""
        if (action := self._keys.get(name)) is not None:
            action()

    # --- lines ----------------------------------------------------------------------------------------

    def _toggle(self) -> None:
        if not self._lines:
            return
        line = self._lines[self._marked]
        self._asked[line.line_id] = 0 if self._asked.get(line.line_id) else line.left_milli
        self._show()

    def _change_quantity(self) -> None:
        typed = self._screen.typed_so_far()
        if typed and self._sale is not None:
            self._set_quantity(typed)

    def _set_quantity(self, text: str) -> None:
        if not self._lines:
            return
        line = self._lines[self._marked]
        try:
            # a receipt told by its sums is measured in money
            self._asked[line.line_id] = (amount_minor if line.line_id == WHOLE else quantity_milli)(text)
        except Problem as problem:
            self._shell.refuse(problem)
            return
        self._show()

    def _mark_all(self, *, on: bool) -> None:
        self._asked = {line.line_id: line.left_milli if on else 0 for line in self._lines}
        self._show()

    # --- doing it -------------------------------------------------------------------------------------

    def _return(self) -> None:
        sale, asked = self._sale, self._wanted()
        if sale is None:
            self.entered("")
            return
        returns = self._parts.returns
        try:
            permission, amount = returns.permission(sale, asked), returns.preview(sale, asked).money_minor
        except Problem as problem:  # nobody's PIN is asked for what cannot be done
            self._shell.refuse(problem)
            return

        def commit(approval: Approval) -> None:
            self._shell.commit(lambda: returns.commit(sale, asked, "customer", approval), self._returned)

        self._shell.approve(permission, commit, amount)

    def _void(self) -> None:
        sale = self._sale
        if sale is None:
            return

        def commit(approval: Approval) -> None:
            self._shell.commit(lambda: self._parts.returns.void(sale, "mistake", approval), self._voided)

        self._shell.approve(Permission.VOID, commit, sale.paid_minor)

    def _returned(self, done: ReturnDone) -> None:
        self._parts.printer.print(done.receipt)
        self._routes.sell()
        money = done.fact.paid_minor - done.fact.withheld_minor
        if done.trouble is not None:
            self._shell.refuse(done.trouble)
        else:
            self._shell.note(Note(NoteKind.RETURNED, {"money_minor": money}))

    def _voided(self, done: VoidDone) -> None:
        self._parts.printer.print(done.receipt)
        self._routes.sell()
        self._shell.note(Note(NoteKind.SALE_VOIDED, {"money_minor": done.fact.paid_minor}))

    def _attach(self) -> None:
        """Put a card to the receipt that is open, or to the marked one."""
        sale = self._sale or (self._sales[self._marked] if self._sales else None)
        if sale is None:
            return
        try:
            self._late_cards.refuse_closed(sale)
        except Problem as problem:
            self._shell.refuse(problem)
            return
        self._routes.late_card(sale)

    def _step_back(self) -> None:
        if self._sale is not None:
            self.begin(None)
        else:
            self._looking.forget()
            self._routes.sell()

    def _wanted(self) -> dict[int, int]:
        return {line_id: milli for line_id, milli in self._asked.items() if milli}

    def _show(self) -> None:
        exponent = self._parts.world.programmes.current().programme.unit.exponent
        if self._sale is None:
            came_back = self._parts.returns.came_back
            rows = tuple(_row(sale, came_back(sale)) for sale in self._sales)
            self._screen.show_return(ReturnState(sales=rows, marked=self._marked, exponent=exponent))
            return
        self._screen.show_return(
            ReturnState(
                rows=tuple(ReturnRow(line, self._asked.get(line.line_id, 0)) for line in self._lines),
                marked=self._marked,
                preview=_previewed(self._parts.returns, self._shell, self._sale, self._wanted()),
                number=self._sale.number,
                sold_at=dates.moment(self._sale.sold_at_us),
                exponent=exponent,
                back=self._back,
                other=self._parts.returns.other(self._sale),
            )
        )


def _previewed(returns: Returns, shell: Shell, sale: Sale, wanted: Mapping[int, int]) -> ReturnPreview | None:
    """Return what comes back for these lines; what cannot be is refused on the page."""
    if not wanted:
        return None
    try:
        return returns.preview(sale, wanted)
    except Problem as problem:
        shell.refuse(problem)
        return None


def _row(sale: Sale, back: CameBack) -> SaleRow:
    goods = ", ".join(line.name for line in sale.lines)
    return SaleRow(sale.code, sale.number, dates.moment(sale.sold_at_us), sale.paid_minor, goods, back)
