"""``queue`` and ``doctor`` tell what the window would: papers that are not printed, files that were damaged."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from loyalty_pos.centre.admin import MemberItem
from loyalty_pos.centre.releases import Wish
from loyalty_pos.cli import main
from loyalty_pos.core.cards import CardRange
from loyalty_pos.core.clock.watching import Doubt, Kept
from loyalty_pos.core.problems import EnrolmentRefused, StorageCorrupt
from loyalty_pos.core.programme.accrual import RateEarn
from loyalty_pos.core.receipt import Receipt, Text
from loyalty_pos.devices.job_store import Job, JobState
from loyalty_pos.storage.journal.clock_watch import ClockBook
from loyalty_pos.till.ports import Draft
from loyalty_pos.till.receipt_state import MemberAttached, Refused
from loyalty_pos.till.timekeeping.port import Memory
from loyalty_pos.wire.card_ranges import ranges_text
from loyalty_pos.wiring.centre import CentreSettings, RunningCentre, start_centre
from loyalty_pos.wiring.first_start import FIRST_STORE, prepare_centre
from loyalty_pos.wiring.folders import folders_at
from loyalty_pos.wiring.hardware import jobs_in
from loyalty_pos.wiring.incidents import Incidents
from loyalty_pos.wiring.resources import resource
from loyalty_pos.wiring.till import Till, TillSettings, enrol, open_files, open_shop_till

NOON = 1_795_338_000_000_000


@pytest.fixture
def centre(tmp_path: Path) -> Iterator[RunningCentre]:
    centre = start_centre(CentreSettings(tmp_path / "centre"))
    prepare_centre(centre.open)
    yield centre
    centre.stop()


@pytest.fixture
def data(tmp_path: Path, centre: RunningCentre) -> Path:
    data = tmp_path / "data"
    enrol(TillSettings(folders_at(data).till), centre.url, centre.admin.make_code(FIRST_STORE))
    return data


def ask(capsys: pytest.CaptureFixture[str], data: Path, *words: str, lang: str = "en") -> tuple[int, str]:
    code = main(["--data", str(data), "--lang", lang, *words])
    said = capsys.readouterr()
    return code, said.out + said.err


def test_a_journal_never_changes_its_till_or_its_events_would_reach_no_centre(
    data: Path, centre: RunningCentre
) -> None:
    settings = TillSettings(folders_at(data).till)
    code = centre.admin.make_code(FIRST_STORE)
    till = open_shop_till(settings)
    till.world.journal.record([Draft(till.world.noted("drawer_opened"), "")])
    till.close()

    with pytest.raises(EnrolmentRefused) as refused:
        enrol(settings, centre.url, code)

    assert refused.value.reason == "has_journal"
    till = open_shop_till(settings)
    assert (till.sync_once().problem, till.files.journal.queue().waiting) == (None, 0)
    till.close()
    enrol(TillSettings(folders_at(data / "another").till), centre.url, code)  # the code was not used up


def earns(till: Till) -> int:
    accrual = till.world.programmes.current().programme.accrual
    assert accrual is not None
    assert isinstance(accrual.earn, RateEarn)
    return accrual.earn.bp


def test_a_till_that_moves_to_another_shop_keeps_nothing_of_the_first(
    data: Path, centre: RunningCentre
) -> None:
    """Prices, texts, programmes and rights of a shop are its own, however much newer than those of the next."""
    settings, desk = TillSettings(folders_at(data).till), centre.admin
    desk.create_store("S2", "Market hall")
    desk.set_setting("receipt_footer", "Of the first shop", FIRST_STORE)
    points = resource("programmes", "points.toml").read_text(encoding="utf-8")
    for rate in (700, 800, 900):  # the first shop's newest programme is newer than the other's
        here = points.replace("rate_bp = 500", f"rate_bp = {rate}", 1)
        desk.releases.release(Wish(here, frozenset({FIRST_STORE})))
    till = open_shop_till(settings)
    assert till.sync_once().problem is None
    assert till.world.settings.get("receipt_footer") == "Of the first shop"
    assert earns(till) == 900
    till.close()

    place = enrol(settings, centre.url, desk.make_code("S2"))

    till = open_shop_till(settings)
    assert (place.store_id, till.world.settings.get("receipt_footer")) == ("S2", "")
    assert earns(till) == 500
    lent = till.files.leases.lent()
    assert lent is not None
    assert lent.lease.agent_id == place.agent_id
    till.close()


def test_papers_that_are_not_printed_are_named(data: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert "Not printed" not in ask(capsys, data, "queue")[1]
    files = open_files(TillSettings(folders_at(data).till))
    jobs = jobs_in(files)
    jobs.save(Job(1, Receipt("a", (Text("a"),), kind="sale", number=12), JobState.SENDING))
    jobs.save(Job(2, Receipt("b", (Text("b"),), kind="z_report", number=3)))
    files.close()

    code, english = ask(capsys, data, "queue")
    assert code == 0
    assert "Not printed yet: 2" in english
    assert "  receipt 12: broke off in the middle, look at the paper" in english
    assert "  the Z report of shift 3: waits for the printer" in english
    assert "  чек 12: печать оборвалась, посмотрите на бумагу" in ask(capsys, data, "queue", lang="ru")[1]
    facts = json.loads(ask(capsys, data, "queue", "--json")[1])
    assert facts["not_printed"] == [
        {"paper": "sale", "number": 12, "copy": False, "state": "uncertain"},
        {"paper": "z_report", "number": 3, "copy": False, "state": "waiting"},
    ]


def test_the_doctor_tells_of_a_clock_in_doubt(data: Path, capsys: pytest.CaptureFixture[str]) -> None:
    files = open_files(TillSettings(folders_at(data).till))
    kept = Kept(high_us=NOON, offset_us=90_000_000, doubt=Doubt.BACK, since_us=NOON)
    ClockBook(files.journal_file).save(Memory(kept))
    files.close()
    facts = json.loads(ask(capsys, data, "doctor", "--json")[1])
    assert (facts["clock_behind_s"], facts["problems"]) == (90, ["clock_suspect"])
    code, said = ask(capsys, data, "doctor", lang="ru")
    assert code == 1
    assert "Часы этого компьютера ушли назад." in said
    assert "\nждут отправки: 0\nподписывает чеки: да\nчасы отстают, с: 90\n" in said
    assert "\nsigns receipts: yes\n" in ask(capsys, data, "doctor")[1]


def test_the_doctor_tells_what_happened_to_the_files_until_it_is_known(
    data: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    kept_as = folders_at(data).till / "cache.corrupt-20261120T070000.db"
    Incidents(folders_at(data).till).add([StorageCorrupt(path="cache.db", kept_as=str(kept_as))])
    for _ in range(2):
        code, said = ask(capsys, data, "doctor")
        assert code == 1
        assert f"The file cache.db is damaged; it is kept as {kept_as}." in said
    assert json.loads(ask(capsys, data, "doctor", "--json")[1])["problems"] == ["storage_corrupt"]
    assert ask(capsys, data, "doctor", "--seen")[0] == 1
    code, said = ask(capsys, data, "doctor")
    assert code == 0
    assert "All is well." in said


def test_a_new_range_of_cards_counts_after_the_next_exchange_without_a_new_start(
    data: Path, centre: RunningCentre
) -> None:
    old_card = "7700000000017"
    centre.admin.put_members([MemberItem(old_card, points=500)])
    till = open_shop_till(TillSettings(folders_at(data).till))
    till.sync_once()
    assert isinstance(till.register.scan(old_card), Refused)

    centre.admin.set_setting("card_ranges", ranges_text([CardRange("old", "", "77", "77", 13, 13)]))
    till.sync_once()

    assert isinstance(till.register.scan(old_card), MemberAttached)
    till.close()
