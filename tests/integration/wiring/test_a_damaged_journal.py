"""A till whose journal is damaged sells on at once; what can be read arrives at the centre, holes are filled or named."""

import random
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from loyalty_pos.core.problems import JournalSalvaged
from loyalty_pos.core.sale import Sale, TenderKind
from loyalty_pos.storage.database import connect
from loyalty_pos.storage.salvage.pages import PageKey
from loyalty_pos.storage.second_medium.place import begin_at, keep_place
from loyalty_pos.till.issuing import IssueForm
from loyalty_pos.wire.events import fact_of
from loyalty_pos.wiring.centre import CentreSettings, RunningCentre, start_centre
from loyalty_pos.wiring.folders import folders_at
from loyalty_pos.wiring.intake import reports_of
from loyalty_pos.wiring.till import Till, TillSettings, enrol, open_shop_till
from tests.e2e.corner import BARCODES, CARDS, PIN, STORE, fill_shop

PAGE = 4096


@dataclass
class Shop:
    """One till and its centre."""

    folder: Path
    centre: RunningCentre
    till: Till

    @property
    def settings(self) -> TillSettings:
        return TillSettings(folders_at(self.folder).till, language="en")

    @property
    def journal(self) -> Path:
        return folders_at(self.folder).till / "journal.db"

    def sell(self, count: int) -> list[str]:
        codes = []
        for number in range(count):
            self.till.register.scan(BARCODES[number % len(BARCODES)])
            self.till.register.scan(CARDS[number % len(CARDS)])
            codes.append(self.till.register.pay_exact(TenderKind.CASH).sale.code)
        return codes

    def exchange(self) -> None:
        state = self.till.sync_once()
        assert state.problem is None, state.problem

    def reopen(self) -> None:
        self.till = open_shop_till(self.settings)
        self.till.staff.log_in(PIN)
        if self.till.shift.current() is None:
            self.till.shift.open(0)

    def salvage(self) -> None:
        self.till.salvaging.look(online=True)

    def sold_at_centre(self) -> list[str]:
        facts = (fact_of(event) for event in reports_of(self.centre.open).events())
        return sorted(fact.code for fact in facts if isinstance(fact, Sale))

    def alarms(self, code: str) -> list[str]:
        alarms = self.centre.open.books.read(lambda desk: desk.watch.alarms())
        return [alarm.subject for alarm in alarms if alarm.code == code]

    def person_keys(self, path: Path) -> int:
        """Count the keys of persons in a journal's file."""
        connection = connect(path, self.till.files.journal_key())
        try:
            return int(connection.execute("SELECT count(*) FROM person_key").fetchone()[0])
        finally:
            connection.close()

    def damage(self, *codes: str) -> None:
        """Destroy every page on which one of these sales stands, and the first page, of a closed till."""
        key = self.till.files.journal_key()
        file = bytearray(self.journal.read_bytes())
        opening = PageKey(key)
        for number in range(1, len(file) // PAGE + 1):
            at = slice((number - 1) * PAGE, number * PAGE)
            page = opening.opened(bytes(file[at]), number)
            assert page is not None
            if number == 1 or any(code.encode() in page for code in codes):
                file[at] = random.Random(number).randbytes(PAGE)
        self.journal.write_bytes(file)


@pytest.fixture
def shop(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Shop]:
    monkeypatch.setenv("PYTHON_KEYRING_BACKEND", "keyring.backends.fail.Keyring")
    fill_shop(tmp_path).close()
    centre = start_centre(CentreSettings(folders_at(tmp_path).centre))
    settings = TillSettings(folders_at(tmp_path).till, language="en")
    enrol(settings, centre.url, centre.admin.make_code(STORE))
    till = open_shop_till(settings)
    till.staff.log_in(PIN)
    till.shift.open(0)
    shop = Shop(tmp_path, centre, till)
    yield shop
    shop.till.close()
    centre.stop()


def test_all_that_can_be_read_arrives_and_the_lost_are_named(shop: Shop) -> None:
    early = shop.sell(3)
    shop.exchange()
    late = shop.sell(40)
    shop.till.close()
    shop.damage(late[20])
    before = shop.journal.read_bytes()

    shop.reopen()
    (after,) = shop.sell(1)  # at once, before anything was salvaged
    shop.exchange()
    shop.salvage()
    shop.exchange()

    arrived = shop.sold_at_centre()
    assert {*early, after} <= set(arrived)
    lost = set(late) - set(arrived)
    assert late[20] in lost
    assert len(lost) <= 12, "only what stood on the same pages"
    assert len(arrived) == len(set(arrived))
    (incident,) = [one for one in shop.till.incidents.unseen() if isinstance(one, JournalSalvaged)]
    assert incident.missing == len(lost)
    (said,) = shop.alarms("journal_damaged")
    assert said.endswith(f"missing {len(lost)}: {incident.numbers}")
    assert shop.alarms("journal_hole") == [f"{said.partition(':')[0]}:{incident.numbers}"]
    (kept,) = shop.journal.parent.glob("journal.corrupt-*.db")
    assert kept.read_bytes() == before
    shop.salvage()
    shop.exchange()
    assert shop.sold_at_centre() == arrived, "again brings nothing"


def test_the_other_medium_fills_the_holes_also_when_it_comes_back_later(shop: Shop, tmp_path: Path) -> None:
    stick, away = tmp_path / "stick", tmp_path / "pulled-out"
    keep_place(shop.journal.parent, begin_at(stick))
    sold = shop.sell(30)
    shop.till.care.medium.follow()
    shop.till.close()
    stick.rename(away)
    shop.damage(sold[10], sold[20])

    shop.reopen()
    shop.exchange()
    shop.salvage()
    assert not set(sold) <= set(shop.sold_at_centre())
    assert shop.alarms("journal_hole") == [], "what may still come is not lost"
    away.rename(stick)
    shop.salvage()
    shop.exchange()

    assert shop.sold_at_centre() == sorted(sold)
    assert shop.alarms("journal_hole") == []


def test_whoever_is_erased_is_in_no_file_of_a_damaged_journal(shop: Shop) -> None:
    """What was salvaged forgets with the rest; the damaged file itself, which nobody can make forget, goes."""
    done = shop.till.issuing.issue(IssueForm("Zzyzx Erased", "+79035550101", "", (("personal_data", "1"),)))
    shop.sell(5)
    shop.till.close()
    shop.damage()
    shop.reopen()
    shop.exchange()
    shop.salvage()
    folder = shop.journal.parent
    (salvaged,) = folder.glob("journal.salvaged-*.db")
    assert shop.person_keys(salvaged) == 1

    shop.centre.open.privacy.erase(done.card_number, "olga")
    shop.exchange()
    shop.exchange()

    assert shop.person_keys(salvaged) == 0
    assert list(folder.glob("journal.corrupt-*.db*")) == []
