"""The owner copies the centre's books every night, and one day needs them: a copy counts only when it was opened."""

import json
import shutil
import threading
from collections.abc import Iterator
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from loyalty_pos.centre.daily.backup_age import LATE_US, look_at_backups
from loyalty_pos.core.sale import TenderKind
from loyalty_pos.storage.instance_lock import InstanceLock
from loyalty_pos.wire.rows import LAST_BACKUP
from loyalty_pos.wiring.backups import second
from loyalty_pos.wiring.centre import CentreSettings, RunningCentre, start_centre
from loyalty_pos.wiring.folders import folders_at
from loyalty_pos.wiring.intake import reports_of
from loyalty_pos.wiring.till import Till, TillSettings, enrol, open_shop_till
from tests.e2e.corner import BARCODES, CARDS, PIN, STORE, fill_shop
from tests.integration.cli.conftest import Ask

PHRASE = "tea at the corner"


class Shop:
    """A centre that runs, and a till that sells."""

    def __init__(self, folder: Path) -> None:
        self.folders = folders_at(folder)
        fill_shop(folder).close()
        self.centre: RunningCentre = start_centre(CentreSettings(self.folders.centre))
        settings = TillSettings(self.folders.till, language="en")
        enrol(settings, self.centre.url, self.centre.admin.make_code(STORE))
        self.till: Till = open_shop_till(settings)
        self.till.staff.log_in(PIN)
        self.till.shift.open(0)

    def sell(self, number: int = 0) -> None:
        self.till.register.scan(BARCODES[number])
        self.till.register.scan(CARDS[number])
        self.till.register.pay_exact(TenderKind.CASH)
        self.bring()

    @property
    def events(self) -> int:
        return self.till.world.journal.queue().head_seq

    def bring(self) -> None:
        """Exchange everything; a centre that knows less than it once did is noticed by one word, and told by the next."""
        for _ in range(3):
            self.till.sync_once()
        assert (self.till.sync_once().problem, self.till.world.journal.queue().waiting) == (None, 0)

    def restart(self) -> None:
        port = self.centre.port
        self.centre.stop()
        self.centre = start_centre(CentreSettings(self.folders.centre, port=port))


@pytest.fixture
def shop(tmp_path: Path) -> Iterator[Shop]:
    shop = Shop(tmp_path)
    yield shop
    shop.till.close()
    shop.centre.stop()


@pytest.fixture
def shelf(tmp_path: Path) -> Path:
    return tmp_path / "shelf"


@pytest.fixture
def phrase(tmp_path: Path) -> Path:
    path = tmp_path / "phrase.txt"
    path.write_text(f"{PHRASE}\n", "utf-8")
    return path


def answer(ask: Ask, *words: object) -> dict[str, Any]:
    said = ask("backup", *words, "--json")
    assert said.code == 0, said.err
    facts: dict[str, Any] = json.loads(said.out)
    return facts


def test_a_copy_taken_while_the_centre_serves_is_proven_and_listed(ask: Ask, shop: Shop, shelf: Path) -> None:
    shop.sell()
    stop = threading.Event()

    def change_prices() -> None:
        while not stop.is_set():
            shop.centre.admin.set_setting("shop_name", "Tea")

    writing = threading.Thread(target=change_prices)
    writing.start()
    try:
        taken = answer(ask, "take", shelf)
    finally:
        stop.set()
        writing.join()
    assert (taken["events"], taken["accounts"], taken["has_keys"]) == (shop.events, len(CARDS), False)
    assert answer(ask, "check", taken["path"]) == {k: v for k, v in taken.items() if k != "deleted"}
    assert [one["path"] for one in answer(ask, "list", shelf)["backups"]] == [taken["path"]]
    assert [path.name for path in shelf.iterdir()] == [Path(taken["path"]).name]


def test_what_a_killed_backup_left_behind_goes_with_the_next_one(ask: Ask, shop: Shop, shelf: Path) -> None:
    shop.sell(0)
    dead, alive = shelf / ".taking-dead", shelf / ".taking-alive"
    for left in (dead, alive):
        left.mkdir(parents=True)
        (left / "copy.db").write_bytes(b"members")
    at_work = InstanceLock(alive / "held")
    answer(ask, "take", shelf)
    assert (dead.exists(), alive.exists()) == (False, True)
    at_work.release()
    answer(ask, "take", shelf)
    assert not alive.exists()


