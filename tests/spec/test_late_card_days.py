"""Who may put a card to a paid receipt, and for how long (decisions 9)."""

from dataclasses import replace
from datetime import timedelta

import pytest

from loyalty_pos.core.account.late_card import days_for_cards, is_cashiers, is_too_late
from loyalty_pos.core.programme import Accrual, Programme, RateEarn
from loyalty_pos.core.receipt_code import receipt_code
from tests.fakes.till_folder import NOON, a_sale

TILL, OTHER, ZONE = "till-1", "till-2", "Europe/Moscow"
SALE = replace(a_sale(), code=receipt_code(TILL, "01a1f7c1-4180-7000-8000-00000000000b"))
PROGRAMME = Programme("club", (), accrual=Accrual(RateEarn(500), claim_days=14))
MIDNIGHT = NOON.replace(hour=21)  # in the shop


def test_a_cashier_may_on_the_shops_own_day() -> None:
    assert is_cashiers(SALE, TILL, NOON, ZONE)
    assert is_cashiers(SALE, TILL, MIDNIGHT - timedelta(microseconds=1), ZONE)
    assert not is_cashiers(SALE, TILL, MIDNIGHT, ZONE)
    assert is_cashiers(SALE, TILL, MIDNIGHT, "UTC")


def test_a_cashier_may_at_the_receipts_own_till() -> None:
    assert not is_cashiers(SALE, OTHER, NOON, ZONE)


def test_a_clock_set_back_a_day_is_another_day() -> None:
    assert not is_cashiers(SALE, TILL, NOON - timedelta(days=1), ZONE)


@pytest.mark.parametrize(("later_us", "late"), [(0, False), (1, True)])
def test_the_programmes_days_are_whole_days_from_the_purchase(later_us: int, late: bool) -> None:  # noqa: FBT001 - a table
    at = NOON + timedelta(days=14, microseconds=later_us)
    assert is_too_late(SALE, at, PROGRAMME) is late


def test_a_programme_without_points_has_no_days() -> None:
    assert (days_for_cards(PROGRAMME), days_for_cards(Programme("club", ()))) == (14, 0)
