"""Points of returned goods that are spent already: the programme decides whether money is kept back for them (W13)."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from loyalty_pos.core.account.withholding import Refund, Withheld, withheld
from loyalty_pos.core.dates import micros
from loyalty_pos.core.member import CardState, Lot, LotKind, Member
from loyalty_pos.core.programme import ClawBack, Programme, ReturnPolicy
from loyalty_pos.core.sale import Sale

NOW = datetime(2026, 5, 20, 12, tzinfo=UTC)
BOUGHT = NOW - timedelta(days=20)
WITHHOLDING = Programme(id="p", names=(), returns=ReturnPolicy(claw_back=ClawBack.WITHHOLD))
SALE = Sale(
    sale_id="1", code="1", number=1, shift_id="s", store_id="m", cashier_id="c", sold_at_us=micros(BOUGHT),
    programme_id="p", bundle="", account_id="a", card_last4="0001", lines=(), tenders=(), gross_minor=0,
    discount_minor=0, points_money_minor=0, certificate_minor=0, paid_minor=0, redeemed=0, operation="",
    accrued=170, activate_at_us=micros(BOUGHT), expire_at_us=0,
)  # fmt: skip


def lot(lot_id: str, amount: int, remaining: int, activate_at: datetime) -> Lot:
    return Lot(lot_id, LotKind.BASE, amount, remaining, activate_at)


def member(*lots: Lot, debt: int = 0) -> Member:
    return Member(account_id="a", card_last4="0001", state=CardState.ACTIVE, lots=lots, debt=debt)


OWN = lot("own", 170, 40, BOUGHT)
PENDING = lot("later", 500, 500, NOW + timedelta(days=3))


@pytest.mark.parametrize(
    ("who", "refund", "kept"),
    [
        pytest.param(
            member(OWN),
            Refund(180_000, 0, 170),
            Withheld(130, 13_000),
            id="W13: 40 of 170 are left, 130.00 is kept",
        ),
        pytest.param(
            member(lot("own", 170, 170, BOUGHT)), Refund(180_000, 0, 170), Withheld(), id="nothing is spent"
        ),
        pytest.param(
            member(OWN, PENDING),
            Refund(180_000, 0, 170),
            Withheld(130, 13_000),
            id="other pending points stay",
        ),
        pytest.param(
            member(OWN, lot("o", 100, 100, BOUGHT)),
            Refund(180_000, 0, 170),
            Withheld(30, 3_000),
            id="others help",
        ),
        pytest.param(
            member(OWN), Refund(180_000, 100, 170), Withheld(30, 3_000), id="points given back count"
        ),
        pytest.param(
            member(OWN, debt=90),
            Refund(180_000, 100, 170),
            Withheld(120, 12_000),
            id="but a debt is repaid first",
        ),
        pytest.param(
            member(OWN), Refund(5_000, 0, 170), Withheld(50, 5_000), id="never more than the refund"
        ),
        pytest.param(
            member(OWN, debt=90),
            Refund(180_000, 0, 170),
            Withheld(170, 17_000),
            id="what is owed is not kept twice",
        ),
        pytest.param(member(OWN), Refund(180_000, 0, 0), Withheld(), id="the goods had earned nothing"),
        pytest.param(None, Refund(180_000, 0, 170), Withheld(), id="the till does not know the member"),
    ],
)
def test_what_is_kept_of_a_refund(who: Member | None, refund: Refund, kept: Withheld) -> None:
    assert withheld(WITHHOLDING, who, SALE, refund, NOW) == kept


@pytest.mark.parametrize("policy", [ClawBack.DEBT, ClawBack.FLOOR_ZERO])
def test_other_programmes_pay_the_refund_in_full(policy: ClawBack) -> None:
    programme = replace(WITHHOLDING, returns=ReturnPolicy(claw_back=policy))
    assert withheld(programme, member(OWN), SALE, Refund(180_000, 0, 170), NOW) == Withheld()


def test_points_that_the_goods_earned_and_that_are_not_active_yet_are_simply_taken_back() -> None:
    later = NOW + timedelta(days=3)
    sale = replace(SALE, activate_at_us=micros(later))
    who = member(lot("own", 170, 170, later))
    assert withheld(WITHHOLDING, who, sale, Refund(180_000, 0, 170), NOW) == Withheld()


def test_points_that_begin_this_very_moment_are_counted_once() -> None:
    sale = replace(SALE, activate_at_us=micros(NOW))
    who = member(lot("own", 170, 40, NOW))
    assert withheld(WITHHOLDING, who, sale, Refund(180_000, 0, 170), NOW) == Withheld(130, 13_000)
