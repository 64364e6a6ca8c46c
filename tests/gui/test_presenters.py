"""What presenters decide, without any window: amounts, notes, dates, progress."""

import subprocess
import sys
from datetime import UTC, date, datetime

import pytest

from loyalty_pos.core.problems import BadAmount, BadBirthday, BadQuantity
from loyalty_pos.core.programme import Programme
from loyalty_pos.till.balance import Balance
from loyalty_pos.ui.issuing.presenter import iso_birthday
from loyalty_pos.ui.look.words import Words, points_that
from loyalty_pos.ui.paper.wrapping import pair_rows, wrapped
from loyalty_pos.ui.parse import amount_minor, points_minor, quantity_milli, split_quantity
from loyalty_pos.ui.payment.presenter import offered_notes
from loyalty_pos.ui.sale.facts import customer_facts
from tests.fakes.till import anna


@pytest.mark.parametrize(
    ("text", "minor"),
    [
        pytest.param("149", 14_900, id="roubles"),
        pytest.param("149,9", 14_990, id="comma and one digit"),
        pytest.param("149.90", 14_990, id="point"),
        pytest.param("1 200", 120_000, id="a space between thousands"),
        pytest.param("0", 0, id="nothing"),
    ],
)
def test_amounts_are_read_as_they_are_typed(text: str, minor: int) -> None:
    assert amount_minor(text) == minor


@pytest.mark.parametrize("text", ["", "-5", "1,234", "1,2,3", "abc", "1e3", "٣", "12345678901"])
def test_what_is_no_amount_is_refused(text: str) -> None:
    with pytest.raises(BadAmount):
        amount_minor(text)


@pytest.mark.parametrize(("text", "milli"), [("3", 3_000), ("0,35", 350), ("1.286", 1_286)])
def test_quantities_are_read_to_the_gram(text: str, milli: int) -> None:
    assert quantity_milli(text) == milli


@pytest.mark.parametrize("text", ["", "0", "0,000", "-1", "1,2345", "много"])
def test_what_is_no_quantity_is_refused(text: str) -> None:
    with pytest.raises(BadQuantity):
        quantity_milli(text)


@pytest.mark.parametrize(
    ("text", "answer"),
    [
        pytest.param("3*4600000000015", (3_000, "4600000000015"), id="three of these"),
        pytest.param("0,5 * яблоки", (500, "яблоки"), id="half a kilo by name"),
        pytest.param("4*", (4_000, ""), id="four of what comes next"),
        pytest.param("4600000000015", (0, "4600000000015"), id="no quantity"),
    ],
)
def test_a_quantity_may_be_typed_ahead(text: str, answer: tuple[int, str]) -> None:
    assert split_quantity(text) == answer


def test_points_are_typed_in_whole_points() -> None:
    assert points_minor("120", 0) == 120
    assert points_minor("120,5", 2) == 12_050
    with pytest.raises(BadAmount):
        points_minor("0,5", 0)


@pytest.mark.parametrize(
    ("text", "iso"),
    [
        ("", ""),
        ("8.3.1991", "1991-03-08"),
        ("08/03/1991", "1991-03-08"),
        ("8.3", "--03-08"),
        ("08031991", "1991-03-08"),
        ("0803", "--03-08"),
    ],
)
def test_birthdays_may_lack_the_year_and_the_dots(text: str, iso: str) -> None:
    assert iso_birthday(text) == iso


@pytest.mark.parametrize(
    "text", ["0.1.1990", "32.1.1990", "1.13", "31.02.2001", "31022001", "080391", "soon"]
)
def test_a_day_that_never_was_is_no_birthday(text: str) -> None:
    with pytest.raises(BadBirthday):
        iso_birthday(text)


@pytest.mark.parametrize(
    ("due", "offers"),
    [
        pytest.param(61_140, (65_000, 70_000, 100_000, 200_000), id="611,40"),
        pytest.param(100_000, (200_000, 500_000), id="a round thousand"),
        pytest.param(1, (5_000, 10_000, 50_000, 100_000), id="one kopeck"),
        pytest.param(0, (), id="nothing left"),
    ],
)
def test_the_notes_offered_are_those_people_hand_over(due: int, offers: tuple[int, ...]) -> None:
    assert offered_notes(due) == offers


def test_an_amount_on_paper_is_never_cut() -> None:
    rows = pair_rows("Чай «Чёрный байховый», листовой, в подарочной банке", "1 150,00", 32)
    assert rows[-1].endswith("1 150,00")
    assert all(len(row) <= 32 for row in rows)
    assert pair_rows("ИТОГО", "1" * 30, 32) == ["ИТОГО", "  " + "1" * 30]


def test_words_break_between_words_on_paper() -> None:
    assert wrapped("Спасибо за покупку!", 12) == ["Спасибо за", "покупку!"]
    assert wrapped("", 12) == [""]


def test_counted_nouns_agree_in_russian() -> None:
    said = [Words("ru").counted("operation", n).replace("\u00a0", " ") for n in (1, 3, 5, 11, 21)]
    assert said == ["1 операция", "3 операции", "5 операций", "11 операций", "21 операция"]


@pytest.mark.parametrize(
    ("points", "exponent", "russian", "english"),
    [
        (1, 0, "1 балл сгорит", "1 point expires"),
        (2, 0, "2 балла сгорят", "2 points expire"),
        (5, 0, "5 баллов сгорят", "5 points expire"),
        (11, 0, "11 баллов сгорят", "11 points expire"),
        (231, 0, "231 балл сгорит", "231 points expire"),
        (1_150, 2, "11,50 балла сгорят", "11.50 points expire"),
        (100, 2, "1 балл сгорит", "1 point expires"),
    ],
)
def test_points_and_their_verb_agree(points: int, exponent: int, russian: str, english: str) -> None:
    said = {lang: points_that(Words(lang), "expire", points, exponent) for lang in ("ru", "en")}
    assert {lang: one.replace("\u00a0", " ") for lang, one in said.items()} == {"ru": russian, "en": english}


def test_points_that_wait_agree_too() -> None:
    said = [points_that(Words("ru"), "wait", n).replace("\u00a0", " ") for n in (1, 3, 25)]
    assert said == ["1 балл ожидает", "3 балла ожидают", "25 баллов ожидают"]


def test_presenters_need_no_qt() -> None:
    code = (
        "import sys, importlib;"
        "[importlib.import_module(f'loyalty_pos.ui.{p}.presenter') for p in "
        "('sale','payment','paper','login','shift','issuing','customer','returns','status','statement','exposure','menu','shell')];"
        "print([m for m in sys.modules if m.startswith('PySide6')])"
    )
    done = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True)
    assert done.stdout.strip() == "[]"


def test_points_end_on_the_shops_day_not_on_the_day_in_greenwich() -> None:
    midnight = datetime(2027, 4, 23, 21, tzinfo=UTC)
    balance = Balance(
        available=100, pending=5, debt=0, next_expiry=midnight, next_expiry_points=100, pending_until=midnight,
        tier_id="", next_tier=None, as_of=None,
    )  # fmt: skip
    facts = customer_facts(
        anna(), balance, Programme("x", (("ru", "x"),), zone="Europe/Moscow"), discount_bp=0, now=midnight
    )
    assert facts.expires_at is not None
    assert facts.pending_until is not None
    assert (facts.expires_at.date(), facts.pending_until.date()) == (date(2027, 4, 24), date(2027, 4, 24))
