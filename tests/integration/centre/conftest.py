"""A real centre behind real HTTP, and tills with real files that talk to it."""

import itertools
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from loyalty_pos.sync.client import Access, CentreClient
from loyalty_pos.sync.holds import CentreHolds
from loyalty_pos.sync.ports import Listener
from loyalty_pos.sync.worker import SyncWorker
from loyalty_pos.wire.messages import Enrol
from loyalty_pos.wiring.centre import CentreSettings, RunningCentre, start_centre
from tests.fakes.till_folder import Counter, HandClock

PROGRAMME = 'id = "club"\n[names]\nen = "Club"\n'
_ids = itertools.count(1)


class NewCounter(Counter):
    """A till out of the box: it has no place yet."""

    def enrol(self, agent_id: str = "") -> None:
        """Nobody gave it one."""


class OnlineTill:
    """A till's folder, enrolled at a running centre."""

    def __init__(self, folder: Path, centre: RunningCentre, store_id: str, url: str = "") -> None:
        self.counter = NewCounter(folder, clock=HandClock(count=_ids))  # ids of different tills differ
        code = centre.admin.make_code(store_id)
        stranger = CentreClient(Access(centre.url))
        incarnation = self.counter.files.identity.incarnation
        place = stranger.enrol(Enrol(code, "device", incarnation, "test"))
        stranger.close()
        self.counter.files.identity.enrol(place, centre.url)
        self.counter.open_shift()
        self.client = CentreClient(Access(url or centre.url, place.token, place.agent_id, incarnation))
        self.holds = CentreHolds(self.client)
        self.worker = self.new_worker()

    def new_worker(self, listener: Listener = lambda _: None) -> SyncWorker:
        """Return another worker, as after a restart."""
        files = self.counter.files
        return SyncWorker(
            self.client,
            files.outbox,
            files.feed,
            waiting=lambda: files.journal.queue().waiting,
            listener=listener,
        )

    def close(self) -> None:
        self.worker.stop()
        self.holds.close()
        self.client.close()
        self.counter.files.close()


@pytest.fixture
def centre(tmp_path: Path) -> Iterator[RunningCentre]:
    """Return a running centre with two stores."""
    running = start_centre(CentreSettings(tmp_path / "centre"))
    running.admin.create_store("store-1", "Corner shop")
    running.admin.create_store("store-2", "Market hall")
    running.admin.set_programme(PROGRAMME)
    yield running
    running.stop()


OpenTill = Callable[..., OnlineTill]


@pytest.fixture
def open_till(tmp_path: Path, centre: RunningCentre) -> Iterator[OpenTill]:
    """Return a way to set up tills; all are closed at the end."""
    tills: list[OnlineTill] = []

    def make(store_id: str = "store-1", url: str = "") -> OnlineTill:
        till = OnlineTill(tmp_path / f"till-{len(tills)}", centre, store_id, url)
        tills.append(till)
        return till

    yield make
    for till in tills:
        till.close()
