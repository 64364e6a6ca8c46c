"""Returns and voids in the account's book, in detail: what they give back to whom, and what they count (W12-W14, W18)."""

from dataclasses import replace
from datetime import timedelta

import pytest

from loyalty_pos.core.account.ending import apply_end
from loyalty_pos.core.account.late_card import is_too_late
from loyalty_pos.core.ledger import AccountState, Applied, EntryKind, Posting
from loyalty_pos.core.member import Lot, LotKind
from loyalty_pos.core.points import LotMove
from loyalty_pos.core.posting import (
    Opening,
    Origin,
    apply_hold,
    apply_opening_balance,
    apply_return,
    apply_sale,
    apply_void,
    origin_of,
)
from loyalty_pos.core.problems import NotEnoughPoints
from loyalty_pos.core.programme import (
    Accrual,
    Expired,
    Programme,
    RateEarn,
    ReturnPolicy,
    Tier,
    Tiers,
    WhenInactive,
    Window,
)
from loyalty_pos.core.programme.tiers import month_number
from loyalty_pos.core.sale import Issued, IssuedKind, Sale, Tender, TenderKind
from tests.fakes.till_folder import NOON, a_return, a_sale, a_void

PLAIN = Programme("p", (), accrual=Accrual(RateEarn(500)))
BEGAN = NOON - timedelta(days=30)
LATER = NOON + timedelta(days=40)


def posting(number: int, at: object = NOON) -> Posting:
    return Posting(f"00000000-0000-7000-8000-{number:012d}", at)  # type: ignore[arg-type]  # a moment


def lot(name: str, amount: int, *, days: int = 100, partner: str = "") -> Lot:
    """Active points that end so many days after the sale."""
    return Lot(name, LotKind.BASE, amount, amount, BEGAN, NOON + timedelta(days=days), spend_scope=partner)


def account(*lots: Lot, debt: int = 0) -> AccountState:
    return AccountState("m", lots, debt=debt)


def left(state: AccountState) -> dict[str, int]:
    return {lot.id: lot.remaining for lot in state.lots if lot.remaining}


def kinds(done: Applied) -> list[EntryKind]:
    return [entry.kind for entry in done.entries]


# --- points that come back ------------------------------------------------------------------------------


def test_points_come_back_part_by_part_the_last_used_lot_first() -> None:
    sold = apply_sale(account(lot("a", 60), lot("b", 60, days=200)), a_sale(redeemed=120), posting(1), PLAIN)
    state, entries = sold.state, sold.entries
    for number, (back, there) in enumerate(((30, {"b": 30}), (60, {"a": 30, "b": 60})), 2):
        done = apply_return(
            state, a_return(a_sale(), points_back=back), posting(number), PLAIN, origin_of(entries)
        )
        state, entries = done.state, entries + done.entries
        assert left(state) == there


def test_points_that_were_not_there_come_back_as_no_points() -> None:
    """60 of 100 were there: of the first 50 that come back 40 end the debt, the rest and the next 50 are the lot's."""
    sold = apply_sale(account(lot("a", 60)), a_sale(redeemed=100), posting(1), PLAIN)
    state, entries = sold.state, sold.entries
    for number, there in ((2, 10), (3, 60)):
        done = apply_return(
            state, a_return(a_sale(), points_back=50), posting(number), PLAIN, origin_of(entries)
        )
        state, entries = done.state, entries + done.entries
        assert (kinds(done), left(state), state.debt) == ([EntryKind.REDEMPTION_REFUND], {"a": there}, 0)


def test_points_that_come_back_repay_an_older_debt_at_once() -> None:
    sold = apply_sale(account(lot("a", 100)), a_sale(redeemed=100), posting(1), PLAIN)
    indebted = replace(sold.state, debt=30)
    back = apply_return(
        indebted, a_return(a_sale(), points_back=100), posting(2), PLAIN, origin_of(sold.entries)
    )
    assert kinds(back) == [EntryKind.REDEMPTION_REFUND, EntryKind.DEBT_REPAID]
    assert (back.state.debt, left(back.state)) == (0, {"a": 70})


