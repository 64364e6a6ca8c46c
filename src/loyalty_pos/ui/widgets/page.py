"""What every page of the window is: words that can change language, keys, and a banner of its own."""

from collections.abc import Callable

from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QApplication, QWidget

from loyalty_pos.ui.look.appearance import Appearance
from loyalty_pos.ui.widgets.banner import Banner


class Page(QWidget):
    """``keys``: what this page does for ``F2``, ``Ctrl+R``, ``Esc``...; keys it lacks go to the window. ``frozen``: a commit runs,
    and the receipt is its worker's.

    A subclass shows its words in ``retranslate`` only; it is called at once and on every change of language,
    theme or size.
    """

    is_full = False
    """A low window has no room for the status line below this page."""

    def __init__(self, look: Appearance) -> None:
        super().__init__()
        self.look = look
        self.setProperty("look", "page")
        self.keys: dict[str, Callable[[], object]] = {}
        self.frozen = False
        self.banner = Banner(look)
        look.changed.connect(self._refresh)

    def retranslate(self) -> None:
        """Show every word of the page in the language in use."""

    def entered(self) -> None:
        """Put the keyboard where it belongs; called whenever the page comes to the front."""

    def typed(self, text: str) -> None:
        """Take a printable character that no field received."""

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802 - Qt's name
        """Follow the language."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self._refresh()

    def _refresh(self) -> None:
        """Say everything anew; a page out of sight, which may ask for something still, leaves the keyboard where it is."""
        before = QApplication.focusWidget()
        self.retranslate()
        if before is not None and not self.isVisible():
            before.setFocus()
