"""A customer comes to the desk: tell me everything, take this consent back, forget me. In both languages."""

import io
import json
import stat
from dataclasses import replace
from pathlib import Path

import pytest

from loyalty_pos.centre.records import PrivacyWhat
from loyalty_pos.cli.privacy.labels import LABELS, SECTIONS
from loyalty_pos.cli.privacy.value_words import VALUES, value_words
from loyalty_pos.core.cards import own_card
from loyalty_pos.core.ledger import EntryKind
from loyalty_pos.core.member import CardState
from loyalty_pos.core.sale import Noted
from loyalty_pos.storage.centre.books import CentreClock
from loyalty_pos.storage.centre.privacy.tables import ABOUT
from loyalty_pos.wire.messages import Enrol
from loyalty_pos.wire.rows import FORGOTTEN
from loyalty_pos.wiring.centre import CentreSettings, OpenCentre, open_centre
from loyalty_pos.wiring.folders import folders_at
from tests.fakes.centre import Stream
from tests.fakes.people import CARD, FIELDS, NAME, PHONE, a_card
from tests.fakes.till_folder import a_sale
from tests.integration.cli.conftest import Ask

OTHER = own_card("4000000000002")


def opened(folder: Path) -> OpenCentre:
    return open_centre(CentreSettings(folders_at(folder).centre))


@pytest.fixture
def till(tmp_path: Path) -> Stream:
    """A till that gave out one card and sold once to its member."""
    centre = opened(tmp_path)
    centre.admin.create_store("store-1", "Corner shop")
    till = Stream(centre.centre.enrol(Enrol(centre.admin.make_code("store-1"), "device", "life-1", "test")))
    till.commit(a_card(), FIELDS)
    till.commit(a_sale(1, account_id="account-9", accrued=700, activate_at_us=1))
    centre.centre.push(till.batch(1))
    centre.close()
    return till


@pytest.mark.usefixtures("till")
def test_everything_is_told_to_the_person_and_nobody_else_may_read_the_file(ask: Ask, tmp_path: Path) -> None:
    out = tmp_path / "person.json"
    said = ask("privacy", "export", PHONE, "--out", out)
    assert said.code == 0 and NAME not in said.out and PHONE not in said.out
    assert stat.S_IMODE(out.stat().st_mode) == 0o600
    kept = {one["what"]: one for one in json.loads(out.read_text("utf-8"))["kept"]}
    assert kept["person"]["rows"][0]["phone"] == PHONE and kept["card"]["rows"][0]["number"] == CARD
    assert all(one["where"] and one["why"] for one in kept.values())
    assert ask("privacy", "export", PHONE, "--out", out).err.count("\n") == 1
    told = ask("privacy", "export", CARD, lang="ru").out
    assert f"имя: {NAME}; телефон: {PHONE}" in told and "Согласия (3)" in told


@pytest.mark.usefixtures("till")
def test_the_page_for_the_person_is_words(ask: Ask, tmp_path: Path) -> None:
    """Beside JSON for machines: what is counted has names, months are months, nothing is a list in brackets of numbers."""
    centre = opened(tmp_path)
    progress = [
        [[2026 * 12 + 10, 12_345, 2]],
        "2026-11-01",
        [["stamps.coffee/month@2026-11", 3]],
        [],
        ["tea"],
        True,
    ]
    text = json.dumps(progress)
    centre.books._database.write(lambda sql: sql.run("UPDATE account SET progress = $1", text))
    centre.close()
    page = tmp_path / "person.txt"
    assert ask("privacy", "export", CARD, "--out", page, lang="ru").code == 0
    assert stat.S_IMODE(page.stat().st_mode) == 0o600
    said = page.read_text("utf-8").replace("\N{NO-BREAK SPACE}", " ")
    assert f"имя: {NAME}; телефон: {PHONE}" in said
    assert (
        "по месяцам (2026-11 123,45 ₽, 2), уровень с 2026-11-01, отметки и лимиты (coffee, 2026-11: 3)"
        in said
    )
    assert "сегменты (tea), без персональных предложений" in said


@pytest.mark.usefixtures("till")
def test_what_an_erasure_means_is_said_before_anybody_confirms(
    ask: Ask, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO("no\n"))
    said = ask("privacy", "erase", CARD, lang="ru")
    assert said.code == 2 and "подтверждения не было" in said.err
    assert "карты прекращают действие: **** 0019" in said.out
    assert "баллы сгорают: сейчас 700" in said.out and "чеки (1, с 2026-" in said.out
    monkeypatch.setattr("sys.stdin", io.StringIO("да\n"))
    said = ask("privacy", "erase", CARD, lang="ru")
    assert said.code == 0 and "СПРАВКА №" in said.out
    number = said.out.split("СПРАВКА № ")[1][:9]

    assert ask("verify").code == 0, "every chain and every account is as it was written"
    again = ask("privacy", "erase", CARD, "--yes")
    assert again.code == 2 and number.replace("-", "") in again.err
    assert ask("privacy", "erase", PHONE, "--yes").code == 2, "the phone leads to nobody"
    waits = ask("privacy", "status", number)
    assert waits.code == 1 and "till 1: has not said so yet, last heard" in waits.out


