"""The one window: head line, pages, and the way of every key to the page that shows."""

from collections.abc import Callable
from datetime import datetime
from typing import Protocol

from PySide6.QtCore import QKeyCombination, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QGuiApplication, QKeyEvent, QKeySequence, QResizeEvent
from PySide6.QtWidgets import QStackedWidget

from loyalty_pos.ui.look.appearance import Appearance
from loyalty_pos.ui.look.tokens import LEAST_WINDOW
from loyalty_pos.ui.shell.foot import FootLine
from loyalty_pos.ui.shell.head import HeadLine
from loyalty_pos.ui.shell.state import HeadState, PageName
from loyalty_pos.ui.shell.touch_letters import TouchWindow
from loyalty_pos.ui.widgets.banner import Banner
from loyalty_pos.ui.widgets.bits import column
from loyalty_pos.ui.widgets.page import Page
from loyalty_pos.ui.widgets.touch import follow_fingers

_LEAST, _USUAL = QSize(*LEAST_WINDOW), QSize(1366, 768)
_SHARE = 0.9
_FRAME_FROM_HEIGHT = 640
_RENAMED = {"Return": "Enter"}
_PALE_AFTER_MS = 300
"""A commit that takes longer is shown. To make a whole page pale and dark again costs more than most commits take."""


class Voice(Protocol):
    """Who speaks through the banner of the page in front (``shell/talk.py``)."""

    def listen_to(self, banner: Banner) -> None: ...
    def repeat(self) -> None: ...


class Silence:
    """Nobody has anything to say before the till is open."""

    def listen_to(self, banner: Banner) -> None:
        """Say nothing."""

    def repeat(self) -> None:
        """Say nothing."""


class TillWindow(TouchWindow):
    """``keys``: what keys do on every page that has no use of its own for them.

    ``resized``: the new width and height; ``turned``: the name of the page that came to the front; ``thawed``: it takes input again.
    """

    resized = Signal(int, int)
    thawed = Signal()
    turned = Signal(object)

    def __init__(self, look: Appearance) -> None:
        super().__init__(look)
        self._look = look
        self.pages: dict[PageName, Page] = {}
        self.keys: dict[str, Callable[[], object]] = {}
        self.frozen = False
        self._pushed: set[PageName] = set()
        self._voice: Voice = Silence()
        self._head_state = HeadState(till_no=0)
        self.setObjectName("window")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setMinimumSize(_LEAST)
        self.head = HeadLine(look)
        self.foot = FootLine(look, self._foot_gives_way)
        self._stack = QStackedWidget()
        self._pale = QTimer(self, singleShot=True, interval=_PALE_AFTER_MS)
        self._pale.timeout.connect(lambda: self._stack.setEnabled(False))
        self.bars = column()
        inside = column()
        inside.addWidget(self.head)
        inside.addLayout(self.bars)
        inside.addWidget(self._stack, 1)
        inside.addWidget(self.foot)
        self.setLayout(inside)
        look.changed.connect(self._retranslate)
        self._retranslate()

    def appear(self, room: QSize | None = None, *, full: bool = False) -> None:
        """Take all the room that the screen has; on a low screen a frame would take too much of it."""
        room = room or self.screen().availableSize()
        self.resize(_USUAL.boundedTo(room * _SHARE))
        if full or room.height() < _FRAME_FROM_HEIGHT:
            self.showFullScreen()
        else:
            self.showMaximized()

    def add_page(self, name: PageName, page: Page) -> None:
        """Add a page; the first one shows."""
        self.pages[name] = page
        self._stack.addWidget(page)
        if len(self.pages) == 1:
            self._voice.listen_to(page.banner)

    def speak_by(self, voice: Voice) -> None:
        """Let this one say what is to be said from now on."""
        self._voice = voice
        voice.listen_to(self.page.banner)

    @property
    def page(self) -> Page:
        """The page that shows."""
        page = self._stack.currentWidget()
        assert isinstance(page, Page)
        return page

    def turn_to(self, name: PageName) -> None:
        """Bring a page to the front; its old banner goes."""
        page = self.pages[name]
        self.letters_away()
        if page is not self.page:
            self._voice.listen_to(page.banner)
        self._stack.setCurrentWidget(page)
        if name not in self._pushed:
            self._pushed.add(name)
            follow_fingers(page)
        page.entered()
        self.foot.fit()
        self.turned.emit(name)

    def show_time(self, now: datetime) -> None:
        """Show the clock."""
        self.head.show_time(now)
        self.foot.show_time(now)
        self.foot.fit()

    def freeze(self, *, frozen: bool) -> None:
        """Take no input while a commit runs; the window goes on drawing.

        Keys come to the window itself, and fingers go through the page as if it were not there.
        """
        self.frozen = frozen
        for page in self.pages.values():
            page.frozen = frozen
        self._stack.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents, frozen)
        if frozen:
            self.letters_away()
            self.setFocus()
            is_held = bool(QGuiApplication.mouseButtons())  # what is held down will be let go of
            self._stack.setEnabled(not is_held)
            self._pale.start()
            return
        self._pale.stop()
        self._stack.setEnabled(True)
        self.page.entered()
        self.thawed.emit()

    def toggle_full_screen(self) -> None:
        """Fill the screen, or be as before."""
        self.setWindowState(self.windowState() ^ Qt.WindowState.WindowFullScreen)

    def show_head(self, state: HeadState) -> None:
        """Show the head line."""
        self._head_state = state
        self.head.show_head(state)
        self.foot.show_foot(state)
        self.foot.fit()

    def press(self, name: str) -> bool:
        """Do what a key means here; return whether anybody knew it."""
        action = self.page.keys.get(name) or self.keys.get(name)
        if action is None or self.frozen:
            return False
        action()
        return True

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Give the key to the page, then to the window, then, if it prints something, to the page as typing."""
        name = key_name(event.keyCombination())
        if self.press(name) or self.frozen:
            event.accept()
            return
        if (
            event.text().isprintable()
            and event.text()
            and not event.modifiers() & Qt.KeyboardModifier.ControlModifier
        ):
            self.page.typed(event.text())
            event.accept()
            return
        super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """Tell the new size, which chooses the sizes of everything, and with them whether the foot has room."""
        super().resizeEvent(event)
        self.resized.emit(event.size().width(), event.size().height())
        self.foot.fit()
        self.place_letters()

    def _foot_gives_way(self) -> bool:
        """Tell whether there is no room for the status line: below a bar that waits for somebody, on a low, full page."""
        items = [self.bars.itemAt(number) for number in range(self.bars.count())]
        bars = [item.widget() for item in items if item is not None]
        shown = [bar for bar in bars if bar is not None and bar.isVisible()]
        is_low = self._look.sizes.is_low
        is_urgent = any(bar.property("look") != "demo" for bar in shown)
        return is_urgent or (is_low and (bool(shown) or self.page.is_full))

    def _retranslate(self) -> None:
        self._voice.repeat()
        self.setWindowTitle(self.tr("Till"))
        self.head.show_head(self._head_state)
        self.foot.show_foot(self._head_state)


def key_name(combination: QKeyCombination) -> str:
    """Return the name of a key as our tables write it: ``F12``, ``Ctrl+R``, ``Enter``."""
    keypad = Qt.KeyboardModifier.KeypadModifier
    plain = QKeyCombination(combination.keyboardModifiers() & ~keypad, combination.key())
    name = QKeySequence(plain).toString(QKeySequence.SequenceFormat.PortableText)
    return _RENAMED.get(name, name)
