"""The look in use now: theme, sizes, language; whoever draws asks here and listens to ``changed``.

There is one per window, given to every view; there is no global.
"""

from PySide6.QtCore import QCoreApplication, QObject, QTranslator, Signal
from PySide6.QtGui import QFont, QPixmap
from PySide6.QtWidgets import QApplication

from loyalty_pos.ui.look import fonts
from loyalty_pos.ui.look.icons import icon
from loyalty_pos.ui.look.resources import resource
from loyalty_pos.ui.look.style import palette, sheet
from loyalty_pos.ui.look.tokens import THEMES, Colours, Sizes, sizes_for
from loyalty_pos.ui.look.words import Words

LANGUAGES = ("ru", "en")


class Appearance(QObject):
    """Theme (``dark``, ``light``, ``contrast``), language (``ru``, ``en``) and sizes. ``changed``: draw yourself anew."""

    changed = Signal()

    def __init__(self, app: QApplication, *, theme: str = "dark", language: str = "ru") -> None:
        super().__init__()
        self._app = app
        self._translators: list[QTranslator] = []
        self.theme = theme if theme in THEMES else "dark"
        self.language = ""
        self.sizes: Sizes = sizes_for(1366, 768)
        self.colours: Colours = THEMES[self.theme]
        self.words = Words("en")
        self._dress()
        self.speak(language if language in LANGUAGES else "ru")

    def wear(self, theme: str) -> None:
        """Switch the theme now."""
        self.theme, self.colours = theme, THEMES[theme]
        self._dress()
        self.changed.emit()

    def fit(self, width: int, height: int) -> None:
        """Choose the sizes for a window of so many pixels."""
        if (sizes := sizes_for(width, height)) is not self.sizes:
            self.sizes = sizes
            self._dress()
            self.changed.emit()

    def speak(self, language: str) -> None:
        """Switch the language now; every widget gets a LanguageChange event from Qt."""
        if language == self.language:
            return
        self.undress()
        self.language, self.words = language, Words(language)
        if language != "en":
            translator = QTranslator(self)
            found = translator.load(str(resource("i18n", f"loyalty_pos_{language}.qm")))
            assert found, language
            QCoreApplication.installTranslator(translator)
            self._translators.append(translator)
        self.changed.emit()

    def undress(self) -> None:
        """Take the translations off the program: the window is about to close."""
        for old in self._translators:
            QCoreApplication.removeTranslator(old)
        self._translators = []

    def icon(self, name: str, colour: str, size: int) -> QPixmap:
        """Return a shipped icon in a colour of the theme in use, named as in ``tokens.Colours``."""
        return icon(name, getattr(self.colours, colour), size)

    def font(self, pixels: int, weight: int = 400) -> QFont:
        """Return the interface font."""
        return fonts.font(pixels, weight)

    def _dress(self) -> None:
        self._app.setFont(fonts.font(self.sizes.text))
        self._app.setPalette(palette(self.colours))
        self._app.setStyleSheet(sheet(self.colours, self.sizes))