def test_a_till_that_has_forgotten_is_named(ask: Ask, till: Stream, tmp_path: Path) -> None:
    number = json.loads(ask("privacy", "erase", PHONE, "--yes", "--json").out)["number"]
    till.commit(Noted(FORGOTTEN, "store-1", "", 1, subject=number))
    centre = opened(tmp_path)
    centre.centre.push(till.batch(3))
    centre.close()
    status = ask("privacy", "status", number, lang="ru")
    assert status.code == 0 and "касса 1: забыла" in status.out
    assert ask("privacy", "status", "AAAA-BBBB").code == 2


def test_a_till_that_is_silent_for_a_month_is_told_so(ask: Ask, till: Stream, tmp_path: Path) -> None:
    centre = opened(tmp_path)
    month_ago = CentreClock().now_us() - 31 * 86_400 * 1_000_000
    stream = centre.books.read(lambda desk: desk.streams.all())[0]
    centre.books.write(lambda desk: desk.streams.put(replace(stream, seen_us=month_ago)))
    centre.close()
    number = json.loads(ask("privacy", "erase", PHONE, "--yes", "--json").out)["number"]
    status = ask("privacy", "status", number)
    assert status.code == 1 and "it wipes names by itself" in status.out
    assert stream.agent_id == till.agent_id


@pytest.mark.usefixtures("till")
def test_one_consent_is_taken_back_and_the_slip_says_which(ask: Ask) -> None:
    said = ask("privacy", "withdraw", PHONE, "profiling", lang="ru")
    assert said.code == 0
    assert "персональные предложения, версия текста 3" in said.out and "Личные предложения" in said.out
    assert "version 3 (console)" in ask("privacy", "status").out
    assert "advertising" in ask("privacy", "withdraw", PHONE, "profiling").err
    assert "privacy erase" in ask("privacy", "withdraw", PHONE, "personal_data").err


@pytest.mark.usefixtures("till")
def test_who_shares_a_wallet_is_told_whom_it_concerns_before_personal_offers_end(
    ask: Ask, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    others = tmp_path / "cards.csv"
    others.write_text(f"card\n{OTHER}\n", "utf-8")
    assert ask("import", "cards", others).code == 0
    assert ask("members", "join", CARD, OTHER, "--family", "--yes").code == 0
    monkeypatch.setattr("sys.stdin", io.StringIO("no\n"))
    asked = ask("privacy", "withdraw", PHONE, "profiling", lang="ru")
    assert asked.code == 2 and "прекратятся и у остальных (1)" in asked.out and "СПРАВКА" not in asked.out
    assert ask("privacy", "withdraw", PHONE, "profiling", "--json").code == 2, "nobody said yes"
    assert json.loads(ask("privacy", "withdraw", PHONE, "profiling", "--yes", "--json").out)["others"] == 1


@pytest.mark.usefixtures("till")
def test_where_there_is_a_list_of_staff_a_manager_does_it_by_pin(ask: Ask, tmp_path: Path) -> None:
    staff = tmp_path / "staff.csv"
    staff.write_text("id;name;role;pin\nboss;Борис;manager;4711\nanna;Анна;cashier;1234\n", "utf-8")
    assert ask("import", "staff", staff).code == 0
    nobody = ask("privacy", "export", CARD)
    assert (nobody.code, "A manager does this: name one with --staff ID" in nobody.err) == (2, True)
    assert "Это делает управляющий" in ask("privacy", "erase", CARD, "--yes", lang="ru").err
    assert ask("privacy", "export", CARD, "--staff", "boss", "--pin", "9999").code == 2
    assert ask("privacy", "export", CARD, "--staff", "anna", "--pin", "1234").code == 2
    assert ask("privacy", "export", CARD, "--staff", "boss").code == 2
    assert ask("privacy", "export", CARD, "--staff", "boss", "--pin", "4711", "--json").code == 0
    assert "told what is kept (boss)" in ask("privacy", "status").out


def test_every_kind_of_entry_and_state_of_a_card_is_told_in_words() -> None:
    assert {*EntryKind, *CardState, *PrivacyWhat} <= set(VALUES)
    assert value_words("kind", "adjust_debit", "ru") == "исправление, меньше"
    assert value_words("name", "base", "ru") == "base", "a name of goods is no code"


def test_everything_that_is_told_has_a_name_in_both_languages() -> None:
    columns = {column for table in ABOUT for column in table.shown}
    assert columns <= LABELS.keys()
    assert {table.name for table in ABOUT} - SECTIONS.keys() == {"erased_person"}, "the requests tell it"
    assert all(english and russian for english, russian in LABELS.values())
