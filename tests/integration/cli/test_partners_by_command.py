"""A marketer brings two thousand partners, follows an order, claims a receipt and looks at the month; all by commands."""

import json
import sys
import time
from datetime import datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from loyalty_pos.centre.admin import MemberItem
from loyalty_pos.wiring.centre import CentreSettings, OpenCentre, open_centre
from loyalty_pos.wiring.folders import folders_at
from tests.integration.cli.conftest import Ask

CARD = "2900000000000018"
PROGRAMME = """
id = "back"
names = { en = "Back", ru = "Назад" }
[points]
exponent = 2
[accrual]
rate_bp = 100
[cashback]
confirm = "partner"
withdraw_minimum = 500_00
[[partner]]
id = "volga"
name = "Volga tours"
rate_bp = 1_000
[[partner]]
id = "ski"
name = "Ski resort"
kind = "local"
regions = ["38"]
[[partner]]
id = "rink"
name = "Skating rink"
kind = "local"
regions = ["78"]
"""


@pytest.fixture
def shop(tmp_path: Path) -> Path:
    """Return the folder of a centre with a programme and one member."""
    centre = opened(tmp_path)
    centre.admin.create_store("S1", "Corner shop")
    centre.admin.set_programme(PROGRAMME)
    assert not centre.admin.put_members([MemberItem(CARD, name="Anna Kern", phone="+79161234567")]).refused
    centre.close()
    return tmp_path


def opened(folder: Path) -> OpenCentre:
    return open_centre(CentreSettings(folders_at(folder).centre))


def rates(folder: Path, *, wrong: int = 0) -> Path:
    """Write 2,001 partners, the ``wrong``-th of them with 35 %."""
    path = folder / "rates.csv"
    rows = [f"p{n};Shop {n};{'35' if n == wrong else n % 30};shop{n}.example" for n in range(1, 2_002)]
    path.write_text("code;name;rate;domain\n" + "\n".join(rows) + "\n", encoding="utf-8")
    return path


def test_of_2001_partners_the_one_over_its_ceiling_is_refused(shop: Path, ask: Ask) -> None:
    """A18; how long a search takes is written down, not judged."""
    first = ask("partners", "rates", "import", rates(shop, wrong=1_500))
    assert first.code == 1
    assert "1501: rate «35» is over the partner's ceiling" in first.out
    assert "2001 rows, 2000 new, 0 changed, 0 the same, 1 refused" in first.out
    again = ask("partners", "rates", "import", rates(shop, wrong=1_500), lang="ru")
    assert "строк 2001, новых 0, изменено 0, без изменений 2000, отклонено 1" in again.out
    found = json.loads(ask("partners", "rates", "find", "shop 1999", "--json").out)
    assert [(one["partner_id"], one["rate_bp"]) for one in found] == [("p1999", 1_900)]
    centre = opened(shop)
    began = time.perf_counter()
    for _ in range(20):
        assert len(centre.admin.partners.rates("shop 199")) == 11
    sys.stdout.write(f"a search among 2,000 partners: {(time.perf_counter() - began) * 50:.2f} ms\n")
    centre.close()


def test_a_dry_run_changes_nothing(shop: Path, ask: Ask) -> None:
    assert "Nothing was changed." in ask("partners", "rates", "import", rates(shop), "--dry-run").out
    assert ask("partners", "rates", "find", "shop").out == "Nothing found.\n"


@pytest.mark.parametrize(
    ("row", "told"),
    [
        pytest.param("a;A;x;a.example", "2: rate «x» is no number", id="a rate of letters"),
        pytest.param(";A;5;a.example", "2: code is empty", id="no id"),
        pytest.param("a;A;;a.example", "2: rate is empty", id="no rate"),
        pytest.param(f"{'a' * 61};A;5;", "2: code", id="an id that is too long"),
    ],
)
def test_a_wrong_row_is_named_by_its_line(shop: Path, ask: Ask, row: str, told: str) -> None:
    path = shop / "rates.csv"
    path.write_text(f"code;name;rate;domain\n{row}\nb;B;5;b.example\n", encoding="utf-8")
    said = ask("partners", "rates", "import", path)
    assert (said.code, told in said.out, "1 new" in said.out) == (1, True, True)


