"""The next page of what changed, or the next piece of a snapshot, and what it means for the talk.

A feed that does not move on, or never ends, must not keep sales from the centre.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final, Protocol

from loyalty_pos.core.problems import BadMessage
from loyalty_pos.sync.ports import Feed, Outbox
from loyalty_pos.sync.session import FORK
from loyalty_pos.sync.snapshot.fetching import Fetching
from loyalty_pos.wire.messages import Changes

MOST_PAGES: Final = 2_000
"""So many pages of changes in a row; then what waits is sent first."""


class PlainQuestions(Protocol):
    """What is asked of the centre (``CentreClient``)."""

    def changes(self, cursor: str) -> Changes: ...


@dataclass(frozen=True, slots=True)
class Page:
    """``write`` takes it into the till's files. ``changes`` None = a piece of a snapshot; ``more``, ``behind``: see
    ``session.ChangesAnswer``."""

    write: Callable[[], object]
    changes: Changes | None = None
    more: bool = False
    behind: bool = False


class Paging:
    """Of one till; used by the sync thread alone."""

    def __init__(self, centre: PlainQuestions, feed: Feed, outbox: Outbox, fetching: Fetching | None) -> None:
        self._centre, self._feed, self._outbox, self._fetching = centre, feed, outbox, fetching
        self._pages = 0

    def next(self) -> Page:
        """Ask for it. Raises BadMessage for a feed that goes in a circle or contains what this journal does not ("fork":
        its disk was copied or put back, and the other one went on), and what the centre answers.
        """
        cursor = self._feed.cursor()
        if self._fetching is not None:
            fetched = self._fetching.next()
            if fetched.changes is None:
                return Page(fetched.write)
            return self._page(fetched.changes, cursor, fetched.write)
        changes = self._centre.changes(cursor)
        return self._page(changes, cursor, lambda: self._feed.apply(changes))

    def _page(self, changes: Changes, cursor: str, write: Callable[[], object]) -> Page:
        if changes.more and changes.cursor == cursor:
            raise BadMessage(reason="cursor")
        if changes.projected > self._outbox.head():
            raise BadMessage(reason=FORK)
        self._pages = self._pages + 1 if changes.more else 0
        more = changes.more and self._pages % MOST_PAGES != 0
        return Page(write, changes, more, changes.projected < self._outbox.watermark())
