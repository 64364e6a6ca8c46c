"""The sale screen. Shows what the presenter says and tells it what was done; decides nothing."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QStackedWidget, QWidget

from loyalty_pos.core.basket import Unit
from loyalty_pos.ui.look.appearance import Appearance
from loyalty_pos.ui.sale.ask_pad import AskPad
from loyalty_pos.ui.sale.basket_table import BasketTable
from loyalty_pos.ui.sale.customer_panel import CustomerPanel
from loyalty_pos.ui.sale.goods_list import FoundList, QuickKeys
from loyalty_pos.ui.sale.state import Ask, GoodsFacts, SaleState
from loyalty_pos.ui.sale.totals_panel import TotalsPanel
from loyalty_pos.ui.slices import Steps, at_once, styled
from loyalty_pos.ui.widgets.bits import column, label, row
from loyalty_pos.ui.widgets.key_button import KeyButton
from loyalty_pos.ui.widgets.key_page import KeyPage
from loyalty_pos.ui.widgets.scan_line import ScanLine

_LEFT_SHARE, _RIGHT_SHARE = 13, 8
_ACTIONS = (
    ("F2", "customer"),
    ("F3", "card-new"),
    ("F4", "quantity"),
    ("F6", "coupon"),
    ("F7", "goods"),
    ("F8", "delete"),
    ("F9", "balance"),
    ("F10", "menu"),
)


class SaleView(KeyPage):
    """Signals carry what the cashier did; ``key``: an action by its key's name."""

    entered_text = Signal(str)
    typing = Signal(str)
    moved = Signal(int)
    line_chosen = Signal(int)
    goods_picked = Signal(str)
    answered = Signal(str)
    ask_cancelled = Signal()

    def __init__(self, look: Appearance) -> None:
        super().__init__(look)
        self._state = SaleState()
        self._found: tuple[Sequence[GoodsFacts], int] = ((), 0)
        self._quick: Sequence[tuple[str, Sequence[GoodsFacts]]] = ()
        self._buttons: dict[str, KeyButton] = {}
        self._built = False
        self._middle, self._side = QStackedWidget(), QStackedWidget()
        self._scan, self._pair, self._whole = row(gap=12), row(), row()
        self._left, self._right, self._grid = column(), column(), QGridLayout()

    def build(self) -> Steps[None]:
        """Build the page step by step, from the outside in: a piece that moves later is styled twice."""
        self._lay_out()
        yield
        for build in (self._build_line, self._build_lists, self._build_right):
            yield from build()
        for number, (key, picture) in enumerate(_ACTIONS):
            self._buttons[key] = self.action(key, picture, stacked=True)
            self._grid.addWidget(self._buttons[key], number // 4, number % 4)
            yield
        self._connect()
        yield
        yield from self._wording()
        self._built = True
        yield from styled(self)

    # --- what the presenter says ----------------------------------------------------------------------

    def show_sale(self, state: SaleState) -> None:
        """Show the receipt as it stands."""
        self._state = state
        self.table.show_lines(state.lines, state.selected, state.exponent)
        self.customer.show_customer(state.customer, state.exponent)
        self.totals.show_totals(state.totals, state.exponent, earns=state.earns_points)
        filled = bool(state.lines)
        for key in ("F4", "F8", "F12", "Enter"):
            self._buttons[key].setEnabled(filled)
        self._show_redeem(state)
        times = self.look.words.quantity(state.times_milli, Unit.PIECE) if state.times_milli else ""
        self._times.setText(f"{times} ×" if times else "")
        self._times.setVisible(bool(times))

    def show_basket(self) -> None:
        """Show the basket in the middle, the sums on the right, and listen to the scan line."""
        self._middle.setCurrentWidget(self.table)
        self._side.setCurrentIndex(0)
        self.line.setFocus()

    def show_found(self, found: Sequence[GoodsFacts], marked: int) -> None:
        """Show goods found by what is typed."""
        self._found = (found, marked)
        self.found.show_found(found, marked)
        self._middle.setCurrentWidget(self.found)

    def show_quick_keys(self, pages: Sequence[tuple[str, Sequence[GoodsFacts]]]) -> None:
        """Show the pages of quick keys."""
        self._quick = pages
        self.quick.show_pages(pages, 0)
        self._middle.setCurrentWidget(self.quick)

    def show_ask(self, ask: Ask) -> None:
        """Ask something on the pad."""
        self._side.setCurrentWidget(self.pad)
        self.pad.show_ask(ask)

    def typed_so_far(self) -> str:
        """Return what stands in the scan line and empty it: F4 and F5 use digits typed before them."""
        return self.line.take()

    # --- Qt -------------------------------------------------------------------------------------------

    def entered(self) -> None:
        """Listen to the keyboard."""
        (self.pad.field if self._side.currentWidget() is self.pad else self.line).setFocus()

    def typed(self, text: str) -> None:
        """Type into the scan line, also a character that came from another page."""
        self.line.setFocus()
        self.line.insert(text)

    def retranslate(self) -> None:
        """Show every word anew."""
        if self._built:
            at_once(self._wording())

    def _wording(self) -> Steps[None]:
        self.line.setPlaceholderText(self.tr("Card, QR, goods: scan, or type a name or phone"))
        self.line.setAccessibleName(self.tr("Scan line"))
        for key, words in self._action_words().items():
            self._buttons[key].say(words)
            yield
        self.table.rename()
        yield
        self.pad.retranslate()
        yield
        self.found.show_found(*self._found)
        if self._quick:
            self.quick.show_pages(self._quick, 0)
        yield
        self._space()
        self.customer.show_customer(self._state.customer, self._state.exponent)
        yield
        self.show_sale(self._state)

    def _action_words(self) -> dict[str, str]:
        return {
            "F2": self.tr("Customer"),
            "F3": self.tr("New card"),
            "F4": self.tr("Quantity"),
            "F5": self.tr("Pay with points"),
            "F6": self.tr("Coupon"),
            "F7": self.tr("Goods"),
            "F8": self.tr("Delete line"),
            "F9": self.tr("Balance"),
            "F10": self.tr("Menu"),
            "Enter": self.tr("Card, notes"),
            "F12": self.tr("Pay"),
        }

    def _show_redeem(self, state: SaleState) -> None:
        button, totals = self._buttons["F5"], state.totals
        button.setEnabled(bool(state.customer and state.lines))
        if totals.redeemed:
            button.say(self.tr("Keep the points"))
        elif totals.redeemable:
            most = self.look.words.points(totals.redeemable, state.exponent)
            button.say(self.tr("Pay with %1").replace("%1", most))
        else:
            button.say(self.tr("Pay with points"))

    def _lay_out(self) -> None:
        self.setLayout(self._whole)
        self._whole.addLayout(self._left, _LEFT_SHARE)
        self._whole.addWidget(self._side, _RIGHT_SHARE)
        for one in (self._scan, self.banner, self._middle, self._grid):
            if isinstance(one, QWidget):
                self._left.addWidget(one, 1 if one is self._middle else 0)
            else:
                self._left.addLayout(one)
        for number in range(4):
            self._grid.setColumnStretch(number, 1)
        sums = QWidget()
        self._side.addWidget(sums)
        sums.setLayout(self._right)

    def _build_line(self) -> Steps[None]:
        self.line, self._times = ScanLine(self.look), label("points")
        self.listens = self.line
        self._scan.addWidget(self.line, 1)
        self._scan.addWidget(self._times)
        yield

    def _build_lists(self) -> Steps[None]:
        self.table = BasketTable(self.look)
        self._middle.addWidget(self.table)
        yield
        self.found, self.quick = FoundList(self.look), QuickKeys(self.look)
        for one in (self.found, self.quick):
            self._middle.addWidget(one)
            yield

    def _build_right(self) -> Steps[None]:
        self.customer = CustomerPanel(self.look)
        self._right.addWidget(self.customer)
        yield
        self.totals = TotalsPanel(self.look)
        self._right.addWidget(self.totals, 1)
        yield
        self._right.addLayout(self._pair)
        self._buttons["F5"] = self.action("F5", "points", tone="loyalty", stacked=True)
        self._buttons["Enter"] = self.action("Enter", "cash", stacked=True)
        for key in ("F5", "Enter"):
            self._pair.addWidget(self._buttons[key], 1)
        yield
        self._buttons["F12"] = self.action("F12", "pay", tone="pay")
        self._buttons["F12"].enlarge()
        self._right.addWidget(self._buttons["F12"])
        yield
        self.pad = AskPad(self.look)
        self._side.addWidget(self.pad)
        yield

    def _space(self) -> None:
        gap = self.look.sizes.gap
        for one in (self._left, self._right, self._whole, self._pair):
            one.setSpacing(gap)
        self._grid.setSpacing(gap - 2)
        self._whole.setContentsMargins(gap + 2, 0, gap + 2, gap + 2)

    def _connect(self) -> None:
        self.line.entered.connect(self.entered_text)
        self.line.textEdited.connect(self.typing)
        self.line.moved.connect(self.moved)
        self.table.chosen.connect(self.line_chosen)
        self.found.picked.connect(self.goods_picked)
        self.quick.picked.connect(self.goods_picked)
        self.pad.answered.connect(self.answered)
        self.pad.cancelled.connect(self.ask_cancelled)
        self.keys["Esc"] = lambda: self.key.emit("Esc")
        self.keys["Del"] = lambda: self.key.emit("F8")
