"""Decides what the tiles of the menu and the keys that work on every page do. No Qt, no words."""

from collections.abc import Callable
from typing import Protocol

from loyalty_pos.till.beside.mode import MODE, Source, TillMode
from loyalty_pos.till.staff import Permission
from loyalty_pos.ui.look.tokens import NEXT_THEME
from loyalty_pos.ui.parts import UiParts
from loyalty_pos.ui.shell.port import SOUNDS, Note, NoteKind, Routes, Shell

_OTHER = {"ru": "en", "en": "ru"}


class Dress(Protocol):
    """Language and theme of the window (``look/appearance.py``)."""

    language: str
    theme: str

    def speak(self, language: str) -> None: ...
    def wear(self, theme: str) -> None: ...


class MenuScreen(Protocol):
    """What the presenter needs of the window."""

    def toggle_full_screen(self) -> None: ...
    def close(self) -> bool: ...


class MenuPresenter:
    """``show_shift``, ``show_status``, ``lock``, ``copy``: ways to the pages of others."""

    def __init__(
        self, screen: MenuScreen, parts: UiParts, shell: Shell, routes: Routes, dress: Dress
    ) -> None:
        self._screen, self._parts, self._shell, self._routes, self._dress = (
            screen,
            parts,
            shell,
            routes,
            dress,
        )
        self.ways: dict[str, Callable[[], object]] = {}
        self._actions: dict[str, Callable[[], object]] = {
            "return": lambda: routes.take_back(None),
            "clear": self._clear,
            "language": self.switch_language,
            "mode": self._ask_mode,
            "theme": self.switch_theme,
            "sounds": self.switch_sounds,
            "full": screen.toggle_full_screen,
            "exit": screen.close,
            "back": routes.sell,
        }

    def chosen(self, name: str) -> None:
        """Do what a tile says."""
        (self._actions.get(name) or self.ways[name])()

    def switch_language(self) -> None:
        """Speak the other language, now and at the next start."""
        self._dress.speak(_OTHER[self._dress.language])
        self._parts.preferences.set("language", self._dress.language)

    def switch_theme(self) -> None:
        """Wear the next theme, now and at the next start."""
        self._dress.wear(NEXT_THEME[self._dress.theme])
        self._parts.preferences.set("theme", self._dress.theme)

    def switch_sounds(self) -> None:
        """Let it be heard what the till takes and refuses, or only be seen, now and at the next start."""
        on = self._parts.preferences.get(SOUNDS, "on") == "off"
        self._parts.preferences.set(SOUNDS, "on" if on else "off")
        self._shell.note(Note(NoteKind.SOUNDS_ON if on else NoteKind.SOUNDS_OFF))

    def _ask_mode(self) -> None:
        """Sell here or beside another till: a right of whoever may set the till up."""
        self._shell.approve(Permission.SETTINGS, lambda _: self._switch_mode())

    def _switch_mode(self) -> None:
        """Sell at this till, or stand beside another one, now and at the next start; what the shop decided stays."""
        mode = self._parts.mode()
        other = TillMode.SALE if mode.is_beside else TillMode.BESIDE
        if mode.source is not Source.POLICY:
            self._parts.preferences.set(MODE, other.value)
        self._routes.sell()
        if self._parts.mode().value == mode.value:
            self._shell.note(Note(NoteKind.MODE_IS_THE_SHOPS))

    def _clear(self) -> None:
        register = self._parts.register
        self._shell.commit(lambda: register.clear("cashier"), lambda _: self._cleared())

    def _cleared(self) -> None:
        self._routes.sell()
        self._shell.note(Note(NoteKind.RECEIPT_CLEARED))
