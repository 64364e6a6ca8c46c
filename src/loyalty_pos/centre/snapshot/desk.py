"""Snapshots for tills: one for all stores, made by the centre's own round, offered until it is a day old.

It must never offer one that names somebody who was erased since, and never one whose feed is another.
"""

import hashlib
import logging
from typing import Final

from loyalty_pos.centre.ports import Books, Clock, Desk, Secrets
from loyalty_pos.centre.snapshot.making import Making
from loyalty_pos.centre.snapshot.shelf import Shelf, SnapshotNotReady
from loyalty_pos.wire.codec import decode, encode
from loyalty_pos.wire.snapshot.offer import (
    MAX_SERIAL,
    SNAPSHOT_WORD,
    SnapshotHead,
    SnapshotOffer,
    SnapshotPage,
)

FROM_ROWS: Final = 20_000
"""Below, a till that begins reads the plain feed: that is over in seconds."""
DAY_US: Final = 24 * 3600 * 1_000_000
RENEW_US: Final = DAY_US // 2
_log = logging.getLogger(__name__)


class SnapshotDesk:
    """Safe from several threads; one snapshot is made at a time."""

    def __init__(self, books: Books, clock: Clock, secrets: Secrets, shelf: Shelf) -> None:
        self._books = books
        self._clock = clock
        self._secrets = secrets
        self._shelf = shelf
        self.from_rows = FROM_ROWS

    def is_required(self, cursor: str) -> bool:
        """Tell whether a till at this place of the feed is to take a snapshot before it goes on."""
        if self._books.read(lambda desk: desk.feed_rows.is_too_old(cursor)):
            return True
        return self._books.read(lambda desk: desk.feed_rows.is_beginning(cursor)) and self.is_ready()

    def is_ready(self) -> bool:
        """Tell whether a till that begins may have one."""
        return self._newest() is not None

    def offer(self) -> SnapshotOffer:
        """Return what a till may take; a small one is made at once. Raises ``SnapshotNotReady``."""
        found = self._newest()
        if found is None and not self._is_large():
            self.make()
            found = self._newest()
        if found is None:
            raise SnapshotNotReady
        return SnapshotOffer(*found, self._clock.now_us())

    def page(self, serial: str, number: int) -> SnapshotPage:
        """Return one page. Raises ``UnknownSnapshot``."""
        return SnapshotPage(serial, number, self._shelf.page(serial, number), self._clock.now_us())

    def keep(self) -> None:
        """Make one where it is worth it and the last is half a day old; destroy what must not be offered any more."""
        newest = self._shelf.newest()
        if newest is not None and self._newest() is None:
            self._shelf.drop()
            newest = None
        age_us = self._clock.now_us() - decode(newest[0], SnapshotHead).made_us if newest else DAY_US
        if age_us >= RENEW_US and self._is_large():
            self.make()

    def make(self) -> None:
        """Make one now; returns at once where another thread makes one."""
        if not self._shelf.claim():
            return
        try:
            made_us = self._clock.now_us()
            cursor = self._books.read(lambda desk: desk.feed.newest())
            serial = hashlib.sha256(f"{cursor} {made_us}".encode()).hexdigest()[:MAX_SERIAL]
            making = Making(self._books)
            for number, page in enumerate(making.pages()):
                self._shelf.put(serial, number, page)
            feed, _, place = cursor.partition(".")
            head = encode(SnapshotHead(serial, f"{feed}.0.s{place}", making.cards, made_us, making.marks))
            self._shelf.publish(serial, head, self._secrets.sign(SNAPSHOT_WORD + head))
            _log.info("snapshot.made serial=%s pages=%d cards=%d", serial, len(making.marks), making.cards)
        finally:
            self._shelf.release()

    def _newest(self) -> tuple[bytes, str] | None:
        """Return the one that is shown, if it may still be offered."""
        found = self._shelf.newest()
        if found is None:
            return None
        head = decode(found[0], SnapshotHead)
        if self._clock.now_us() - head.made_us > DAY_US:
            return None
        return found if self._books.read(lambda desk: _may_be_offered(desk, head)) else None

    def _is_large(self) -> bool:
        counts = self._books.read(lambda desk: desk.feed_rows.common_kinds())
        return sum(counts.values()) >= self.from_rows


def _may_be_offered(desk: Desk, head: SnapshotHead) -> bool:
    feed, _, rest = head.cursor.partition(".")
    newest_feed, _, newest = desk.feed.newest().partition(".")
    place = int(rest.partition(".s")[2])
    erased = desk.feed_rows.newest_of("forget")
    return feed == newest_feed and erased <= place <= int(newest) and place >= desk.feed_rows.floor()
