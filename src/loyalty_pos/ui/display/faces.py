"""The faces that are only read: nobody's picture, the receipt, thanks, the code of a new card."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QLabel, QPushButton, QSizePolicy, QWidget

from loyalty_pos.till.formats import NBSP
from loyalty_pos.ui.display.sizes import head_px, text_px
from loyalty_pos.ui.display.speech import NAMES, DisplayLook
from loyalty_pos.ui.display.square import Square
from loyalty_pos.ui.display.state import DisplayLine, DisplayState
from loyalty_pos.ui.parts import Codes
from loyalty_pos.ui.widgets.bits import AmountRow, card, column, label, row, set_look, show_pairs
from loyalty_pos.ui.widgets.touch import touch_key

_ROWS = 9
_PICTURE_SHARE = 4
_LEFT_SHARE = 0.6
_SHORT_NAME = 24  # letters that fit large
_ROW_LETTERS = 1.3
_BAND_LETTERS = 4.2
"""Heights of a line and of the sum below, in letters."""


class FaceWidget(QWidget):
    """One face; shows a whole state at once. ``spoken``: the customer wants this language."""

    spoken = Signal(str)

    def __init__(self, look: DisplayLook) -> None:
        super().__init__()
        self.look = look

    def tr(self, text: str) -> str:  # type: ignore[override]  # the display needs no plurals of Qt
        """Return the text in the language of the display, which need not be the till's."""
        return self.look.say(type(self).__name__, text)

    def tongue(self) -> QPushButton:
        """Return a button that speaks the other language; ``rename_tongue`` says which."""
        made = touch_key("", "tongue")
        made.clicked.connect(lambda: self.spoken.emit(self.look.other))
        return made

    def rename_tongue(self, button: QPushButton) -> None:
        """Name the other language as its speakers do."""
        button.setText(NAMES[self.look.other])
        button.setAccessibleName(button.text())

    def show_face(self, state: DisplayState) -> None:
        """Show it."""
        raise NotImplementedError


class IdleFace(FaceWidget):
    """The shop's name, large, and the code to join if there is one."""

    def __init__(self, look: DisplayLook, codes: Codes) -> None:
        super().__init__(look)
        self._picture = QLabel()
        self._shop, self._welcome = label("huge", wrap=True), label("muted", wrap=True)
        self._join, self._square = label("head", wrap=True), Square(codes)
        for one in (self._picture, self._shop, self._welcome, self._join):
            one.setAlignment(Qt.AlignmentFlag.AlignCenter)
        left = column(gap=16)
        left.addStretch()
        for one in (self._picture, self._shop, self._welcome):
            left.addWidget(one)
        left.addStretch()
        self._tongue = self.tongue()
        self._tongue.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        left.addWidget(self._tongue, 0, Qt.AlignmentFlag.AlignLeft)
        right = column(gap=12)
        right.addWidget(self._square, 1)
        right.addWidget(self._join)
        whole = row(gap=24, pad=28)
        whole.addLayout(left, 3)
        self._side = QWidget()
        self._side.setLayout(right)
        whole.addWidget(self._side, 2)
        self.setLayout(whole)

    def show_face(self, state: DisplayState) -> None:
        """Show whose till it is."""
        side = max(64, self.window().height() // _PICTURE_SHARE)
        self._picture.setPixmap(self.look.icon("gift", "loyalty", side))
        set_look(self._shop, "huge" if len(state.shop) <= _SHORT_NAME else "head")
        self._shop.setText(state.shop)
        self.rename_tongue(self._tongue)
        self._welcome.setText(self.tr("Welcome! Show your card or say your phone."))
        self._join.setText(self.tr("No card yet? Scan and join."))
        self._square.show_code(state.join)
        self._side.setVisible(bool(state.join))


class Sum(QWidget):
    """A name, and below it an amount at the right: both whole in a narrow place."""

    def __init__(self) -> None:
        super().__init__()
        self._name, self._amount = label("muted", wrap=True), label("good", right=True)
        inside = column()
        inside.addWidget(self._name)
        inside.addWidget(self._amount)
        self.setLayout(inside)

    def show_sum(self, name: str, amount: str) -> None:
        """Show both."""
        self._name.setText(name)
        self._amount.setText(amount)


class SaleFace(FaceWidget):
    """The newest lines on the left, what it costs and what it brings on the right."""

    def __init__(self, look: DisplayLook) -> None:
        super().__init__(look)
        self._hello, self._more = label("head"), label("muted")
        self._rows = [AmountRow(look="", value_look="strong") for _ in range(_ROWS)]
        for one in self._rows:
            one.name.setWordWrap(False)
            one.name.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self._saved, self._points = Sum(), Sum()
        self._brings, self._due = label("points", wrap=True), label("head")
        self._total = label("huge", right=True)
        lines = column(gap=2, pad=16)
        for place in (self._hello, self._more, *self._rows):
            lines.addWidget(place)
        lines.addStretch()
        sums = column(gap=8, pad=16)
        sums.addWidget(self._brings)
        sums.addStretch()
        for taken in (self._saved, self._points):
            sums.addWidget(taken)
        self._tongue = self.tongue()
        self._tongue.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        sums.addWidget(self._tongue, 0, Qt.AlignmentFlag.AlignRight)
        top = row(gap=12)
        for inside, share in ((lines, 3), (sums, 2)):
            panel = card(inside)
            panel.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Expanding)
            top.addWidget(panel, share)
        bottom = row(gap=16, pad=4)
        bottom.addWidget(self._due)
        bottom.addWidget(self._total, 1)
        whole = column(gap=4, pad=12)
        whole.addLayout(top, 1)
        whole.addLayout(bottom)
        self.setLayout(whole)

    def show_face(self, state: DisplayState) -> None:
        """Show the receipt as it stands; older lines give way to the newest."""
        words = self.look.words
        hello = self.tr("Hello, %1").replace("%1", state.customer)
        self._hello.setText(self._fitted(hello, head_px(self.window().height()), 0))
        self._hello.setVisible(bool(state.customer))
        hidden = max(0, len(state.lines) - self._room(state))
        self._more.setVisible(bool(hidden))
        self._more.setText(self.tr("and %1 above").replace("%1", words.counted("line", hidden)))
        shown = state.lines[hidden:]
        show_pairs(self._rows, [(self._named(one), words.money(one.net_minor)) for one in shown])
        self._saved.setVisible(bool(state.saved_minor))
        self._saved.show_sum(self.tr("You save"), words.money(state.saved_minor))
        self._points.setVisible(bool(state.points_money_minor))
        self._points.show_sum(self.tr("Paid with points"), words.money(-state.points_money_minor))
        self._brings.setVisible(state.earns)
        got = self._breakable(words.points(state.earned, state.exponent))
        self._brings.setText(self.tr("You will get %1").replace("%1", got))
        self.rename_tongue(self._tongue)
        self._due.setText(self.tr("To pay"))
        self._total.setText(words.money(state.total_minor))

    def _room(self, state: DisplayState) -> int:
        """Return how many lines fit, the greeting and the word about the older ones taken off."""
        height = self.window().height()
        letters = text_px(height)
        rows = int((height - 70 - letters * _BAND_LETTERS) / (letters * _ROW_LETTERS))
        rows -= 2 if state.customer else 0
        return min(_ROWS, rows if len(state.lines) <= min(_ROWS, rows) else rows - 1)

    def _named(self, line: DisplayLine) -> str:
        """Return the name, shortened to its place; the quantity stands in front of it, where nothing cuts it."""
        words = self.look.words
        quantity = words.quantity(line.qty_milli, line.unit)
        text = line.name if line.qty_milli == 1000 else f"{quantity} × {line.name}"  # noqa: PLR2004 - one piece
        letters = text_px(self.window().height())
        amount = QFontMetrics(self.look.font(letters, 700)).horizontalAdvance(
            f"{words.money(line.net_minor)}00"
        )
        return self._fitted(text, letters, amount)

    def _breakable(self, points: str) -> str:
        """Return the points; a number too long for its place lets its word go to a line of its own."""
        room = round((self.window().width() - 36) * (1 - _LEFT_SHARE)) - 40
        metrics = QFontMetrics(self.look.font(head_px(self.window().height()), 700))
        number, _, name = points.rpartition(NBSP)
        return points if metrics.horizontalAdvance(points) <= room else f"{number} {name}"

    def _fitted(self, text: str, pixels: int, taken: int) -> str:
        """Return the text shortened to the place on the left, of which so many pixels are taken."""
        room = round((self.window().width() - 36) * _LEFT_SHARE) - 40 - taken
        metrics = QFontMetrics(self.look.font(pixels, 700))
        return metrics.elidedText(text, Qt.TextElideMode.ElideRight, room)


