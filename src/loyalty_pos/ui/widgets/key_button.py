"""A button that says what it does and which key does the same; at least 56 px high."""

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtWidgets import QLabel, QPushButton

from loyalty_pos.ui.look.appearance import Appearance
from loyalty_pos.ui.widgets.bits import column, label, row, set_tone

_ICON, _AIR = 24, 7


class KeyButton(QPushButton):
    """``stacked``: the words stand below icon and key, for narrow places; ``tone``: "", pay, loyalty."""

    def __init__(
        self, look: Appearance, picture: str = "", key: str = "", *, tone: str = "", stacked: bool = False
    ) -> None:
        super().__init__()
        self._look, self._picture = look, picture
        self.setProperty("tone", tone)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.words = label()
        self.words.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.key = label("key", key)
        self._icon = QLabel()
        for one, needed in ((self.key, key), (self._icon, picture)):
            if not needed:
                one.hide()  # and never shown here: without a parent it would be a window of its own
        for one in (self.words, self.key, self._icon):
            one.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self._is_stacked = stacked
        self._arrange(stacked=stacked)
        look.changed.connect(self._dress)
        self._dress()

    def say(self, words: str) -> None:
        """Show the words, and tell them to screen readers together with the key."""
        self.words.setText(words)
        self.setAccessibleName(f"{words} ({self.key.text()})" if self.key.text() else words)
        self.updateGeometry()

    def tick(self, *, chosen: bool) -> None:
        """Show whether it is chosen, and tell it to those who do not see the tick."""
        self.setAccessibleDescription(self.tr("chosen") if chosen else self.tr("not chosen"))
        self.show_picture("checked" if chosen else "unchecked")

    def show_picture(self, picture: str) -> None:
        """Change the icon."""
        self._picture = picture
        self._dress()

    def enlarge(self) -> None:
        """Make this the button of the page."""
        self.setProperty("rank", "pay")
        for one in (self.words, self.key):
            one.setProperty("rank", "pay")
        self._dress()

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """Return room for everything inside: Qt itself counts only the button's own text."""
        least = self._look.sizes.pay if self.property("rank") == "pay" else self._look.sizes.button
        inside = self.layout()
        assert inside is not None
        hint = inside.sizeHint()
        return QSize(hint.width(), max(least, hint.height()))

    def minimumSizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """Return the same: the words are never cut."""
        return self.sizeHint()

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802 - Qt's name
        """Draw the icon as pale as the words when disabled."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.EnabledChange:
            self._dress()

    def _arrange(self, *, stacked: bool) -> None:
        if not stacked:
            flat = row(gap=10)
            flat.setContentsMargins(14, 6, 14, 6)
            flat.addStretch()
            for one in (self._icon, self.words, self.key):
                flat.addWidget(one, 0, Qt.AlignmentFlag.AlignVCenter)
            flat.addStretch()
            self.setLayout(flat)
            return
        top = row(gap=6)
        top.addStretch()
        top.addWidget(self._icon)
        top.addWidget(self.key)
        top.addStretch()
        tall = column(gap=2)
        tall.addLayout(top)
        tall.addWidget(self.words)
        self.setLayout(tall)

    def _dress(self) -> None:
        """Dress words and icon; what is disabled the style sheet makes pale by itself, which is not felt."""
        is_filled, inside = self._is_filled(), self.layout()
        if self._is_stacked and inside is not None:
            edge = self._look.sizes.edge
            inside.setContentsMargins(edge, min(edge, _AIR), edge, min(edge, _AIR))
        for one in (self.words, self.key):
            set_tone(one, "fill" if is_filled else "plain")
        if self._picture:
            colour = "disabled" if not self.isEnabled() else "on_fill" if is_filled else "muted"
            size = _ICON + 8 if self.property("rank") == "pay" else _ICON
            self._icon.setFixedSize(size, size)  # another picture is no reason to lay the page out anew
            self._icon.setPixmap(self._look.icon(self._picture, colour, size))

    def _is_filled(self) -> bool:
        return bool(self.property("tone")) or self.isChecked()
