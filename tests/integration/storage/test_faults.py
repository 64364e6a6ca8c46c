"""What may happen to files: each gets its own refusal, nothing that was acknowledged is lost, selling goes on."""

import re
import shutil
import signal
import subprocess
import sys
import threading
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import pytest
from sqlcipher3 import dbapi2

from loyalty_pos.core.problems import (
    StorageBusy,
    StorageCorrupt,
    StorageFailing,
    StorageForeign,
    StorageFull,
    StorageNewer,
)
from loyalty_pos.core.programme.combined import read_together
from loyalty_pos.storage.database import Connection, connect
from loyalty_pos.storage.kinds import JOURNAL
from loyalty_pos.storage.reserve import Reserve
from loyalty_pos.storage.sealing import Sealing
from loyalty_pos.storage.till_files import Loaders, open_till
from loyalty_pos.storage.upgrade import upgrade
from loyalty_pos.storage.vault import FileVault, MemoryVault
from loyalty_pos.wire.chain import first_break
from tests.fakes.till_folder import Counter, a_sale

PAGE = 4096
CACHE_PAGE = 1024


def journal_of(till: Counter) -> Path:
    return till.folder / "journal.db"


def raw(till: Counter) -> Connection:
    """Open the journal behind the program's back."""
    key = till.vault.get("journal-key")
    assert key is not None
    return connect(journal_of(till), key)


def flip(path: Path, position: int) -> None:
    data = bytearray(path.read_bytes())
    data[position] ^= 0x10
    path.write_bytes(data)


# --- settings that durability stands on ---------------------------------------------------------------


def test_the_journal_is_as_durable_as_it_promises(counter: Counter) -> None:
    with counter.files.journal_file.writing() as connection:
        read = {
            pragma: connection.execute(f"PRAGMA {pragma}").fetchone()[0]
            for pragma in ("synchronous", "journal_mode", "foreign_keys", "trusted_schema", "cell_size_check")
        }
    assert read == {
        "synchronous": 2,
        "journal_mode": "wal",
        "foreign_keys": 1,
        "trusted_schema": 0,
        "cell_size_check": 1,
    }


def test_a_reading_connection_cannot_write(counter: Counter) -> None:
    with pytest.raises(StorageFailing):
        counter.files.journal_file.new_reader().rows("DELETE FROM event")


# --- who else has the file ----------------------------------------------------------------------------


def test_a_second_till_program_on_the_same_folder_is_refused(counter: Counter) -> None:
    with pytest.raises(StorageBusy):
        counter.open()
    counter.open_shift()
    counter.sell(1)
    assert counter.files.journal.queue().head_seq == 2


