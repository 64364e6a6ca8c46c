"""The head line: which till, which shift, who; connection, printer, time. Words beside every colour."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from PySide6.QtWidgets import QLabel, QWidget

from loyalty_pos.ui.look.appearance import Appearance
from loyalty_pos.ui.shell.state import HeadState
from loyalty_pos.ui.widgets.bits import label, row, set_tone

_ICON = 24


class HeadLine(QWidget):
    """One line at the top of every page. ``zone``: the shop's, known when the till is open."""

    def __init__(self, look: Appearance) -> None:
        super().__init__()
        self._look, self.zone = look, ZoneInfo("UTC")
        self._state = HeadState(till_no=0)
        self._now: datetime | None = None
        self._till = label("strong")
        self._where = label("muted")
        self._printer_icon, self._link_icon = QLabel(), QLabel()
        self._printer, self.link = label("warn"), label("strong")
        self._clock = label("strong")
        self._inside = row(gap=8)
        self._inside.addWidget(self._till)
        self._inside.addWidget(self._where)
        self._inside.addStretch(1)
        for one in (self._printer_icon, self._printer, self._link_icon, self.link, self._clock):
            self._inside.addWidget(one)
        self._inside.insertSpacing(self._inside.count() - 1, 10)
        self.setLayout(self._inside)

    def show_head(self, state: HeadState) -> None:
        """Show till, shift, cashier, connection and printer."""
        self._state = state
        gap = self._look.sizes.gap
        self._inside.setContentsMargins(gap + 6, gap - 2, gap + 6, gap - 2)
        self._show_where()
        self._show_printer()
        self._show_link()

    def show_time(self, now: datetime) -> None:
        """Show the clock; the age of the queue grows with it."""
        self._now = now
        self._clock.setText(self._look.words.clock(now, self.zone))
        self._show_link()

    def _show_where(self) -> None:
        state = self._state
        if not state.till_no:
            return
        self._till.setText(self.tr("Till %1").replace("%1", str(state.till_no)))
        shift = (
            self.tr("Shift %1").replace("%1", str(state.shift_no))
            if state.shift_no
            else self.tr("shift closed")
        )
        self._where.setText(" · ".join(part for part in (shift, state.cashier) if part))

    def _show_printer(self) -> None:
        words = {
            "paper_near_end": self.tr("Paper runs out"),
            "paper_out": self.tr("No paper"),
            "cover_open": self.tr("Printer is open"),
            "offline": self.tr("Printer is off"),
        }.get(self._state.printer, "")
        self._printer.setText(words)
        for one in (self._printer, self._printer_icon):
            one.setVisible(bool(words))
        if words:
            self._printer_icon.setPixmap(self._look.icon("printer", "warn", _ICON))

    def _show_link(self) -> None:
        link = self._state.link
        tone = "good" if link.online else "warn" if link.known else ""
        self._link_icon.setPixmap(
            self._look.icon("online" if link.online else "offline", tone or "muted", _ICON)
        )
        self.link.setText(self._link_words())
        self.link.setToolTip(self._lease_words())
        set_tone(self.link, tone)

    def _link_words(self) -> str:
        link = self._state.link
        if not link.known:
            return self.tr("connecting…") if self._state.till_no else self.tr("starting…")
        if not link.waiting and (link.online or link.lease is None):
            return self.tr("Online") if link.online else self.tr("Offline · everything is saved")
        start = self.tr("Online") if link.online else self.tr("Offline")
        queue = ""
        if link.waiting:
            queue = self.tr("%1 in the queue").replace(
                "%1", self._look.words.counted("operation", link.waiting)
            )
        age = ""
        if link.oldest and self._now:
            span = max(timedelta(), self._now - link.oldest)
            age = self.tr("oldest %1").replace("%1", self._look.words.span(span))
        right = ""
        if link.lease is not None and not link.online:
            left = self._look.words.number(link.lease.risk_left, link.exponent)
            right = self.tr("points: %1").replace("%1", left)
        return " · ".join(part for part in (start, queue, age, right) if part)

    def _lease_words(self) -> str:
        """Return how many points this till may still take by itself, and since when."""
        link, words = self._state.link, self._look.words
        if link.lease is None or link.lease.issued is None or self._now is None:
            return ""
        said = self.tr("Points without the centre: %1 of %2, allowed %3 ago")
        left = words.points(link.lease.risk_left, link.exponent)
        age = words.span(max(timedelta(), self._now - link.lease.issued))
        whole = words.points(link.lease.risk, link.exponent)
        return said.replace("%1", left).replace("%2", whole).replace("%3", age)
