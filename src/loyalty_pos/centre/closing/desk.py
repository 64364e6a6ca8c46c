"""Closing a month over all shops, and looking at what is closed or still open.

One transaction closes both books of all entities together. It must never touch a month that is closed: what comes later
stands in the next one, under its own day.
"""

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from itertools import groupby
from operator import attrgetter
from typing import Final, NamedTuple
from zoneinfo import ZoneInfo

from loyalty_pos.centre.office.heard import Heard
from loyalty_pos.centre.partners.finding import programme_now
from loyalty_pos.centre.ports import Books, Clock, Desk
from loyalty_pos.centre.records import Till
from loyalty_pos.centre.written.closings import ClosedLine, Closing, LateEntry, Ledger
from loyalty_pos.core.closing.months import Month
from loyalty_pos.core.closing.movements import Moved, late, money_closed, points_closed, untaken
from loyalty_pos.core.dates import EPOCH, micros, moment
from loyalty_pos.core.office.refusals import BadMonth, MonthNotNext, MonthNotOver, TillsNotComplete

ENTITY: Final = "legal_entity"
"""The setting that names a shop's legal entity."""
_QUARTER: Final = timedelta(minutes=15)
_ROLL: Final = {Ledger.POINTS: points_closed, Ledger.CERTIFICATES: money_closed}
_MOST_LATE: Final = 1_000


class HeardTill(NamedTuple):
    """A till, when it was heard last, UTC microseconds (0 = never), and how many events of it are not in the books yet."""

    till: Till
    seen_us: int
    waits: int

    @property
    def name(self) -> str:
        """Shop and number."""
        return f"{self.till.store_id}/{self.till.till_no}"

    def is_complete(self, end_us: int) -> bool:
        """Tell whether nothing of a month that ended then can come from it any more."""
        return not self.waits and (self.till.revoked or self.seen_us >= end_us)


@dataclass(frozen=True, slots=True)
class Drawn:
    """A month as it is or would be closed, entity by entity, with every line that is in it."""

    month: str
    closings: tuple[Closing, ...]
    lines: tuple[ClosedLine, ...]


class ClosingDesk:
    """Safe to call from several threads. ``make`` is the only call that writes."""

    def __init__(self, books: Books, clock: Clock) -> None:
        self._books = books
        self._clock = clock

    def closed(self, month: str = "") -> list[Closing]:
        """Return closed months, oldest first."""
        return self._books.read(lambda desk: desk.closings.all(month))

    def lines(self, month: str) -> list[ClosedLine]:
        """Return what a closed month is made of."""
        return self._books.read(lambda desk: desk.closings.lines(month))

    def open(self) -> Drawn:
        """Return the month that is closed next as it stands at this moment; nothing is written."""
        now_us = self._clock.now_us()
        return self._books.read(lambda desk: draw(desk, now_us, next_month(desk, now_us), now_us))

    def waiting(self, month: str = "") -> list[str]:
        """Return tills that may still bring something of a month ("" = the next one), as shop/number."""
        now_us = self._clock.now_us()

        def look(desk: Desk) -> list[str]:
            wanted = _read(month) if month else next_month(desk, now_us)
            return not_complete(desk, _end_us(wanted, zone_of(desk, now_us)))

        return self._books.read(look)

    def late(self) -> list[LateEntry]:
        """Return points that came too late for their own month since the newest closing."""

        def look(desk: Desk) -> list[LateEntry]:
            done = desk.closings.all()
            if not done:
                return []
            newest = done[-1]
            end_us = _end_us(Month.read(newest.month), newest.zone)
            return desk.closings.late_points(end_us, newest.made_us, _MOST_LATE)

        return self._books.read(look)

    def make(self, month: str, done_by: str, *, although_waiting: bool = False) -> Drawn:
        """Close a month for ever.

        Raises ``BadMonth``, ``MonthNotOver``, ``MonthNotNext``, and ``TillsNotComplete`` unless that is known.
        """
        now_us, wanted = self._clock.now_us(), _read(month)

        def work(desk: Desk) -> Drawn:
            desk.closings.lock()
            _check(desk, now_us, wanted)
            end_us = _end_us(wanted, zone_of(desk, now_us))
            tills = not_complete(desk, end_us)
            if tills and not although_waiting:
                raise TillsNotComplete(month=month, tills=", ".join(tills))
            drawn = draw(desk, now_us, wanted, end_us)
            closings = [
                sealed(replace(one, waiting=tuple(tills), made_us=now_us, made_by=done_by))
                for one in drawn.closings
            ]
            desk.closings.add(closings, drawn.lines)
            return replace(drawn, closings=tuple(closings))

        return self._books.write(work)

    def check(self) -> list[str]:
        """Return what does not follow in closed months: chain, sums, hashes; [] = every month stands."""
        return self._books.read(lambda desk: broken(desk.closings.all(), desk.closings.lines()))


