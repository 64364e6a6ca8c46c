"""A disk without room under the till's folder: the sale is refused with a sentence, and not a kopeck is lost.

A small disk of its own where the tests may mount one; elsewhere a limit on the size of any file, which the system
reports as a failing disk.
"""

import contextlib
import os
import resource
import shutil
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from loyalty_pos.core.sale import Sale
from loyalty_pos.storage.reserve import RESERVED_BYTES
from loyalty_pos.wire.chain import first_break
from loyalty_pos.wire.events import fact_of
from loyalty_pos.wiring.books import differences, events_of
from loyalty_pos.wiring.centre import CentreSettings, RunningCentre, start_centre
from loyalty_pos.wiring.folders import folders_at
from loyalty_pos.wiring.intake import reports_of
from loyalty_pos.wiring.till import open_files
from tests.e2e.corner import BARCODES, CARDS, OPENING_POINTS, STORE, fill_shop
from tests.e2e.peer import Peer, peer
from tests.e2e.till_process import settings_of

DISK_BYTES = RESERVED_BYTES + 6 * 1024 * 1024
MOST_SALES = 3_000


@dataclass
class Disk:
    """``own``: a real small disk; otherwise its processes live under a limit."""

    folder: Path
    own: bool
    filler: Path

    @property
    def refusals(self) -> set[str]:
        return {"storage_full"} if self.own else {"storage_full", "storage_failing"}

    def fill(self, pid: int) -> None:
        """Leave no room at all."""
        if not self.own:
            largest = max(path.stat().st_size for path in self.folder.glob("journal.db*"))
            resource.prlimit(pid, resource.RLIMIT_FSIZE, (largest, resource.RLIM_INFINITY))
            return
        with self.filler.open("ab", buffering=0) as file, contextlib.suppress(OSError):
            while True:
                file.write(bytes(4096))

    def clean(self, pid: int) -> None:
        """Make room again."""
        resource.prlimit(pid, resource.RLIMIT_FSIZE, (resource.RLIM_INFINITY, resource.RLIM_INFINITY))
        self.filler.unlink(missing_ok=True)


@pytest.fixture
def disk(tmp_path: Path) -> Iterator[Disk]:
    folder = tmp_path / "till"
    folder.mkdir()
    mount = shutil.which("mount")
    own = False
    if mount and not os.geteuid():
        command = [mount, "-t", "tmpfs", "-o", f"size={DISK_BYTES}", "tmpfs", str(folder)]
        own = subprocess.run(command, check=False, capture_output=True).returncode == 0
    yield Disk(folder, own, folder / "somebody-elses-films")
    if own:
        subprocess.run(["umount", str(folder)], check=True)


@pytest.fixture
def centre(tmp_path: Path) -> Iterator[RunningCentre]:
    fill_shop(tmp_path / "data").close()
    running = start_centre(CentreSettings(folders_at(tmp_path / "data").centre))
    yield running
    running.stop()


@pytest.mark.slow
def test_on_a_full_disk_the_sale_is_refused_with_a_sentence_and_nothing_is_lost(
    disk: Disk, centre: RunningCentre
) -> None:
    with peer("tests.e2e.till_process", str(disk.folder)) as till:
        pid = till.process.pid
        till.ask("enrol", url=centre.url, code=centre.admin.make_code(STORE))
        till.ask("open")
        sold = [till.ask("sell", goods=BARCODES[:3], card=CARDS[0])["code"]]
        refused = _sell_until_refused(till, disk, sold)
        assert refused["problem"] in disk.refusals, refused
        assert refused["sentence"] and refused["next"], refused
        assert till.ask("pay")["problem"] in disk.refusals, "asked again, it is refused again"
        if disk.own:
            assert not (disk.folder / "reserve.bin").exists(), "the reserve was for this"
        disk.clean(pid)
        sold.append(till.ask("pay")["code"])
        sold.append(till.ask("sell", goods=BARCODES[:1])["code"])
    with peer("tests.e2e.till_process", str(disk.folder)) as till:
        assert till.ask("open") == {"incidents": []}
        assert till.ask("exchange") == {"online": True, "waiting": 0}
    _everything_is_there(disk, centre, sold)


def _sell_until_refused(till: Peer, disk: Disk, sold: list[str]) -> dict[str, str]:
    """The first time there is no room, the reserve is given up; then that is filled too."""
    for number in range(MOST_SALES):
        if number % 50 == 0:
            disk.fill(till.process.pid)
        done = till.ask("sell", goods=BARCODES, card=CARDS[0])
        if "problem" in done:
            return done
        sold.append(done["code"])
    pytest.fail("the disk was never full")


def _everything_is_there(disk: Disk, centre: RunningCentre, sold: list[str]) -> None:
    files = open_files(settings_of(disk.folder))
    events = list(events_of(files))
    facts = [fact_of(event) for event in events]
    assert [fact.code for fact in facts if isinstance(fact, Sale)] == sold
    assert first_break(events) == 0
    reports = reports_of(centre.open)
    opening = {line.account_id: OPENING_POINTS for line in reports.balances("", 100)}
    assert list(differences([files], reports, opening)) == []
    files.close()
