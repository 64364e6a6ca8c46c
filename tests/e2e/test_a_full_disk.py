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

DISK_BYTES = RESERVED_BYTES + 16 * 1024 * 1024
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
        subprocess.run(["umount", "-l", str(folder)], check=True)  # a failed test may still hold a file


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


@pytest.mark.slow
def test_on_the_reserve_sales_returns_and_the_end_of_the_shift_go_on_and_all_else_waits(
    disk: Disk, centre: RunningCentre
) -> None:
    with peer("tests.e2e.till_process", str(disk.folder)) as till:
        till.ask("enrol", url=centre.url, code=centre.admin.make_code(STORE))
        till.ask("open")
        sold = [till.ask("sell", goods=BARCODES[:3], card=CARDS[0])["code"]]
        assert "disk_full_mode" not in till.ask("look")["said"]
        old = disk.folder / "cache.corrupt-20260101T000000.db"
        old.write_bytes(bytes(4096))
        _use_the_reserve(till, disk, sold)

        assert till.ask("look")["said"][0] == "disk_full_mode"
        assert not old.exists(), "what can be fetched again goes first"
        refused = till.ask("issue", name="Nobody Newly", phone="+79035550101")
        assert refused["problem"] == "disk_full_mode", refused
        assert "only sales, returns and the end of the shift" in refused["sentence"]
        assert "old files must go" in refused["next"]
        sold.append(till.ask("sell", goods=BARCODES[:2])["code"])
        assert "paid" in till.ask("give_back", code=sold[-1], line_id=1, qty_milli=1000)
        assert till.ask("close_shift", counted=100_000) == {"sales": len(sold), "returns": 1}

        disk.clean(till.process.pid)
        assert "disk_full_mode" not in till.ask("look")["said"], "it comes back by itself"
        assert (disk.folder / "reserve.bin").stat().st_size == RESERVED_BYTES
        till.ask("open")
        sold.append(till.ask("sell", goods=BARCODES[:1], card=CARDS[1])["code"])
        assert till.ask("exchange") == {"online": True, "waiting": 0}
    _everything_is_there(disk, centre, sold)
    alarms = centre.open.books.read(lambda desk: desk.watch.alarms())
    assert [alarm.code for alarm in alarms].count("disk_full_mode") == 1


def _use_the_reserve(till: Peer, disk: Disk, sold: list[str]) -> None:
    """Sell on a disk without room until the reserve is given up; where no small disk can be had, take it away."""
    if not disk.own:
        resource.prlimit(
            till.process.pid, resource.RLIMIT_FSIZE, (RESERVED_BYTES // 2, resource.RLIM_INFINITY)
        )
        (disk.folder / "reserve.bin").unlink()
        return
    for _ in range(MOST_SALES):
        if not (disk.folder / "reserve.bin").exists():
            return
        disk.fill(till.process.pid)
        sold.append(till.ask("sell", goods=BARCODES, card=CARDS[0])["code"])
    pytest.fail("the disk was never full")


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
