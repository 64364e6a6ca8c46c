"""What lies on a second medium: by whom, for whom, and the events that can still be read."""

from collections.abc import Callable, Iterator
from pathlib import Path

from loyalty_pos.core.problems import BadMessage
from loyalty_pos.storage.second_medium.lines import SUFFIX, Head, open_line, read_head
from loyalty_pos.wire.events import Event

Key = Callable[[Head], bytes]
"""The key of a copy. Raises BadMessage where it cannot be known here."""


def copies_in(folder: Path) -> list[Path]:
    """Return the copies below a folder, oldest first; none where the medium is not there."""
    return sorted(folder.rglob(f"*{SUFFIX}"))


def events_of(path: Path, key: Key) -> Iterator[Event]:
    """Return the events of one copy; nothing of one whose key is not to be had. Raises OSError."""
    with path.open("rb") as file:
        head = read_head(file.readline())
        if head is None:
            return
        try:
            opening = key(head)
        except BadMessage:
            return
        for line in file:
            event = open_line(opening, line)
            if event is not None and (event.agent_id, event.incarnation) == (head.agent_id, head.incarnation):
                yield event


def newest_event(path: Path, key: bytes) -> Event | None:
    """Return the last event of a copy that can be read. Raises OSError."""
    for line in reversed(path.read_bytes().splitlines()[1:]):
        event = open_line(key, line)
        if event is not None:
            return event
    return None
