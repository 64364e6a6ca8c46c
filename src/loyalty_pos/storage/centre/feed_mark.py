"""Notices that the centre's database is an older copy, by a note beside it of how far the change feed has come.

A restored centre gives its places in the feed a second time, for other rows: tills that go on from their old place
would miss them for ever. So the feed gets a new name, and every till reads it from the start; what a till has to say
stays in its own queue. It must never take an older copy for the books it knows; a needless re-reading costs minutes.
"""

import json
import logging
import os
import threading
import uuid
from pathlib import Path
from typing import Final, Protocol

from loyalty_pos.storage.centre.feed import read_cursor
from loyalty_pos.storage.folders import put_file

_log = logging.getLogger(__name__)
_TOLD: Final = ".told"
_OWNER_ONLY: Final = 0o600


class FeedPlace(Protocol):
    """Where the feed stands (``SqlBooks``)."""

    def feed_place(self) -> tuple[str, int]:
        """Return the feed's name and its newest place."""
        ...

    def rename_feed(self, feed_id: str) -> None: ...


class FeedMark:
    """The note of one centre; ``path``: a file outside the database, which backups of it do not bring back."""

    def __init__(self, books: FeedPlace, path: Path) -> None:
        self._books = books
        self._path = path
        self._told_path = path.with_name(path.name + _TOLD)
        self._told = ("", 0)
        self._lock = threading.Lock()

    def check(self, *, restored: bool = False) -> bool:
        """Give the feed a new name if these books are a copy (``restored``: somebody says so); return whether they are."""
        feed_id, place = self._books.feed_place()
        known_id, known_place = self._known()
        told_id, told_place = self._heard()
        known_place = max(known_place, told_place if told_id == feed_id else 0)
        is_copy = restored or place < known_place or (place > 0 and known_id != feed_id)
        if is_copy:
            self._books.rename_feed(uuid.uuid4().hex)
            level = logging.INFO if restored else logging.WARNING  # who says so himself need not be told
            _log.log(level, "centre.feed_renamed place=%d known=%d", place, known_place)
        self.keep()
        return is_copy

    def keep(self) -> None:
        """Note how far the feed has come, as a command beside a running centre may at any moment too."""
        put_file(self._path, json.dumps(self._books.feed_place()).encode())

    def told(self, cursor: str) -> None:
        """Note how far a till is told the feed, before it hears it: what ``keep`` notes now and then is older.

        Nothing is synced: after a power cut the note may be gone, and these books are no copy then.
        """
        feed_id = cursor.partition(".")[0]
        seen = read_cursor(cursor, feed_id)
        place = max(seen.place, seen.told)
        with self._lock:
            if feed_id == self._told[0] and place <= self._told[1]:
                return
            self._told = (feed_id, place)
            try:
                handle = os.open(self._told_path, os.O_WRONLY | os.O_CREAT, _OWNER_ONLY)
                try:
                    os.write(handle, f"{feed_id} {place:019d}\n".encode())
                finally:
                    os.close(handle)
            except OSError as error:
                _log.warning("centre.feed_not_noted reason=%s", error.strerror)

    def _heard(self) -> tuple[str, int]:
        try:
            feed_id, place = self._told_path.read_text(encoding="utf-8").split()
            return feed_id, int(place)
        except (OSError, ValueError):
            return "", 0

    def _known(self) -> tuple[str, int]:
        """Return what was noted; a note that is missing or cannot be read names no feed."""
        try:
            feed_id, place = json.loads(self._path.read_text(encoding="utf-8"))
            return str(feed_id), int(place)
        except (OSError, ValueError, TypeError):
            return "", 0
