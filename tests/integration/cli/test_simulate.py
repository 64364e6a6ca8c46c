"""``simulate`` as a marketer gives it: programmes, receipts, and one sentence when something does not fit."""

import json
from datetime import UTC, datetime
from pathlib import Path

import pytest

from loyalty_pos.core.basket import Article
from loyalty_pos.core.dates import micros
from loyalty_pos.core.sale import Fact, ReturnedLine
from loyalty_pos.lab.simulation.past.beginnings import read_beginnings
from loyalty_pos.lab.simulation.past.books import past_of_facts, read_books
from loyalty_pos.wiring.centre import CentreSettings, open_centre, start_centre
from loyalty_pos.wiring.first_start import prepare_centre
from loyalty_pos.wiring.folders import folders_at
from loyalty_pos.wiring.intake import Asked, bring
from loyalty_pos.wiring.resources import resource
from loyalty_pos.wiring.till import TillSettings, enrol, open_shop_till
from tests.fakes.past_receipts import CHEESE_OFFER, POINTS, programme_text
from tests.fakes.till_folder import a_return, a_sale, a_void
from tests.integration.cli.conftest import Ask

RECEIPTS = """receipt,time,member,article,category,qty_milli,price_minor,cost_minor
1,2026-01-10 12:00,anna,cheese,dairy,1000,20000,12000
2,2026-01-11 12:00,anna,bread,bakery,1000,10000,6000
"""


@pytest.fixture
def files(tmp_path: Path) -> Path:
    """A folder with two programmes and two receipts."""
    (tmp_path / "offer.toml").write_text(programme_text("offer", CHEESE_OFFER), encoding="utf-8")
    (tmp_path / "points.toml").write_text(programme_text("points", POINTS), encoding="utf-8")
    (tmp_path / "receipts.csv").write_text(RECEIPTS, encoding="utf-8")
    return tmp_path


def test_two_programmes_are_told_side_by_side_and_their_difference_explained(files: Path, ask: Ask) -> None:
    offer, points, receipts = (files / name for name in ("offer.toml", "points.toml", "receipts.csv"))
    page, sheet = files / "report.html", files / "report.csv"
    said = ask(
        *("simulate", offer, points, "--receipts", receipts, "--redeem", "always"),
        *("--html", page, "--csv", sheet, "--explain-difference", "offer.toml", "B"),
    )

    assert said.code == 0, said.err
    assert "A  offer (offer)" in said.out
    assert "Receipts that differ between A and B: 2 of 2" in said.out
    assert f"Written: {page}" in said.out
    assert page.read_text(encoding="utf-8").startswith("<!doctype html>")
    assert "Turnover" in sheet.read_text(encoding="utf-8-sig")
    assert said.err == ""


def test_json_says_everything_in_whole_numbers(files: Path, ask: Ask) -> None:
    said = ask(
        "simulate", files / "points.toml", "--receipts", files / "receipts.csv", "--redeem=always", "--json"
    )

    facts = json.loads(said.out)
    [money] = [table for table in facts["tables"] if table["table"] == "money"]
    rows = {row["row"]: row["values"] for row in money["rows"]}
    assert rows["shelf"] == [30000]
    assert rows["turnover"] == [28000]  # 20 points of the first receipt pay at the second
    assert facts["assumptions"]["redeem_bp"] == 10_000


@pytest.mark.parametrize(
    ("words", "part"),
    [
        (("--redeem", "often"), "--redeem"),
        (("--redeem", "101"), "--redeem"),
        (("--member-share", "-1"), "--member-share"),
        (("--margin", "12.345"), "--margin"),
        (("--move-to", "soon"), "--move-to"),
        (("--explain-difference", "A", "C"), "--explain-difference"),
        (("--receipts", "nothing.csv"), "nothing.csv"),
        (("--processes", "-1"), "--processes"),
        (("--most=-1",), "--most"),
        (("--html", "no-such-folder/page.html"), "page.html"),
        (("--csv", "report.txt"), "report.txt"),
    ],
)
@pytest.mark.parametrize("lang", ["en", "ru"])
def test_what_does_not_fit_is_told_in_one_sentence(
    files: Path, ask: Ask, words: tuple[str, ...], part: str, lang: str
) -> None:
    said = ask("simulate", files / "offer.toml", "--receipts", files / "receipts.csv", *words, lang=lang)

    assert said.code == 2, said.err
    assert said.out == ""
    assert part in said.err
    assert said.err.count("\n") == 1


