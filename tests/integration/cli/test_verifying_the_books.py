"""Whoever asks whether the books are what was written gets a proof, or the first place where they are not (R68)."""

import json
from pathlib import Path
from typing import Any

import pytest

from loyalty_pos.core.pricing import quote
from loyalty_pos.core.quote import Cause, Quote
from loyalty_pos.core.receipt_proof.bits import bytes_of, digits_of
from loyalty_pos.core.sale import TenderKind
from loyalty_pos.till import pricer
from loyalty_pos.till.elsewhere.proving import proof_of
from loyalty_pos.wiring.centre import CentreSettings, OpenCentre, open_centre, start_centre
from loyalty_pos.wiring.folders import folders_at
from loyalty_pos.wiring.till import TillSettings, enrol, open_files, open_shop_till
from tests.e2e.corner import BARCODES, CARDS, PIN, PROGRAMME, STORE, fill_shop
from tests.fakes.codes import GIFT
from tests.integration.cli.conftest import Ask


@pytest.fixture
def sold(tmp_path: Path) -> str:
    """A till and its centre in one folder; three sales, all of them exchanged. The code of the second."""
    fill_shop(tmp_path).close()
    folders = folders_at(tmp_path)
    centre = start_centre(CentreSettings(folders.centre))
    settings = TillSettings(folders.till, language="en")
    enrol(settings, centre.url, centre.admin.make_code(STORE))
    till = open_shop_till(settings)
    till.staff.log_in(PIN)
    till.shift.open(0)
    codes = []
    for number in range(3):
        till.register.scan(BARCODES[number])
        till.register.scan(CARDS[number])
        codes.append(till.register.pay_exact(TenderKind.CASH).sale.code)
    assert till.sync_once().waiting == 0
    till.close()
    centre.stop()
    return codes[1]


def asked(ask: Ask, *words: str) -> tuple[int, dict[str, Any]]:
    said = ask("verify", "--json", *words)
    return said.code, json.loads(said.out)


@pytest.mark.usefixtures("sold")
def test_untouched_books_are_proven_whole(ask: Ask) -> None:
    code, facts = asked(ask)
    assert code == 0
    assert facts["whole"] is True
    assert facts["till"]["events"] >= 4, "the shift and three sales"
    (stream,) = facts["streams"]
    assert (stream["events"], stream["head"]) == (facts["till"]["events"], facts["till"]["head"])
    assert facts["accounts"]["checked"] == len(CARDS)
    assert facts["accounts"]["broken"] == []
    told = ask("verify", lang="ru")
    assert "каждый балл объяснён" in told.out


def test_a_receipt_is_found_in_the_chain_by_its_code(ask: Ask, tmp_path: Path, sold: str) -> None:
    code, facts = asked(ask, "--receipt", sold)
    assert code == 0
    assert 1 < facts["receipt"]["seq"] <= facts["till"]["events"]
    assert asked(ask, "--receipt", "NEVER-SOLD")[0] == 1
    assert f"of Corner shop, till 1 ({STORE}/1), life " in ask("verify", "--receipt", sold).out
    folders_at(tmp_path).centre.rename(tmp_path / "elsewhere")
    assert " of this till, hash " in ask("verify", "--receipt", sold).out


def test_the_whole_code_of_a_paper_is_held_against_the_books(ask: Ask, tmp_path: Path, sold: str) -> None:
    till = open_shop_till(TillSettings(folders_at(tmp_path).till, language="en"))
    sale = till.returns.find(sold)
    digits = proof_of(till.world, sale)
    till.close()
    code, facts = asked(ask, "--receipt", f"LPR1:{sold}:{digits}")
    assert code == 0
    paper, receipt = facts["paper"], facts["receipt"]
    assert (paper["signed"], paper["same"], paper["agent_id"]) == ("paper_signed", True, receipt["agent_id"])
    assert (paper["seq"], paper["paid_minor"]) == (receipt["seq"], sale.paid_minor)
    assert receipt["hash"].startswith(paper["hash"])

    wrong = bytearray(bytes_of(digits))
    wrong[-1] ^= 1
    assert (
        asked(ask, "--receipt", f"{sold}:{digits_of(bytes(wrong))}")[1]["paper"]["signed"] == "paper_forged"
    )
    told = ask("verify", "--receipt", f"{sold}:{digits[:-1]}", lang="ru")
    assert (told.code, "ещё раз" in told.out) == (1, True)


@pytest.mark.usefixtures("sold")
def test_a_changed_kopeck_at_the_till_is_found(ask: Ask, tmp_path: Path) -> None:
    files = open_files(TillSettings(folders_at(tmp_path).till))
    with files.journal_file.writing() as connection:
        connection.execute("DROP TRIGGER IF EXISTS event_never_changes")
        connection.execute("UPDATE event SET body = replace(body, '_minor\":', '_minor\":1') WHERE seq = 3")
    files.close()
    said = ask("verify")
    assert said.code == 1
    assert "event 3 does not follow" in said.out