@pytest.mark.parametrize(
    ("lots", "partner"),
    [
        pytest.param((lot("p", 50, days=1, partner="cafe"),), "cafe", id="one partner's"),
        pytest.param((lot("p", 25, days=1, partner="cafe"), lot("e", 25, days=1)), "", id="not all one partner's"),
    ],
)  # fmt: skip
def test_points_that_ended_meanwhile_come_back_for_those_who_took_them(
    lots: tuple[Lot, ...], partner: str
) -> None:
    grace = replace(PLAIN, returns=ReturnPolicy(expired=Expired.GRACE, grace_days=7))
    spent = tuple(replace(one, remaining=0) for one in lots)
    origin = Origin(used=tuple(LotMove(one.id, -one.amount) for one in lots))
    state = account(*spent, lot("other", 500))
    back = apply_return(state, a_return(a_sale(), points_back=50), posting(2, LATER), grace, origin)
    (fresh,) = (one for one in back.state.lots if one.kind is LotKind.COMPENSATION)
    assert (fresh.remaining, fresh.spend_scope) == (50, partner)


# --- what is counted ------------------------------------------------------------------------------------

CARD_FOR_50 = (Issued(IssuedKind.CERTIFICATE, "1", "gift", amount_minor=5_000),)


def bought() -> Sale:
    """Goods for 100.00, 30.00 of them by certificate."""
    return a_sale(
        paid_minor=7_000,
        certificate_minor=3_000,
        tenders=(Tender(TenderKind.CASH, 7_000), Tender(TenderKind.CERTIFICATE, 3_000)),
    )


def test_what_comes_back_counts_like_what_was_bought() -> None:
    sale = bought()
    sold = apply_sale(account(), sale, posting(1), PLAIN)
    assert (sold.state.spend_minor, sold.state.visits) == (10_000, 1)
    origin = origin_of(sold.entries)
    back = a_return(sale, paid_minor=7_000, certificate_minor=3_000)
    returned = apply_return(sold.state, back, posting(2), PLAIN, origin).state
    assert (returned.spend_minor, returned.visits) == (0, 1)
    voided = apply_void(sold.state, a_void(sale), posting(2), PLAIN, origin).state
    assert (voided.spend_minor, voided.visits) == (0, 0)


def test_a_certificate_that_is_sold_is_no_turnover_and_brought_back_takes_none() -> None:
    sale = a_sale(issued=CARD_FOR_50)
    sold = apply_sale(account(), sale, posting(1), PLAIN)
    assert sold.state.spend_minor == 5_000
    origin = origin_of(sold.entries)
    back = a_return(sale, paid_minor=10_000, cancelled=CARD_FOR_50)
    assert apply_return(sold.state, back, posting(2), PLAIN, origin).state.spend_minor == 0
    void = replace(a_void(sale), cancelled=CARD_FOR_50)
    assert apply_void(sold.state, void, posting(2), PLAIN, origin).state.spend_minor == 0


def test_a_void_is_counted_in_the_month_of_its_sale() -> None:
    by_month = replace(PLAIN, tiers=Tiers((Tier("a", "A", 0),), window=Window.MONTHS))
    sale = a_sale(accrued=10)
    sold = apply_sale(account(), sale, posting(1), by_month)
    month = month_number(NOON.date())
    assert sold.state.months == ((month, 10_000, 1),)
    void = apply_void(sold.state, a_void(sale), posting(2, LATER), by_month, origin_of(sold.entries))
    assert void.state.months in ((), ((month, 0, 0),))


@pytest.mark.parametrize("what", ["return", "void"])
def test_every_entry_of_an_undoing_names_the_receipt(what: str) -> None:
    sale = a_sale(redeemed=50, accrued=10)
    sold = apply_sale(account(lot("a", 50)), sale, posting(1), PLAIN)
    origin = origin_of(sold.entries)
    if what == "void":
        undone = apply_void(sold.state, a_void(sale), posting(2), PLAIN, origin)
    else:
        back = a_return(sale, points_back=50, accrued_back=10)
        undone = apply_return(sold.state, back, posting(2), PLAIN, origin)
    assert [entry.sale_id for entry in sold.entries + undone.entries] == [sale.sale_id] * 4
    assert undone.state.balance == 50


# --- debt, holds, opening balances, prolonging ------------------------------------------------------------


def test_what_has_become_active_repays_a_debt_before_the_sale_earns() -> None:
    done = apply_sale(account(lot("a", 100), debt=60), a_sale(accrued=10), posting(1), PLAIN)
    assert kinds(done) == [EntryKind.DEBT_REPAID, EntryKind.ACCRUAL]
    assert (done.state.debt, done.state.balance) == (0, 50)


