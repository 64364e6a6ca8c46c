"""What is typed to find a receipt: a number, a day, a sum, a day and a sum; anything else is a code or a customer."""

from datetime import date

import pytest

from loyalty_pos.core.dates import local_day, moment
from loyalty_pos.till.giving_back.searching import Wanted, read_wanted, sales_like
from tests.fakes.till import FakeTill
from tests.fakes.till_folder import a_sale

TODAY = date(2026, 11, 22)


@pytest.mark.parametrize(
    ("typed", "wanted"),
    [
        ("118", Wanted(number=118)),
        ("15.11", Wanted(day=date(2026, 11, 15))),
        ("15.11.2025", Wanted(day=date(2025, 11, 15))),
        ("15.11.25", Wanted(day=date(2025, 11, 15))),
        ("25.12", Wanted(day=date(2025, 12, 25))),
        ("980,00", Wanted(sum_minor=98_000)),
        ("99.90", Wanted(sum_minor=9_990)),
        ("15.11 980", Wanted(day=date(2026, 11, 15), sum_minor=98_000)),
        ("980,50 15.11", Wanted(day=date(2026, 11, 15), sum_minor=98_050)),
        ("", None),
        ("9123456789", None),
        ("LPR1:123", None),
        ("4600000000015", None),
        ("coffee", None),
        ("15.11 coffee", None),
        ("1.1.1.1", None),
        ("29.02", Wanted(sum_minor=2_902)),
    ],
)
def test_what_was_typed_is_read_as_what_it_can_be(typed: str, wanted: Wanted | None) -> None:
    assert read_wanted(typed, TODAY) == wanted


def test_a_receipt_is_found_however_many_were_sold_since() -> None:
    """A customer comes back after months: the book is read to its end, and a day ends the search a little before it."""
    till = FakeTill()
    day_us = 86_400_000_000
    first = a_sale(1, paid_minor=123_450)
    till.journal.facts.extend(
        [first, *(a_sale(n, sold_at_us=first.sold_at_us + n * day_us // 100) for n in range(2, 3_600))]
    )
    assert sales_like(till.world, Wanted(sum_minor=123_450)) == [first]
    day = local_day(moment(first.sold_at_us), till.world.identity.zone)
    assert sales_like(till.world, Wanted(day=day, sum_minor=123_450)) == [first]
    assert sales_like(till.world, Wanted(sum_minor=1)) == []
