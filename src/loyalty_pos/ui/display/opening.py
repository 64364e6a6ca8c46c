"""Joins the customer's display to the till: it follows the pages, and comes up where there is a screen for it."""

from typing import Final

from PySide6.QtCore import QRect
from PySide6.QtGui import QGuiApplication

from loyalty_pos.ui.display.presenter import DisplayPresenter
from loyalty_pos.ui.display.view import DisplayWindow
from loyalty_pos.ui.look.appearance import Appearance
from loyalty_pos.ui.parts import UiParts
from loyalty_pos.ui.shell.window import TillWindow
from loyalty_pos.ui.training.band import TrainingBand

DISPLAY: Final = "customer_display"
"""Preference: ``auto`` = where a second screen is, ``on`` = always (in a window without one), ``off``."""
_AUTO, _ON, _OFF = "auto", "on", "off"


class CustomerDisplay:
    """The display of one till; its window is built when it is first shown."""

    def __init__(self, look: Appearance, parts: UiParts, window: TillWindow) -> None:
        self._look, self._parts, self._window = look, parts, window
        self.presenter = DisplayPresenter(parts.world.settings, parts.world.clock.now)
        self.window: DisplayWindow | None = None
        window.turned.connect(self.presenter.turned)

    @property
    def shows(self) -> bool:
        """Tell whether the window is there."""
        return self.window is not None

    def begin(self) -> None:
        """Come up if this till wants it."""
        wanted = self._parts.preferences.get(DISPLAY, _AUTO)
        if wanted == _ON or (wanted == _AUTO and self._other_screen() is not None):
            self._open()

    def switch(self) -> bool:
        """Show or hide it, now and at the next start; return whether it shows."""
        shows = self.window is None
        self._parts.preferences.set(DISPLAY, _ON if shows else _OFF)
        self._open() if shows else self.close()
        return shows

    def close(self) -> None:
        """Go away with the till; nothing of a customer stays."""
        window, self.window = self.window, None
        self.presenter.appear(None)
        if window is not None:
            window.close()
            window.deleteLater()

    def _open(self) -> None:
        made = self.window = DisplayWindow(self._look, self._parts.codes)
        if self._parts.practice.on:
            made.mark(TrainingBand(self._look))
        presenter = self.presenter
        made.person.pressed.connect(presenter.pressed)
        made.person.went_on.connect(presenter.went_on)
        made.person.went_back.connect(presenter.went_back)
        made.spoken.connect(presenter.pressed)
        made.closed.connect(self.close)
        made.disturbs.connect(self._window.activateWindow)
        presenter.appear(made)
        made.appear(self._other_screen())

    def _other_screen(self) -> QRect | None:
        """Return the place of a screen that the till's window is not on."""
        own = self._window.screen()
        return next((one.geometry() for one in QGuiApplication.screens() if one is not own), None)
