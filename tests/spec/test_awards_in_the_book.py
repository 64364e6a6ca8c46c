"""Awards, inactivity and tiers in the account's book: several lots of one sale, taken back by one number (decisions 40)."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from loyalty_pos.core.account.withholding import Refund, withheld
from loyalty_pos.core.dates import micros, moment, start_of_day
from loyalty_pos.core.ledger import (
    MEMOS,
    AccountState,
    Entry,
    EntryKind,
    Posting,
    account_of,
    booked,
    entry_id,
    member_after,
    replay,
)
from loyalty_pos.core.member import CardState, ClubMembership, Lot, LotKind, Member
from loyalty_pos.core.points import available, pending
from loyalty_pos.core.posting import apply_expiry, apply_return, apply_sale, apply_void, origin_of
from loyalty_pos.core.programme import (
    Accrual,
    ClawBack,
    Programme,
    RateEarn,
    ReturnPolicy,
    Tier,
    Tiers,
    WhenInactive,
    Window,
)
from loyalty_pos.core.programme.tiers import month_number
from loyalty_pos.core.sale import Return, Sale, SoldAward, Void


def day(month: int, number: int, year: int = 2026) -> datetime:
    return start_of_day(date(year, month, number), "Europe/Moscow")


MARCH_1, MARCH_15, SEPTEMBER_15 = day(3, 1), day(3, 15), day(9, 15)
PLAIN = Programme("p", (), accrual=Accrual(RateEarn(500)))
PICKUP = SoldAward("pickup", 100, micros(MARCH_15), micros(SEPTEMBER_15))


def posting(number: int, at: datetime = MARCH_1) -> Posting:
    return Posting(f"00000000-0000-7000-8000-{number:012d}", at)


def sale(accrued: int, *awards: SoldAward, **more: object) -> Sale:
    bare = Sale(
        sale_id="s1", code="C1", number=1, shift_id="sh", store_id="st", cashier_id="anna",
        sold_at_us=micros(MARCH_1), programme_id="p", bundle="", account_id="m", card_last4="",
        lines=(), tenders=(), gross_minor=0, discount_minor=0, points_money_minor=0, certificate_minor=0,
        paid_minor=0, redeemed=0, operation="", accrued=accrued, activate_at_us=micros(MARCH_15),
        expire_at_us=0, awards=awards,
    )  # fmt: skip
    return replace(bare, **more)  # type: ignore[arg-type]  # the test names the fields


def goods_back(accrued_back: int, **more: object) -> Return:
    bare = Return(
        return_id="r1", sale_id="s1", sale_code="C1", code="R1", number=2, shift_id="sh", store_id="st",
        cashier_id="anna", returned_at_us=0, account_id="m", lines=(), tenders=(), paid_minor=0,
        certificate_minor=0, points_back=0, accrued_back=accrued_back,
    )  # fmt: skip
    return replace(bare, **more)  # type: ignore[arg-type]  # the test names the fields


def remaining(state: AccountState) -> list[tuple[LotKind, int]]:
    return [(lot.kind, lot.remaining) for lot in state.lots]


# --- awards -------------------------------------------------------------------------------------------


def test_base_points_and_awards_are_lots_of_their_own() -> None:
    sold = apply_sale(AccountState("m"), sale(700, PICKUP), posting(1), PLAIN)
    assert [(entry.kind, entry.amount) for entry in sold.entries] == [
        (EntryKind.ACCRUAL, 600),
        (EntryKind.ACCRUAL, 100),
    ]
    base, extra = sold.state.lots
    assert (base.kind, base.expire_at) == (LotKind.BASE, None)
    assert (extra.kind, extra.activate_at, extra.expire_at) == (LotKind.EXTRA, MARCH_15, SEPTEMBER_15)
    assert [lot.id for lot in sold.state.lots] == [entry_id(posting(1).event_id, n) for n in (0, 1)]


def test_an_award_alone_is_one_lot() -> None:
    sold = apply_sale(AccountState("m"), sale(100, PICKUP), posting(1), PLAIN)
    assert remaining(sold.state) == [(LotKind.EXTRA, 100)]
    assert origin_of(sold.entries).lot_id == sold.state.lots[0].id


def test_awards_that_exceed_what_was_accrued_are_no_sale_of_ours() -> None:
    with pytest.raises(AssertionError):
        apply_sale(AccountState("m"), sale(99, PICKUP), posting(1), PLAIN)


@pytest.mark.parametrize(
    ("backs", "left"),
    [
        pytest.param((200,), [400, 100], id="a part: base points first"),
        pytest.param((650,), [0, 50], id="more than the base: the rest of the award"),
        pytest.param((700,), [0, 0], id="everything"),
        pytest.param((300, 350, 50), [0, 0], id="in three parts: the same"),
    ],
)
def test_a_return_takes_base_and_awards_back_by_one_number(backs: tuple[int, ...], left: list[int]) -> None:
    state, entries = AccountState("m"), list[Entry]()
    done = apply_sale(state, sale(700, PICKUP), posting(1), PLAIN)
    entries += done.entries
    for number, back in enumerate(backs, 2):
        done = apply_return(done.state, goods_back(back), posting(number), PLAIN, origin_of(entries))
        entries += done.entries
    assert [lot.remaining for lot in done.state.lots] == left
    assert done.state.debt == 0


def test_an_award_that_has_ended_is_not_counted_when_goods_come_back() -> None:
    sold = apply_sale(AccountState("m"), sale(700, PICKUP), posting(1), PLAIN)
    ended = apply_expiry(sold.state, posting(2, SEPTEMBER_15))
    back = apply_return(
        ended.state, goods_back(700), posting(3, SEPTEMBER_15), PLAIN, origin_of(sold.entries)
    )
    assert (remaining(back.state), back.state.debt) == ([(LotKind.BASE, 0), (LotKind.EXTRA, 0)], 100)


def test_pending_awards_of_the_sale_itself_are_not_withheld() -> None:
    keeps = replace(PLAIN, returns=ReturnPolicy(claw_back=ClawBack.WITHHOLD))
    lots = apply_sale(AccountState("m"), sale(700, PICKUP), posting(1), PLAIN).state.lots
    member = Member("m", "1234", CardState.ACTIVE, lots=lots)
    assert withheld(keeps, member, sale(700, PICKUP), Refund(600_000, 0, 700), MARCH_1).points == 0
    spent = replace(member, lots=lots[:1])
    assert withheld(keeps, spent, sale(700, PICKUP), Refund(600_000, 0, 700), MARCH_1).points == 100


# --- inactivity ---------------------------------------------------------------------------------------

LAZY = Programme("p", (), accrual=Accrual(RateEarn(500), expiry=WhenInactive(180)))


def test_each_purchase_lets_the_points_live_on() -> None:
    first = sale(100, activate_at_us=micros(MARCH_1), expire_at_us=micros(day(8, 28)))
    state = apply_sale(AccountState("m"), first, posting(1), LAZY).state
    state = replace(state, lots=(*state.lots, Lot("gift", LotKind.EXTRA, 7, 7, MARCH_1, day(4, 15))))
    later = apply_sale(state, sale(0), posting(2, day(4, 10)), LAZY)
    assert [(entry.kind, entry.amount) for entry in later.entries] == [(EntryKind.PROLONGED, 0)]
    assert [lot.expire_at for lot in later.state.lots] == [day(10, 7), day(4, 15)]
    assert (
        replay("m", apply_sale(AccountState("m"), first, posting(1), LAZY).entries + later.entries).lots
        == (later.state.lots[:1])
    )


def test_what_has_ended_does_not_come_back_to_life() -> None:
    state = AccountState("m", (Lot("old", LotKind.BASE, 50, 50, MARCH_1, day(4, 1)),))
    late = apply_sale(state, sale(0), posting(1, day(4, 1)), LAZY)
    assert late.entries == ()


def test_a_sale_that_arrives_late_shortens_nothing() -> None:
    state = AccountState("m", (Lot("new", LotKind.BASE, 50, 50, MARCH_1, day(12, 1)),))
    assert apply_sale(state, sale(0), posting(1, day(4, 1)), LAZY).entries == ()


# --- what tiers and limits count ----------------------------------------------------------------------

BY_MONTH = replace(PLAIN, tiers=Tiers((Tier("a", "A", 0),), window=Window.MONTHS))
MARCH, APRIL = month_number(date(2026, 3, 1)), month_number(date(2026, 4, 1))


def test_purchases_are_counted_in_their_month_and_returns_in_that_of_the_purchase() -> None:
    sold = apply_sale(AccountState("m"), sale(50, paid_minor=1_000), posting(1), BY_MONTH)
    assert sold.state.months == ((MARCH, 1_000, 1),)
    back = apply_return(
        sold.state, goods_back(20, paid_minor=400), posting(2, day(4, 20)), BY_MONTH, origin_of(sold.entries)
    )
    assert back.state.months == ((MARCH, 600, 1),)
    again = apply_sale(back.state, sale(50, paid_minor=70), posting(3, day(4, 1)), BY_MONTH)
    assert again.state.months == ((MARCH, 600, 1), (APRIL, 70, 1))
    assert apply_sale(AccountState("m"), sale(50, paid_minor=1_000), posting(1), PLAIN).state.months == ()


def test_what_was_used_up_is_counted_and_a_void_gives_it_back() -> None:
    used = (("extra.gift/year@2026", 1),)
    sold = apply_sale(AccountState("m"), sale(100, PICKUP, counted=used), posting(1), PLAIN)
    assert sold.state.counters == used
    void = Void(
        void_id="v", sale_id="s1", sale_code="C1", shift_id="sh", store_id="st", cashier_id="anna", voided_at_us=0,
        account_id="m", tenders=(), paid_minor=0, points_back=0, accrued_back=100, operation="", counted=used,
    )  # fmt: skip
    undone = apply_void(sold.state, void, posting(2), PLAIN, origin_of(sold.entries))
    assert undone.state.counters == (("extra.gift/year@2026", 0),)
    assert undone.state.balance == 0


def test_a_returned_purchase_keeps_its_limit_used() -> None:
    used = (("extra.gift/year@2026", 1),)
    sold = apply_sale(AccountState("m"), sale(100, PICKUP, counted=used), posting(1), PLAIN)
    back = apply_return(sold.state, goods_back(100), posting(2), PLAIN, origin_of(sold.entries))
    assert back.state.counters == used


def test_a_member_is_carried_on_by_the_till_like_the_account_at_the_centre() -> None:
    before = Member(
        "m", "1234", CardState.ACTIVE, spend_minor=5, visits=2, counters=(("x/day@2026-03-01", 1),)
    )
    sold = apply_sale(account_of(before), sale(100, PICKUP, paid_minor=10), posting(1), BY_MONTH)
    after = member_after(before, sold.state)
    assert (after.spend_minor, after.visits, after.months) == (15, 3, ((MARCH, 10, 1),))
    assert account_of(after) == sold.state


def test_nothing_of_a_member_is_lost_between_the_till_and_the_book() -> None:
    told = AccountState(
        "m", (Lot("l", LotKind.BASE, 7, 7, MARCH_1),), debt=1, spend_minor=2, visits=3, months=((MARCH, 2, 3),),
        tier_since=MARCH_1.date(), counters=(("x", 4),), clubs=(ClubMembership("club", MARCH_1),),
        segments=frozenset({"mothers"}), opted_out=True,
    )  # fmt: skip
    stranger = Member("m", "1234", CardState.ACTIVE)
    assert account_of(stranger) == AccountState("m")
    assert account_of(member_after(stranger, told)) == told


def test_a_new_account_has_nothing_and_owes_nothing() -> None:
    new = AccountState("m")
    assert (new.balance, new.debt, new.spend_minor, new.visits, new.opted_out) == (0, 0, 0, 0, False)


# --- what a book of an older release says is understood by a newer one ------------------------------------


def test_the_kinds_of_entries_keep_the_names_that_stand_in_every_book() -> None:
    assert {str(kind) for kind in EntryKind} == {
        *("accrual", "activation", "hold", "hold_release", "redemption", "redemption_refund", "accrual_reversal"),
        *("expiry", "adjust_credit", "adjust_debit", "transfer_out", "transfer_in", "withdrawal", "prolonged"),
        *("debt_write_off", "debt_repaid", "merge"),
    }  # fmt: skip
    assert {str(kind) for kind in MEMOS} == {"hold", "hold_release", "activation", "prolonged", "debt_repaid"}


def test_an_entry_has_the_same_id_in_every_release() -> None:
    assert entry_id(posting(1).event_id, 0) == "ecd553f6-8459-5c4d-9275-9aed0e6dde64"


def test_what_happens_beside_receipts_names_none() -> None:
    ended = AccountState("m", (Lot("l", LotKind.BASE, 7, 7, MARCH_1, MARCH_15),))
    (entry,) = apply_expiry(ended, posting(1, MARCH_15)).entries
    assert (entry.sale_id, entry.operation, posting(1).partner) == ("", "", "")
    assert entry == Entry(entry.id, EntryKind.EXPIRY, "m", -7, MARCH_15, entry.event_id, moves=entry.moves)


def test_every_entry_of_a_receipt_names_it() -> None:
    sold = apply_sale(AccountState("m"), sale(700, PICKUP, redeemed=5, operation="op"), posting(1), PLAIN)
    back = apply_return(sold.state, goods_back(5), posting(2), PLAIN, origin_of(sold.entries))
    entries = [*sold.entries, *back.entries]
    assert {(entry.account_id, entry.sale_id, entry.occurred_at) for entry in entries} == {
        ("m", "s1", MARCH_1)
    }
    assert [entry.event_id for entry in entries] == [posting(1).event_id] * len(sold.entries) + [
        posting(2).event_id
    ]
    assert {entry.operation for entry in sold.entries} == {"op"}


# --- what other systems do (peers.md R5-R7) -----------------------------------------------------------


def test_half_of_two_comes_back_with_half_of_the_points() -> None:
    sold = apply_sale(AccountState("m"), sale(100), posting(1), PLAIN)
    back = apply_return(sold.state, goods_back(50), posting(2), PLAIN, origin_of(sold.entries))
    assert back.state.balance == 50


def test_a_full_return_undoes_what_was_spent_and_earned() -> None:
    start = AccountState("m", (Lot("start", LotKind.OPENING, 200, 200, MARCH_1),))
    sold = apply_sale(start, sale(70, redeemed=150), posting(1), PLAIN)
    assert sold.state.balance == 120
    back = apply_return(
        sold.state, goods_back(70, points_back=150), posting(2), PLAIN, origin_of(sold.entries)
    )
    assert back.state.balance == 200
    assert booked([*sold.entries, *back.entries]) == 0


def test_earning_and_spending_on_one_receipt_are_two_entries() -> None:
    start = AccountState("m", (Lot("start", LotKind.OPENING, 5, 5, MARCH_1),))
    sold = apply_sale(start, sale(10, redeemed=5), posting(1), PLAIN)
    assert [entry.amount for entry in sold.entries] == [-5, 10]


def test_the_older_of_two_sales_is_spent_first_and_both_end_after_ninety_days() -> None:
    def ninety(at: datetime) -> dict[str, object]:
        return {"activate_at_us": micros(at), "expire_at_us": micros(at + timedelta(days=90))}

    state = apply_sale(AccountState("m"), sale(575, **ninety(MARCH_1)), posting(1), PLAIN).state
    state = apply_sale(state, sale(0, redeemed=500), posting(2, MARCH_1), PLAIN).state
    assert [lot.remaining for lot in state.lots] == [75]
    state = apply_sale(state, sale(805, **ninety(day(3, 2))), posting(3, day(3, 2)), PLAIN).state
    state = apply_sale(state, sale(0, redeemed=500), posting(4, day(3, 2)), PLAIN).state
    assert [lot.remaining for lot in state.lots] == [0, 380]
    ended = apply_expiry(state, posting(5, day(3, 2) + timedelta(days=91)))
    assert ended.state.balance == 0


def test_pending_and_available_points_are_two_numbers() -> None:
    sold = apply_sale(AccountState("m"), sale(187), posting(1), PLAIN)
    lots = sold.state.lots
    assert (available(lots, MARCH_1), pending(lots, MARCH_1)) == (0, 187)
    assert (available(lots, MARCH_15), pending(lots, MARCH_15)) == (187, 0)
    assert moment(micros(MARCH_15)) == MARCH_15 == datetime(2026, 3, 14, 21, tzinfo=UTC)
