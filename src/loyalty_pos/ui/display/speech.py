"""The language of the customer's display, which may be another one than the cashier's. Draws nothing itself.

It must never touch the language of the till: the words of the display are asked of a translator of its own.
"""

from PySide6.QtCore import QObject, QTranslator, Signal
from PySide6.QtGui import QFont, QPixmap

from loyalty_pos.ui.look.appearance import LANGUAGES, Appearance
from loyalty_pos.ui.look.resources import resource
from loyalty_pos.ui.look.tokens import Colours
from loyalty_pos.ui.look.words import Words

NAMES = {"ru": "Русский", "en": "English"}
"""Each language by its own name: whoever wants it can read that."""


class DisplayLook(QObject):
    """The till's look in a language of its own. ``changed``: the till's look or the language is another one now."""

    changed = Signal()

    def __init__(self, look: Appearance) -> None:
        super().__init__()
        self._look, self._own = look, ""
        self._translators: dict[str, QTranslator] = {}
        self.words = look.words
        look.changed.connect(self._follow)

    @property
    def language(self) -> str:
        """Return what the display speaks now."""
        return self._own or self._look.language

    @property
    def other(self) -> str:
        """Return the language that it could speak instead."""
        return next(one for one in LANGUAGES if one != self.language)

    @property
    def colours(self) -> Colours:
        """Return the colours of the theme in use."""
        return self._look.colours

    def speak(self, language: str) -> None:
        """Speak this language, "" = as the till; what it does not know is as the till."""
        self._own = language if language in LANGUAGES else ""
        self.words = Words(self.language)

    def say(self, context: str, text: str) -> str:
        """Return a text of the class ``context`` in the display's language."""
        language = self.language
        if language == "en":
            return text
        if language not in self._translators:
            made = self._translators[language] = QTranslator(self)
            found = made.load(str(resource("i18n", f"loyalty_pos_{language}.qm")))
            assert found, language
        return self._translators[language].translate(context, text) or text

    def icon(self, name: str, colour: str, size: int) -> QPixmap:
        """Return a shipped icon in a colour of the theme in use."""
        return self._look.icon(name, colour, size)

    def font(self, pixels: int, weight: int = 400) -> QFont:
        """Return the interface font."""
        return self._look.font(pixels, weight)

    def _follow(self) -> None:
        self.words = Words(self.language)
        self.changed.emit()
