"""Changes for a till: from the plain feed, or, where the centre says so, through a snapshot, page by page.

It must never ask for anything while a snapshot is on its way that would move the cursor of the file in use.
"""

import logging
from collections.abc import Callable
from dataclasses import dataclass
from typing import Final, Protocol

from loyalty_pos.core.problems import BadMessage
from loyalty_pos.sync.answers import Refusal
from loyalty_pos.sync.ports import Feed
from loyalty_pos.wire.messages import Changes
from loyalty_pos.wire.snapshot.offer import SNAPSHOT_REQUIRED, SnapshotOffer, SnapshotPage

_GONE: Final = 410
_NOT_FOUND: Final = 404
_log = logging.getLogger(__name__)


class SnapshotQuestions(Protocol):
    """What is asked of the centre beside the plain feed (``CentreClient``)."""

    def changes_or_snapshot(self, cursor: str) -> Changes: ...

    def snapshot(self) -> SnapshotOffer: ...

    def snapshot_page(self, serial: str, number: int) -> SnapshotPage: ...


class Snapshots(Protocol):
    """The way of a snapshot into a new cache (``storage.cache.snapshot.bootstrap``); called on the sync thread only."""

    refused: bool

    def underway(self) -> bool: ...

    def begin(self, offer: SnapshotOffer) -> None: ...

    def missing(self) -> tuple[str, int] | None: ...

    def take(self, page: SnapshotPage) -> None: ...

    def replay_from(self) -> str: ...

    def replay(self, changes: Changes) -> bool: ...

    def give_up(self) -> None: ...


@dataclass(frozen=True, slots=True)
class Fetched:
    """What one question brought. ``changes``: a page of the feed; None = a piece of a snapshot.

    ``write`` puts it into the till's files; it is not called any more once these are being closed.
    """

    changes: Changes | None
    write: Callable[[], object]


class Fetching:
    """One till's. ``plain``: asks for changes as a till that knows no snapshots does."""

    def __init__(
        self,
        centre: SnapshotQuestions,
        snapshots: Snapshots,
        feed: Feed,
        plain: Callable[[str], Changes],
    ) -> None:
        self._centre = centre
        self._snapshots = snapshots
        self._feed = feed
        self._plain = plain

    def next(self) -> Fetched:
        """Ask one question. Raises CentreUnreachable, Refusal, BadMessage and the refusals of the disk."""
        if self._snapshots.underway() and not self._snapshots.refused:
            return self._of_snapshot()
        cursor = self._feed.cursor()
        if self._snapshots.refused:
            return self._of_feed(self._plain(cursor))
        try:
            return self._of_feed(self._centre.changes_or_snapshot(cursor))
        except Refusal as refusal:
            if (refusal.status, refusal.reason) != (_GONE, SNAPSHOT_REQUIRED):
                raise
        offer = self._centre.snapshot()
        return Fetched(None, lambda: self._snapshots.begin(offer))

    def _of_feed(self, changes: Changes) -> Fetched:
        return Fetched(changes, lambda: self._feed.apply(changes))

    def _of_snapshot(self) -> Fetched:
        try:
            wanted = self._snapshots.missing()
            if wanted is not None:
                page = self._centre.snapshot_page(*wanted)
                return Fetched(None, lambda: self._taken(page))
            place = self._snapshots.replay_from()
            changes = self._centre.changes_or_snapshot(place)
        except Refusal as refusal:
            if refusal.status not in {_GONE, _NOT_FOUND}:
                raise
            _log.warning("snapshot.gone code=%s", refusal.reason)
            return Fetched(None, self._snapshots.give_up)
        if changes.more and changes.cursor == place:
            raise BadMessage(reason="cursor")  # a feed that goes in a circle
        return Fetched(None, lambda: self._snapshots.replay(changes))

    def _taken(self, page: SnapshotPage) -> None:
        try:
            self._snapshots.take(page)
        except BadMessage:
            self._snapshots.give_up()  # begun anew: whatever was wrong with it may be with all of it
            raise
