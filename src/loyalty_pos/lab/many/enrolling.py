"""One list, one code, many machines that come for their places at once; counted and timed.

Also those that must not get one come: a second machine of a name, a name that is not in the list.
"""

import threading
import time
from collections import Counter
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from statistics import median
from typing import Final

from loyalty_pos import __version__
from loyalty_pos.centre.fleet.desk import Wanted
from loyalty_pos.core.problems import EnrolmentRefused
from loyalty_pos.storage.import_files import read_rows
from loyalty_pos.storage.vault import FileVault
from loyalty_pos.wiring.centre import CentreSettings, RunningCentre, start_centre
from loyalty_pos.wiring.till import TillSettings, enrol

_UNKNOWN: Final = ("nobody-knows-me",)
STRANGERS: Final = 1 + len(_UNKNOWN)
"""Machines that must be refused: one that bears a name already taken, and those that no list names."""

_PROGRAMME = 'id = "club"\n[names]\nen = "Club"\n'


@dataclass(frozen=True, slots=True)
class Enrolled:
    """What came of it. ``places``: different (store, number), ``keys``: different device keys; ``refused``: by reason.

    ``seconds``: for all; ``each_s`` and ``slowest_s``: of one machine, its files and first exchange included; ``fleet_ms``: to
    see all of them at once, ``well``: how many of them are.
    """

    tills: int
    places: int
    keys: int
    refused: dict[str, int]
    seconds: float
    each_s: float
    slowest_s: float
    fleet_ms: float
    well: int


class _Came:
    """Times and refusals of all machines; from several threads."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self.times: list[float] = []
        self.refused: Counter[str] = Counter()

    def note(self, seconds: float, reason: str) -> None:
        with self._lock:
            if reason:
                self.refused[reason] += 1
            else:
                self.times.append(seconds)


def enrol_many(folder: Path, tills: int, at_once: int) -> Enrolled:
    """Let so many machines come, so many at once, and two that must be refused."""
    running = start_centre(CentreSettings(folder / "centre"))
    try:
        code = _code(running, folder, tills)
        came = _Came()
        began = time.perf_counter()
        with ThreadPoolExecutor(at_once) as pool:
            list(pool.map(partial(_come, came, running.url, code, folder), _hosts(tills)))
        seconds = time.perf_counter() - began
        for name in (_hosts(1)[0], *_UNKNOWN):
            _come(came, running.url, code, folder / "strangers", name)
        return _counted(running, came, seconds)
    finally:
        running.stop()


def _hosts(tills: int) -> Sequence[str]:
    return [f"till-{number:04}" for number in range(1, tills + 1)]


def _code(running: RunningCentre, folder: Path, tills: int) -> str:
    """Make the list and its batch, as two people do; forty tills a store."""
    running.admin.set_programme(_PROGRAMME)
    lines = ["host,store"]
    for place, host in enumerate(_hosts(tills)):
        store_id = f"S{place // 40 + 1}"
        if place % 40 == 0:
            running.admin.create_store(store_id, f"Shop {store_id}")
        lines.append(f"{host},{store_id}")
    path = folder / "tills.csv"
    path.write_text("\n".join(lines), encoding="utf-8")
    fleet = running.open.fleet
    batch, told = fleet.make(read_rows(path, "tills"), str(path), Wanted("one", 7))
    assert batch is not None, told.refused
    return fleet.approve(batch.batch_id, "another")


def _come(came: _Came, url: str, code: str, folder: Path, host: str) -> None:
    own = folder / "machines" / host
    own.mkdir(parents=True)
    settings = TillSettings(own, "en", vault=FileVault(own / "vault.json"), host=host)
    began = time.perf_counter()
    try:
        enrol(settings, url, code)
    except EnrolmentRefused as refused:
        came.note(0, refused.reason)
    else:
        came.note(time.perf_counter() - began, "")


def _counted(running: RunningCentre, came: _Came, seconds: float) -> Enrolled:
    began = time.perf_counter()
    standings = running.open.fleet.standings(__version__)
    fleet_ms = (time.perf_counter() - began) * 1000
    tills = [one.till for one in standings]
    return Enrolled(
        tills=len(tills),
        places=len({(till.store_id, till.till_no) for till in tills}),
        keys=len({till.device_key for till in tills}),
        refused=dict(came.refused),
        seconds=round(seconds, 1),
        each_s=round(median(came.times), 2),
        slowest_s=round(max(came.times), 2),
        fleet_ms=round(fleet_ms, 1),
        well=sum(one.state == "well" for one in standings),
    )
