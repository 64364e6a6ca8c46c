"""The application-wide ear for scanners that type: scans go to the till, whatever has the focus; typing goes on.

Held keys are given back to the window that got them, in their order, with their releases. Screens must react to key
presses, not to ``QShortcut``: a shortcut would fire before it is known whether a person pressed the key (T15).
"""

from collections.abc import Callable
from time import monotonic

from PySide6.QtCore import QCoreApplication, QEvent, QObject, Qt, QTimer
from PySide6.QtGui import QKeyEvent
from shiboken6 import isValid

from loyalty_pos.till.keyboard import Fate, Key, KeyReader, Verdict

_MODIFIERS = frozenset(
    {
        Qt.Key.Key_Shift,
        Qt.Key.Key_Control,
        Qt.Key.Key_Alt,
        Qt.Key.Key_AltGr,
        Qt.Key.Key_Meta,
        Qt.Key.Key_CapsLock,
        Qt.Key.Key_NumLock,
    }
)
_COMMANDS = (
    Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier | Qt.KeyboardModifier.MetaModifier
)
_MARGIN_MS = 10
"""Keys of one burst may wait in the system's queue a little longer than their gap."""


class ScanFilter(QObject):
    """Installed on construction; keep it alive. ``on_scan`` runs on the Qt thread."""

    def __init__(self, app: QCoreApplication, reader: KeyReader, on_scan: Callable[[str], None]) -> None:
        super().__init__(app)
        self._reader = reader
        self._on_scan = on_scan
        self._held: list[list[tuple[QObject, QKeyEvent]]] = []
        self._swallowed: set[int] = set()
        self._returning: QKeyEvent | None = None
        self._pause = QTimer(self, singleShot=True)
        self._pause.timeout.connect(self._look_again)
        self._last_look = QTimer(self, singleShot=True, interval=0)
        self._last_look.timeout.connect(self._paused)
        app.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        """Hold back, swallow or let through."""
        if not isinstance(event, QKeyEvent) or (self._returning and _is_same(event, self._returning)):
            return False
        match event.type():
            case QEvent.Type.ShortcutOverride:
                event.accept()
                return True
            case QEvent.Type.KeyPress:
                return self._pressed(watched, event)
            case QEvent.Type.KeyRelease:
                return self._released(watched, event)
            case _:
                return False

    def _pressed(self, watched: QObject, event: QKeyEvent) -> bool:
        if event.key() in _MODIFIERS:
            return self._reader.busy
        self._last_look.stop()
        verdict = self._reader.press(_key(event))
        kept = event.clone()
        self._obey(verdict)
        if verdict.fate is Fate.HOLD:
            self._held.append([(watched, kept)])
            self._pause.start(self._reader.gap_ms + _MARGIN_MS)
        elif verdict.fate is Fate.PASS:
            self._give_back([(watched, kept)])
        else:
            self._swallowed.add(event.nativeScanCode())
            self._pause.start(self._reader.gap_ms + _MARGIN_MS)
        if verdict.scan is not None:
            self._on_scan(verdict.scan)
        return True

    def _released(self, watched: QObject, event: QKeyEvent) -> bool:
        """A release follows its press: held with it, or swallowed with it."""
        if event.nativeScanCode() in self._swallowed and not event.isAutoRepeat():
            self._swallowed.discard(event.nativeScanCode())
            return True
        if not self._held:
            return False
        self._held[-1].append((watched, event.clone()))
        return True

    def _look_again(self) -> None:
        """The window may have been busy: let keys that wait in the queue come first."""
        self._last_look.start()

    def _paused(self) -> None:
        verdict = self._reader.pause()
        self._obey(verdict)
        if verdict.scan is not None:
            self._on_scan(verdict.scan)

    def _obey(self, verdict: Verdict) -> None:
        """Give back what was typing and forget what was a scan."""
        typed, rest = self._held[: verdict.replay], self._held[verdict.replay :]
        self._held = [] if verdict.forget else rest
        for events in typed:
            self._give_back(events)
        if verdict.forget:
            pressed = {events[0][1].nativeScanCode() for events in rest if len(events) == 1}
            self._swallowed |= pressed

    def _give_back(self, events: list[tuple[QObject, QKeyEvent]]) -> None:
        """A key may open a dialog that runs until it is closed: only this one event goes by unasked."""
        for receiver, event in events:
            before, self._returning = self._returning, event
            try:
                if isValid(receiver):
                    QCoreApplication.sendEvent(receiver, event)
            finally:
                self._returning = before


def _is_same(event: QKeyEvent, returning: QKeyEvent) -> bool:
    """The window passes a copy of the event on to the widget inside it."""
    return (event.type(), event.key(), event.timestamp(), event.nativeScanCode()) == (
        returning.type(),
        returning.key(),
        returning.timestamp(),
        returning.nativeScanCode(),
    )


def _key(event: QKeyEvent) -> Key:
    """The event's own time if it has one: it is right also when the window was busy."""
    return Key(
        text=event.text(),
        scan_code=event.nativeScanCode(),
        at_ms=event.timestamp() or int(monotonic() * 1000),
        shift=bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier),
        command=bool(event.modifiers() & _COMMANDS),
        repeats=event.isAutoRepeat(),
    )