def test_a_list_without_rates_is_told_so_once(shop: Path, ask: Ask) -> None:
    path = shop / "rates.csv"
    path.write_text("code;name\na;A\n", encoding="utf-8")
    assert "rate" in ask("partners", "rates", "import", path).err


@pytest.mark.usefixtures("shop")
def test_federal_partners_and_those_of_the_region(ask: Ask) -> None:
    """A48: a client of Irkutsk is shown the ski resort, not the skating rink."""
    irkutsk = ask("partners", "list", "--region", "38").out
    assert "volga" in irkutsk and "ski" in irkutsk and "rink" not in irkutsk
    assert "в регионах 78" in ask("partners", "list", lang="ru").out


def order(ask: Ask, *words: str) -> dict[str, Any]:
    answered: dict[str, Any] = json.loads(ask("cashback", *words, "--json").out)
    return answered


@pytest.mark.usefixtures("shop")
def test_an_order_from_its_coming_to_the_money(ask: Ask) -> None:
    """A15, A16, A17 by hand."""
    assert order(ask, "order", "volga", "o-1", "4500.00", "--card", CARD)["points"] == 45_000
    assert "waits, ₽4,500.00 at 10%, points 450\n" in ask("cashback", "list").out.replace("\u00a0", " ")
    assert order(ask, "confirm", "volga", "o-1")["state"] == "confirmed"
    refused = ask("cashback", "withdraw", "w-1", "450", "--card", CARD)
    assert (refused.code, "from 500 on: 50 more" in refused.err.replace("\u00a0", " ")) == (2, True), refused
    order(ask, "order", "volga", "o-2", "1000.00", "--phone", "+79161234567")
    order(ask, "confirm", "volga", "o-2")
    assert "550" in ask("cashback", "withdraw", "w-1", "550", "--card", CARD).out
    assert order(ask, "reject", "volga", "o-2", "--returned", "500")["taken_back"] == 5_000
    assert "отклонён" in ask("cashback", "reject", "volga", "o-2", lang="ru").out
    assert ask("cashback", "list", "--state", "pending").out == "There are no such orders.\n"
    told = ask("cashback", "confirm", "volga", "o-9")
    assert (told.code, "loyalty-pos cashback list" in told.err) == (2, True)


@pytest.mark.usefixtures("shop")
def test_what_a_month_adds_up_to(ask: Ask) -> None:
    order(ask, "order", "volga", "o-1", "4500.00", "--card", CARD)
    order(ask, "confirm", "volga", "o-1")
    month = f"{datetime.now(ZoneInfo('Europe/Moscow')):%Y-%m}"
    assert "volga: issued 450 (₽450.00)" in ask("partners", "settlement", "--month", month).out.replace(
        "\u00a0", " "
    )
    (due,) = json.loads(ask("partners", "settlement", "--month", month, "--json").out)
    assert (due["partner"], due["due"]) == ("volga", 45_000)
    assert "Nothing was booked" in ask("partners", "settlement", "--month", "2020-01").out
    assert ask("partners", "settlement", "--month", "May").code == 2


def test_customers_of_a_partner_are_brought_once(shop: Path, ask: Ask) -> None:
    path = shop / "phones.csv"
    path.write_text("phone\n+7 900 123-45-67\n8 (900) 123-45-68\nnobody\n", encoding="utf-8")
    first = ask("partners", "subscribers", "import", path, "--partner", "volga")
    assert (first.code, "3 rows, 2 new, 0 changed, 0 the same, 1 refused" in first.out) == (1, True)
    assert (
        "0 new, 0 changed, 2 the same"
        in ask("partners", "subscribers", "import", path, "--partner", "volga").out
    )
    centre = opened(shop)
    rows = [change for change in centre.admin.feed_rows("S1") if change.table == "subscriber"]
    centre.close()
    assert len(rows) == 2
    assert not any(b"900" in change.row or "900123" in change.key for change in rows)


@pytest.mark.usefixtures("shop")
def test_a_receipt_that_nobody_knows_cannot_be_claimed(ask: Ask) -> None:
    told = ask("claim", "12345678901234567890", "--card", CARD)
    assert (told.code, "12345678901234567890" in told.err) == (2, True)
    assert "В центре пока нет чека" in ask("claim", "1", "--card", CARD, lang="ru").err
