"""The questions of a till that takes a snapshot, asked through the one client of the centre."""

from collections.abc import Callable
from typing import Any
from urllib.parse import quote

from loyalty_pos.wire.messages import Changes
from loyalty_pos.wire.snapshot.offer import SnapshotOffer, SnapshotPage

Get = Callable[[str, type[Any]], Any]
"""How a large answer of this kind is asked for (``CentreClient``)."""


class Asking:
    """Implements ``fetching.SnapshotQuestions``. Raises CentreUnreachable, Refusal, BadMessage."""

    def __init__(self, get: Get, changes_path: Callable[[str], str]) -> None:
        self._get = get
        self._changes_path = changes_path

    def changes_or_snapshot(self, cursor: str) -> Changes:
        """Ask for a page of changes; where a snapshot must come first, it is refused as ``snapshot_required``."""
        found: Changes = self._get(f"{self._changes_path(cursor)}&snapshots=1", Changes)
        return found

    def snapshot(self) -> SnapshotOffer:
        """Ask which snapshot there is."""
        found: SnapshotOffer = self._get("/v1/snapshot", SnapshotOffer)
        return found

    def snapshot_page(self, serial: str, number: int) -> SnapshotPage:
        """Ask for one page of it."""
        found: SnapshotPage = self._get(f"/v1/snapshot/{quote(serial, safe='')}/{number}", SnapshotPage)
        return found
