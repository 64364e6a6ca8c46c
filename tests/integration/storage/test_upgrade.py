"""Files of every released version open in this one, and a copy of the old file is kept."""

import os
import shutil
from pathlib import Path

import pytest

from loyalty_pos.storage.database import FileKind, connect, open_database
from loyalty_pos.storage.journal.print_jobs import JobText, PrintJobs
from loyalty_pos.storage.kinds import CACHE, JOURNAL
from loyalty_pos.storage.upgrade import baseline_of, keep_copy, migrate, upgrade
from loyalty_pos.storage.vault import FileVault
from loyalty_pos.wire.chain import first_break
from tests.fakes.till_folder import Counter

OLD = Path(__file__).parents[2] / "old_databases"
KINDS = pytest.mark.parametrize("kind", [JOURNAL, CACHE], ids=lambda kind: kind.name)


@pytest.fixture
def old_till(tmp_path: Path) -> Counter:
    """A till whose journal was written by schema version 1: one shift, three sales, one return."""
    folder = tmp_path / "till"
    folder.mkdir()
    shutil.copy2(OLD / "journal-v1.db", folder / "journal.db")
    shutil.copy2(OLD / "vault-v1.json", folder / "vault.json")
    return Counter(folder, FileVault(folder / "vault.json"))


@KINDS
def test_a_new_file_is_what_the_migrations_make(kind: FileKind) -> None:
    assert (kind.migrations / "baseline.sql").read_text(encoding="utf-8") == baseline_of(kind)


@KINDS
def test_the_number_of_the_last_migration_is_the_version(kind: FileKind) -> None:
    numbers = sorted(path.name[:4] for path in (kind.migrations / "versions").glob("[0-9]*.py"))
    assert numbers == [f"{number:04}" for number in range(1, kind.version + 1)]


def test_an_old_journal_opens_with_all_that_was_sold(old_till: Counter) -> None:
    files = old_till.files
    assert files.incidents == ()
    events = files.outbox.batch(from_seq=1)
    assert [event.kind for event in events] == ["shift_opened", "sale", "sale", "sale", "return"]
    assert first_break(events) == 0
    assert files.journal.shift_totals("shift-1").cash_in_drawer_minor == 100_000 + 30_000 - 5_000
    old_till.sell(4)
    assert files.journal.queue().head_seq == 6
    files.close()


def test_the_old_file_is_kept_beside_the_new_one(old_till: Counter) -> None:
    old_till.files.close()
    copy = old_till.folder / "journal.before-upgrade-1.db"
    assert copy.read_bytes() == (OLD / "journal-v1.db").read_bytes()
    key = old_till.vault.get("journal-key")
    assert key is not None
    connection = connect(old_till.folder / "journal.db", key)
    assert connection.execute("PRAGMA user_version").fetchone() == (JOURNAL.version,)
    connection.close()


def test_a_second_start_upgrades_nothing(old_till: Counter) -> None:
    old_till.restart().close()
    assert len(list(old_till.folder.glob("journal.before-upgrade-*.db"))) == 1


def test_copies_are_never_written_over(tmp_path: Path) -> None:
    path = tmp_path / "journal.db"
    path.write_bytes(b"one")
    first = keep_copy(path)
    path.write_bytes(b"two")
    assert keep_copy(path) != first
    assert first.read_bytes() == b"one"


def test_the_copy_is_on_the_disk_before_the_file_is_changed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A power cut in the middle of a migration must find the copy whole: its bytes are synced, and then its name."""
    synced: list[int] = []
    real = os.fsync

    def watched(handle: int) -> None:
        real(handle)
        synced.append(os.fstat(handle).st_ino)

    monkeypatch.setattr(os, "fsync", watched)
    path = tmp_path / "journal.db"
    for suffix in ("", "-wal"):
        path.with_name(path.name + suffix).write_bytes(b"one")
    copy = keep_copy(path)
    names = [copy, copy.with_name(copy.name + "-wal"), tmp_path]
    assert synced == [name.stat().st_ino for name in names if os.name != "nt" or name.is_file()]


def test_an_upgrade_that_breaks_off_leaves_the_old_version(tmp_path: Path) -> None:
    key = "ab" * 48
    path = tmp_path / "journal.db"
    connection = connect(path, key)
    migrate(connection, JOURNAL, to_version=1)
    connection.execute("CREATE TABLE print_job (already INTEGER) STRICT")  # so that version 2 cannot be made
    connection.close()
    with pytest.raises(Exception, match="print_job"):
        upgrade(path, key, JOURNAL)
    connection = connect(path, key)
    assert connection.execute("PRAGMA user_version").fetchone() == (1,)
    assert connection.execute("SELECT version_num FROM alembic_version").fetchall() == [("0001",)]
    connection.close()


def test_receipts_that_wait_for_paper_survive_a_restart(counter: Counter) -> None:
    text: JobText[tuple[int, str]] = JobText(
        number=lambda job: job[0],
        write=lambda job: f"{job[0]} {job[1]}",
        read=lambda line: (int(line[0]), line[2:]),
    )
    jobs = PrintJobs(counter.files.journal_file, text)
    jobs.save((2, "waiting"))
    jobs.save((1, "waiting"))
    jobs.save((1, "sending"))
    counter.restart()
    jobs = PrintJobs(counter.files.journal_file, text)
    assert jobs.load() == [(1, "sending"), (2, "waiting")]
    jobs.remove(1)
    assert jobs.load() == [(2, "waiting")]


def test_a_current_file_opens_without_the_upgrade(tmp_path: Path) -> None:
    def no_upgrade(_path: Path, _key: str, _kind: FileKind) -> None:
        pytest.fail("a current file needs no upgrade")

    for _ in range(2):
        open_database(tmp_path / "journal.db", "ab" * 48, JOURNAL, no_upgrade).close()
