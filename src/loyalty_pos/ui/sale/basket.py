"""The rows of the open receipt under the cashier's hands: marked, counted, deleted, shown. No Qt, no words."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Protocol

from loyalty_pos.core.problems import Problem
from loyalty_pos.ui.parse import quantity_milli
from loyalty_pos.ui.parts import UiParts
from loyalty_pos.ui.sale.asking import Asking
from loyalty_pos.ui.sale.checks.age import AgeCheck
from loyalty_pos.ui.sale.checks.price import PriceCheck
from loyalty_pos.ui.sale.choices.deleting import Deleting
from loyalty_pos.ui.sale.choices.parking import Parking
from loyalty_pos.ui.sale.facts import sale_state
from loyalty_pos.ui.sale.finding import GoodsFinder
from loyalty_pos.ui.sale.redeeming import Redeeming
from loyalty_pos.ui.sale.rows import goods_at, last_goods, rows_of
from loyalty_pos.ui.sale.state import Ask, AskKind, GoodsFacts, SaleState
from loyalty_pos.ui.sale.why.explaining import Explaining, ExplainingScreen
from loyalty_pos.ui.shell.port import Routes, Shell


class SaleScreen(ExplainingScreen, Protocol):
    """What the presenter needs of the view."""

    def show_sale(self, state: SaleState) -> None: ...
    def show_found(self, found: Sequence[GoodsFacts], marked: int) -> None: ...
    def show_quick_keys(self, pages: Sequence[tuple[str, Sequence[GoodsFacts]]]) -> None: ...
    def show_ask(self, ask: Ask) -> None: ...
    def typed_so_far(self) -> str: ...


class Basket:
    """What the rows need; the presenter of the screen adds scans and keys."""

    def __init__(self, screen: SaleScreen, parts: UiParts, shell: Shell, routes: Routes) -> None:
        self._screen, self._parts, self._shell, self._routes = screen, parts, shell, routes
        self._register = parts.register
        self._selected = self._times = 0
        self.finder = GoodsFinder(screen, parts.world.goods)
        self.asking = Asking(screen, shell, self._done)
        self._redeeming = Redeeming(parts, shell, self.asking, self.refresh)
        self._explaining = Explaining(screen, parts, self.asking)
        self._deleting = Deleting(parts, shell, self.asking, self._done)
        self._parking = Parking(parts.register, shell, self.asking, self._done)
        self._prices = PriceCheck(screen, parts, shell)
        self._ages = AgeCheck(parts.register, shell, self._done)

    def moved(self, step: int) -> None:
        """Move the mark up or down: in the list of goods if it shows, else in the basket."""
        if self.finder.marked:
            self.finder.moved(step)
        elif ids := [row.id for row in rows_of(self._register.view())]:
            self._selected = _beside(self._selected, ids, step)
            self.refresh()

    def line_chosen(self, line_id: int) -> None:
        """Select a line; touched once more, its price is explained."""
        if line_id == self._selected:
            self._explaining.press(line_id)
        self._selected = line_id
        self.refresh()

    def refresh(self) -> None:
        """Show the receipt as it stands."""
        view = self._register.view()
        ids = [row.id for row in rows_of(view)]
        if self._selected not in ids:
            self._selected = last_goods(view)
        programme = self._parts.world.programmes.current().programme
        state = sale_state(view, programme, self._selected, self._times, self._parts.world.clock.now())
        parked = len(self._parts.world.desk.parked)
        self._screen.show_sale(replace(state, parked=parked, age_asked=self._ages.asked))
        if not self._prices.on:
            self._explaining.follow(self._selected)

    # --- lines ----------------------------------------------------------------------------------------

    def _select(self, line_id: int) -> None:
        self._selected = line_id
        self._done()

    def _change_quantity(self) -> None:
        line = goods_at(self._register.view(), self._selected)
        if line is None:
            return
        if typed := self._screen.typed_so_far():
            self._guarded(lambda: self._register.set_quantity(line.id, quantity_milli(typed)))
            return
        ask = Ask(AskKind.QUANTITY, line.name, _plain(line.qty_milli), line.unit)
        self.asking.ask(ask, lambda text: self._register.set_quantity(line.id, quantity_milli(text)))

    def _delete_line(self) -> None:
        if not self._ages.refuse():
            rows = rows_of(self._register.view())
            self._deleting.press(next((one for one in rows if one.id == self._selected), None))

    def _guarded(self, action: Callable[[], object]) -> bool:
        try:
            action()
        except Problem as problem:
            self.refresh()
            self._shell.refuse(problem)
            return False
        self._done()
        return True

    def _done(self) -> None:
        self._shell.hush()
        self.refresh()
        self._redeeming.ask_for_new()
        self._prices.remind()
        self._ages.remind()

    def _close_lists(self) -> None:
        self.finder.forget()
        self._screen.typed_so_far()
        self._screen.show_basket()


def _beside(selected: int, ids: Sequence[int], step: int) -> int:
    """Return the line so many steps below the selected one; without one the last line stands for it."""
    place = ids.index(selected) if selected in ids else len(ids) - 1
    return ids[min(max(0, place + step), len(ids) - 1)]


def _plain(milli: int) -> str:
    whole, rest = divmod(milli, 1000)
    return f"{whole},{rest:03}".rstrip("0") if rest else str(whole)
