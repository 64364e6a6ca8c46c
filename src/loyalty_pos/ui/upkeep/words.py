"""What the page of upkeep says of events, data and settings, in the language in use."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from PySide6.QtCore import QObject

from loyalty_pos.core.dates import moment
from loyalty_pos.till.upkeep.port import Explained, Kept, Source, Waiting
from loyalty_pos.till.wording import sentence
from loyalty_pos.till.words.desk.parked import parked_reason
from loyalty_pos.ui.look.appearance import Appearance
from loyalty_pos.ui.upkeep.state import Section, UpkeepState
from loyalty_pos.wire.desk import ParkedLine

Rows = list[tuple[str, str, str]]


class UpkeepWords(QObject):
    """Rows as (name, note, value)."""

    def __init__(self, look: Appearance, zone: ZoneInfo) -> None:
        super().__init__()
        self._look, self._zone = look, zone

    def rows(self, state: UpkeepState) -> Rows:
        """Return the rows of the section."""
        told = state.told
        if state.section is Section.PARKED:
            return [self._parked(one, state.now) for one in state.parked or ()]
        if told is None:
            return []
        match state.section:
            case Section.QUEUE:
                return [self._waiting(one, state.now) for one in told.waiting]
            case Section.DATA:
                return [self._kept(one, state.now) for one in told.kept]
            case Section.SETTINGS:
                return [self._setting(one) for one in told.settings]
            case _:
                return [(line, "", "") for line in reversed(told.log)]

    def nothing(self, state: UpkeepState) -> str:
        """Return what is said where there are no rows."""
        if state.section is Section.PARKED:
            return self._nothing_parked(state)
        if state.told is None:
            return self.tr("Being read…")
        return {
            Section.QUEUE: self.tr("Nothing waits: the centre has everything."),
            Section.LOG: self.tr("The log is empty."),
        }.get(state.section, self.tr("None"))

    def link(self, state: UpkeepState) -> str:
        """Return how the line is, and what was wrong with it last."""
        link = state.link
        said = self.tr("online") if link.online else self.tr("offline; the till goes on selling")
        if link.last_sync is not None:
            heard = self.tr("last answer %1").replace(
                "%1", self._look.words.moment(link.last_sync, self._zone)
            )
            said = f"{said} · {heard}"
        if link.trouble is None:
            return said
        trouble = sentence(link.trouble, self._look.language)
        return f"{said}. {trouble.text} {trouble.next_step}".strip()

    def enrolment(self, state: UpkeepState) -> list[tuple[str, str]]:
        """Return how the till is known to its centre."""
        told = state.told.enrolment if state.told else None
        if told is None:
            return []
        keys = {
            "full": self.tr("kept by the system for this user alone"),
            "machine": self.tr("kept by this machine"),
            "file": self.tr("in a file that only this user may read"),
        }
        yes, no = self.tr("yes"), self.tr("no")
        return [
            (self.tr("Till"), told.till),
            (self.tr("Shop"), told.store),
            (self.tr("Centre"), told.centre),
            (self.tr("Life of the journal"), told.life),
            (self.tr("Keys"), keys.get(told.keys, told.keys)),
            (self.tr("Receipts are signed"), yes if told.signs else no),
        ]

    def _nothing_parked(self, state: UpkeepState) -> str:
        if state.asking:
            return self.tr("The centre is being asked…")
        if state.parked is None:
            return self.tr("Not known: F1 asks the centre again.")
        return self.tr("Nothing is set aside at the centre: every event is in its books.")

    def _parked(self, one: ParkedLine, now: datetime | None) -> tuple[str, str, str]:
        money = self._look.words.money(one.money_minor) if one.money_minor else ""
        told = (one.till, one.kind, one.receipt, money)
        reason = parked_reason(one.reason, self._look.language)
        return " · ".join(part for part in told if part), reason, self._age(moment(one.since_us), now)

    def _waiting(self, one: Waiting, now: datetime | None) -> tuple[str, str, str]:
        note = self.tr("%1, %2 bytes").replace("%1", self._look.words.moment(one.at, self._zone))
        kinds = {
            "sale": self.tr("sale"),
            "return": self.tr("return"),
            "void": self.tr("sale undone"),
            "card_issued": self.tr("card given out"),
            "shift_opened": self.tr("shift opened"),
            "shift_closed": self.tr("shift closed"),
            "cash_moved": self.tr("cash moved"),
            "noted": self.tr("audit line"),
        }
        return (
            f"{one.seq} · {kinds.get(one.kind, one.kind)}",
            note.replace("%2", str(one.size)),
            self._age(one.at, now),
        )

    def _kept(self, one: Kept, now: datetime | None) -> tuple[str, str, str]:
        names = {
            "feed": self.tr("Changes of the centre"),
            "article": self.tr("Goods"),
            "barcode": self.tr("Barcodes"),
            "account": self.tr("Accounts"),
            "card": self.tr("Cards"),
            "phone": self.tr("Phones, as keyed hashes"),
            "voucher": self.tr("Certificates and coupons"),
            "staff": self.tr("Staff"),
            "setting": self.tr("Settings of the shop"),
            "bundle": self.tr("Programme, signed"),
            "cache_file": self.tr("File of the centre's data"),
            "journal_file": self.tr("This till's journal"),
        }
        note = self.tr("version %1").replace("%1", one.version) if one.version else ""
        value = self._look.words.number(one.rows, 0) if one.rows >= 0 else self._age(one.at, now)
        return names.get(one.name, one.name), note, value

    def _setting(self, one: Explained) -> tuple[str, str, str]:
        source = {
            Source.POLICY: self.tr("policy of the owner"),
            Source.MACHINE: self.tr("this machine"),
            Source.USER: self.tr("chosen at the window"),
            Source.DEFAULT: self.tr("default"),
        }[one.source]
        place = f"{source} · {one.place}" if one.place else source
        return one.name, place, one.value or "—"

    def _age(self, at: datetime | None, now: datetime | None) -> str:
        if at is None or now is None:
            return "—"
        return self._look.words.span(max(timedelta(), now - at))
