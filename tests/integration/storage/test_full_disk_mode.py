"""While the reserved space is given up only sales, returns and shifts are written; it comes back when there is room."""

import shutil
from pathlib import Path

import pytest

from loyalty_pos.core.dates import micros
from loyalty_pos.core.problems import DiskFullMode, StorageFull
from loyalty_pos.core.sale import CashMoved, Noted
from loyalty_pos.storage.reserve import Reserve
from loyalty_pos.wire.snapshot.offer import SnapshotOffer
from loyalty_pos.wiring.keeping.disk import throw_away
from tests.fakes.till_folder import NOON, Counter, a_return, a_sale

MEGABYTE = 1024 * 1024


@pytest.fixture
def full(selling: Counter) -> Counter:
    """A till that has given its reserve up."""
    selling.sell(1)
    assert selling.files.reserve.release()
    return selling


def test_sales_returns_and_audit_lines_are_written(full: Counter) -> None:
    sale = full.sell(2)
    full.record(a_return(sale))
    full.record(Noted("line_deleted", "store-1", "anna", micros(NOON)))
    totals = full.files.journal.shift_totals("shift-1")
    assert (totals.sales, totals.returns) == (2, 1)


def test_what_can_wait_is_refused_and_nothing_of_it_is_recorded(full: Counter) -> None:
    head = full.files.journal.queue().head_seq
    moved = CashMoved("shift-1", "store-1", "anna", micros(NOON), 100, "change")
    with pytest.raises(DiskFullMode):
        full.record(moved)
    with pytest.raises(DiskFullMode):
        full.record(a_sale(3), moved)
    full.files.journal.save_draft("an open receipt")
    assert (full.files.journal.queue().head_seq, full.files.journal.load_draft()) == (head, "")


def test_neither_the_cache_nor_a_new_one_takes_the_room(full: Counter) -> None:
    cursor = full.files.feed.cursor()
    with pytest.raises(StorageFull):
        full.tell_goods(("46", "Tea"))
    with pytest.raises(StorageFull):
        full.files.bootstrap.begin(SnapshotOffer(b"", "", 0))
    assert full.files.feed.cursor() == cursor


def test_with_room_everything_is_as_before(full: Counter) -> None:
    assert full.files.reserve.refill()
    full.tell_goods(("46", "Tea"))
    full.files.journal.save_draft("an open receipt")
    assert full.files.journal.load_draft() == "an open receipt"


def test_it_is_laid_in_again_only_with_room_beside_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """On a disk that is just full it must not come and go."""
    reserve = Reserve(tmp_path / "reserve.bin", MEGABYTE)
    assert reserve.refill()
    assert reserve.release()
    usage = shutil.disk_usage(tmp_path)
    for free, laid in ((9 * MEGABYTE - 1, False), (9 * MEGABYTE, True)):
        monkeypatch.setattr(
            "loyalty_pos.storage.reserve.shutil.disk_usage", lambda _, free=free: usage._replace(free=free)
        )
        assert (reserve.refill(), reserve.spent) == (laid, not laid)


def test_a_smaller_reserve_of_an_older_program_grows(tmp_path: Path) -> None:
    (tmp_path / "reserve.bin").write_bytes(bytes(1000))
    assert Reserve(tmp_path / "reserve.bin", MEGABYTE).refill()
    assert (tmp_path / "reserve.bin").stat().st_size == MEGABYTE


def test_what_is_thrown_away_is_never_a_journal(tmp_path: Path) -> None:
    folder = tmp_path / "till"
    folder.mkdir()
    (tmp_path / "logs").mkdir()
    kept = [
        "journal.db",
        "journal.corrupt-1.db",
        "journal.salvaged-1-a.db",
        "cache.db",
        "cache.db-wal",
        "vault.json",
    ]
    gone = [
        "cache.corrupt-20260101T000000.db",
        "cache.corrupt-20260101T000000.db-wal",
        "cache.before-upgrade-1.db",
    ]
    for name in (*kept, *gone):
        (folder / name).touch()
    for name in ("bug-20260101T000000.log", "somebody-elses.log"):
        (tmp_path / "logs" / name).touch()
    throw_away(folder)
    assert sorted(path.name for path in folder.iterdir()) == sorted(kept)
    assert [path.name for path in (tmp_path / "logs").iterdir()] == ["somebody-elses.log"]
