"""The page with the pad: dots for digits, large keys, who or what the PIN is for."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QSizePolicy

from loyalty_pos.ui.login.state import PinState
from loyalty_pos.ui.look.appearance import Appearance
from loyalty_pos.ui.look.tokens import NEXT_THEME
from loyalty_pos.ui.widgets.bits import card, column, label, row
from loyalty_pos.ui.widgets.entry import EntryField
from loyalty_pos.ui.widgets.key_button import KeyButton
from loyalty_pos.ui.widgets.keypad import Keypad
from loyalty_pos.ui.widgets.page import Page

_LONGEST_PIN = 12
_LEAST, _WIDTH, _HEIGHT = 440, 26, 40
"""The panel: pixels, and letters of the size in use, so that its keys have room on a large screen."""


class PinView(Page):
    """``answered``: the typed PIN (the field is empty then); ``language``/``theme``: asked to switch."""

    answered = Signal(str)
    cancelled = Signal()
    key = Signal(str)

    def __init__(self, look: Appearance) -> None:
        super().__init__(look)
        self._state = PinState()
        self._title, self._why = label("title", wrap=True), label("muted", wrap=True)
        for one in (self._title, self._why):
            one.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.field = EntryField(look, amount=True, secret=True)
        self.field.setMaxLength(_LONGEST_PIN)
        self.field.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.field.entered.connect(self._answer)
        self._pad = Keypad(look, comma=False)
        self.field.follow(self._pad)
        self._accept = KeyButton(look, "enter", "Enter", tone="loyalty")
        self._accept.clicked.connect(lambda: self._answer(self.field.text()))
        self._cancel = KeyButton(look, "back", "Esc")
        self._cancel.clicked.connect(self.cancelled)
        self._language = KeyButton(look, "language", "Ctrl+Shift+L")
        self._language.clicked.connect(lambda: self.key.emit("Ctrl+Shift+L"))
        self._theme = KeyButton(look, "theme", "Ctrl+Shift+T")
        self._theme.clicked.connect(lambda: self.key.emit("Ctrl+Shift+T"))
        self.keys["Esc"] = self.cancelled.emit
        self._inside = column()
        self._panel = card(self._inside)
        self._arrange()
        self.retranslate()

    def show_pin(self, state: PinState) -> None:
        """Show what the PIN is for."""
        self._state = state
        self.field.clear()
        self._cancel.setVisible(state.permission is not None)
        till = self.tr("Till %1").replace("%1", str(state.till_no)) if state.till_no else ""
        if state.permission is None:
            self._title.setText(self.tr("The till is locked") if state.locked else self.tr("Type your PIN"))
            who = self.tr("PIN of %1").replace("%1", state.badge or state.locked)
            parts = (state.shop, till, who if state.badge or state.locked else "")
            self._why.setText(" · ".join(part for part in parts if part))
        else:
            self._title.setText(self.tr("Approval by PIN"))
            why = self.tr("Somebody who may %1 types the PIN")
            who = " · " + self.tr("PIN of %1").replace("%1", state.badge) if state.badge else ""
            self._why.setText(why.replace("%1", self._action(state.permission)) + who)

    def entered(self) -> None:
        """Listen to the keyboard."""
        self.field.setFocus()

    def stay_shut(self, why: str, next_step: str) -> None:
        """Say what keeps the till shut, and nothing else: no PIN opens it."""
        for one in (self._title, self._why, self.field, self._pad, self._accept, self._cancel):
            one.hide()
        self.banner.setAttribute(
            Qt.WidgetAttribute.WA_TransparentForMouseEvents
        )  # a tap must not put it away
        self.banner.say(why, next_step, "refused")

    def typed(self, text: str) -> None:
        """Type into the field."""
        self.field.setFocus()
        self.field.insert(text)

    def retranslate(self) -> None:
        """Show every word anew."""
        sizes = self.look.sizes
        self._inside.setSpacing(sizes.gap - 2)
        self._inside.setContentsMargins(sizes.pad, sizes.gap, sizes.pad, sizes.gap)
        self._panel.setFixedWidth(max(_WIDTH * sizes.text, _LEAST))
        self._panel.setMaximumHeight(_HEIGHT * sizes.text)
        typed = self.field.text()
        self.show_pin(self._state)
        self.field.setText(typed)
        self.field.setAccessibleName(self.tr("PIN"))
        self._accept.say(self.tr("OK"))
        self._cancel.say(self.tr("Back"))
        self._language.say("English" if self.look.language == "ru" else "Русский")
        names = {
            "dark": self.tr("Dark theme"),
            "light": self.tr("Light theme"),
            "contrast": self.tr("High contrast"),
        }
        self._theme.say(names[NEXT_THEME[self.look.theme]])

    def _answer(self, text: str) -> None:
        self.field.clear()
        self.answered.emit(text.strip())

    def _action(self, permission: str) -> str:
        """Return the words of a ``till.staff.Permission``, by its value: that module comes later."""
        words = {
            "return": self.tr("take goods back"),
            "void": self.tr("undo a sale"),
            "approve_price": self.tr("sell at a typed price"),
            "balance_search": self.tr("look up customers"),
            "shift": self.tr("open and close shifts"),
            "cash_move": self.tr("put in and take out cash"),
            "issue": self.tr("give out cards"),
            "training": self.tr("turn the till to training"),
        }
        return words.get(permission, self.tr("do this"))

    def _arrange(self) -> None:
        inside = self._inside
        for one in (self._title, self._why, self.banner, self.field):
            inside.addWidget(one)
        inside.addWidget(self._pad, 1)
        keys = row(gap=10)
        keys.addWidget(self._cancel, 1)
        keys.addWidget(self._accept, 1)
        inside.addLayout(keys)
        self._panel.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Expanding)
        corner = Qt.AlignmentFlag.AlignBottom
        whole = QGridLayout()
        whole.setContentsMargins(14, 0, 14, 14)
        whole.setColumnStretch(0, 1)
        whole.setColumnStretch(2, 1)
        whole.addWidget(self._language, 0, 0, corner | Qt.AlignmentFlag.AlignLeft)
        whole.addWidget(self._panel, 0, 1)
        whole.addWidget(self._theme, 0, 2, corner | Qt.AlignmentFlag.AlignRight)
        self.setLayout(whole)
