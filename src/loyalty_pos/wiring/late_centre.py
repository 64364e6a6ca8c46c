"""The way to the centre whose HTTP client is loaded at the first question, on the thread that asks it.

While it loads, the collector rests: it would walk over all the new modules with the window standing still (20 ms).
"""

import gc
import threading
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from loyalty_pos.sync.signing.ports import Mute, Voice
from loyalty_pos.wire.deeds import JoinAsk, JoinedAsk, JoinedTold, JoinTold, PartAsk, PartTold
from loyalty_pos.wire.desk import DeskAsk, DeskTold
from loyalty_pos.wire.messages import (
    AccountQuery,
    Changes,
    Found,
    Hello,
    HoldAnswer,
    HoldAsk,
    HoldTake,
    LeaseAsk,
    Leased,
    Push,
    Pushed,
)
from loyalty_pos.wire.office import Exposure, ExposureAsk, Statement, StatementAsk
from loyalty_pos.wire.receipts import ReceiptAnswer
from loyalty_pos.wire.snapshot.offer import SnapshotOffer, SnapshotPage

if TYPE_CHECKING:
    from collections.abc import Callable

    from loyalty_pos.sync.client import CentreClient, Listening
    from loyalty_pos.sync.snapshot.asking import Asking


@dataclass(frozen=True, slots=True)
class Way:
    """Where the centre is and who asks."""

    url: str
    token: str = field(repr=False)
    agent_id: str
    incarnation: str
    voice: Voice = field(default_factory=Mute, repr=False)
    about: "Callable[[], str]" = str
    """What the till says of itself with a question."""


class LateSnapshots:
    """Answers like ``sync.snapshot.asking.Asking``."""

    def __init__(self, asked: "Callable[[], Asking]") -> None:
        self._asked = asked

    def changes_or_snapshot(self, cursor: str) -> Changes:
        """Ask for a page of changes, or hear that a snapshot must come first."""
        return self._asked().changes_or_snapshot(cursor)

    def snapshot(self) -> SnapshotOffer:
        """Ask which snapshot there is."""
        return self._asked().snapshot()

    def snapshot_page(self, serial: str, number: int) -> SnapshotPage:
        """Ask for one page of it."""
        return self._asked().snapshot_page(serial, number)


class LateOffice:
    """What a shop's manager asks."""

    def statement(self, ask: StatementAsk) -> Statement:
        """Ask where a member's points are and went."""
        return self._asked().statement(ask)

    def exposure(self, ask: ExposureAsk) -> Exposure:
        """Ask what all tills together may cost."""
        return self._asked().exposure(ask)

    def search(self, ask: AccountQuery) -> Found:
        """Find accounts, or look at one."""
        return self._asked().search(ask)

    def join(self, ask: JoinAsk) -> JoinTold:
        """Make two accounts one, or hear what that would mean."""
        return self._asked().join(ask)

    def part(self, ask: PartAsk) -> PartTold:
        """Part them again, or hear what that would mean."""
        return self._asked().part(ask)

    def joined(self, ask: JoinedAsk) -> JoinedTold:
        """Ask which accounts are part of one."""
        return self._asked().joined(ask)

    def at_desk(self, ask: DeskAsk) -> DeskTold:
        """Look at the manager's desk, or do something there."""
        return self._asked().at_desk(ask)

    def _asked(self) -> "CentreClient":
        raise NotImplementedError


class LateCentre(LateOffice):
    """Answers like ``sync.client.CentreClient``; the window is painted before a third of a second goes into httpx."""

    def __init__(self, way: Way, time_told: "Listening | None" = None) -> None:
        self._way, self._time_told = way, time_told
        self._lock = threading.Lock()
        self._client: CentreClient | None = None
        self.snapshots = LateSnapshots(lambda: self._asked().snapshots)

    def hello(self) -> Hello:
        """Ask where the centre stands."""
        return self._asked().hello()

    def push(self, push: Push) -> Pushed:
        """Send a batch."""
        return self._asked().push(push)

    def changes(self, cursor: str) -> Changes:
        """Ask for a page of changes."""
        return self._asked().changes(cursor)

    def lease(self, ask: LeaseAsk) -> Leased:
        """Ask for the next lease."""
        return self._asked().lease(ask)

    def ask_hold(self, ask: HoldAsk) -> HoldAnswer:
        """Reserve points."""
        return self._asked().ask_hold(ask)

    def release_hold(self, op: str) -> None:
        """Give a reservation back."""
        self._asked().release_hold(op)

    def receipt(self, code: str) -> ReceiptAnswer:
        """Ask about a receipt of another till."""
        return self._asked().receipt(code)

    def tell_key(self, device_key: str, proof: str = "") -> None:
        """Tell the key with which this till signs."""
        self._asked().tell_key(device_key, proof)

    def take_hold(self, op: str, take: HoldTake) -> HoldAnswer:
        """Give back what another till holds."""
        return self._asked().take_hold(op, take)

    def close(self) -> None:
        """Close its connections, if there ever were any."""
        with self._lock:
            if self._client is not None:
                self._client.close()

    def _asked(self) -> "CentreClient":
        with self._lock:
            if self._client is None:
                gc.disable()
                try:
                    self._client = _loaded(self._way, self._time_told)
                    gc.freeze()  # what was loaded stays to the end: nobody needs to look at it again
                finally:
                    gc.enable()
            return self._client


def _loaded(way: Way, time_told: "Listening | None") -> "CentreClient":
    from loyalty_pos.sync.client import Access, CentreClient

    access = Access(way.url, way.token, way.agent_id, way.incarnation, way.voice, about=way.about)
    return CentreClient(access, time_told)
