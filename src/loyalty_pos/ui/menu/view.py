"""The menu: large tiles, each with its digit; the presenter of the frame knows what they do."""

from collections.abc import Collection, Mapping
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QSizePolicy

from loyalty_pos.ui.look.appearance import Appearance
from loyalty_pos.ui.look.tokens import NEXT_THEME
from loyalty_pos.ui.widgets.bits import column, label
from loyalty_pos.ui.widgets.key_button import KeyButton
from loyalty_pos.ui.widgets.page import Page

TILES = (
    ("return", "return", "1"),
    ("shift", "shift", "2"),
    ("copy", "printer", "3"),
    ("clear", "delete", "4"),
    ("drawer", "drawer", "5"),
    ("status", "sync", "6"),
    ("language", "language", "7"),
    ("theme", "theme", "8"),
    ("lock", "lock", "9"),
    ("full", "screen", "F11"),
    ("benefits", "gift", "Ctrl+B"),
    ("statement", "search", "F9"),
    ("exposure", "report", "Ctrl+E"),
    ("desk", "balance", "Ctrl+M"),
    ("mode", "split", "0"),
    ("sounds", "sound", "Ctrl+Shift+S"),
    ("training", "person", "Ctrl+U"),
    ("exit", "exit", "Ctrl+Q"),
    ("back", "back", "Esc"),
)
_COLUMNS = 3


class MenuView(Page):
    """``chosen``: the name of a tile in ``TILES``; ``trains``: this is the sandbox; ``without``: tiles left out."""

    chosen = Signal(str)

    def __init__(self, look: Appearance, *, trains: bool = False, without: Collection[str] = ()) -> None:
        super().__init__(look)
        self._trains = trains
        self._title = label("title")
        self._tiles: dict[str, KeyButton] = {}
        grid = QGridLayout()
        grid.setSpacing(12)
        shown = [tile for tile in TILES if tile[0] not in without]
        for number, (name, picture, key) in enumerate(shown):
            tile = KeyButton(look, picture, key)
            tile.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
            tile.setMaximumHeight(120)
            tile.clicked.connect(lambda _=False, one=name: self.chosen.emit(one))
            self.keys[key] = partial(self.chosen.emit, name)
            self._tiles[name] = tile
            grid.addWidget(tile, number // _COLUMNS, number % _COLUMNS)
        self._whole = column(gap=12)
        self._whole.addWidget(self._title)
        self._whole.addWidget(self.banner)
        self._whole.addLayout(grid, 1)
        self._whole.addStretch()
        self.setLayout(self._whole)
        self.retranslate()

    def entered(self) -> None:
        """Listen for digits."""
        self.setFocus()

    def retranslate(self) -> None:
        """Show every word anew."""
        self._title.setText(self.tr("Menu"))
        words = self._words()
        for name, tile in self._tiles.items():
            tile.say(words[name])
        gap = self.look.sizes.gap
        self._whole.setContentsMargins(gap + 8, gap, gap + 8, gap + 8)

    def _next_theme(self) -> str:
        names = {
            "dark": self.tr("Dark theme"),
            "light": self.tr("Light theme"),
            "contrast": self.tr("High contrast"),
        }
        return names[NEXT_THEME[self.look.theme]]

    def _words(self) -> Mapping[str, str]:
        return {
            "return": self.tr("Take goods back"),
            "shift": self.tr("Shift, X and Z, cash"),
            "copy": self.tr("Copy of the last receipt"),
            "clear": self.tr("Cancel the receipt"),
            "drawer": self.tr("Open the drawer"),
            "status": self.tr("Queue and devices"),
            "language": "English" if self.look.language == "ru" else "Русский",
            "theme": self._next_theme(),
            "lock": self.tr("Lock the till"),
            "sounds": self.tr("Sounds"),
            "full": self.tr("Full screen"),
            "benefits": self.tr("What the customer can use"),
            "statement": self.tr("Where the points went"),
            "exposure": self.tr("What tills may cost"),
            "desk": self.tr("Manager's desk"),
            "mode": self.tr("Change what the till does"),
            "training": self.tr("Back from training to work") if self._trains else self.tr("Training"),
            "exit": self.tr("Leave the program"),
            "back": self.tr("Back"),
        }