@pytest.mark.usefixtures("sold")
@pytest.mark.parametrize(
    ("change", "found"),
    [
        (
            "UPDATE event SET raw = (SELECT raw FROM event WHERE seq = 2) WHERE seq = 3",
            "broken at event 3",
        ),
        ("DELETE FROM event WHERE seq = 2", "broken at event 2"),
        ("UPDATE stream SET head_hash = 'x'", "broken at event"),
        ("UPDATE lot SET remaining = remaining + 1", "1 points are not explained"),
        ("UPDATE entry SET amount = amount + 1 WHERE position = 1", "an entry contradicts itself"),
        ("DELETE FROM entry WHERE position = 2", "entry 2 does not follow"),
    ],
)
def test_whoever_edits_the_centre_s_books_is_found(ask: Ask, tmp_path: Path, change: str, found: str) -> None:
    centre: OpenCentre = open_centre(CentreSettings(folders_at(tmp_path).centre))
    centre.books._database.write(lambda sql: sql.run(change))
    centre.close()
    said = ask("verify")
    assert said.code == 1, said.out
    assert found in said.out


@pytest.mark.usefixtures("sold")
def test_money_on_a_certificate_that_no_deed_explains_is_found(ask: Ask, tmp_path: Path) -> None:
    centre = open_centre(CentreSettings(folders_at(tmp_path).centre))
    centre.admin.set_programme(PROGRAMME + '[[certificate]]\nid = "gift"\nname = "Gift"\n')
    centre.admin.codes.of_series("gift", [GIFT], value_minor=100_000)
    centre.close()
    assert "Certificates: 1; every kopeck on them is explained." in ask("verify").out
    centre = open_centre(CentreSettings(folders_at(tmp_path).centre))
    centre.books._database.write(lambda sql: sql.run("UPDATE voucher SET rest_minor = rest_minor + 100"))
    centre.close()
    code, facts = asked(ask)
    assert (code, facts["certificates"]["broken"][0]["differs"]) == (1, 100)
    assert "без объяснения на нём 1,00" in ask("verify", lang="ru").out.replace("\N{NO-BREAK SPACE}", " ")


def test_where_no_books_are_there_is_nothing_to_prove(ask: Ask, tmp_path: Path) -> None:
    said = ask("verify", data=tmp_path / "empty")
    assert said.code == 1
    assert "Neither a till nor a centre" in said.out
    assert not (tmp_path / "empty").exists()


@pytest.mark.usefixtures("sold")
def test_every_price_is_worked_out_again_with_its_bundle(ask: Ask) -> None:
    code, facts = asked(ask, "--prices")
    assert code == 0
    assert facts["prices"] == {"same": 3, "differs": 0, "unknown_bundle": 0, "uncheckable": 0, "odd": []}
    assert asked(ask, "--prices", "--until", "2020-01-01")[1]["prices"]["same"] == 0
    assert "до копейки верны у продаж: 3" in ask("verify", "--prices", lang="ru").out
    assert ask("verify", "--prices", "--since", "yesterday").code == 2
    assert "Prices: " in ask("verify", "--since", "2026-01-01").out
    assert "prices" not in asked(ask)[1], "it takes long: only who asks gets it"


def test_a_till_that_takes_a_kopeck_off_is_found_by_the_centre_and_by_whoever_asks(
    tmp_path: Path, ask: Ask, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pricer, "quote", a_kopeck_cheaper)
    fill_shop(tmp_path).close()
    folders = folders_at(tmp_path)
    centre = start_centre(CentreSettings(folders.centre))
    settings = TillSettings(folders.till, language="en")
    enrol(settings, centre.url, centre.admin.make_code(STORE))
    till = open_shop_till(settings)
    till.staff.log_in(PIN)
    till.shift.open(0)
    till.register.scan(BARCODES[0])
    sale = till.register.pay_exact(TenderKind.CASH).sale
    assert till.sync_once().waiting == 0
    till.close()
    centre.open.run_daily()
    (alarm,) = [one for one in centre.admin.overview().alarms if one.code == "price_differs"]
    assert sale.code in alarm.subject
    assert f"paid_minor {sale.paid_minor}, by its bundle {sale.paid_minor + 1}" in alarm.subject
    centre.stop()
    code, facts = asked(ask, "--prices")
    assert (code, facts["whole"], facts["prices"]["differs"]) == (1, False, 1)
    assert facts["streams"][0]["broken_at"] == 0, (
        "the chain is whole: no hash shows a till that prices wrongly"
    )
    assert sale.code in ask("verify", "--prices").out


def a_kopeck_cheaper(*question: Any) -> Quote:
    """What a bent program says: all its sums agree."""
    priced = quote(*question)
    lines = tuple(
        line._replace(
            given=(*line.given, ("lyon", Cause.ITEM, 1, "")),
            net_minor=line.net_minor - 1,
            paid_minor=line.paid_minor - 1,
        )
        for line in priced.lines
    )
    return priced._replace(
        lines=lines,
        discount_minor=priced.discount_minor + len(lines),
        due_minor=priced.due_minor - len(lines),
        payable_minor=priced.payable_minor - len(lines),
    )
