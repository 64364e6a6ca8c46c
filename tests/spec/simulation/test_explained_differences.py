"""Which receipts another programme changes, and why: in sentences a marketer can check."""

import pytest

from loyalty_pos.lab.simulation.past.receipts import Past
from loyalty_pos.lab.simulation.telling.told_changes import changes_in_text
from loyalty_pos.till.formats import NBSP
from tests.fakes.past_receipts import BREAD, CHEESE, CHEESE_OFFER, POINTS, Shop, programme_text, simulated

TEN = programme_text("ten", CHEESE_OFFER)
TWENTY = programme_text("twenty", CHEESE_OFFER.replace("bp = 1000", "bp = 2000"))


@pytest.fixture
def past() -> Past:
    shop = Shop()
    shop.sold("2026-01-10 12:00", "anna", BREAD, CHEESE)
    shop.sold("2026-01-11 12:00", "", BREAD)
    shop.sold("2026-01-12 12:00", "", (CHEESE, 3))
    return shop.past()


def told(past: Past, lang: str, *programmes: str) -> list[str]:
    report = simulated(past, *programmes, compared=(0, 1))
    return [line.replace(NBSP, " ") for line in changes_in_text(report, lang)]


def test_changed_receipts_are_named_the_largest_change_first(past: Past) -> None:
    assert told(past, "en", TEN, TWENTY) == [
        "Receipts that differ between A and B: 2 of 3; B takes ₽80.00 less than A",
        "- Offer “cheese-week”: other on 2 receipts, B gives ₽80.00 more",
        "",
        "The largest changes:",
        "Receipt r3, 12 Jan 2026 12:00: ₽600.00 on the shelf; A takes ₽540.00, B takes ₽480.00",
        "  - Offer “cheese-week”: 10% gives ₽60.00 off under A; Offer “cheese-week”: 20% gives ₽120.00 off under B.",
        "Receipt r1, 10 Jan 2026 12:00, member anna: ₽300.00 on the shelf; A takes ₽280.00, B takes ₽260.00",
        "  - Offer “cheese-week”: 10% gives ₽20.00 off under A; Offer “cheese-week”: 20% gives ₽40.00 off under B.",
    ]


def test_the_same_is_told_in_russian(past: Past) -> None:
    lines = told(past, "ru", TEN, TWENTY)

    assert lines[0] == "Чеков, которые различаются в A и B: 2 из 3; по B платят на 80,00 ₽ меньше, чем по A"
    assert (
        lines[4] == "Чек r3, 12.01.2026 12:00: 600,00 ₽ по цене полки; по A к оплате 540,00 ₽, по B 480,00 ₽"
    )


def test_what_only_one_programme_has_is_told_as_such(past: Past) -> None:
    lines = told(past, "en", TEN, programme_text("points", POINTS))

    assert "  - Only under A: Offer “cheese-week”: 10% gives ₽20.00 off." in lines
    assert "  - Only under B: 30 points earned from ₽300.00." in lines


def test_points_saved_under_one_programme_are_told_as_the_reason() -> None:
    shop = Shop()
    shop.sold("2026-01-10 12:00", "anna", CHEESE)
    shop.sold("2026-01-11 12:00", "anna", CHEESE)
    lines = told(shop.past(), "en", programme_text("none"), programme_text("points", POINTS))

    assert "  - Points before the receipt: 0 under A, 20 under B." in lines
    assert "  - Only under B: 20 points redeemed: ₽20.00." in lines


def test_nothing_differs_between_a_programme_and_itself(past: Past) -> None:
    assert told(past, "en", TEN, TEN) == ["No receipt differs."]


def test_only_as_many_are_told_as_are_asked_for_but_all_are_counted() -> None:
    shop = Shop()
    for number in range(50):
        shop.sold("2026-01-10 12:00", "", (CHEESE, 1 + number))
    report = simulated(shop.past(), TEN, TWENTY, compared=(0, 1))

    assert report.changes.receipts == 50
    assert [change.gross_minor for change in report.changes.largest] == [
        count * 200_00 for count in range(50, 30, -1)
    ]
