"""Files are kept in order while nobody needs the till, and what was wrong with them is told until somebody saw it."""

import threading
import time
from collections.abc import Callable, Sequence
from pathlib import Path

from loyalty_pos.core.problems import Problem, StorageBusy, StorageCorrupt, StorageFailing
from loyalty_pos.storage.vault import MemoryVault
from loyalty_pos.wiring.housekeeping import Counter, Housekeeping, Pace
from loyalty_pos.wiring.incidents import Incidents
from loyalty_pos.wiring.till import TillSettings, open_files

BRISK = Pace(quiet_s=0.05, tidy_s=0.2, check_s=3_600, look_s=0.01)
DAMAGED = StorageCorrupt(path="cache.db", kept_as="cache.db")


def until(condition: Callable[[], object]) -> None:
    """Wait for another thread, or fail."""
    end = time.monotonic() + 10
    while not condition():
        assert time.monotonic() < end, "it did not happen in time"
        time.sleep(0.01)


class Shelf:
    """Files that note when they are kept in order and by which thread."""

    def __init__(self, *problems: Problem) -> None:
        self.done: list[str] = []
        self.threads: set[str] = set()
        self.refusals: list[Exception] = []
        self._problems = problems

    def self_check(self) -> Sequence[Problem]:
        self._note("checked")
        return self._problems

    def tidy(self) -> None:
        self._note("tidied")
        if self.refusals:
            raise self.refusals.pop(0)

    def _note(self, what: str) -> None:
        self.done.append(what)
        self.threads.add(threading.current_thread().name)


class Desk:
    """A counter where somebody works or not."""

    def __init__(self) -> None:
        self.open = False
        self.sold = 0
        self.counter = Counter(lambda: self.open, lambda: self.sold)


def test_in_a_quiet_moment_files_are_tidied_again_and_again_and_checked_once_a_day() -> None:
    shelf, found = Shelf(DAMAGED), list[Problem]()
    order = Housekeeping(shelf, Desk().counter, found.extend, BRISK)
    order.start()
    until(lambda: shelf.done.count("tidied") >= 3)
    order.stop()
    assert shelf.done.count("checked") == 1
    assert found == [DAMAGED]
    assert threading.current_thread().name not in shelf.threads


def test_nothing_is_begun_while_a_receipt_is_open() -> None:
    shelf, desk = Shelf(), Desk()
    desk.open = True
    order = Housekeeping(shelf, desk.counter, lambda _: None, BRISK)
    order.start()
    time.sleep(0.3)
    assert shelf.done == []
    desk.open = False
    until(lambda: shelf.done)
    order.stop()


def test_nothing_is_begun_between_two_quick_sales() -> None:
    shelf, desk = Shelf(), Desk()
    order = Housekeeping(shelf, desk.counter, lambda _: None, Pace(0.3, 0.2, 3_600, 0.01))
    order.start()
    for _ in range(30):
        desk.sold += 1
        time.sleep(0.02)
    assert shelf.done == []
    order.stop()


def test_a_disk_that_refuses_is_told_and_a_busy_file_is_not() -> None:
    shelf, found = Shelf(), list[Problem]()
    failing = StorageFailing(path="journal.db", reason="SQLITE_IOERR")
    shelf.refusals += [StorageBusy(path="journal.db"), failing, ZeroDivisionError()]
    order = Housekeeping(shelf, Desk().counter, found.extend, BRISK)
    order.start()
    until(lambda: shelf.done.count("tidied") >= 4)
    order.stop()
    assert found == [failing]


def test_a_damaged_page_is_found_in_idle_time_and_the_incident_stays_until_it_is_seen(tmp_path: Path) -> None:
    settings = TillSettings(tmp_path, vault=MemoryVault())
    open_files(settings).close()
    cache = tmp_path / "cache.db"
    content = bytearray(cache.read_bytes())
    content[-100] ^= 0xFF
    cache.write_bytes(content)

    files, incidents = open_files(settings), Incidents(tmp_path)
    if not files.incidents:  # the first questions did not meet the page: then idle time finds it
        order = Housekeeping(files, Desk().counter, incidents.add, BRISK)
        order.start()
        until(incidents.unseen)
        order.stop()
        files.close()
        files = open_files(settings)
    files.close()

    told = Incidents(tmp_path).unseen()
    assert {problem.code for problem in told} == {"storage_corrupt"}
    assert any(isinstance(one, StorageCorrupt) and Path(one.kept_as).exists() for one in told)
    open_files(settings).close()
    assert len(Incidents(tmp_path).unseen()) == len(told), "a sound start neither adds nor hides anything"


def test_a_file_of_incidents_that_cannot_be_read_is_no_reason_not_to_sell(tmp_path: Path) -> None:
    for text in ("{not json", "[1]", '[{"code": "unheard_of"}]', '{"code": 1}'):
        (tmp_path / "incidents.json").write_text(text)
        assert Incidents(tmp_path).unseen() == ()
