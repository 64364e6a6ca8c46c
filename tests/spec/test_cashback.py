"""Cashback of partners: pending, confirmed, rejected, paid out; and what finance is told of a month (A15-A17, W18)."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from loyalty_pos.core.account.cashback import (
    Order,
    apply_confirmation,
    apply_order,
    apply_rejection,
    apply_withdrawal,
    cashback_lot,
)
from loyalty_pos.core.account.roll_forward import RollForward, roll_forward
from loyalty_pos.core.ledger import AccountState, Applied, Entry, EntryKind, Posting, replay
from loyalty_pos.core.member import CardState, Lot, LotKind, Member
from loyalty_pos.core.points import UNCONFIRMED, available, pending
from loyalty_pos.core.posting import apply_sale
from loyalty_pos.core.problems import NotEnoughPoints, WithdrawalTooSmall
from loyalty_pos.core.programme import Accrual, AfterMonths, PointUnit, Programme, RateEarn
from loyalty_pos.core.programme.cashback import Active, Cashback, Confirm
from loyalty_pos.core.programme.file import read_programme
from loyalty_pos.till.balance import balance_of
from loyalty_pos.till.wording import LANGUAGES, sentence
from tests.fakes.till_folder import a_sale

ORDERED = datetime(2026, 3, 1, 12, tzinfo=UTC)
DAY_30 = ORDERED + timedelta(days=30)
BY_PARTNER = Programme(
    "p",
    (),
    unit=PointUnit(2),
    accrual=Accrual(RateEarn(1_000), expiry=AfterMonths(6)),
    cashback=Cashback(Confirm.PARTNER, withdraw_minimum=50_000),
)
BY_DAYS = replace(BY_PARTNER, cashback=Cashback(Confirm.DAYS, days=30))
ORDER = Order("o1", 45_000)


def posting(number: int, at: datetime = ORDERED) -> Posting:
    return Posting(f"00000000-0000-7000-8000-{number:012d}", at)


def ordered(programme: Programme = BY_PARTNER) -> tuple[Applied, str]:
    done = apply_order(AccountState("m"), ORDER, posting(1), programme)
    return done, cashback_lot(done.entries)


def test_an_order_is_shown_and_cannot_be_spent() -> None:
    state = ordered()[0].state
    for at in (ORDERED, ORDERED + timedelta(days=3_650)):
        assert (available(state.lots, at), pending(state.lots, at)) == (0, 45_000)
    assert [(lot.kind, lot.activate_at) for lot in state.lots] == [(LotKind.CASHBACK, UNCONFIRMED)]


def test_nobody_is_told_that_points_begin_in_a_far_future() -> None:
    member = Member("m", "1234", CardState.ACTIVE, lots=ordered()[0].state.lots)
    shown = balance_of(member, BY_PARTNER, ORDERED)
    assert (shown.pending, shown.pending_until) == (45_000, None)


def test_the_partner_confirms_on_day_thirty() -> None:
    first, lot_id = ordered()
    done = apply_confirmation(first.state, "o1", lot_id, posting(2, DAY_30), BY_PARTNER)
    assert [(entry.kind, entry.amount) for entry in done.entries] == [(EntryKind.ACTIVATION, 45_000)]
    (lot,) = done.state.lots
    assert (available(done.state.lots, DAY_30), lot.activate_at) == (45_000, DAY_30)
    assert lot.expire_at == datetime(2026, 9, 29, 21, tzinfo=UTC)
    assert apply_confirmation(done.state, "o1", lot_id, posting(3, DAY_30), BY_PARTNER).entries == ()
    assert replay("m", first.entries + done.entries) == done.state


def test_every_entry_of_an_order_names_the_order() -> None:
    first, lot_id = ordered()
    confirmed = apply_confirmation(first.state, "o1", lot_id, posting(2, DAY_30), BY_PARTNER)
    rejected = apply_rejection(confirmed.state, ORDER, lot_id, posting(3, DAY_30), "partner")
    assert [e.sale_id for done in (first, confirmed, rejected) for e in done.entries] == ["o1"] * 3


def test_cashback_that_waits_for_its_partner_does_not_end_meanwhile() -> None:
    (lot,) = ordered()[0].state.lots
    assert lot.expire_at is None


def test_an_orders_cashback_is_told_from_other_points_of_the_same_order() -> None:
    bought = replace(a_sale(1), sale_id="o1", accrued=100)
    sold = apply_sale(AccountState("m"), bought, posting(5), BY_PARTNER)
    assert cashback_lot(sold.entries) == ""
    first, lot_id = ordered()
    assert cashback_lot(sold.entries + first.entries) == lot_id


def test_the_return_window_confirms_by_itself() -> None:
    (lot,) = ordered(BY_DAYS)[0].state.lots
    assert lot.activate_at == datetime(2026, 3, 30, 21, tzinfo=UTC)


@pytest.mark.parametrize(
    ("rejected", "left"),
    [
        pytest.param(45_000, 0, id="the whole order came back"),
        pytest.param(15_000, 30_000, id="a third of it"),
    ],
)
def test_a_rejected_order_takes_its_cashback_with_a_reason(rejected: int, left: int) -> None:
    first, lot_id = ordered()
    back = apply_rejection(first.state, Order("o1", rejected), lot_id, posting(2), "returned")
    assert pending(back.state.lots, DAY_30) == left
    assert [(entry.kind, entry.operation) for entry in back.entries] == [
        (EntryKind.ACCRUAL_REVERSAL, "returned")
    ]
    assert apply_confirmation(back.state, "o1", lot_id, posting(3, DAY_30), BY_PARTNER).state.balance == left


def test_cashback_that_was_spent_before_the_rejection_is_a_debt() -> None:
    first, lot_id = ordered()
    state = apply_confirmation(first.state, "o1", lot_id, posting(2), BY_PARTNER).state
    state = apply_withdrawal(replace(state), "w", 45_000, posting(3), BY_DAYS).state
    assert apply_rejection(state, ORDER, lot_id, posting(4), "partner").state.debt == 45_000


def usable(points: int) -> AccountState:
    return AccountState("m", (Lot("l", LotKind.CASHBACK, points, points, ORDERED),))


def test_below_the_minimum_nothing_is_paid_out_but_the_next_purchase_may_be_paid() -> None:
    with pytest.raises(WithdrawalTooSmall) as refused:
        apply_withdrawal(usable(45_000), "w", 45_000, posting(1), BY_PARTNER)
    assert refused.value.missing == 5_000
    for lang in LANGUAGES:
        assert "50" in sentence(refused.value, lang, exponent=2).text
    paid = apply_sale(usable(45_000), replace(a_sale(1), redeemed=45_000), posting(2), BY_PARTNER)
    assert paid.state.balance == 0


def test_a_withdrawal_takes_points_once_and_never_more_than_there_are() -> None:
    done = apply_withdrawal(usable(60_000), "w", 50_000, posting(1), BY_PARTNER)
    assert [(entry.kind, entry.amount, entry.operation) for entry in done.entries] == [
        (EntryKind.WITHDRAWAL, -50_000, "w")
    ]
    assert done.state.balance == 10_000
    assert apply_withdrawal(usable(60_000), "w", 50_000, posting(1), BY_PARTNER) == done
    with pytest.raises(NotEnoughPoints):
        apply_withdrawal(usable(60_000), "w", 60_001, posting(2), BY_PARTNER)


@pytest.mark.parametrize(
    "state",
    [
        pytest.param(AccountState("m"), id="there is nothing"),
        pytest.param(replace(usable(100), debt=700), id="more is owed than there is"),
    ],
)
def test_of_nothing_nothing_is_paid_out(state: AccountState) -> None:
    without_minimum = replace(BY_PARTNER, cashback=Cashback(Confirm.PARTNER))
    with pytest.raises(NotEnoughPoints) as refused:
        apply_withdrawal(state, "w", 1, posting(1), without_minimum)
    assert (refused.value.asked, refused.value.available) == (1, 0)


def test_cashback_as_written() -> None:
    start = 'id = "p"\nnames = { en = "P" }\n'
    said = 'confirm = "partner"\nwithdraw_minimum = 500\n'
    active = "[cashback.active]\norders = 5\ndays = 90\ntimes_bp = 12_000\n"
    text = f"{start}[cashback]\n{said}{active}"
    assert read_programme(text).cashback == Cashback(
        Confirm.PARTNER, active=Active(5, 90, 12_000), withdraw_minimum=500
    )
    assert read_programme(start).cashback is None


# --- the month ----------------------------------------------------------------------------------------


def entry(kind: EntryKind, amount: int) -> Entry:
    return Entry("e", kind, "m", amount, ORDERED, "e", debt=-amount)


def test_the_roll_forward_of_a_month() -> None:
    month = [
        entry(EntryKind.ACCRUAL, 48_000),
        entry(EntryKind.REDEMPTION, -32_000),
        entry(EntryKind.REDEMPTION_REFUND, 500),
        entry(EntryKind.EXPIRY, -6_200),
        entry(EntryKind.ACCRUAL_REVERSAL, -900),
        entry(EntryKind.ADJUST_CREDIT, 200),
        entry(EntryKind.ADJUST_DEBIT, -50),
    ]
    rolled = roll_forward(125_000, month)
    assert rolled == RollForward(125_000, 48_000, 31_500, 6_200, 900, 150)
    assert rolled.closing == 134_550


def test_memos_move_nothing() -> None:
    memo = Entry("e", EntryKind.ACTIVATION, "m", 500, ORDERED, "e")
    assert roll_forward(10, [memo]).closing == 10
