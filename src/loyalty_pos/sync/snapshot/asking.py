"""The questions of a till that takes a snapshot, asked through the one client of the centre."""

from collections.abc import Callable
from typing import Protocol, TypeVar
from urllib.parse import quote

from loyalty_pos.wire.messages import Changes
from loyalty_pos.wire.snapshot.offer import SnapshotOffer, SnapshotPage

Answer = TypeVar("Answer", Changes, SnapshotOffer, SnapshotPage)


class Get(Protocol):
    """How a large answer is asked for (``CentreClient``)."""

    def __call__(self, path: str, kind: type[Answer], /) -> Answer: ...


class Asking:
    """Implements ``fetching.SnapshotQuestions``. Raises CentreUnreachable, Refusal, BadMessage."""

    def __init__(self, get: Get, changes_path: Callable[[str], str]) -> None:
        self._get = get
        self._changes_path = changes_path

    def changes_or_snapshot(self, cursor: str) -> Changes:
        """Ask for a page of changes; where a snapshot must come first, it is refused as ``snapshot_required``."""
        return self._get(f"{self._changes_path(cursor)}&snapshots=1", Changes)

    def snapshot(self) -> SnapshotOffer:
        """Ask which snapshot there is."""
        return self._get("/v1/snapshot", SnapshotOffer)

    def snapshot_page(self, serial: str, number: int) -> SnapshotPage:
        """Ask for one page of it."""
        return self._get(f"/v1/snapshot/{quote(serial, safe='')}/{number}", SnapshotPage)
