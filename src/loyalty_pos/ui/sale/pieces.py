"""The pieces of the sale screen, each built into its place, and the signals they send; they show nothing yet."""

from collections.abc import Callable

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QGridLayout, QStackedWidget, QWidget

from loyalty_pos.ui.look.appearance import Appearance
from loyalty_pos.ui.sale.ask_pad import AskPad
from loyalty_pos.ui.sale.basket_table import BasketTable
from loyalty_pos.ui.sale.channels import CHANNEL_KEY
from loyalty_pos.ui.sale.checks.price import PRICE_KEY
from loyalty_pos.ui.sale.choices.panel import ChoicePanel
from loyalty_pos.ui.sale.customer_panel import CustomerPanel
from loyalty_pos.ui.sale.finding import GOODS_KEY
from loyalty_pos.ui.sale.goods_list import FoundList, QuickKeys
from loyalty_pos.ui.sale.totals_panel import SumsColumn, TotalsPanel
from loyalty_pos.ui.sale.why.panel import HintLine, WhyPanel
from loyalty_pos.ui.slices import Steps
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
    ("F7", "park"),
    ("F8", "delete"),
    ("F9", "balance"),
    ("F10", "menu"),
    (GOODS_KEY, "goods"),
    (PRICE_KEY, "search"),
)
_COLUMNS = 5
_ONE_ROW = 48
"""The basket gives way to what has to be read below several bars; pixels."""


class SalePieces(KeyPage):
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
        self._buttons: dict[str, KeyButton] = {}
        self._middle, self._side = QStackedWidget(), QStackedWidget()
        self._scan, self._pair, self._whole = row(gap=12), row(), row()
        self._left, self._right, self._grid = column(), column(), QGridLayout()
        self._idle = QTimer(self)
        self._idle.setSingleShot(True)
        self._idle.timeout.connect(self._be_idle)
        self._job: Callable[[], object] | None = None

    def when_idle(self, job: Callable[[], object]) -> None:
        """Do this when the window has been drawn; of several jobs only the last one."""
        self._job = job
        self._idle.start(0)

    def explains(self) -> bool:
        """Tell whether a price is being explained."""
        return self._side.currentWidget() is self.why

    def build(self) -> Steps[None]:
        """Build the page step by step, from the outside in: a piece that moves later is styled twice."""
        self._lay_out()
        yield
        for build in (self._build_line, self._build_lists, self._build_right):
            yield from build()
        for number, (key, picture) in enumerate(_ACTIONS):
            self._buttons[key] = self.action(key, picture, stacked=True)
            self._grid.addWidget(self._buttons[key], number // _COLUMNS, number % _COLUMNS)
            yield
        self._connect()
        yield

    def _lay_out(self) -> None:
        self.setLayout(self._whole)
        self._whole.addLayout(self._left, _LEFT_SHARE)
        self._whole.addWidget(self._side, _RIGHT_SHARE)
        self.hints = HintLine(self.look)
        for one in (self._scan, self.banner, self._middle, self.hints, self._grid):
            if isinstance(one, QWidget):
                self._left.addWidget(one, 1 if one is self._middle else 0)
            else:
                self._left.addLayout(one)
        self._middle.setMinimumHeight(_ONE_ROW)
        for number in range(_COLUMNS):
            self._grid.setColumnStretch(number, 1)
        self._sums = SumsColumn()
        self._side.addWidget(self._sums)
        self._sums.setLayout(self._right)

    def _build_line(self) -> Steps[None]:
        self.line, self._times = ScanLine(self.look), label("points")
        self.listens = self.line
        self._scan.addWidget(self.line, 1)
        self._scan.addWidget(self._times)
        self._channel = self._buttons[CHANNEL_KEY] = self.action(CHANNEL_KEY, "parcel")
        self._channel.setObjectName("channel")
        self._channel.setCheckable(True)
        self._scan.addWidget(self._channel)
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
        self.pad, self.choices = AskPad(self.look), ChoicePanel(self.look)
        for one in (self.pad, self.choices):
            self._side.addWidget(one)
            yield
        self.why = WhyPanel(self.look)
        self._side.addWidget(self.why)
        yield

    def _connect(self) -> None:
        self._sums.resized.connect(self.fit_sums)
        self.line.entered.connect(self.entered_text)
        self.line.textEdited.connect(self.typing)
        self.line.moved.connect(self._move)
        self.table.chosen.connect(self.line_chosen)
        self.found.picked.connect(self.goods_picked)
        self.quick.picked.connect(self.goods_picked)
        for asks in (self.pad, self.choices):
            asks.answered.connect(self.answered)
            asks.cancelled.connect(self.ask_cancelled)
        self.why.closed.connect(lambda: self.key.emit("Esc"))
        self.keys["F1"] = lambda: self.key.emit("F1")
        self.keys["Esc"] = lambda: self.key.emit("Esc")
        self.keys["Del"] = lambda: self.key.emit("F8")

    def fit_sums(self) -> None:
        """Let the customer's panel say as much as the sums and the keys below leave it room for."""
        pay = self._buttons["F12"]
        keys = self._pair.sizeHint().height() + max(pay.sizeHint().height(), pay.minimumHeight())
        gaps = self._right.spacing() * (self._right.count() - 1)
        self.customer.fit(self._sums.height() - keys - gaps - self.totals.least_height())

    def _move(self, step: int) -> None:
        """Go through the lines; where a price is explained, a page's worth of rows turns the explanation."""
        if self.explains() and abs(step) > 1:
            self.why.turn(step)
        else:
            self.moved.emit(step)

    def _be_idle(self) -> None:
        """Do what waited, but not while a commit runs: the receipt is its worker's then."""
        if self._job is not None and not self.frozen:
            self._job()