class ThanksFace(FaceWidget):
    """After the sale: thanks, the change, what came to the account."""

    def __init__(self, look: DisplayLook) -> None:
        super().__init__(look)
        self._thanks, self._change = label("huge", wrap=True), label("head", wrap=True)
        self._earned, self._balance = label("points", wrap=True), label("muted", wrap=True)
        whole = column(gap=18, pad=28)
        whole.addStretch()
        for one in (self._thanks, self._change, self._earned, self._balance):
            one.setAlignment(Qt.AlignmentFlag.AlignCenter)
            whole.addWidget(one)
        whole.addStretch()
        self.setLayout(whole)

    def show_face(self, state: DisplayState) -> None:
        """Show what came of it."""
        words = self.look.words
        self._thanks.setText(self.tr("Thank you!"))
        self._change.setText(self.tr("Your change: %1").replace("%1", words.money(state.change_minor)))
        self._change.setVisible(bool(state.change_minor))
        self._earned.setText(self.tr("You got %1").replace("%1", words.points(state.earned, state.exponent)))
        self._earned.setVisible(state.earns)
        balance = words.points(state.balance or 0, state.exponent)
        self._balance.setText(self.tr("Now you have %1").replace("%1", balance))
        self._balance.setVisible(state.balance is not None)


class CardFace(FaceWidget):
    """The code of a new card, to be photographed."""

    def __init__(self, look: DisplayLook, codes: Codes) -> None:
        super().__init__(look)
        self._title, self._how = label("head", wrap=True), label("muted", wrap=True)
        self._square = Square(codes)
        words = column(gap=16)
        words.addStretch()
        words.addWidget(self._title)
        words.addWidget(self._how)
        words.addStretch()
        whole = row(gap=24, pad=28)
        whole.addWidget(self._square, 3)
        whole.addLayout(words, 2)
        self.setLayout(whole)

    def show_face(self, state: DisplayState) -> None:
        """Show the code."""
        self._title.setText(self.tr("Your card is ready"))
        self._how.setText(self.tr("Photograph the code and show it next time."))
        self._square.show_code(state.card)