def draw(desk: Desk, now_us: int, month: Month, until_us: int) -> Drawn:
    """Return a month made of everything dated before a moment that no month has taken."""
    zone, done, taken = zone_of(desk, now_us), desk.closings.all(), desk.closings.lines()
    entities, programme = desk.reference.settings_named(ENTITY), programme_now(desk, now_us).id
    closings: list[Closing] = []
    lines: list[ClosedLine] = []
    for ledger in Ledger:
        there = _in_days(desk.closings.sums(ledger, until_us), zone)
        fresh = untaken(there, [line.moved for line in taken if line.ledger is ledger])
        last = {one.entity: one for one in done if one.ledger is ledger}
        of = {one.store_id: _entity(entities, one.store_id) for one in fresh}
        for entity in sorted({*last, *of.values(), *_entities(desk, entities)}):
            mine = [one for one in fresh if of[one.store_id] == entity]
            blank = Closing(ledger, str(month), entity, programme, zone, _ROLL[ledger](0, ()))
            closings.append(_closed(blank, mine, last.get(entity), month, is_first=not done))
        lines += [ClosedLine(ledger, str(month), of[one.store_id], one) for one in fresh]
    return Drawn(str(month), tuple(closings), tuple(lines))


def _closed(
    blank: Closing, mine: Sequence[Moved], before: Closing | None, month: Month, *, is_first: bool
) -> Closing:
    """Return the month of one entity. Before the very first closing nothing is late: it is the opening."""
    roll = _ROLL[blank.ledger]
    opening = before.rolled.closing if before else 0
    earlier = late(mine, month.first)
    if is_first:
        opening = roll(0, earlier).closing
        mine, earlier = [one for one in mine if one.day >= month.first], ()
    return replace(
        blank,
        rolled=roll(opening, mine),
        late=sum(one.amount for one in earlier),
        late_entries=sum(one.entries for one in earlier),
        prev=before.hash if before else "",
    )


def sealed(one: Closing) -> Closing:
    """Return the closing with its hash: SHA-256 over the month before and all that it says."""
    rolled = one.rolled
    sums = (rolled.opening, rolled.issued, rolled.redeemed, rolled.expired, rolled.reversed, rolled.adjusted)
    named = (one.prev, one.ledger, one.month, one.entity, one.programme, one.zone)
    facts = (*named, *sums, one.late, one.late_entries, *one.waiting, one.made_us, one.made_by)
    return replace(one, hash=hashlib.sha256("|".join(map(str, facts)).encode()).hexdigest())


def broken(closings: Iterable[Closing], lines: Iterable[ClosedLine]) -> list[str]:
    """Return, as ``ledger month entity: what``, everything that does not follow."""
    told: list[str] = []
    moved: dict[tuple[Ledger, str, str], list[Moved]] = {}
    for line in lines:
        moved.setdefault((line.ledger, line.month, line.entity), []).append(line.moved)
    chained = sorted(closings, key=attrgetter("ledger", "entity", "month"))
    first = min((one.month for one in chained), default="")
    for _, months in groupby(chained, attrgetter("ledger", "entity")):
        before: Closing | None = None
        for one in months:
            mine = moved.pop((one.ledger, one.month, one.entity), [])
            again = _closed(one, mine, before, Month.read(one.month), is_first=one.month == first)
            told += [f"{one.ledger} {one.month} {one.entity}: {what}" for what in _differs(one, again)]
            before = one
    return told + [f"{ledger} {month} {entity}: line" for ledger, month, entity in moved]


