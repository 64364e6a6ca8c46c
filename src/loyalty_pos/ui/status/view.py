"""The page for whoever looks after the till: connection, queue, printer, versions, language and theme."""

from datetime import datetime, timedelta
from itertools import zip_longest
from zoneinfo import ZoneInfo

from PySide6.QtWidgets import QSizePolicy, QWidget

from loyalty_pos.till.room.watching import Copy
from loyalty_pos.till.wording import sentence
from loyalty_pos.ui.look.appearance import Appearance
from loyalty_pos.ui.status.lights import LightRow, lights_of
from loyalty_pos.ui.status.meaning import Meaning
from loyalty_pos.ui.status.presenter import StatusState
from loyalty_pos.ui.widgets.bits import card, column, label
from loyalty_pos.ui.widgets.key_page import KeyPage, buttons, stacked

_ROWS = 16
_GIGABYTE = 1_000_000_000
_WORTH_SAYING_S = 60


class Explained(QWidget):
    """A fact, and below it what it means and what to do."""

    def __init__(self) -> None:
        super().__init__()
        self._name, self._text = label("head"), label("muted", wrap=True)
        inside = column(gap=1)
        inside.addWidget(self._name)
        inside.addWidget(self._text)
        self.setLayout(inside)

    def explain(self, name: str, text: str) -> None:
        """Show both."""
        self._name.setText(name)
        self._text.setText(text)