@pytest.mark.parametrize("lang", ["en", "ru"])
def test_a_wrong_receipt_is_told_with_its_line(files: Path, ask: Ask, lang: str) -> None:
    (files / "receipts.csv").write_text(RECEIPTS.replace("20000", "dear"), encoding="utf-8")
    said = ask("simulate", files / "offer.toml", "--receipts", files / "receipts.csv", lang=lang)

    line = {"en": "line 2, price_minor: is no whole number", "ru": "строка 2, price_minor: не целое число"}[
        lang
    ]
    assert said.code == 2
    assert line in said.err


def test_a_folder_without_books_is_told_and_nothing_is_made_there(files: Path, ask: Ask) -> None:
    empty = files / "empty"
    said = ask("simulate", files / "offer.toml", "--receipts", "journal", data=empty)

    assert said.code == 2
    assert str(empty) in said.err
    assert not empty.exists()


def test_a_share_may_have_a_comma_and_a_sign(files: Path, ask: Ask) -> None:
    said = ask(
        "simulate", files / "offer.toml", "--receipts", files / "receipts.csv", "--margin=12,5%", "--json"
    )

    assert json.loads(said.out)["assumptions"]["margin_bp"] == 1250


@pytest.mark.slow
def test_our_own_books_are_replayed_from_the_centre_and_from_the_till(
    files: Path, ask: Ask, tmp_path: Path
) -> None:
    data = tmp_path / "shop"
    centre = start_centre(CentreSettings(folders_at(data).centre))
    try:
        prepare_centre(centre.open, "S1")
        for subject in ("goods", "staff"):
            bring(centre.open, Asked(subject, resource("demo", f"{subject}.csv")))
        settings = TillSettings(folders_at(data).till, language="ru")
        enrol(settings, centre.url, centre.admin.make_code("S1"))
        till = open_shop_till(settings)
        try:
            till.staff.log_in("1111")
            till.shift.open(100_000)
            till.register.scan("4609990000012")
            sold = (
                till.register.pay([])
                if not till.register.view().quote.payable_minor
                else till.register.pay_exact()
            )
            till.sync_once()
        finally:
            till.close()
    finally:
        centre.stop()
    offer = files / "offer.toml"
    of_centre = ask("simulate", offer, "--receipts", "journal", "--json", data=data)
    folders_at(data).centre.rename(tmp_path / "away")
    of_till = ask("simulate", offer, "--receipts", "journal", "--json", data=data)

    assert of_centre.code == of_till.code == 0, of_centre.err + of_till.err
    assert of_centre.out == of_till.out
    [money] = [table for table in json.loads(of_till.out)["tables"] if table["table"] == "money"]
    assert {row["row"]: row["values"] for row in money["rows"]}["shelf"] == [sold.sale.gross_minor]


def test_a_voided_sale_never_happened_and_a_return_knows_its_sale() -> None:
    at_us = micros(datetime(2026, 1, 10, tzinfo=UTC))
    first, second = a_sale(1, sold_at_us=at_us), a_sale(2, sold_at_us=at_us)
    back = a_return(first)
    facts: list[Fact] = [first, second, back, a_void(second)]
    past = past_of_facts(facts, lambda _: None)

    assert [(receipt.id, receipt.of) for receipt in past.receipts] == [
        (first.sale_id, ""),
        (back.return_id, first.sale_id),
    ]
    [line] = back.lines
    assert isinstance(line, ReturnedLine)
    assert past.receipts[1].lines[0].qty_milli == line.qty_milli
    assert past.articles[0].name == "Tea"


def test_our_own_books_know_how_the_goods_went_out() -> None:
    past = past_of_facts([a_sale(1), a_sale(2, channel="pickup")], lambda _: None)

    assert [receipt.channel for receipt in past.receipts] == ["", "pickup"]


def test_goods_that_are_still_known_have_todays_cost() -> None:
    tea = Article("tea", "Green tea", 70_00, cost_minor=40_00, brand="Leaf")
    past = past_of_facts([a_sale(1)], {"tea": tea}.get)

    assert past.articles == (tea,)
    assert past.receipts[0].lines[0].price_minor == 50_00  # as it was on the shelf


