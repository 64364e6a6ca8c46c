"""Journals that were set aside as damaged: read through, filled from the other medium, brought to the centre; all beside selling.

What was set aside stays as it is. Only when everything that could fill a hole was looked at is the centre told that its
numbers are lost.
"""

import logging
import time
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Final

import msgspec

from loyalty_pos.core.problems import BadMessage, JournalSalvaged, Problem
from loyalty_pos.core.sale import Noted
from loyalty_pos.storage.cache.personal import forgotten
from loyalty_pos.storage.folders import put_file
from loyalty_pos.storage.kinds import JOURNAL
from loyalty_pos.storage.old_copies import TOLD, OldCopies
from loyalty_pos.storage.second_medium.place import is_there, place_in
from loyalty_pos.storage.till_files import DAMAGED, TillFiles
from loyalty_pos.till.ports import Draft
from loyalty_pos.wiring.incidents import Incidents
from loyalty_pos.wiring.late import upgrade
from loyalty_pos.wiring.late_centre import LateCentre, Way

if TYPE_CHECKING:
    from loyalty_pos.storage.salvage.book import SalvageBook
    from loyalty_pos.storage.salvage.found import Chain, Found, Hole
    from loyalty_pos.storage.second_medium.lines import Head

SALVAGED: Final = f"{JOURNAL.name}.salvaged-"
JOURNAL_DAMAGED: Final = "journal_damaged"
_MOST_NAMED: Final = 10
_REST_S: Final = 60.0
_log = logging.getLogger(__name__)


class Told(msgspec.Struct, frozen=True):
    """What became of a journal that was set aside. ``looked``: the other medium was read, or there is none."""

    events: int
    missing: int
    numbers: str
    looked: bool


