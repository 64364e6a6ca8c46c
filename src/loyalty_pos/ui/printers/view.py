"""The page of the printer: how it is and what waits on the left, what digits do on the right."""

from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QLabel

from loyalty_pos.core.receipt import Receipt
from loyalty_pos.till.ports import HeldPaper
from loyalty_pos.till.wording import paper_name
from loyalty_pos.ui.look.appearance import Appearance
from loyalty_pos.ui.look.lights import of_printer
from loyalty_pos.ui.printers.state import Asking, PrintersState
from loyalty_pos.ui.printers.words import PrinterWords
from loyalty_pos.ui.widgets.bits import card, column, label, row
from loyalty_pos.ui.widgets.key_button import KeyButton
from loyalty_pos.ui.widgets.key_page import KeyPage, buttons, stacked
from loyalty_pos.ui.widgets.row_list import RowList

_DIGITS = 9
_ICON = 30
_LINES_ACROSS = 3


class PrintersView(KeyPage):
    """``key``: an action by its key's name; ``papers``: the list of what waits."""

    def __init__(self, look: Appearance) -> None:
        super().__init__(look)
        self._state = PrintersState()
        self._words = PrinterWords()
        self._title, self._icon = label("title"), QLabel()
        self._says, self._step = label("head", wrap=True), label("muted", wrap=True)
        self._waits = label("head")
        self.papers = RowList(look)
        self._asked, self._why = label("head", wrap=True), label("muted", wrap=True)
        self._digits = [self._digit(str(number)) for number in range(1, _DIGITS + 1)]
        self._back = self.action("Esc", "back")
        self._trial = self.action("F4", "receipt", stacked=True)
        self._now = self.action("F5", "sync")
        self._probe = self.action("F6", "printer", stacked=True)
        self._drop = self.action("F8", "delete")
        self._drawer = self.action("F9", "drawer", stacked=True)
        for name in ("Up", "Down"):
            self.keys[name] = partial(self.key.emit, name)
        self._arrange()
        self.retranslate()

    def show_printers(self, state: PrintersState) -> None:
        """Show how the printer is, what waits, and what digits do."""
        self._state = state
        says, step = self._words.light(state.printer)
        self._says.setText(says)
        self._step.setText(step)
        self._step.setVisible(bool(step))
        light = of_printer(state.printer)
        self._icon.setPixmap(self.look.icon(light.picture, light.colour, _ICON))
        self._waits.setText(self.tr("Not printed yet"))
        self.papers.show_rows([self._row(one) for one in state.held], state.marked, self.tr("Nothing waits."))
        self._drop.setEnabled(bool(state.held))
        self._probe.setEnabled(state.traits is not None)
        asked, why = self._words.asked(state)
        if state.traits is not None and state.asking is Asking.NOTHING:
            why = f"{state.traits.name}. {self._words.table(state.traits)}"
        self._asked.setText(asked)
        self._why.setText(why)
        self._why.setVisible(bool(why))
        choices = self._words.choices(state)
        across = _LINES_ACROSS if state.asking is Asking.LINE else 1
        for number, button in enumerate(self._digits):
            said = choices[number] if number < len(choices) else ""
            self._places.addWidget(button, *divmod(number, across))
            button.setVisible(bool(said))
            button.say(said)

    def retranslate(self) -> None:
        """Show every word anew."""
        self._title.setText(self.tr("Printer and drawer"))
        self._back.say(self.tr("Back"))
        self._trial.say(self.tr("Trial slip"))
        self._now.say(self.tr("Print now"))
        self._probe.say(self.tr("Find the letters"))
        self._drop.say(self.tr("Do not print"))
        self._drawer.say(self.tr("Open the drawer"))
        self.space()
        self.show_printers(self._state)

    def _row(self, paper: HeldPaper) -> tuple[str, str, str]:
        name = paper_name(
            Receipt(paper.key, (), kind=paper.kind, number=paper.paper_number), self.look.language
        )
        state, copy = self._words.held(paper)
        return f"{name[:1].upper()}{name[1:]}", state, copy

    def _digit(self, name: str) -> KeyButton:
        return self.action(name, "")

    def _arrange(self) -> None:
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        light = row(gap=12, pad=14)
        light.addWidget(self._icon)
        light.addLayout(stacked(self._says, self._step, gap=2), 1)
        left = stacked(self._title, card(light), self._waits, gap=10)
        left.addWidget(self.papers, 1)
        left.addLayout(buttons((self._drop, self._now), (self._back,)))
        asked = column(gap=6, pad=14)
        for one in (self._asked, self._why):
            asked.addWidget(one)
        self._places = QGridLayout()
        self._places.setSpacing(8)
        asked.addLayout(self._places)
        right = stacked(
            self.banner,
            card(asked, tall=True),
            1,
            buttons((self._trial, self._probe, self._drawer)),
            gap=10,
        )
        self.two_columns(left, right, (1, 1))