def test_a_file_held_by_another_program_is_busy_and_the_sale_can_be_paid_again(
    selling: Counter, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("loyalty_pos.storage.database._BUSY_WAIT_S", 0.05)
    selling.restart()
    other = raw(selling)
    other.execute("BEGIN IMMEDIATE")
    with pytest.raises(StorageBusy):
        selling.sell()
    other.execute("ROLLBACK")
    other.close()
    selling.sell()
    assert selling.files.journal.shift_totals("shift-1").sales == 1


# --- foreign and newer files --------------------------------------------------------------------------


def untouched(path: Path, act: Callable[[], object]) -> bool:
    before = path.read_bytes()
    act()
    return path.read_bytes() == before


@pytest.mark.parametrize("key", [None, "ab" * 48], ids=["an empty vault", "another till's vault"])
def test_a_journal_whose_key_is_not_here_is_refused_untouched(selling: Counter, key: str | None) -> None:
    selling.files.close()
    selling.vault = MemoryVault()
    if key:
        selling.vault.put("journal-key", key)

    def start() -> None:
        with pytest.raises(StorageForeign):
            selling.open()

    assert untouched(journal_of(selling), start)
    assert selling.vault.get("journal-key") == key


def test_a_folder_that_cannot_be_made_is_a_refusal(counter: Counter) -> None:
    blocked = counter.folder / "file"
    blocked.write_bytes(b"")
    with pytest.raises(StorageFailing):
        open_till(blocked / "till", counter.vault, Loaders(counter.clock, read_together, upgrade, Sealing))


@pytest.mark.parametrize("content", [b"SQLite format 3\0" + bytes(8176), b"name;price\n" * 500, b"x"])
def test_a_file_that_is_no_journal_is_refused_untouched(counter: Counter, content: bytes) -> None:
    counter.files.close()
    for path in counter.folder.glob("journal.db*"):
        path.unlink()
    journal_of(counter).write_bytes(content)

    def start() -> None:
        with pytest.raises(StorageForeign):
            counter.open()

    assert untouched(journal_of(counter), start)


def test_a_journal_whose_first_sector_never_reached_the_disk_needs_nobody(counter: Counter) -> None:
    """The plug was pulled in the very first start: what is there is set aside, and a new journal begun."""
    counter.files.close()
    data = journal_of(counter).read_bytes()[:PAGE]
    for path in counter.folder.glob("journal.db*"):
        path.unlink()
    journal_of(counter).write_bytes(bytes(512) + data[512:])
    counter.files = counter.open()
    assert [type(problem) for problem in counter.files.incidents] == [StorageCorrupt]
    counter.open_shift()


def test_our_own_file_of_another_kind_is_refused(counter: Counter) -> None:
    counter.files.close()
    connection = raw(counter)
    connection.execute("PRAGMA application_id = 7")
    connection.close()
    with pytest.raises(StorageForeign):
        counter.open()


def test_a_journal_of_a_newer_program_is_refused_kindly(counter: Counter) -> None:
    counter.files.close()
    connection = raw(counter)
    connection.execute("PRAGMA user_version = 99")
    connection.close()
    with pytest.raises(StorageNewer) as refused:
        counter.open()
    assert (refused.value.found, refused.value.known) == (99, JOURNAL.version)


# --- damage -------------------------------------------------------------------------------------------


@pytest.mark.parametrize("page", range(1, 8))
def test_a_flipped_bit_in_the_journal_is_noticed_and_never_changes_a_sale(
    selling: Counter, page: int
) -> None:
    sales = [selling.sell(number) for number in range(1, 8)]
    agent = selling.files.identity.place().agent_id
    first_life = selling.files.identity.incarnation
    selling.files.tidy()
    selling.files.close()
    flip(journal_of(selling), (page - 1) * PAGE + 100)

    selling.files = selling.open()

    damaged = selling.files.incidents or selling.files.self_check()
    assert list(map(type, damaged)) == [StorageCorrupt]
    selling.files.close()
    selling.files = selling.open()  # what was only marked is replaced now
    kept = list(selling.folder.glob("journal.corrupt-*.db"))
    assert len(kept) == 1
    assert kept[0].stat().st_size >= PAGE * 7
    assert selling.files.identity.incarnation != first_life
    assert selling.files.identity.place().agent_id == agent
    selling.open_shift()
    assert selling.record(sales[0])[0].seq == 2


def test_a_flipped_bit_in_the_salt_harms_nothing(selling: Counter) -> None:
    sale = selling.sell()
    selling.files.close()
    flip(journal_of(selling), 3)
    selling.files = selling.open()
    assert selling.files.journal.sale_by_code("code-1") == sale


def test_an_event_changed_behind_our_back_is_noticed_at_the_next_start(selling: Counter) -> None:
    selling.sell(1)
    selling.sell(2)
    selling.files.close()
    connection = raw(selling)
    connection.execute("UPDATE event SET body = replace(body, '10000', '10001') WHERE seq = 2")
    connection.close()
    selling.files = selling.open()
    assert [type(problem) for problem in selling.files.incidents] == [StorageCorrupt]
    assert len(list(selling.folder.glob("journal.corrupt-*"))) >= 1


def test_a_damaged_cache_is_set_aside_and_fetched_again_while_selling_goes_on(selling: Counter) -> None:
    selling.tell_goods(("46", "Tea"))
    selling.sell(1)
    life = selling.files.identity.incarnation
    selling.files.close()
    flip(selling.folder / "cache.db", 100)

    selling.files = selling.open()

    [incident] = selling.files.incidents
    assert isinstance(incident, StorageCorrupt)
    assert Path(incident.kept_as).name == "cache.corrupt-20261122T090000.db"
    assert Path(incident.kept_as).exists()
    assert selling.files.feed.cursor() == ""
    assert selling.files.goods.by_barcode("4646") is None
    assert selling.files.identity.incarnation == life
    selling.sell(2)


def test_a_cache_with_damage_inside_is_replaced_at_the_next_start(counter: Counter) -> None:
    counter.tell_goods(*((str(number), "Tea " * 50) for number in range(300)))
    counter.files.tidy()
    counter.files.close()
    size = (counter.folder / "cache.db").stat().st_size
    flip(counter.folder / "cache.db", size - CACHE_PAGE + 200)
    counter.files = counter.open()
    assert counter.files.incidents == ()
    assert [type(problem) for problem in counter.files.self_check()] == [StorageCorrupt]
    counter.restart()
    assert list(map(type, counter.files.incidents)) == [StorageCorrupt]
    assert counter.files.self_check() == ()


def test_two_damaged_files_in_one_second_are_both_kept(counter: Counter) -> None:
    for _ in range(2):
        counter.files.close()
        flip(counter.folder / "cache.db", 100)
        counter.files = counter.open()
    assert len(list(counter.folder.glob("cache.corrupt-*.db"))) == 2


def test_sound_files_have_nothing_to_report(selling: Counter) -> None:
    selling.sell()
    assert selling.files.incidents == ()
    assert selling.files.self_check() == ()


# --- a full disk --------------------------------------------------------------------------------------


def fill(till: Counter) -> None:
    """No page more than there is: what a full disk looks like from inside."""
    till.files.tidy()
    with till.files.journal_file.writing() as connection:
        pages = connection.execute("PRAGMA page_count").fetchone()[0]
        connection.execute(f"PRAGMA max_page_count = {pages}")


def sell_until_full(till: Counter) -> int:
    for number in range(1, 2_000):
        try:
            till.sell(number)
        except StorageFull:
            return number - 1
    pytest.fail("the disk is never full")


def test_on_a_full_disk_the_sale_is_refused_whole_and_what_was_sold_stays(selling: Counter) -> None:
    fill(selling)
    sold = sell_until_full(selling)
    assert selling.files.reserve.spent
    assert selling.files.journal.shift_totals("shift-1").sales == sold
    selling.restart()
    assert selling.files.incidents == ()
    events = selling.files.outbox.batch(from_seq=1, max_events=5_000, max_bytes=10**9)
    assert len(events) == sold + 1
    assert first_break(events) == 0
    selling.sell(sold + 1)
    assert selling.files.journal.shift_totals("shift-1").sales == sold + 1


def test_the_reserved_space_is_given_up_once(tmp_path: Path) -> None:
    reserve = Reserve(tmp_path / "reserve.bin", 1024 * 1024)
    assert reserve.refill()
    assert (tmp_path / "reserve.bin").stat().st_size == 1024 * 1024
    assert reserve.release()
    assert reserve.spent
    assert not reserve.release()
    assert reserve.refill()
    assert not reserve.spent


def test_without_room_there_is_no_reserve_and_no_rest_of_one(tmp_path: Path) -> None:
    reserve = Reserve(tmp_path / "missing" / "reserve.bin")
    assert not reserve.refill()
    assert reserve.spent


# --- a commit that fails ------------------------------------------------------------------------------


class FailingCommit:
    """The driver's connection with a disk that fails once, at the commit: before or after the data was safe."""

    def __init__(self, connection: Connection, *, durable: bool) -> None:
        self._connection = connection
        self._durable = durable
        self.failed = 0

    @property
    def in_transaction(self) -> bool:
        return self._connection.in_transaction

    def execute(self, sql: str, parameters: Sequence[object] = ()) -> Any:
        if sql == "COMMIT" and not self.failed:
            self.failed += 1
            if self._durable:
                self._connection.execute(sql)
            error = dbapi2.OperationalError("disk I/O error")
            error.sqlite_errorcode = 1034
            error.sqlite_errorname = "SQLITE_IOERR_FSYNC"
            raise error
        return self._connection.execute(sql, parameters)

    def executemany(self, sql: str, rows: Sequence[Sequence[object]]) -> Any:
        return self._connection.executemany(sql, rows)

    def close(self) -> None:
        self._connection.close()


@pytest.mark.parametrize("durable", [False, True], ids=["nothing was written", "it was on disk all the same"])
@pytest.mark.parametrize("plug", [False, True], ids=["paid again", "restarted, then paid again"])
def test_a_sale_whose_commit_failed_is_paid_again_and_is_one_sale(
    selling: Counter, *, durable: bool, plug: bool
) -> None:
    disk = FailingCommit(selling.files.journal_file._writer, durable=durable)
    selling.files.journal_file._writer = disk
    with pytest.raises(StorageFailing):
        selling.sell(1)
    assert disk.failed == 1
    if plug:
        selling.restart()

    again = selling.record(a_sale(1))

    assert [event.seq for event in again] == [2]
    assert selling.files.journal.shift_totals("shift-1").sales == 1
    selling.sell(2)
    events = selling.files.outbox.batch(from_seq=1)
    assert [event.kind for event in events] == ["shift_opened", "sale", "sale"]
    assert first_break(events) == 0


# --- the plug -----------------------------------------------------------------------------------------


def test_a_till_killed_while_writing_keeps_all_that_it_acknowledged(tmp_path: Path) -> None:
    for cycle in range(3):
        acknowledged = _killed_while_selling(tmp_path, after=20 + 17 * cycle)
        till = Counter(tmp_path / "till", FileVault(tmp_path / "vault.json"))
        events = till.files.outbox.batch(10**6, 10**9, from_seq=1)
        till.files.close()
        sales = sum(event.kind == "sale" for event in events)
        assert acknowledged <= sales <= acknowledged + 1
        assert (first_break(events), till.files.incidents) == (0, ())


_WRITER = str(Path(__file__).with_name("selling_without_end.py"))


def _killed_while_selling(folder: Path, after: int) -> int:
    """Start a till that sells without end, kill it after so many sales, and return how many it acknowledged in all."""
    with subprocess.Popen([sys.executable, _WRITER, str(folder)], stdout=subprocess.PIPE, text=True) as till:
        assert till.stdout is not None
        last = 0
        for line in till.stdout:
            last = int(line)
            if (after := after - 1) == 0:
                till.send_signal(signal.SIGKILL)
        return last


# --- several at once ----------------------------------------------------------------------------------


def test_two_threads_record_one_after_the_other(selling: Counter) -> None:
    def sell(start: int) -> None:
        for number in range(start, start + 20):
            selling.record(a_sale(number))

    threads = [threading.Thread(target=sell, args=(start,)) for start in (100, 200, 300)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    events = selling.files.outbox.batch(from_seq=1, max_bytes=10**9)
    assert [event.seq for event in events] == list(range(1, 62))
    assert first_break(events) == 0


def test_a_copy_of_the_folder_opens_like_the_original(selling: Counter) -> None:
    sale = selling.sell()
    selling.files.close()
    copy = selling.folder.with_name("copy")
    shutil.copytree(selling.folder, copy)
    selling.folder = copy
    selling.files = selling.open()
    assert selling.files.journal.sale_by_code("code-1") == sale
    assert re.fullmatch(r"[0-9a-f]{16}", selling.files.identity.incarnation)