def _differs(one: Closing, again: Closing) -> list[str]:
    told = [
        name
        for name in ("rolled", "late", "late_entries", "prev")
        if getattr(one, name) != getattr(again, name)
    ]
    return [*told, *(["hash"] if sealed(one).hash != one.hash else [])]


def next_month(desk: Desk, now_us: int) -> Month:
    """Return the month that is closed next: behind the last one; else the newest that is over by now."""
    done = desk.closings.all()
    if done:
        return Month.read(done[-1].month).next
    today = moment(now_us).astimezone(ZoneInfo(zone_of(desk, now_us))).date()
    return Month.of(Month.of(today).first - timedelta(days=1))


def not_complete(desk: Desk, end_us: int, spoken: Heard | None = None) -> list[str]:
    """Return tills that were not heard since the end of the month, or of which something waits here."""
    return [one.name for one in heard_tills(desk, spoken) if not one.is_complete(end_us)]


def heard_tills(desk: Desk, spoken: Heard | None = None) -> list[HeardTill]:
    """Return every till; ``spoken``: who spoke to this process without bringing anything."""
    parked, heard, behind = desk.watch.parked_counts(), dict[str, int](), dict[str, int]()
    for stream in desk.streams.all():
        agent = stream.agent_id
        heard[agent] = max(heard.get(agent, 0), stream.seen_us, spoken.of(agent) if spoken else 0)
        waits = stream.stored - stream.projected + parked.get((agent, stream.incarnation), 0)
        behind[agent] = behind.get(agent, 0) + waits
    return [
        HeardTill(till, heard.get(till.agent_id, 0), behind.get(till.agent_id, 0))
        for till in desk.tills.tills()
    ]


def zone_of(desk: Desk, now_us: int) -> str:
    """Return the zone in which days of the books are counted: that of the first closing for ever."""
    done = desk.closings.all()
    return done[0].zone if done else str(programme_now(desk, now_us).zone)


def _check(desk: Desk, now_us: int, wanted: Month) -> None:
    if _end_us(wanted, zone_of(desk, now_us)) > now_us:
        raise MonthNotOver(month=str(wanted))
    done = desk.closings.all()
    if done and Month.read(done[-1].month).next != wanted:
        raise MonthNotNext(month=str(wanted), expected=str(Month.read(done[-1].month).next))


def _read(text: str) -> Month:
    try:
        return Month.read(text)
    except ValueError:
        raise BadMonth(text=text) from None


def _end_us(month: Month, zone: str) -> int:
    return micros(month.over_at(zone))


def _in_days(sums: Iterable[tuple[str, int, str, int, int]], zone: str) -> list[Moved]:
    """Add quarters of an hour up to days of the zone."""
    info = ZoneInfo(zone)
    days: dict[int, date] = {}
    added: dict[tuple[str, date, str], tuple[int, int]] = {}
    for store_id, quarter, kind, amount, entries in sums:
        if quarter not in days:
            days[quarter] = (EPOCH + quarter * _QUARTER).astimezone(info).date()
        key = (store_id, days[quarter], kind)
        before = added.get(key, (0, 0))
        added[key] = (before[0] + amount, before[1] + entries)
    return [Moved(*key, *both) for key, both in added.items()]


def _entity(named: dict[str, str], store_id: str) -> str:
    """Return whose shop it is; what no shop did belongs to the entity of all."""
    return named.get(store_id) or named.get("", "")


def _entities(desk: Desk, named: dict[str, str]) -> set[str]:
    return {_entity(named, store.store_id) for store in desk.tills.stores()}
