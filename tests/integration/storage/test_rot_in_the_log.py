"""A bit rots in the log of a till that was not closed: what was acknowledged behind it is never forgotten in silence."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from loyalty_pos.core.problems import StorageCorrupt
from loyalty_pos.storage.pages.kept_log import bring_back_log, close_keeping_log
from tests.fakes.till_folder import Counter

FRAME = 24 + 4096
HEADER = 32


@pytest.fixture
def dead(tmp_path: Path) -> Counter:
    """A till whose plug was pulled: six sales stand in its log alone."""
    till = Counter(tmp_path / "till")
    till.open_shift()
    till.files.tidy()
    for number in range(1, 7):
        till.sell(number)
    left = tmp_path / "left"
    shutil.copytree(till.folder, left)
    till.files.close()
    shutil.rmtree(till.folder)
    left.rename(till.folder)
    return till


def log_of(till: Counter) -> Path:
    return till.folder / "journal.db-wal"


def flip(till: Counter, position: int) -> None:
    data = bytearray(log_of(till).read_bytes())
    data[position] ^= 1
    log_of(till).write_bytes(data)


def commits(till: Counter) -> list[int]:
    """Return the frames with which a transaction ends, from 0."""
    data = log_of(till).read_bytes()
    starts = range(HEADER, len(data) - FRAME + 1, FRAME)
    return [place for place, at in enumerate(starts) if any(data[at + 4 : at + 8])]


def test_a_log_as_the_plug_left_it_is_believed(dead: Counter) -> None:
    files = dead.open()
    assert (files.incidents, files.journal.queue().head_seq) == ((), 7)
    files.close()


@pytest.mark.parametrize(
    "place",
    [0, 8, 17, 26, HEADER + 2, HEADER + 9, HEADER + 20, HEADER + 24, HEADER + 3_000, HEADER + FRAME + 700],
)
def test_rot_before_other_sales_is_told_and_all_three_files_are_kept(dead: Counter, place: int) -> None:
    flip(dead, place)
    log = log_of(dead).read_bytes()
    files = dead.open()
    assert StorageCorrupt in map(type, files.incidents)
    kept = list(dead.folder.glob("journal.corrupt-*.db-wal"))
    assert [path.read_bytes() for path in kept] == [log]
    files.close()


@pytest.mark.parametrize("cut", [lambda size: size - 1, lambda size: size - FRAME, lambda _size: HEADER + 5])
def test_a_log_that_ends_early_is_what_a_power_cut_leaves(dead: Counter, cut: Callable[[int], int]) -> None:
    data = log_of(dead).read_bytes()
    log_of(dead).write_bytes(data[: cut(len(data))])
    files = dead.open()
    assert files.incidents == ()
    files.close()


def test_a_torn_last_transaction_is_what_a_power_cut_leaves(dead: Counter) -> None:
    first = commits(dead)[-2] + 1
    flip(dead, HEADER + first * FRAME + 24 + 100)
    files = dead.open()
    assert (files.incidents, files.journal.queue().head_seq) == ((), 6)
    files.close()


class Forgetful:
    """A connection that deletes the log when it closes, as SQLite does where it could not open the log's index."""

    def __init__(self, log: Path) -> None:
        self._log = log

    def close(self) -> None:
        self._log.unlink()


@pytest.mark.parametrize("second_names", [True, False], ids=["", "no second names on this disk"])
def test_a_connection_that_failed_takes_no_log_with_it(
    dead: Counter, monkeypatch: pytest.MonkeyPatch, *, second_names: bool
) -> None:
    def refused(*_: object) -> None:
        raise PermissionError

    if not second_names:
        monkeypatch.setattr("os.link", refused)
    close_keeping_log(Forgetful(log_of(dead)), dead.folder / "journal.db")
    files = dead.open()
    assert (files.incidents, files.journal.queue().head_seq) == ((), 7)
    files.close()
    assert not list(dead.folder.glob("*.kept"))


def test_a_second_name_that_was_left_behind_goes_where_the_log_is(dead: Counter) -> None:
    """The log went on under its own name: the other one must never come back."""
    kept = dead.folder / "journal.db-wal.kept"
    shutil.copyfile(log_of(dead), kept)
    bring_back_log(dead.folder / "journal.db")
    assert not kept.exists()


def test_a_log_of_another_till_is_put_out_of_the_way_and_told(dead: Counter, tmp_path: Path) -> None:
    """SQLite would believe it, and write it over our pages."""
    other = Counter(tmp_path / "other")
    other.open_shift()
    other.sell(1)
    files = dead.open()
    files.close()
    shutil.copyfile(other.folder / "journal.db-wal", log_of(dead))
    files = dead.open()
    assert files.journal.queue().head_seq == 7
    [told] = files.incidents
    assert isinstance(told, StorageCorrupt)
    assert Path(told.kept_as).read_bytes() == (other.folder / "journal.db-wal").read_bytes()
    for one in (files, other.files):
        one.close()


def test_an_older_round_behind_the_newest_is_no_damage(dead: Counter) -> None:
    """The log is written over from its start: behind the end of the new round stand whole transactions of the old one."""
    dead.files = dead.open()
    for number in range(7, 13):
        dead.sell(number)
    dead.files.journal_file._writer.execute("PRAGMA wal_checkpoint(RESTART)").fetchall()
    dead.sell(13)
    data = log_of(dead).read_bytes()
    assert len(data) > HEADER + 12 * FRAME
    assert data[HEADER + 8 : HEADER + 16] != data[-FRAME + 8 : -FRAME + 16], "two rounds"
    copy = dead.folder.with_name("copy")
    shutil.copytree(dead.folder, copy)
    dead.files.close()
    dead.folder = copy
    files = dead.open()
    assert (files.incidents, files.journal.queue().head_seq) == ((), 14)
    files.close()
