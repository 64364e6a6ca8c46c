"""A till's way to a new cache: pages to the disk, a file of them, what changed since, and then it takes the old one's place.

Whatever is cut off at any moment: the old file is in use until the journal names the new one, pages that have come stay,
and a file that nobody named is removed at the next start. Selling asks the old file all the while.
"""

import base64
import binascii
import hashlib
import logging
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from loyalty_pos.core.problems import BadMessage, Problem, StorageFull
from loyalty_pos.storage.cache.feed import Feed
from loyalty_pos.storage.cache.snapshot.building import Kept, build, remove
from loyalty_pos.storage.cache.snapshot.parts import PartFile, remove_part
from loyalty_pos.storage.cache.snapshot.pointer import PART, name_of, point_to, sweep
from loyalty_pos.storage.database import Database, Upgrade, open_database
from loyalty_pos.storage.journal.person_keys import Sealer
from loyalty_pos.storage.kinds import CACHE
from loyalty_pos.wire.codec import decode
from loyalty_pos.wire.messages import Changes
from loyalty_pos.wire.snapshot.offer import (
    FORMAT,
    MAX_PACKED,
    MAX_PAGES,
    MAX_PLAIN,
    MAX_SERIAL,
    SNAPSHOT_WORD,
    SnapshotHead,
    SnapshotOffer,
    SnapshotPage,
)
from loyalty_pos.wire.snapshot.pages import Block, read_page