def test_the_centre_of_yesterday_is_put_back_and_the_tills_bring_today(
    ask: Ask, shop: Shop, shelf: Path
) -> None:
    shop.sell(0)
    taken = answer(ask, "take", shelf)
    shop.sell(1)
    port = shop.centre.port
    shop.centre.stop()
    restored = answer(ask, "restore", taken["path"])
    kept = Path(restored["kept"])
    assert (kept / "centre.db").exists()
    shop.centre = start_centre(CentreSettings(shop.folders.centre, port=port))
    shop.bring()
    told = json.loads(ask("verify", "--json").out)
    assert told["whole"]
    assert [stream["events"] for stream in told["streams"]] == [told["till"]["events"]]


def test_the_keys_go_along_under_a_passphrase_and_open_the_books_on_a_new_machine(
    ask: Ask, shop: Shop, shelf: Path, phrase: Path, tmp_path: Path
) -> None:
    shop.sell()
    taken = answer(ask, "take", shelf, "--passphrase-file", phrase)
    assert taken["has_keys"]
    assert b'"centre.db"' not in Path(taken["path"]).read_bytes(), "no key lies there in clear"
    new = tmp_path / "new machine"
    bare = ask("backup", "restore", taken["path"], data=new)
    assert (bare.code, bare.err.count("\n")) == (2, 1)
    assert not (new / "centre" / "centre.db").exists()
    wrong = tmp_path / "wrong.txt"
    wrong.write_text("coffee at the corner", "utf-8")
    refused = ask("backup", "restore", taken["path"], "--passphrase-file", wrong, data=new)
    assert "passphrase" in refused.err
    done = ask("backup", "restore", taken["path"], "--passphrase-file", phrase, data=new)
    assert done.code == 0, done.err
    assert json.loads(ask("verify", "--json", data=new).out)["streams"][0]["events"] == shop.events


def test_books_that_are_open_are_not_replaced(ask: Ask, shop: Shop, shelf: Path) -> None:
    taken = answer(ask, "take", shelf)
    shop.sell()
    refused = ask("backup", "restore", taken["path"])
    assert (refused.code, refused.err.count("\n")) == (2, 1)
    assert "Stop it first" in refused.err
    assert ask("backup", "restore", taken["path"], lang="ru").err != refused.err
    shop.restart()
    assert json.loads(ask("verify", "--json").out)["streams"][0]["events"] == shop.events