@pytest.mark.parametrize("operation", ["", "other"])
def test_a_sale_leaves_the_holds_of_others_alone(operation: str) -> None:
    held = apply_hold(account(lot("a", 100)), "op", 40, LATER, posting(1))
    assert [entry.amount for entry in held.entries] == [-40]
    sold = apply_sale(held.state, a_sale(redeemed=10, operation=operation), posting(2), PLAIN)
    assert (sold.state.holds, kinds(sold)) == (held.state.holds, [EntryKind.REDEMPTION])


@pytest.mark.parametrize("state", [account(), account(lot("a", 10), debt=30)], ids=["nothing", "a debt"])
def test_of_nothing_nothing_is_held(state: AccountState) -> None:
    with pytest.raises(NotEnoughPoints) as refused:
        apply_hold(state, "op", 5, LATER, posting(1))
    assert refused.value.facts() == {"asked": 5, "available": 0}


@pytest.mark.parametrize(
    ("points", "found"),
    [
        pytest.param(0, ([], 0, 0), id="nothing brought, nothing written"),
        pytest.param(1, ([EntryKind.ADJUST_CREDIT], 1, 0), id="the smallest balance"),
        pytest.param(-1, ([EntryKind.ADJUST_DEBIT], -1, 1), id="the smallest debt"),
    ],
)
def test_the_smallest_opening_balances(points: int, found: tuple[list[EntryKind], int, int]) -> None:
    done = apply_opening_balance(account(), Opening(points), posting(1))
    assert (kinds(done), done.state.balance, done.state.debt) == found
    assert (done.state.spend_minor, done.state.visits) == (0, 0)


def test_what_lives_as_long_already_is_not_prolonged() -> None:
    lazy = replace(PLAIN, accrual=Accrual(RateEarn(500), expiry=WhenInactive(100)))
    first = apply_sale(account(), a_sale(accrued=10), posting(1), lazy)
    (earned,) = first.state.lots
    same_day = apply_sale(account(replace(earned, expire_at=None)), a_sale(), posting(2), lazy)
    assert same_day.entries == ()
    begun = apply_sale(account(lot("a", 5, days=50)), a_sale(), posting(1), lazy)
    assert kinds(begun) == [EntryKind.PROLONGED]
    assert apply_sale(begun.state, a_sale(2), posting(2), lazy).entries == ()


# --- the end of an account ------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("state", "found"),
    [
        pytest.param(account(), [], id="nothing there, nothing written"),
        pytest.param(account(lot("a", 100), lot("b", 5)), [(EntryKind.ADJUST_DEBIT, -105)], id="points go"),
        pytest.param(account(debt=30), [(EntryKind.DEBT_WRITE_OFF, 30)], id="a debt goes"),
        pytest.param(
            account(lot("a", 1), debt=30), [(EntryKind.ADJUST_DEBIT, -1), (EntryKind.DEBT_WRITE_OFF, 30)], id="both"
        ),
    ],
)  # fmt: skip
def test_the_end_of_an_account_says_what_went(
    state: AccountState, found: list[tuple[EntryKind, int]]
) -> None:
    ended = apply_end(state, posting(1))
    assert [(entry.kind, entry.amount) for entry in ended.entries] == found
    assert (ended.state.balance, ended.state.debt) == (0, 0)
    assert apply_end(ended.state, posting(2)).entries == ()


def test_the_end_of_an_account_leaves_points_to_a_sale_in_progress() -> None:
    held = apply_hold(account(lot("a", 100)), "op", 40, LATER, posting(1))
    ended = apply_end(held.state, posting(2))
    assert [entry.amount for entry in ended.entries] == [-60]
    assert left(apply_sale(ended.state, a_sale(redeemed=40, operation="op"), posting(3), PLAIN).state) == {}
    assert apply_end(ended.state, posting(4)).entries == ()


@pytest.mark.parametrize(("days", "late"), [(29, False), (30, False), (31, True)])
def test_a_receipt_takes_a_card_for_the_programmes_days(days: int, late: bool) -> None:  # noqa: FBT001  # a column of the table
    assert is_too_late(a_sale(), NOON + timedelta(days=days), PLAIN) is late
    assert is_too_late(a_sale(), NOON + timedelta(minutes=1), Programme("p", ())) is True
    assert is_too_late(a_sale(), NOON, Programme("p", ())) is False
