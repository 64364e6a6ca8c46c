"""The status line at the foot of every page: connection, queue, right left and its age, clock, keys, last backup, disk.

In words, always all of them and always in the same order; amber is what somebody should look at, and the status page
(F10, 6) says why and what to do. It must never stand in red: nothing of it stops a sale.
"""

from collections.abc import Callable
from datetime import datetime, timedelta

from PySide6.QtWidgets import QWidget

from loyalty_pos.ui.look.appearance import Appearance
from loyalty_pos.ui.shell.foot_facts import FootFacts
from loyalty_pos.ui.shell.state import HeadState
from loyalty_pos.ui.widgets.bits import row

OLD_BACKUP = timedelta(days=2)
OLD_LEASE = timedelta(hours=24)
LONG_QUEUE = timedelta(hours=1)
"""From when on a fact is worth looking at."""


class FootLine(QWidget):
    """One line, two where the window is narrow."""

    def __init__(self, look: Appearance, gives_way: Callable[[], bool]) -> None:
        """``gives_way``: whether something else needs the room now."""
        super().__init__()
        self._look, self._gives_way = look, gives_way
        self._state = HeadState(till_no=0)
        self._now: datetime | None = None
        self.said = FootFacts(look)
        self._inside = row()
        self._inside.addWidget(self.said, 1)
        self.setLayout(self._inside)
        self.hide()

    def show_foot(self, state: HeadState) -> None:
        """Show the facts."""
        self._state = state
        gap = self._look.sizes.gap
        self._inside.setContentsMargins(gap, 0, gap, gap - 4)
        self._say()

    def fit(self) -> None:
        """Show the line where there is room for it and something to say; the page has its place at once."""
        has_room = bool(self._state.till_no) and not self._gives_way()
        if has_room is self.isHidden():
            self.setVisible(has_room)
            around = self.parentWidget()
            inside = around.layout() if around else None
            if inside is not None:
                inside.activate()

    def show_time(self, now: datetime) -> None:
        """Let the ages grow, once a minute is enough."""
        if self._now is None or now - self._now >= timedelta(minutes=1) or now < self._now:
            self._now = now
            self._say()

    def _say(self) -> None:
        first = (self._line(), self._queue(), self._right(), self._clock())
        self.said.show_facts((*first, self._keys(), self._backup(), self._disk()))

    def _line(self) -> tuple[str, bool]:
        link = self._state.link
        if not link.known:
            return self.tr("connecting…"), False
        if link.online:
            return self.tr("connected"), False
        return self.tr("no line, the till goes on selling"), link.trouble is not None

    def _queue(self) -> tuple[str, bool]:
        link, words = self._state.link, self._look.words
        if not link.waiting:
            return self.tr("queue empty"), False
        said = self.tr("queue: %1").replace("%1", words.number(link.waiting))
        if link.oldest is None or self._now is None:
            return said, False
        age = max(timedelta(), self._now - link.oldest)
        return f"{said}, {words.span(age)}", age >= LONG_QUEUE

    def _right(self) -> tuple[str, bool]:
        link, words = self._state.link, self._look.words
        lease = link.lease
        if lease is None:
            return self.tr("no points without the centre"), False
        left = self.tr("by itself %1 of %2 points")
        said = left.replace("%1", words.number(lease.risk_left, link.exponent)).replace(
            "%2", words.number(lease.risk, link.exponent)
        )
        if lease.issued is None or self._now is None:
            return said, False
        age = max(timedelta(), self._now - lease.issued)
        allowed = self.tr("allowed %1 ago").replace("%1", words.span(age))
        return f"{said}, {allowed}", age >= OLD_LEASE

    def _clock(self) -> tuple[str, bool]:
        if self._state.clock:
            return self.tr("clock in doubt"), True
        return self.tr("clock right"), False

    def _keys(self) -> tuple[str, bool]:
        said = {
            "full": self.tr("keys kept by the system"),
            "machine": self.tr("keys kept by this machine"),
            "file": self.tr("keys in a file"),
        }.get(self._state.keys, self.tr("keys: not known"))
        return said, self._state.keys == "file"

    def _backup(self) -> tuple[str, bool]:
        backup = self._state.backup
        if backup is None or self._now is None:
            return self.tr("no backup known"), backup is None
        age = max(timedelta(), self._now - backup)
        return self.tr("backup %1 ago").replace("%1", self._look.words.span(age)), age >= OLD_BACKUP

    def _disk(self) -> tuple[str, bool]:
        disk, number = self._state.disk, self._look.words.number
        said = {
            "full": self.tr("disk full"),
            "low": self.tr("disk nearly full: %1 GB").replace("%1", number(disk.left, 1)),
            "ok": self.tr("disk: %1 GB free").replace("%1", number(disk.left)),
        }.get(disk.state, self.tr("disk: not known"))
        if disk.copy_stands:
            said = self.tr("%1, its copy stands still").replace("%1", said)
        return said, disk.copy_stands or disk.state in {"full", "low"}