@pytest.mark.usefixtures("shop")
def test_what_is_damaged_or_no_backup_at_all_is_refused_and_nothing_is_touched(
    ask: Ask, shelf: Path, tmp_path: Path
) -> None:
    taken = Path(answer(ask, "take", shelf)["path"])
    whole = taken.read_bytes()
    books = (tmp_path / "centre" / "centre.keys").read_bytes()
    for place in range(2_000, len(whole), len(whole) // 12):
        taken.write_bytes(whole[:place] + bytes([whole[place] ^ 1]) + whole[place + 1 :])
        assert ask("backup", "check", taken).code == 2
    taken.write_bytes(whole[: len(whole) // 2])
    assert "not a backup" in ask("backup", "check", taken).err
    assert "not a backup" in ask("backup", "check", tmp_path / "centre" / "centre.keys").err
    assert ask("backup", "check", shelf / "nowhere").code == 2
    assert (tmp_path / "centre" / "centre.keys").read_bytes() == books


@pytest.mark.usefixtures("shop")
def test_a_backup_of_another_centre_is_not_taken_for_ours(ask: Ask, shelf: Path, tmp_path: Path) -> None:
    taken = answer(ask, "take", shelf)
    other = tmp_path / "other"
    fill_shop(other).close()
    assert "other keys" in ask("backup", "restore", taken["path"], data=other).err


def test_a_backup_that_did_not_come_is_an_alarm_and_tills_know_of_the_newest(
    ask: Ask, shop: Shop, shelf: Path
) -> None:
    books, clock = shop.centre.open.books, 4_000_000_000_000_000
    assert not look_at_backups(books, clock), "nobody makes backups here, so none is late"
    taken = answer(ask, "take", shelf)
    shop.bring()
    assert shop.till.world.settings.get(LAST_BACKUP) == str(taken["taken_us"])
    assert not look_at_backups(books, taken["taken_us"] + LATE_US)
    for _ in range(2):
        assert look_at_backups(books, taken["taken_us"] + LATE_US + 1)
    alarms = books.read(lambda desk: desk.watch.alarms())
    assert [(one.code, one.subject) for one in alarms] == [("backup_late", "26 h")]


@pytest.mark.usefixtures("shop")
def test_only_the_newest_are_kept_where_somebody_says_so(ask: Ask, shelf: Path) -> None:
    first = Path(answer(ask, "take", shelf)["path"])
    for day in range(1, 4):
        shutil.copy(first, first.with_name(f"centre-2020010{day}-000000{first.suffix}"))
    taken = answer(ask, "take", shelf, "--keep", 2)
    assert len(taken["deleted"]) == 3
    assert {path.name for path in shelf.iterdir()} == {first.name, Path(taken["path"]).name}


def test_a_short_passphrase_and_a_folder_without_books_have_a_next_step(ask: Ask, tmp_path: Path) -> None:
    assert "pg_dump" in ask("backup", "take", tmp_path / "shelf").err
    fill_shop(tmp_path).close()
    short = tmp_path / "short.txt"
    short.write_text("tea", "utf-8")
    assert "12" in ask("backup", "take", tmp_path / "shelf", "--passphrase-file", short).err
    short.write_text("\n", "utf-8")
    assert ask("backup", "take", tmp_path / "shelf", "--passphrase-file", short).code == 2
    assert ask("backup", "list", tmp_path / "nowhere").code == 2, "a mistyped folder is not an empty one"


# --- a second medium --------------------------------------------------------------------------------------


@pytest.fixture
def stick(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a folder on a disk of its own."""
    folder = tmp_path / "stick"
    folder.mkdir()
    monkeypatch.setattr(second, "is_same_disk", lambda one, _other: one != folder)
    return folder


def test_the_copy_on_the_second_medium_alone_brings_the_books_back_on_a_new_machine(
    ask: Ask, shop: Shop, stick: Path, phrase: Path, tmp_path: Path
) -> None:
    """The drill of a fire: machine, disk and shelf are gone."""
    shelf = tmp_path / "shelf"
    shop.sell()
    taken = answer(ask, "take", shelf, "--second", stick, "--passphrase-file", phrase)
    assert (taken["second"], taken["second_trouble"]) == (str(stick), "")
    shutil.rmtree(shelf)

    (copy,) = answer(ask, "list", stick)["backups"]
    assert [path.name for path in stick.iterdir()] == [Path(copy["path"]).name]
    new = tmp_path / "new machine"
    assert ask("backup", "check", copy["path"], "--passphrase-file", phrase, data=new).code == 0
    done = ask("backup", "restore", copy["path"], "--passphrase-file", phrase, data=new)
    assert done.code == 0, done.err
    assert json.loads(ask("verify", "--json", data=new).out)["streams"][0]["events"] == shop.events


def test_each_medium_keeps_as_many_as_are_wanted(ask: Ask, shop: Shop, shelf: Path, stick: Path) -> None:
    shop.sell()
    for _ in range(3):
        answer(ask, "take", shelf, "--second", stick, "--keep", 2)
    assert [path.name for path in sorted(stick.iterdir())] == [path.name for path in sorted(shelf.iterdir())]
    assert len(list(stick.iterdir())) == 2


def test_a_medium_that_is_away_spoils_no_backup_and_is_told(
    ask: Ask, shop: Shop, shelf: Path, stick: Path
) -> None:
    stick.rmdir()
    said = ask("backup", "take", shelf, "--second", stick)
    assert said.code == 1
    assert "is not there" in said.out
    assert not stick.exists(), "a folder in its place would be one on the first disk"
    assert len(answer(ask, "list", shelf)["backups"]) == 1
    alarms = [one for one in reports_of(shop.centre.open).overview().alarms if one.code == "backup_second"]
    assert [one.subject for one in alarms] == [f"away {stick}"]


@pytest.mark.usefixtures("shop")
def test_a_medium_on_the_same_disk_is_no_second_one(ask: Ask, shelf: Path, tmp_path: Path) -> None:
    """A stick that was pulled out leaves its empty folder behind."""
    (tmp_path / "pulled").mkdir()
    said = ask("backup", "take", shelf, "--second", tmp_path / "pulled")
    assert (said.code, "on the disk of the books" in said.out) == (1, True)


@pytest.mark.usefixtures("shop")
def test_what_a_failing_medium_gives_back_does_not_count(
    ask: Ask, shelf: Path, stick: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = shutil.copyfileobj

    def one_bit_turned(source: Any, copy: Any) -> None:
        real(source, copy)
        copy.seek(5_000)
        copy.write(b"\xff\x00\xff")

    with monkeypatch.context() as failing:
        failing.setattr(second, "shutil", SimpleNamespace(copyfileobj=one_bit_turned))
        said = ask("backup", "take", shelf, "--second", stick)
    assert (said.code, "that medium is failing" in said.out) == (1, True)
    assert list(stick.iterdir()) == []
    assert answer(ask, "take", shelf, "--second", stick)["second_trouble"] == ""
