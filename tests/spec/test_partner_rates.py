"""What partners give back of an order, what is left of a receipt that is claimed late, and when its code began."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from loyalty_pos.core.partners.claims import ClaimedLine, claimed_lines, taken_back, what_is_left
from loyalty_pos.core.partners.rates import NO_CAP, Habit, Rate, order_points, rate_of, share_of
from loyalty_pos.core.partners.records import OrderState
from loyalty_pos.core.programme import Partner, PointUnit, Programme
from loyalty_pos.core.programme.cashback import Active, Cashback
from loyalty_pos.core.programme.partners import PartnerKind, partner_at, scope_at
from loyalty_pos.core.receipt_code import begun_ms, is_receipt_code, receipt_code, till_digits
from loyalty_pos.core.sale import ReturnedLine, SoldDiscount
from tests.fakes.till_folder import a_return, a_sale

BACK = Programme("p", (), unit=PointUnit(2), cashback=Cashback(active=Active(5, 90, 12_000)))
TEN = Rate("s", "S", 1_000)
OFTEN = Habit(orders_here=3, confirmed=5)


@pytest.mark.parametrize(
    ("amount", "rate", "habit", "points"),
    [
        pytest.param(450_000, TEN, Habit(1), 45_000, id="A16: 10 % of 4,500.00"),
        pytest.param(100_000, replace(TEN, rate_bp=500), OFTEN, 6_000, id="A20: 1,000.00 at 5 % of an active member"),
        pytest.param(100_000, replace(TEN, rate_bp=500), Habit(3, confirmed=4), 5_000, id="A20: one order too few"),
        pytest.param(450_000, replace(TEN, month_cap=300_000), Habit(1, 270_000), 30_000, id="W27: 300.00 are left of 3,000.00"),
        pytest.param(450_000, replace(TEN, month_cap=300_000), Habit(1, 300_000), 0, id="W27: nothing is left"),
        pytest.param(123_456, replace(TEN, rate_bp=100), Habit(1), 1_234, id="floored once"),
        pytest.param(100_000, replace(TEN, first_rate_bp=2_000), Habit(0), 20_000, id="a first order"),
        pytest.param(100_000, replace(TEN, first_rate_bp=2_000), Habit(1), 10_000, id="a second one"),
        pytest.param(100_000, replace(TEN, rate_bp=3_000), OFTEN, 30_000, id="the ceiling holds for active members too"),
        pytest.param(100_000, replace(TEN, rate_bp=9_000), Habit(1), 30_000, id="a rate over its ceiling gives the ceiling"),
        pytest.param(100_000, replace(TEN, rate_bp=0), OFTEN, 0, id="a partner who gives nothing"),
    ],
)  # fmt: skip
def test_what_an_order_brings(amount: int, rate: Rate, habit: Habit, points: int) -> None:
    assert order_points(amount, rate, habit, BACK) == points


def test_whole_points_of_another_worth() -> None:
    dear = Programme("p", (), unit=PointUnit(0, 1_000))
    assert order_points(450_000, TEN, Habit(1), dear) == 45


def test_a_rate_over_its_ceiling_is_not_sound() -> None:
    """A18."""
    assert TEN.is_sound
    assert not replace(TEN, rate_bp=3_500).is_sound
    assert not replace(TEN, first_rate_bp=3_001).is_sound
    assert replace(TEN, rate_bp=3_500, ceiling_bp=4_000).is_sound
    assert share_of(replace(TEN, rate_bp=3_500), Habit(1)) == 3_000


def test_a_programme_may_name_the_rate_itself() -> None:
    partner = Partner("s", "S", rate_bp=1_000, first_rate_bp=1_500, month_cap=70)
    assert rate_of(partner) == Rate("s", "S", 1_000, first_rate_bp=1_500, month_cap=70)
    assert rate_of(replace(partner, month_cap=None)).month_cap == NO_CAP
    assert [state.value for state in OrderState] == ["pending", "confirmed", "rejected"]


def test_whose_shop_it_is_and_where_offers_are_shown() -> None:
    """A48."""
    volga = Partner("volga", "Volga", stores=frozenset({"s1"}))
    ski = Partner("ski", "Ski", PartnerKind.LOCAL, regions=frozenset({"38"}), stores=frozenset({"s2"}))
    assert partner_at((volga, ski), "s2") is ski
    assert (scope_at((volga, ski), "s1"), scope_at((volga, ski), "s3")) == ("volga", "")
    assert [partner.is_shown_in("38") for partner in (volga, ski)] == [True, True]
    assert [partner.is_shown_in("78") for partner in (volga, ski)] == [True, False]
    assert [partner.is_shown_in("") for partner in (volga, ski)] == [True, False]


# --- receipts that are claimed late ------------------------------------------------------------------------


def test_what_came_back_earns_nothing_any_more() -> None:
    sale = a_sale(1)
    discounted = replace(sale, lines=(replace(sale.lines[0], discounts=(SoldDiscount("x", "item", 1_001),)),))
    left = what_is_left(discounted, a_return(sale).lines)
    (line,) = left.lines
    assert (line.qty_milli, line.gross_minor, line.paid_minor, left.paid_minor) == (
        1_000,
        5_000,
        5_000,
        5_000,
    )
    assert line.discounts[0].amount_minor == 500
    assert what_is_left(sale, ()) == sale
    assert what_is_left(sale, a_return(sale, qty_milli=2_000).lines).lines == ()


def back(gross_minor: int) -> ReturnedLine:
    return ReturnedLine(1, 1, 0, 0, 0, 0, 0, gross_minor)


@given(st.integers(0, 1_000), st.integers(1, 10_000), st.lists(st.integers(0, 4_000), max_size=6))
def test_parts_that_come_back_take_no_more_than_the_whole_gave(
    accrued: int, gross: int, parts: list[int]
) -> None:
    lines: tuple[ClaimedLine, ...] = (ClaimedLine(1, accrued, gross),)
    taken = 0
    for part in parts:
        points, lines = taken_back(lines, [back(part)])
        assert points >= 0
        taken += points
    assert taken == accrued * min(sum(parts), gross) // gross
    rest, lines = taken_back(lines, None)
    assert taken + rest == accrued
    assert taken_back(lines, None)[0] == 0


def test_each_line_of_a_claimed_receipt_is_remembered() -> None:
    sale = a_sale(1)
    assert claimed_lines(replace(sale, lines=(replace(sale.lines[0], accrued=7),))) == (
        ClaimedLine(1, 7, 10_000),
    )


# --- the code of a receipt ---------------------------------------------------------------------------------


def test_a_code_says_when_its_receipt_began_and_at_which_till() -> None:
    sale_id = "019ab000-0000-7000-8000-000000000001"
    began = int(sale_id.replace("-", "")[:12], 16)
    code = receipt_code("till-1", sale_id)
    assert is_receipt_code(code)
    assert (code[:4], begun_ms(code, began)) == (till_digits("till-1"), began)
    assert begun_ms(code, began + 30 * 365 * 86_400_000) == began
    assert begun_ms(code, began - 3_600_000) == began  # a centre's clock that is behind
    assert begun_ms(code, began + 10**12) == began + 10**12  # they come round after 31 years
