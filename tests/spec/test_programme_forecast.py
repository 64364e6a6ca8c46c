"""Before anything is released the owner hears what a month of points costs (A29)."""

import pytest

from loyalty_pos.core.programme import Programme
from loyalty_pos.core.programme.file import read_programme
from loyalty_pos.core.programme.forecast import Forecast, Shop, forecast, rate_bp

SHOP = Shop(turnover_minor=1_000_000_00, member_bp=6_000, margin_bp=2_500, used_bp=8_000)


def programme(accrual: str) -> Programme:
    return read_programme(f'id = "p"\nnames = {{ en = "P" }}\n{accrual}')


def test_five_per_cent_cap_thirty_two_weeks_six_months() -> None:
    found = forecast(programme("[accrual]\nrate_bp = 500\ndelay_days = 14\nlife_months = 6\n"), SHOP)
    # members buy for 600,000: points worth 30,000, of which 24,000 are used: 4 %; six months of them are owed;
    # margin 150,000 - 24,000 = 126,000 must grow by 24,000: 19.05 %
    assert found == Forecast(30_000_00, 24_000_00, 400, 144_000_00, 1_905)


@pytest.mark.parametrize(
    ("life", "months"), [("life_days = 95", 3), ("life_days = 10", 1), ("", 24), ("life_months = 60", 24)]
)
def test_what_is_owed_grows_with_the_life_of_points_to_two_years_at_most(life: str, months: int) -> None:
    found = forecast(programme(f"[accrual]\nrate_bp = 500\n{life}\n"), SHOP)
    assert found.owed_minor == months * found.cost_minor


def test_points_for_full_sums_are_a_rate_too() -> None:
    assert rate_bp(programme("[accrual]\npoints = 1\nper_minor = 50_00\n")) == 200
    assert rate_bp(programme("")) == 0


def test_where_the_margin_is_gone_no_growth_pays() -> None:
    poor = Shop(turnover_minor=1_000_000_00, member_bp=6_000, margin_bp=400, used_bp=8_000)
    assert forecast(programme("[accrual]\nrate_bp = 500\n"), poor).lift_bp == 0


def test_nobody_buys_and_nothing_is_owed() -> None:
    empty = Shop(turnover_minor=0, member_bp=6_000, margin_bp=2_500, used_bp=8_000)
    assert forecast(programme("[accrual]\nrate_bp = 500\n"), empty) == Forecast(0, 0, 0, 0, 0)
