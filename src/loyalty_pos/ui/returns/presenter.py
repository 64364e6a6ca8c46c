"""Decides how goods come back: which sale, which lines, what goes back, seen before it happens. No Qt, no words."""

from collections.abc import Callable
from dataclasses import replace
from typing import Protocol

from loyalty_pos.core import dates
from loyalty_pos.core.problems import Problem
from loyalty_pos.core.receipt_proof.sums import WHOLE
from loyalty_pos.core.sale import Sale
from loyalty_pos.till.returns import ReturnableLine
from loyalty_pos.till.scanning.kinds import PEOPLE, form_of, goods_in
from loyalty_pos.ui.parse import amount_minor, quantity_milli
from loyalty_pos.ui.parts import UiParts
from loyalty_pos.ui.returns.by_goods import ByGoods
from loyalty_pos.ui.returns.doing import Doing
from loyalty_pos.ui.returns.exchange import Exchange
from loyalty_pos.ui.returns.looking import Looking
from loyalty_pos.ui.returns.no_receipt import NoReceipt
from loyalty_pos.ui.returns.showing import line_rows, meanwhile, previewed, sale_row, still_asked
from loyalty_pos.ui.returns.state import ReturnState
from loyalty_pos.ui.shell.port import Routes, Shell

LAST_SALES = 12


class ReturnScreen(Protocol):
    """What the presenter needs of the view."""

    def show_return(self, state: ReturnState) -> None: ...
    def typed_so_far(self) -> str: ...


class ReturnPresenter:
    """A whole receipt comes back unless lines are taken out of it: the usual return is two keys."""

    def __init__(self, screen: ReturnScreen, parts: UiParts, shell: Shell, routes: Routes) -> None:
        self._screen, self._parts, self._shell, self._routes = screen, parts, shell, routes
        self._doing = Doing(parts, shell, routes)
        self._sale: Sale | None = None
        self._lines: tuple[ReturnableLine, ...] = ()
        self._asked: dict[int, int] = {}
        self._sales: list[Sale] = []
        self._looking = Looking(parts, shell, self.begin, self._listed)
        self._marked = 0
        self._by_goods = ByGoods()
        self._is_found = False
        self._without = NoReceipt(screen, parts, shell, routes)
        self._keys: dict[str, Callable[[], None]] = {
            "F2": self._without.begin,
            "F4": lambda: self._set_quantity(self._screen.typed_so_far()),
            "F6": lambda: self._mark_all(on=False),
            "F7": lambda: self._mark_all(on=True),
            "F8": self._void,
            "F9": self._attach,
            "F5": lambda: self._return(instead=True),
            "F12": self._return,
            "Esc": self._step_back,
        }

    def begin(self, sale: Sale | None) -> None:
        """Show the latest sales, or the lines of a known one."""
        self._marked = 0
        self._without.end()
        self._by_goods.begin()
        self._looking.forget()
        self._screen.typed_so_far()
        if sale is None:
            self._sale, self._lines, self._asked = None, (), {}
            self._sales, self._is_found = self._parts.world.journal.last_sales(LAST_SALES), False
            self._show()
            return
        self._sale = sale
        self._lines = self._parts.returns.returnable(sale)
        self._asked = {line.line_id: line.left_milli for line in self._lines if line.left_milli}
        self._show()

    def look_again(self) -> None:
        """The centre was heard: what came back elsewhere comes back here no more; what was chosen stays chosen."""
        if self._sale is None:
            return
        before, self._lines = self._lines, self._parts.returns.returnable(self._sale)
        if (problem := meanwhile(self._parts.returns, self._sale, before, self._lines)) is not None:
            self._asked = still_asked(self._asked, self._lines)
            self._show()
            self._shell.refuse(problem)

    def exchange_by(self, exchange: Exchange) -> None:
        """Count an exchange together by this one."""
        self._doing.exchange = exchange

    def entered(self, text: str) -> None:
        """Take what was typed, at Enter: a receipt's code, what is known of it, a quantity, or nothing = the marked row."""
        if self._without.is_on:
            self._without.entered(text)
        elif self._sale is None:
            if text:
                self._looking.by_what_is_known(text, self.scanned)
            elif self._sales:
                self.begin(self._sales[self._marked])
        elif text:
            self._set_quantity(text)
        else:
            self._toggle()

    def scanned(self, text: str) -> None:
        """Take a receipt's code, a customer's card, or goods of the receipt that is open: those come back, piece by piece."""
        if self._without.is_on:
            self._without.scanned(text)
            return
        if form_of(self._parts.world, text) in PEOPLE:
            self._looking.of_customer(text)
            return
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
        if self._without.is_on:
            self._without.moved(step)
            return
        rows = len(self._lines) if self._sale else len(self._sales)
        if rows:
            self._marked = min(max(0, self._marked + step), rows - 1)
            self._show()

    def row_touched(self, row: int) -> None:
        """Take the touched row: open the sale, or take the line in or out."""
        if self._without.is_on:
            self._without.touched(row)
            return
        self._marked = row
        self.entered("")

    def key(self, name: str) -> None:
        """Do what a key of this page means."""
        if self._without.is_on and name != "Esc":
            self._without.key(name)
        elif (action := self._keys.get(name)) is not None:
            action()

    def _listed(self, sales: list[Sale]) -> None:
        """Let one of several receipts be chosen."""
        self.begin(None)
        self._sales, self._is_found = sales, True
        self._show()

    # --- lines ----------------------------------------------------------------------------------------

    def _toggle(self) -> None:
        if not self._lines:
            return
        line = self._lines[self._marked]
        self._asked[line.line_id] = 0 if self._asked.get(line.line_id) else line.left_milli
        self._show()

    def _set_quantity(self, text: str) -> None:
        if not self._lines or not text:
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

    def _return(self, *, instead: bool = False) -> None:
        if self._sale is not None:
            self._doing.take_back(self._sale, self._wanted(), instead=instead)
        elif not instead:
            self.entered("")

    def _void(self) -> None:
        if self._sale is not None:
            self._doing.undo(self._sale)

    def _attach(self) -> None:
        """Put a card to the receipt that is open, or to the marked one."""
        sale = self._sale or (self._sales[self._marked] if self._sales else None)
        if sale is not None:
            self._doing.put_card(sale)

    def _step_back(self) -> None:
        if self._sale is not None or self._is_found or self._without.is_on:
            self.begin(None)
        else:
            self._looking.forget()
            self._routes.sell()

    def _wanted(self) -> dict[int, int]:
        return {line_id: milli for line_id, milli in self._asked.items() if milli}

    def _show(self) -> None:
        world, returns = self._parts.world, self._parts.returns
        state = ReturnState(
            marked=self._marked,
            exponent=world.programmes.current().programme.unit.exponent,
            found=self._is_found,
        )
        if self._sale is None:
            rows = tuple(sale_row(sale, returns.came_back(sale)) for sale in self._sales)
            self._screen.show_return(replace(state, sales=rows))
            return
        preview = previewed(returns, self._shell, self._sale, self._wanted())
        self._screen.show_return(
            replace(
                state,
                rows=line_rows(self._lines, self._asked, preview),
                preview=preview,
                number=self._sale.number,
                sold_at=dates.moment(self._sale.sold_at_us),
                back=returns.came_back(self._sale),
                other=returns.other(self._sale),
            )
        )