class StatusView(KeyPage):
    """``key``: an action by its key's name."""

    def __init__(self, look: Appearance, zone: ZoneInfo) -> None:
        super().__init__(look)
        self._zone = zone
        self._state = StatusState()
        self._title = label("title")
        self._rows = [LightRow(look) for _ in range(_ROWS)]
        self._trouble = label("warn", wrap=True)
        self._meaning = Meaning()
        self._meanings = [Explained() for _ in self._meaning.lines()]
        self._explains = False
        self._why = self.action("F1", "info", stacked=True)
        self.keys["F1"] = self._explain
        self._why.clicked.connect(self._explain)
        self._sync = self.action("F5", "sync", tone="loyalty", stacked=True)
        self._drawer_key = self.action("F3", "drawer", stacked=True)
        self._display_key = self.action("F4", "screen", stacked=True)
        self._scanners_key = self.action("F7", "scan", stacked=True)
        self._printers_key = self.action("F8", "printer", stacked=True)
        self._upkeep_key = self.action("F9", "report", stacked=True)
        self._back = self.action("Esc", "back", stacked=True)
        inside = self._inside = column()
        for one in (*self._rows, self._trouble, *self._meanings):
            inside.addWidget(one)
        inside.addStretch(1)
        table = card(inside)
        table.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Expanding)
        ways = (
            self._drawer_key,
            self._display_key,
            self._scanners_key,
            self._printers_key,
            self._upkeep_key,
            self._sync,
        )
        keys = buttons((self._back, self._why, *ways))
        self._whole = stacked(self._title, self.banner, table, keys, gap=12)
        self.setLayout(self._whole)
        self.retranslate()

    def show_status(self, state: StatusState) -> None:
        """Show how the till is doing."""
        self._state = state
        lights = lights_of(state)
        for place, pair, light in zip_longest(self._rows, self._pairs(state), lights):
            place.show_pair(*pair)
            place.show_light(light)
        trouble = state.link.trouble
        self._trouble.setVisible(trouble is not None and not self._explains)
        for row in self._rows:
            row.setVisible(not self._explains)
        for meaning, (name, text) in zip(self._meanings, self._meaning.lines(), strict=True):
            meaning.setVisible(self._explains)
            meaning.explain(name, text)
        if trouble is not None:
            said = sentence(trouble, self.look.language)
            self._trouble.setText(f"{said.text} {said.next_step}".strip())

    def retranslate(self) -> None:
        """Show every word anew."""
        self._title.setText(self.tr("Queue and devices"))
        self._sync.say(self.tr("Ask the centre now"))
        self._upkeep_key.say(self.tr("Upkeep"))
        self._scanners_key.say(self.tr("Scanners"))
        self._printers_key.say(self.tr("Printer"))
        self._drawer_key.say(self.tr("Drawer"))
        self._display_key.say(self.tr("Display"))
        self._back.say(self.tr("Back"))
        self._why.say(self.tr("Figures") if self._explains else self.tr("What to do"))
        gap, pad = self.look.sizes.gap, self.look.sizes.pad
        self._inside.setSpacing(gap - 4)
        self._inside.setContentsMargins(pad, pad - 2, pad, pad - 2)
        self._whole.setContentsMargins(gap + 8, gap, gap + 8, gap + 8)
        self.show_status(self._state)

    def _explain(self) -> None:
        """Say what each fact means and what to do, or show the figures again."""
        self._explains = not self._explains
        self.retranslate()

    def _pairs(self, state: StatusState) -> list[tuple[str, str]]:
        link, words = state.link, self.look.words
        if not link.known:
            connection = self.tr("connecting…")
        else:
            connection = self.tr("online") if link.online else self.tr("offline; the till goes on selling")
        waiting = words.counted("operation", link.waiting) if link.waiting else self.tr("empty")
        return [
            (self.tr("Connection with the centre"), connection),
            (self.tr("Receipt printer"), self._printer(state.printer)),
            (self.tr("Cash drawer"), self._drawer(state.printer)),
            (self.tr("Customer's display"), self.tr("shown") if state.display else self.tr("not shown")),
            (self.tr("Scanners (serial, HID)"), self._scanners(state.scanners)),
            (self.tr("Queue to the centre"), waiting),
            (self.tr("Oldest in the queue"), self._moment(link.oldest)),
            (self.tr("Last answer of the centre"), self._moment(link.last_sync)),
            (self.tr("Points without the centre"), self._lease(state)),
            (self.tr("Clock of this machine"), self._clock(state)),
            (self.tr("Recorded here, on this disk"), f"{state.recorded} · {self._disk(state)}"),
            (self.tr("Papers not printed"), str(state.unprinted)),
            (self.tr("Keys of this till"), self._keys(state.keys)),
            (self.tr("Programme"), state.programme),
            (self.tr("Newest backup of the centre"), self._moment(state.backup)),
            (self.tr("This till, version of the program"), f"{state.till}, {state.version}"),
        ]

    def _moment(self, at: datetime | None) -> str:
        return self.look.words.moment(at, self._zone) if at else "—"

    def _lease(self, state: StatusState) -> str:
        link, words = state.link, self.look.words
        if state.lease_age is None or link.lease is None:
            return self.tr("none until the centre has allowed them")
        age = words.span(state.lease_age)
        left, whole = (words.points(n, link.exponent) for n in (link.lease.risk_left, link.lease.risk))
        said = self.tr("%1 of %2 left, allowed %3 ago")
        return said.replace("%1", left).replace("%2", whole).replace("%3", age)

    def _keys(self, keys: str) -> str:
        return {
            "full": self.tr("kept by the system for this user alone"),
            "machine": self.tr("kept by this machine"),
            "file": self.tr("in a file that only this user may read"),
        }.get(keys, self.tr("not known"))

    def _disk(self, state: StatusState) -> str:
        room = state.room
        if room.is_full:
            free = self.tr("full: sales, returns and shifts only")
        elif room.whole:
            free = self.tr("%1 GB free").replace("%1", str(room.free // _GIGABYTE))
        else:
            free = self.tr("not known")
        return f"{free} · {self._copy(room.copy, state.now)}"

    def _copy(self, copy: Copy | None, now: datetime | None) -> str:
        if copy is None:
            return self.tr("no copy")
        if copy.trouble:
            return self.tr("copy: the other medium cannot be written")
        if copy.oldest is None or now is None:
            return self.tr("copy complete")
        return self.tr("copy %1 behind").replace(
            "%1", self.look.words.span(max(timedelta(), now - copy.oldest))
        )

    def _clock(self, state: StatusState) -> str:
        if state.clock:
            return self.tr("in doubt until the centre answers: set it right")
        if abs(state.clock_off_s) < _WORTH_SAYING_S:
            return self.tr("right")
        minutes = str((abs(state.clock_off_s) + 30) // 60)
        text = self.tr("%1 min slow") if state.clock_off_s > 0 else self.tr("%1 min fast")
        return text.replace("%1", minutes)

    def _printer(self, state: str) -> str:
        return {
            "ok": self.tr("ready"),
            "paper_near_end": self.tr("paper runs out soon"),
            "paper_out": self.tr("no paper: put in a new roll, the receipt is printed by itself"),
            "cover_open": self.tr("the cover is open"),
            "offline": self.tr("switched off or not connected"),
        }.get(state, self.tr("not known"))

    def _drawer(self, printer: str) -> str:
        """A drawer hangs on the printer: it opens where the printer can be reached."""
        if printer == "offline":
            return self.tr("not reached: the printer does not answer")
        return self.tr("not known") if printer == "unknown" else self.tr("opens through the printer")

    def _scanners(self, scanners: tuple[tuple[str, str], ...]) -> str:
        words = {"ok": self.tr("ready"), "offline": self.tr("disconnected")}
        said = [f"{name}: {words.get(state, self.tr('not known'))}" for name, state in scanners]
        return ", ".join(said) if said else self.tr("none")
