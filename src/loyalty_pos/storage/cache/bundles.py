"""What the shop prices by: signed bundles in, the programme of this moment out.

A bundle is taken only when its name fits its contents, the centre signed it and its serial is higher than any seen
before (offline.md I13); then it may be believed without asking again. The one of tomorrow lies beside today's, and
the till changes over at its moment without a connection.
"""

import logging
from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from loyalty_pos.core.dates import micros
from loyalty_pos.core.problems import NotEnrolled, Problem
from loyalty_pos.core.programme import Programme
from loyalty_pos.core.programme.combined import without_gifts
from loyalty_pos.core.programme.needs.capability import missing_of
from loyalty_pos.storage.cache.parsing import Parse, parsed
from loyalty_pos.storage.database import Connection, Database
from loyalty_pos.till.ports import ActiveProgramme, Clock
from loyalty_pos.wire.codec import decode
from loyalty_pos.wire.rows import BundleRow

Trust = Callable[[BundleRow], bool]
_MOST_KNOWN: Final = 8
_NEVER_US: Final = 1 << 62
FORGOTTEN_KEPT: Final = 2
"""What the centre took back goes on pricing only where nothing newer can be read by this program."""
_log = logging.getLogger(__name__)


def take_bundle(connection: Connection, key: str, row: bytes, trust: Trust) -> None:
    """Keep one bundle, or forget one. What cannot be trusted is passed over and noted: the till goes on with what it has."""
    if not row:
        connection.execute("UPDATE bundle SET forgotten = 1 WHERE serial = ?", (int(key),))
        _drop_what_is_of_no_use(connection)
        connection.execute(
            "DELETE FROM bundle WHERE forgotten = 1 AND serial NOT IN "
            "(SELECT serial FROM bundle WHERE forgotten = 1 ORDER BY serial DESC LIMIT ?)",
            (FORGOTTEN_KEPT,),
        )
        return
    bundle = decode(row, BundleRow)
    head = connection.execute("SELECT serial FROM bundle_head").fetchone()[0]
    known = connection.execute("SELECT row FROM bundle WHERE serial = ?", (bundle.serial,)).fetchone()
    if known is not None and known[0] == row:
        return
    if bundle.serial <= head or bundle.bundle != bundle.contents.id or not trust(bundle):
        _log.error("feed.bundle_refused serial=%s head=%s", bundle.serial, head)
        return
    connection.execute("INSERT INTO bundle VALUES (?, ?, 0, ?)", (bundle.serial, bundle.from_us, row))
    connection.execute("UPDATE bundle_head SET serial = ?", (bundle.serial,))


def _drop_what_is_of_no_use(connection: Connection) -> None:
    """Delete what was forgotten and could not be followed: in its place the last one that can be is kept, however often
    the centre tells the other one anew.
    """
    for serial, row in connection.execute("SELECT serial, row FROM bundle WHERE forgotten = 1").fetchall():
        if missing_of(decode(row, BundleRow).capabilities):
            connection.execute("DELETE FROM bundle WHERE serial = ?", (serial,))


@dataclass(frozen=True, slots=True)
class _Read:
    """A bundle as it prices, before and after its life is over."""

    bundle: str
    until_us: int
    programme: Programme
    without_gifts: Programme


@dataclass(frozen=True, slots=True)
class _Found:
    """What prices between two moments (the second one exclusive), as long as nothing is written to the file."""

    written: int
    since_us: int
    until_us: int
    active: ActiveProgramme


class ShopProgrammes:
    """``ports.Programmes`` on the cache; a bundle is read once, then answered from memory.

    Asked several times at each key press, so the answer stands until the feed writes, a bundle begins or one ends.
    ``moment_us``: by what bundles begin and end, so that all tills of a shop change over together; who knows better than
    the till's own clock what time it is puts that here (``Timekeeper.reached_us``).
    """

    def __init__(self, database: Database, parse: Parse, clock: Clock) -> None:
        self._database = database
        self._reader = database.reader()
        self._parse = parse
        self.moment_us: Callable[[], int] = lambda: micros(clock.now())
        self._known: dict[int, _Read | Problem] = {}
        self._found: _Found | None = None

    def current(self) -> ActiveProgramme:
        """Return what prices now: the newest bundle that has begun and that this program can follow.

        Raises ``NotEnrolled`` before the first one came, ``BadProgramme`` or ``ProgrammeNotFollowed`` when none of those
        kept can be followed.
        """
        now_us, written = self.moment_us(), self._database.written  # written: before anything is read
        found = self._found
        if found is not None and found.written == written and found.since_us <= now_us < found.until_us:
            return found.active
        refusal: Problem | None = None
        for serial in self._serials(now_us):
            read = self._read(serial)
            if isinstance(read, _Read):
                over = read.until_us <= now_us
                active = ActiveProgramme(read.without_gifts if over else read.programme, read.bundle, over)
                until_us = self._next_begin(now_us) if over else min(read.until_us, self._next_begin(now_us))
                self._found = _Found(written, now_us, until_us, active)
                return active
            refusal = refusal or read
        raise refusal or NotEnrolled

    def of_bundle(self, bundle: str) -> Programme | None:
        """Return what an earlier bundle priced by, None where it is not kept or cannot be read."""
        for (serial,) in self._reader.rows("SELECT serial FROM bundle ORDER BY serial DESC"):
            read = self._read(serial)
            if isinstance(read, _Read) and read.bundle == bundle:
                return read.programme
        return None

    def _serials(self, now_us: int) -> list[int]:
        """Return the bundles in the order in which they may price; one that only begins is better than none."""
        begun = self._reader.rows(
            "SELECT serial FROM bundle WHERE from_us <= ? ORDER BY forgotten, from_us DESC, serial DESC",
            (now_us,),
        )
        rows = list(begun) or list(
            self._reader.rows(
                "SELECT serial FROM bundle WHERE forgotten = 0 ORDER BY from_us, serial DESC LIMIT 1"
            )
        )
        return [serial for (serial,) in rows]

    def _next_begin(self, now_us: int) -> int:
        """Return when the next bundle begins."""
        row = self._reader.row("SELECT min(from_us) FROM bundle WHERE from_us > ?", (now_us,))
        return _NEVER_US if row is None or row[0] is None else int(row[0])

    def _read(self, serial: int) -> _Read | Problem:
        if serial not in self._known:
            if len(self._known) >= _MOST_KNOWN:
                self._known.clear()
            self._known[serial] = self._parsed(serial)
        return self._known[serial]

    def _parsed(self, serial: int) -> _Read | Problem:
        row = self._reader.row("SELECT row FROM bundle WHERE serial = ?", (serial,))
        if row is None:
            return NotEnrolled()  # forgotten by the feed between two questions
        bundle = decode(row[0], BundleRow)
        programme = parsed(bundle, self._parse)
        if isinstance(programme, Problem):
            return programme
        return _Read(bundle.bundle, bundle.until_us, programme, without_gifts(programme))
