"""The pieces of the desk, each built into its place, and the signals they send; they show nothing yet."""

from functools import partial
from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QSizePolicy

from loyalty_pos.ui.desk.grid import DeskGrid
from loyalty_pos.ui.desk.plot import BarPlot
from loyalty_pos.ui.desk.rows import DeskRow
from loyalty_pos.ui.desk.state import SECTION_KEYS, DeskState, Step
from loyalty_pos.ui.look.appearance import Appearance
from loyalty_pos.ui.widgets.bits import card, column, label, rule
from loyalty_pos.ui.widgets.entry import EntryField
from loyalty_pos.ui.widgets.key_page import KeyPage, buttons, stacked

ROWS: Final = 8
_PICTURES = ("report", "shift", "warning", "points", "person", "search")


class DeskPieces(KeyPage):
    """``entered_text``: typed at Enter; ``key``: an action by its key's name; ``moved``, ``chosen``: rows."""

    entered_text = Signal(str)
    moved = Signal(int)
    chosen = Signal(int)

    def __init__(self, look: Appearance) -> None:
        super().__init__(look)
        self._state, self._first = DeskState(), 0
        self.line = EntryField(look)
        self.line.entered.connect(self._enter)
        self._title, self._source = label("title", wrap=True), label("muted", wrap=True)
        self._rows = [DeskRow(number, self._touched) for number in range(ROWS)]
        self._place = label("muted", wrap=True)
        self.grid, self._about = DeskGrid(look), label(wrap=True)
        self.grid.touched.connect(self.chosen)
        self.keys.update(Left=partial(self._turn, -1), Right=partial(self._turn, 1))
        self._plot = BarPlot(look)
        self._choices = {
            key: self.action(key, picture, stacked=True)
            for key, picture in zip(SECTION_KEYS, _PICTURES, strict=True)
        }
        self._new, self._do = self.action("Ins", "enter"), self.action("F12", "checked", tone="loyalty")
        self._undo, self._again = self.action("Ctrl+D", "delete"), self.action("F8", "sync")
        self._went, self._back = self.action("F9", "customer"), self.action("Esc", "back")
        self._role, self._save = self.action("Ctrl+G", "person"), self.action("Ctrl+S", "report")
        moves = ("Up", "Down", "PgUp", "PgDown", "Enter")
        self.keys.update({name: partial(self.key.emit, name) for name in moves})
        self._arrange()

    def typed_so_far(self) -> str:
        """Return what stands in the line and empty it."""
        text = self.line.text().strip()
        self.line.clear()
        return text

    def _enter(self, _text: str) -> None:
        self.entered_text.emit(self.typed_so_far())

    def _touched(self, number: int) -> None:
        if self._state.step in {Step.LIST, Step.WHOSE}:
            self.chosen.emit(self._first + number)

    def _turn(self, step: int) -> None:
        if self.grid.isVisible():
            self.grid.step(step)

    def _arrange(self) -> None:
        inside = column(gap=6, pad=14)
        for one in (self._title, self._source, self.line, rule()):
            inside.addWidget(one)
        inside.addWidget(self.grid, 20)
        for below in (self._about, *self._rows, self._place):
            inside.addWidget(below)
        inside.addWidget(self._plot, 20)
        inside.addStretch(1)
        table = card(inside)
        table.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Expanding)
        choices = QGridLayout()  # in two columns all of them are large enough for a finger on a low screen
        choices.setSpacing(6)
        for number, button in enumerate(self._choices.values()):
            choices.addWidget(button, number // 2, number % 2)
        actions = buttons(
            (self._new, self._role),
            (self._do, self._undo),
            (self._went,),
            (self._save,),
            (self._back, self._again),
            gap=6,
        )
        left = stacked(choices, 1, actions, gap=6)
        right = stacked(self.banner, table, gap=8)
        self.two_columns(left, right, (5, 13))