class Salvaging:
    """One till's; used by one thread."""

    def __init__(self, files: TillFiles, folder: Path, way: Way, incidents: Incidents) -> None:
        self._files, self._folder, self._way, self._incidents = files, folder, way, incidents
        self._done: set[str] = set()
        self._rest_until = 0.0
        self._send_at = 0.0

    def look(self, *, online: bool) -> None:
        """Read through what was set aside and not read yet; bring to the centre what it lacks, when it can be reached.

        After a disk refused, a minute passes first: reading a large journal is work.
        """
        if time.monotonic() < self._rest_until:
            return
        self._rest_until = time.monotonic() + _REST_S
        self._look(online=online)
        self._rest_until = 0.0

    def _look(self, *, online: bool) -> None:
        for path in sorted(self._folder.glob(f"{JOURNAL.name}{DAMAGED}*.db")):
            told = _told(path)
            if told is None or (not told.looked and self._has_medium()):
                self._read_through(path, told)
        if online and time.monotonic() >= self._send_at:
            for path in sorted(self._folder.glob(f"{SALVAGED}*.db")):
                if path.name not in self._done:
                    self._send(path)

    def _send(self, path: Path) -> None:
        if self._sent(path):
            self._done.add(path.name)
        else:
            self._send_at = time.monotonic() + _REST_S

    def _has_medium(self) -> bool:
        place = place_in(self._folder)
        return place is None or is_there(place)

    def _read_through(self, path: Path, before: Told | None) -> None:
        """Salvage one journal; done again it adds what is new and says the same once."""
        from loyalty_pos.storage.salvage.found import Found

        looked = self._has_medium()
        self._send_at = 0.0
        found = Found()
        found.take_file(path, self._files.journal_key())
        lives = {(chain.agent_id, chain.incarnation) for chain in found.chains()}
        if looked:
            self._fill(found)
        chains = [one for one in found.chains() if not lives or (one.agent_id, one.incarnation) in lives]
        chains = [one for one in chains if one.incarnation != self._files.identity.incarnation]
        holes = [hole for chain in chains for hole in self._kept(path, chain, found)]
        told = Told(sum(len(one.events) for one in chains), _count(holes), _named(holes), looked)
        if before is None or (told.events, told.missing) != (before.events, before.missing):
            self._say(path, told, chains)
        put_file(path.with_suffix(TOLD), msgspec.json.encode(told))
        copies = OldCopies(self._folder, self._files.journal_key())
        for erased in forgotten(self._files.cache_file).values():
            copies.forget(erased)

    def _fill(self, found: "Found") -> None:
        """Take in what the other medium has."""
        from loyalty_pos.storage.second_medium.lines import copy_key
        from loyalty_pos.storage.second_medium.reading import copies_in, events_of

        place = place_in(self._folder)
        if place is None:
            return
        own = copy_key(self._files.journal_key())
        agent_id = self._files.identity.place().agent_id

        def key(head: "Head") -> bytes:
            if head.agent_id != agent_id:
                raise BadMessage(reason="another till's copy")
            return own

        for path in copies_in(Path(place.folder)):
            for event in events_of(path, key):
                found.take(event)

    def _kept(self, path: Path, chain: "Chain", found: "Found") -> "list[Hole]":
        """Keep one stream in a file of its own; return what is missing of it behind what the centre had acknowledged."""
        from loyalty_pos.storage.salvage.book import SalvageBook

        stamp = path.stem.partition(DAMAGED)[2]
        kept = path.with_name(f"{SALVAGED}{stamp}-{chain.incarnation}.db")
        last = self._files.known_head(chain.incarnation)
        with closing(SalvageBook(kept, self._files.journal_key(), upgrade)) as book:
            book.write(chain, found, last)
        self._done.discard(kept.name)
        return chain.holes(min(found.stored, chain.last), last)

    def _say(self, path: Path, told: Told, chains: "list[Chain]") -> None:
        """Tell whoever stands here, and the centre with the next exchange."""
        if not told.events and not told.missing:
            return
        self._incidents.add([JournalSalvaged(events=told.events, missing=told.missing, numbers=told.numbers)])
        lives = ", ".join(chain.incarnation for chain in chains)
        missing = f", missing {told.missing}: {told.numbers}" if told.missing else ""
        subject = f"{lives}: {told.events} events{missing}"
        at_us = path.stat().st_mtime_ns // 1000  # the same words are the same event
        store_id = self._files.identity.place().store_id
        self._files.journal.record([Draft(Noted(JOURNAL_DAMAGED, store_id, "", at_us, subject=subject), "")])

    def _sent(self, path: Path) -> bool:
        """Bring one salvaged stream to the centre; return whether all of it is there."""
        from loyalty_pos.storage.salvage.book import SalvageBook

        with closing(SalvageBook(path, self._files.journal_key(), upgrade)) as book:
            state = book.state()
            if state.is_done:
                return True
            centre = LateCentre(replace(self._way, incarnation=state.incarnation))
            try:
                return self._brought(book, centre, may_lose=self._may_lose(path))
            except Problem as problem:
                _log.warning("salvage.not_sent file=%s %s", path.name, problem)
                return False
            finally:
                centre.close()

    def _brought(self, book: "SalvageBook", centre: LateCentre, *, may_lose: bool) -> bool:
        hello = centre.hello()
        book.agree(hello.stored, hello.head_hash)
        stored = hello.stored
        while push := book.push(stored):
            if push.lost_from and not may_lose:
                return False
            pushed = centre.push(push)
            book.agree(pushed.stored, pushed.head_hash)
            stored = pushed.stored
        return True

    def _may_lose(self, path: Path) -> bool:
        stamp = path.stem.removeprefix(SALVAGED).rpartition("-")[0]
        told = _told(path.with_name(f"{JOURNAL.name}{DAMAGED}{stamp}.db"))
        return told is not None and told.looked


def _told(path: Path) -> Told | None:
    try:
        return msgspec.json.decode(path.with_suffix(TOLD).read_bytes(), type=Told)
    except (OSError, msgspec.MsgspecError):
        return None


def _count(holes: "list[Hole]") -> int:
    return sum(last - first + 1 for first, last in holes)


def _named(holes: "list[Hole]") -> str:
    named = [f"{first}-{last}" if last > first else str(first) for first, last in holes]
    return ", ".join(named[:_MOST_NAMED]) + (", ..." if len(named) > _MOST_NAMED else "")