_SERIAL: Final = re.compile(rf"[0-9a-f]{{1,{MAX_SERIAL}}}")
_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What it works on. ``centre_key``: Ed25519 public, base64, "" = the line is believed. ``key``: of cache files.

    ``feed_of``: the writing side of another file; ``moved`` hears how far its rows reach when it is in use.
    """

    folder: Path
    journal: Database
    cache: Database
    key: str
    upgrade: Upgrade
    load_sealer: Callable[[], Sealer]
    centre_key: Callable[[], str]
    feed_of: Callable[[Database, Callable[[int], None]], Feed]
    moved: Callable[[int], None]


class Bootstrap:
    """Implements ``sync.ports.Snapshots``; used by the sync thread alone."""

    def __init__(self, around: Surroundings) -> None:
        self.around = around
        self._part = around.folder / PART
        self._pages: PartFile | None = None
        self._head: SnapshotHead | None = None
        self._fresh: tuple[Database, Feed] | None = None
        self._contained = 0
        self.refused = False
        """What the centre offered cannot be taken by this program: the plain feed must do."""

    def underway(self) -> bool:
        """Tell whether one is on its way here."""
        return self._head is not None or self._part.exists()

    def begin(self, offer: SnapshotOffer) -> None:
        """Take an offer that the centre has signed. Raises ``BadMessage``, and the refusals of the disk."""
        self._refuse_on_a_full_disk()
        self._drop_pages()
        try:
            head = self._believed(offer.head, offer.signature)
        except BadMessage:
            self.refused = True
            raise
        pages = self._part_file()
        pages.add(offer.head)
        self._pages, self._head = pages, head
        _log.info("snapshot.begun serial=%s pages=%d", head.serial, len(head.pages))

    def _refuse_on_a_full_disk(self) -> None:
        """Raise StorageFull while the reserved space is given up: it is for sales."""
        if self.around.cache.paused():
            raise StorageFull(path=str(self.around.folder))

    def missing(self) -> tuple[str, int] | None:
        """Return which page is to come next, None = all are here. Raises ``BadMessage``: what is here is of no use."""
        pages, head = self._opened()
        number = pages.count - 1
        return (head.serial, number) if number < len(head.pages) else None

    def take(self, page: SnapshotPage) -> None:
        """Keep one page. Raises ``BadMessage`` for any other than the signed one, and the refusals of the disk."""
        self._refuse_on_a_full_disk()
        pages, head = self._opened()
        number = pages.count - 1
        if (page.serial, page.number) != (head.serial, number) or number >= len(head.pages):
            raise BadMessage(reason="snapshot page")
        mark = head.pages[number]
        if len(page.data) != mark.packed or hashlib.sha256(page.data).digest() != mark.hash:
            raise BadMessage(reason="snapshot page hash")
        pages.add(page.data)

    def replay_from(self) -> str:
        """Return where the feed goes on for the new file, which is made now if it is not yet: a minute for a million cards.

        Raises ``BadMessage`` and the refusals of the disk.
        """
        self._refuse_on_a_full_disk()
        if self._fresh is None:
            pages, head = self._opened()
            path = self.around.folder / name_of(head.serial)
            try:
                build(path, self.around.key, head.cursor, self._blocks(pages, head), self._kept())
            except BadMessage:
                self.refused = True
                self.give_up()
                raise
            database = open_database(path, self.around.key, CACHE, self.around.upgrade)
            self._fresh = database, self.around.feed_of(database, self._heard)
        return self._fresh[1].cursor()

    def replay(self, changes: Changes) -> bool:
        """Take a page of changes into the new file; behind the last one it takes the old one's place: return whether.

        Raises ``BadMessage`` and the refusals of the disk; then the old file stays in use.
        """
        assert self._fresh is not None, "replay_from comes first"
        database, feed = self._fresh
        feed.apply(changes)
        if changes.more:
            return False
        database.close()  # what was replayed goes into the file
        self._fresh = None
        if not database.path.exists():  # names were taken out meanwhile, after a long silence
            self.give_up()
            raise BadMessage(reason="snapshot file gone")
        point_to(self.around.journal, database.path.name)
        self.around.cache.move_to(database.path)
        self.around.moved(self._contained)
        _log.info("snapshot.in_use file=%s", database.path.name)
        self._drop_pages()
        sweep(self.around.folder, database.path.name)
        return True

    def give_up(self) -> None:
        """Throw away what came so far; the old file stays."""
        if self._fresh is not None:
            database, self._fresh = self._fresh[0], None
            database.close()
            remove(database.path)
        self._drop_pages()

    def _heard(self, contained: int) -> None:
        self._contained = contained

    def _drop_pages(self) -> None:
        self._pages = self._head = None
        remove_part(self._part)

    def _part_file(self) -> PartFile:
        return PartFile(self._part, self.around.key, self.around.load_sealer())

    def _opened(self) -> tuple[PartFile, SnapshotHead]:
        """Return the pages that are here and their head, also after a restart."""
        if self._pages is None or self._head is None or not self._part.exists():
            pages = self._part_file()
            try:
                head = sane(decode(pages.read(0), SnapshotHead))
            except (BadMessage, IndexError) as error:
                self._drop_pages()
                raise BadMessage(reason="snapshot part") from error
            self._pages, self._head = pages, head
        return self._pages, self._head

    def _blocks(self, pages: PartFile, head: SnapshotHead) -> Iterator[list[Block]]:
        for mark, page in zip(head.pages, pages.pages(), strict=True):
            yield read_page(page, mark.plain)

    def _believed(self, head: bytes, signature: str) -> SnapshotHead:
        key = self.around.centre_key()
        if key:
            try:
                public, signed = (
                    base64.b64decode(key, validate=True),
                    base64.b64decode(signature, validate=True),
                )
            except (binascii.Error, ValueError) as error:
                raise BadMessage(reason="snapshot signature") from error
            if not self.around.load_sealer().is_right(public, SNAPSHOT_WORD + head, signed):
                raise BadMessage(reason="snapshot signature")
        return sane(decode(head, SnapshotHead))

    def _kept(self) -> Kept:
        """Return the bundles of the file in use; one that cannot be read has none to give."""
        reader = self.around.cache.reader()
        try:
            head = reader.row("SELECT serial FROM bundle_head")
            return Kept(
                reader.rows("SELECT serial, from_us, forgotten, row FROM bundle"), head[0] if head else 0
            )
        except Problem:
            _log.warning("snapshot.no_bundles_to_keep")
            return Kept()


def sane(head: SnapshotHead) -> SnapshotHead:
    """Return a head that this program can take. Raises ``BadMessage``."""
    if head.format != FORMAT:
        raise BadMessage(reason="snapshot format")
    if not _SERIAL.fullmatch(head.serial) or len(head.pages) > MAX_PAGES:
        raise BadMessage(reason="snapshot head")
    for mark in head.pages:
        if not (0 < mark.packed <= MAX_PACKED and 0 <= mark.plain <= MAX_PLAIN):
            raise BadMessage(reason="snapshot head")
    return head
