"""The manager's desk by command, in both languages: months, points by hand, staff, odd counters, the audit trail."""

import json
from datetime import UTC, datetime, timedelta
from pathlib import Path

import openpyxl
import pytest

from loyalty_pos.centre.admin import MemberItem, StaffItem, account_of
from loyalty_pos.core.closing.months import Month
from loyalty_pos.core.dates import micros
from loyalty_pos.core.sale import Void
from loyalty_pos.storage.pins import PinHasher
from loyalty_pos.wire.messages import Enrol
from loyalty_pos.wiring.centre import CentreSettings, open_centre
from loyalty_pos.wiring.folders import folders_at
from tests.fakes.centre import CARD, Stream
from tests.fakes.till_folder import a_sale, a_void
from tests.integration.cli.conftest import Ask

NOW = datetime.now(UTC)
LAST = Month.of(Month.of(NOW.date()).first - timedelta(days=1))
"""The month that is over."""


@pytest.fixture
def shop(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    """A centre with two managers, a member, and a till whose cashier undoes every second receipt; the account."""
    monkeypatch.setenv("LOYALTY_POS_PIN", "4321")
    centre = open_centre(CentreSettings(folders_at(tmp_path).centre))
    centre.admin.create_store("store-1", "Corner shop")
    digest = PinHasher(centre.lookup_key).digest("4321")
    centre.admin.put_staff([StaffItem(who, who.title(), "manager", digest) for who in ("ira", "max")])
    item = MemberItem(CARD, name="Anna Petrova", phone="+79161234567")
    centre.admin.put_members([item])
    till = Stream(centre.centre.enrol(Enrol(centre.admin.make_code("store-1"), "device", "life-1", "test")))
    sold_us = micros(datetime(LAST.year, LAST.number, 9, 9, tzinfo=UTC))
    till.commit(
        a_sale(1, account_id=account_of(item), accrued=250, sold_at_us=sold_us, activate_at_us=sold_us)
    )
    for number in range(2, 42):
        sale = a_sale(number, sold_at_us=micros(NOW))
        till.commit(sale, cashier_id="petr" if number < 22 else "anna")
        if number < 20:
            undone: Void = a_void(sale)
            till.commit(undone, cashier_id="petr")
    centre.centre.push(till.batch())
    centre.close()
    return account_of(item)


@pytest.mark.usefixtures("shop")
def test_a_month_is_shown_closed_written_and_proven(ask: Ask, tmp_path: Path) -> None:
    assert "250 issued" in ask("closing", "open").out
    assert ask("closing", "make", "2031-13").code == 2
    made = ask("closing", "make", LAST, "--staff", "ira")
    assert f"{LAST} is closed" in made.out, made.err
    again = ask("closing", "make", LAST, lang="ru")
    assert (again.code, "следующий" in again.err) == (2, True)
    told = json.loads(ask("closing", "list", "--json").out)
    assert [(one["ledger"], one["closing"], one["made_by"]) for one in told] == [
        ("points", 250, "ira"),
        ("certificates", 0, "ira"),
    ]
    assert ask("closing", "check").out.startswith("Every closed month follows")
    assert f"{LAST}-09" in ask("closing", "lines", LAST).out
    out = tmp_path / "months.xlsx"
    assert ask("closing", "list", "--out", out).code == 0
    (sheet,) = openpyxl.load_workbook(out).worksheets
    rows = list(sheet.iter_rows(values_only=True))
    assert (rows[0][0], rows[1][0], rows[1][10]) == ("ledger", "points", 250)
    assert ask("closing", "late").code == 0


def test_points_by_hand_need_a_name_and_above_the_limit_two(ask: Ask, shop: str) -> None:
    done = ask("adjust", "give", CARD, "50", "--reason", "goodwill", "--staff", "ira")
    assert "booked" in done.out, done.err
    waits = ask(
        "adjust",
        "give",
        "+7 916 123-45-67",
        "5000",
        "--reason",
        "complaint",
        "--note",
        "=rude",
        "--staff",
        "ira",
    )
    assert "waits for a second manager" in waits.out, waits.err
    (number,) = [
        one["adjustment_id"]
        for one in json.loads(ask("adjust", "list", "--json").out)
        if one["state"] == "waits"
    ]
    same = ask("adjust", "approve", number, "--staff", "ira", lang="ru")
    assert (same.code, "второй человек" in same.err) == (2, True)
    assert "нет" not in ask("adjust", "approve", number, "--staff", "max", lang="ru").err
    wrong = ask("adjust", "give", shop, "5", "--reason", "goodwill", "--staff", "ira", "--pin", "1111")
    assert (wrong.code, "do not belong together" in wrong.err) == (2, True)
    assert ask("adjust", "give", CARD, "many", "--reason", "goodwill").code == 2


@pytest.mark.usefixtures("shop")
def test_staff_begin_get_a_pin_and_leave_but_never_the_last_manager(ask: Ask, tmp_path: Path) -> None:
    pin = tmp_path / "pin"
    pin.write_text("8642\n", encoding="utf-8")
    assert (
        "vera: Vera, cashier"
        in ask("staff", "add", "vera", "Vera", "--role", "cashier", "--new-pin-file", pin).out
    )
    assert ask("staff", "pin", "vera", "--new-pin-file", pin, "--staff", "ira").code == 0
    assert "старший кассир" in ask("staff", "role", "vera", "--role", "senior", lang="ru").out
    assert "works here no more" in ask("staff", "dismiss", "max", "--staff", "ira").out
    last = ask("staff", "dismiss", "ira", lang="ru")
    assert (last.code, "управляющего" in last.err) == (2, True)
    assert [one["id"] for one in json.loads(ask("staff", "list", "--json").out) if one["active"]] == [
        "ira",
        "vera",
    ]
    pin.write_text("12", encoding="utf-8")
    assert ask("staff", "pin", "vera", "--new-pin-file", pin).code == 2


@pytest.mark.usefixtures("shop")
def test_who_looks_odd_is_named_with_the_reason_and_the_receipts(ask: Ask, tmp_path: Path) -> None:
    assert ask("exceptions").out.startswith("Nothing looks odd")
    odd = ask("exceptions", "--look")
    assert (odd.code, "T5: petr" in odd.out, "Receipts to look at: code-" in odd.out) == (1, True, True)
    assert "открывал ящик 18 раз" in ask("exceptions", lang="ru").out
    out = tmp_path / "odd.csv"
    ask("exceptions", "--out", out)
    assert "petr" in out.read_text(encoding="utf-8-sig")


@pytest.mark.usefixtures("shop")
def test_the_audit_trail_is_filtered_and_no_spreadsheet_computes_it(ask: Ask, tmp_path: Path) -> None:
    assert (
        ask(
            "remark", "praise", "ira", "--text", "=HYPERLINK(1)", "--receipt", "code-1", "--staff", "max"
        ).code
        == 0
    )
    assert ask("remark", "complaint", "nobody", "--text", "late").code == 2
    assert ask("remark", "praise", "ira", "--text", "+79990000000", "--staff", "max").code == 0
    assert "praise" in ask("audit", "--who", "max").out
    assert ask("audit", "--what", "staff", lang="ru").out.startswith("За это время ничего")
    out = tmp_path / "trail.csv"
    assert ask("audit", "--out", out).code == 0
    text = out.read_text(encoding="utf-8-sig")
    assert "'+79990000000" in text, "a cell that begins like a formula gets an apostrophe"
    for wrong in (("--days", "0"), ("--most", "0")):
        assert ask("audit", *wrong).code == 2