def test_several_programmes_of_one_shop_are_one_alternative(files: Path, ask: Ask) -> None:
    offer, points, receipts = (files / name for name in ("offer.toml", "points.toml", "receipts.csv"))
    said = ask(
        *("simulate", offer, points, f"{offer}+{points}", "--receipts", receipts, "--redeem", "always"),
        *("--explain-difference", "A", "offer+points"),
    )

    assert said.code == 0, said.err
    assert "C  offer + points (offer+points)" in said.out
    facts = json.loads(
        ask(
            "simulate",
            offer,
            points,
            f"{offer}+{points}",
            "--receipts",
            receipts,
            "--redeem",
            "always",
            "--json",
        ).out
    )
    money = {one["row"]: one["values"] for one in facts["tables"][0]["rows"]}
    assert money["discounts"][2] == money["discounts"][0] > 0
    assert money["points_money"][2] > 0
    assert money["discounts"][1] == 0


def test_two_programmes_that_contradict_each_other_are_not_joined(files: Path, ask: Ask) -> None:
    (files / "more.toml").write_text(programme_text("more", POINTS), encoding="utf-8")
    said = ask(
        "simulate", f"{files / 'points.toml'}+{files / 'more.toml'}", "--receipts", files / "receipts.csv"
    )

    assert said.code == 2
    assert "more" in said.err
    assert "points" in said.err


def test_members_begin_with_what_the_list_of_the_import_says(files: Path, ask: Ask) -> None:
    receipts = files / "receipts.csv"
    receipts.write_text(RECEIPTS.replace("anna", "2000000000018"), encoding="utf-8")
    cards = files / "cards.csv"
    cards.write_text("Карта;Баллы;Сумма покупок\n2000000000018;70;1500\n", encoding="utf-8")

    said = ask(
        "simulate", files / "points.toml", "--receipts", receipts, "--members", cards, "--redeem=always"
    )

    assert said.code == 0, said.err
    assert "1 members begin with the points, purchases and tiers that were given" in said.out
    [paid] = [line for line in said.out.splitlines() if line.strip().startswith("Paid with points")]
    assert paid.split()[-1] == "₽83.00"  # all 70 for cheese at 200.00; then the 13 earned from the rest


def test_a_row_of_members_that_does_not_fit_is_told_with_its_line(files: Path, ask: Ask) -> None:
    cards = files / "cards.csv"
    cards.write_text("card;points\n2000000000018;70\n2000000000025;many\n", encoding="utf-8")

    said = ask("simulate", files / "points.toml", "--receipts", files / "receipts.csv", "--members", cards)

    assert said.code == 2
    assert "cards.csv, line 3, points:" in said.err


@pytest.mark.parametrize(
    "wrong",
    [
        pytest.param(["--assume-segment", "premium"], id="no share"),
        pytest.param(["--assume-club", "=5"], id="no name"),
        pytest.param(["--assume-coupon", "a=5", "--assume-coupon", "a=6"], id="one name twice"),
        pytest.param(
            ["--assume-channel", "a=60", "--assume-channel", "b=41"], id="more receipts than there are"
        ),
    ],
)
def test_an_assumption_that_cannot_be_is_refused(files: Path, ask: Ask, wrong: list[str]) -> None:
    said = ask("simulate", files / "offer.toml", "--receipts", files / "receipts.csv", *wrong)
    assert (said.code, wrong[-2] in said.err) == (2, True)


def test_assumptions_make_rules_act_that_receipts_know_nothing_of(files: Path, ask: Ask) -> None:
    premium = files / "premium.toml"
    premium.write_text(
        programme_text("premium", CHEESE_OFFER, 'when = { segments = ["premium"] }\n'), encoding="utf-8"
    )
    asked = ("simulate", premium, "--receipts", files / "receipts.csv")

    assert "never act" in ask(*asked).out
    said = ask(*asked, "--assume-segment", "premium=100").out
    assert "100% of members are in segment premium" in said
    assert "never act" not in said


def test_in_our_own_books_a_card_stands_for_its_member(tmp_path: Path) -> None:
    """Receipts of the books name accounts, the list of what members have names cards."""
    (tmp_path / "cards.csv").write_text("card;points\n2000000000018;70\n2000000000025;5\n", encoding="utf-8")
    folders = folders_at(tmp_path / "shop")
    centre = open_centre(CentreSettings(folders.centre))
    try:
        prepare_centre(centre, "S1")
        bring(centre, Asked("cards", tmp_path / "cards.csv"))
    finally:
        centre.close()

    past = read_books(folders)

    found = read_beginnings(tmp_path / "cards.csv", past.holders)
    assert {past.holders["2000000000018"]: 7000, past.holders["2000000000025"]: 500} == {
        member: begins.points for member, begins in found.items()
    }
    assert "2000000000018" not in found
