"""The page of packs: every pack with what is left of it, the sums, and one line for numbers."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QScrollArea, QWidget

from loyalty_pos.core.cards import last4
from loyalty_pos.till.formats import MINUS
from loyalty_pos.ui.look.appearance import Appearance
from loyalty_pos.ui.packs.state import PacksState, Step
from loyalty_pos.ui.widgets.bits import AmountRow, card, column, label, show_pairs
from loyalty_pos.ui.widgets.key_page import KeyPage, buttons, stacked
from loyalty_pos.ui.widgets.keypad import Keypad
from loyalty_pos.ui.widgets.scan_line import ScanLine

_SHOWN = 8
_SUMS = 6


class PacksView(KeyPage):
    """``entered_text``: typed at Enter; ``key``: an action by its key's name."""

    entered_text = Signal(str)

    def __init__(self, look: Appearance) -> None:
        super().__init__(look)
        self._state = PacksState()
        self.line = ScanLine(look, "bank-card")
        self.line.entered.connect(self.entered_text)
        self.listens = self.line
        self._title, self._why = label("title", wrap=True), label("muted", wrap=True)
        self._lines = [AmountRow(value_look="strong") for _ in range(_SHOWN)]
        self._sums = [AmountRow(value_look="strong") for _ in range(_SUMS)]
        self._receive = self.action("F2", "card-new")
        self._spoil = self.action("F3", "delete")
        self._count = self.action("F4", "report")
        self._go = self.action("F12", "checked", tone="loyalty")
        self._go.enlarge()
        self._back = self.action("Esc", "back")
        self._pad = Keypad(look, comma=False)
        self._pad.pressed.connect(self._pressed)
        self._arrange()
        self.retranslate()

    def show_packs(self, state: PacksState) -> None:
        """Show the packs, the sums and what is wanted now."""
        self._state = state
        listens = state.step is not Step.LIST
        self.line.setVisible(listens)
        self.line.setEnabled(listens)
        self._go.setEnabled(listens)
        self._why.setText(self._wanted(state))
        self.line.setAccessibleName(self._why.text())
        self._show_lines(state)
        self._show_sums(state)
        self.entered()

    def typed_so_far(self) -> str:
        """Return what stands in the line and empty it."""
        return self.line.take()

    def retranslate(self) -> None:
        """Show every word anew."""
        self._title.setText(self.tr("Packs of blank cards"))
        self._receive.say(self.tr("A pack has come"))
        self._spoil.say(self.tr("A card is spoiled"))
        self._count.say(self.tr("Count in the evening"))
        self._go.say(self.tr("Next"))
        self._back.say(self.tr("Back"))
        self.space()
        self.show_packs(self._state)

    def _wanted(self, state: PacksState) -> str:
        match state.step:
            case Step.FIRST:
                return self.tr("Scan or type the first card of the pack: the lowest number.")
            case Step.LAST:
                words = self.tr("First card **** %1. Now the last card of the same pack.")
                return words.replace("%1", last4(state.first))
            case Step.SPOIL:
                return self.tr("Scan or type the card that nobody can have.")
            case Step.COUNT:
                return self.tr("How many blank cards lie there? Type the number and Enter.")
            case Step.LIST if not state.lines:
                return self.tr(
                    "This till has no packs yet: without one any blank card of the shop may be given out."
                )
            case Step.LIST:
                return self.tr("What must be left of each pack, and of how many.")

    def _show_lines(self, state: PacksState) -> None:
        newest = state.lines[-_SHOWN:][::-1]
        of = self.tr("%1 of %2")
        show_pairs(
            self._lines,
            [
                (
                    f"**** {last4(line.first)} … {last4(line.last)}",
                    of.replace("%1", str(line.left)).replace("%2", str(line.size)),
                )
                for line in newest
            ],
        )
        self._packs.setVisible(bool(newest))

    def _show_sums(self, state: PacksState) -> None:
        tally = state.tally
        pairs = [
            (self.tr("Delivered"), str(tally.delivered)),
            (self.tr("Given out"), str(tally.issued)),
            (self.tr("Spoiled"), str(tally.spoiled)),
            (self.tr("Must be left"), str(tally.left)),
        ]
        if tally.counted is not None:
            pairs += [
                (self.tr("Counted"), str(tally.counted)),
                (
                    self.tr("Difference"),
                    f"{tally.difference:+d}".replace("-", MINUS) if tally.difference else "0",
                ),
            ]
        show_pairs(self._sums, pairs)

    def _pressed(self, key: str) -> None:
        if self._state.step is Step.LIST:
            return
        if key == "back":
            self.line.backspace()
        else:
            self.line.insert(key)

    def _arrange(self) -> None:
        head = column(gap=6, pad=14)
        head.addWidget(self._title)
        head.addWidget(self._why)
        packs, sums = column(gap=6, pad=14), column(gap=6, pad=14)
        for line in self._lines:
            packs.addWidget(line)
        for one in self._sums:
            sums.addWidget(one)
        self._packs = card(packs, tall=True)
        tables = QWidget()
        tables.setLayout(stacked(self._packs, card(sums, tall=True), 1, gap=10))
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setFrameShape(QScrollArea.Shape.NoFrame)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setWidget(tables)
        left = stacked(card(head, tall=True), self.line, self.banner, gap=10)
        left.addWidget(area, 1)
        deeds = buttons((self._receive,), (self._spoil,), (self._count,))
        right = stacked(deeds, gap=10)
        right.addWidget(self._pad, 1)
        right.addLayout(buttons((self._back, self._go)))
        self.two_columns(left, right)
