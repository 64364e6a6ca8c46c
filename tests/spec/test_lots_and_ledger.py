"""Lots, debt, holds, returns: what happens to an account's points (W11-W14, W18, W26, decisions 12-14, 40)."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from loyalty_pos.core.dates import micros, start_of_day
from loyalty_pos.core.ledger import (
    AccountState,
    Applied,
    Entry,
    EntryKind,
    Posting,
    booked,
    entry_id,
    replay,
)
from loyalty_pos.core.member import CardState, Lot, LotKind, Member
from loyalty_pos.core.points import available, claw_back, consume, pending, standing_of, withhold
from loyalty_pos.core.posting import (
    Opening,
    Origin,
    apply_expiry,
    apply_hold,
    apply_opening_balance,
    apply_release,
    apply_return,
    apply_sale,
    apply_void,
    origin_of,
)
from loyalty_pos.core.problems import NotEnoughPoints
from loyalty_pos.core.programme import (
    Accrual,
    ClawBack,
    Expired,
    PointUnit,
    Programme,
    RateEarn,
    ReturnPolicy,
    Tier,
    Tiers,
)
from loyalty_pos.core.sale import Return, Sale, Tender, TenderKind, Void


def day(month: int, number: int, year: int = 2026) -> datetime:
    return start_of_day(datetime(year, month, number, tzinfo=UTC).date(), "Europe/Moscow")


def lot(name: str, amount: int, *, active: datetime | None = None, until: datetime | None = None) -> Lot:
    return Lot(name, LotKind.BASE, amount, amount, active or day(1, 1), until)


A = lot("A", 300)
B = lot("B", 120, until=day(8, 1))
C = lot("C", 250, until=day(6, 15))
D = lot("D", 500, active=day(6, 1))
FOUR_LOTS = (A, B, C, D)
MAY_20 = day(5, 20)


def programme(**more: object) -> Programme:
    return Programme("p", (("en", "P"),), accrual=Accrual(RateEarn(500)), **more)  # type: ignore[arg-type]  # the test names the fields


PLAIN = programme()


def posting(number: int, at: datetime = MAY_20) -> Posting:
    return Posting(f"00000000-0000-7000-8000-{number:012d}", at)


def sale(
    *,
    redeemed: int = 0,
    accrued: int = 0,
    paid_minor: int = 0,
    operation: str = "",
    active: datetime = MAY_20,
) -> Sale:
    return Sale(
        sale_id="s1", code="C1", number=1, shift_id="sh", store_id="st", cashier_id="anna",
        sold_at_us=micros(MAY_20), programme_id="p", bundle="", account_id="m", card_last4="",
        lines=(), tenders=(), gross_minor=0, discount_minor=0, points_money_minor=0, certificate_minor=0,
        paid_minor=paid_minor, redeemed=redeemed, operation=operation, accrued=accrued,
        activate_at_us=micros(active), expire_at_us=0,
    )  # fmt: skip


def goods_back(*, points_back: int = 0, accrued_back: int = 0, paid_minor: int = 0) -> Return:
    return Return(
        return_id="r1", sale_id="s1", sale_code="C1", code="R1", number=2, shift_id="sh", store_id="st",
        cashier_id="anna", returned_at_us=0, account_id="m", lines=(), tenders=(), paid_minor=paid_minor,
        certificate_minor=0, points_back=points_back, accrued_back=accrued_back,
    )  # fmt: skip


def left(state: AccountState) -> dict[str, int]:
    return {lot.id: lot.remaining for lot in state.lots if lot.remaining}


# --- which points are used ----------------------------------------------------------------------------


def test_the_lot_that_ends_first_is_used_first() -> None:
    assert (available(FOUR_LOTS, MAY_20), pending(FOUR_LOTS, MAY_20)) == (670, 500)
    used = consume(FOUR_LOTS, 400, MAY_20)
    assert [(move.lot_id, -move.amount) for move in used.moves] == [("C", 250), ("B", 120), ("A", 30)]
    assert {lot.id: lot.remaining for lot in used.lots} == {"A": 270, "B": 0, "C": 0, "D": 500}


@pytest.mark.parametrize(
    ("at", "usable"),
    [
        pytest.param(day(6, 1) - timedelta(microseconds=1), 670, id="a microsecond before D begins"),
        pytest.param(day(6, 1), 1_170, id="D begins"),
        pytest.param(day(6, 15) - timedelta(microseconds=1), 1_170, id="a microsecond before C ends"),
        pytest.param(day(6, 15), 920, id="C has ended"),
    ],
)
def test_a_lot_lives_from_its_first_moment_until_just_before_its_last(at: datetime, usable: int) -> None:
    assert available(FOUR_LOTS, at) == usable


def test_the_till_sees_a_member_less_the_debt() -> None:
    member = Member("m", "1234", CardState.ACTIVE, lots=FOUR_LOTS, debt=70)
    standing = standing_of(member, MAY_20, redeem_right=10)
    assert (standing.available, standing.pending, standing.debt, standing.redeem_right) == (600, 500, 70, 10)


# --- sale and return ----------------------------------------------------------------------------------


def test_a_sale_redeems_and_earns() -> None:
    done = apply_sale(
        AccountState("m", FOUR_LOTS), sale(redeemed=400, accrued=50, active=day(6, 3)), posting(1), PLAIN
    )
    assert [(e.kind, e.amount) for e in done.entries] == [
        (EntryKind.REDEMPTION, -400),
        (EntryKind.ACCRUAL, 50),
    ]
    assert left(done.state) == {"A": 270, "D": 500, entry_id(posting(1).event_id, 1): 50}
    assert available(done.state.lots, MAY_20) == 270


def test_points_come_back_to_their_own_lots_the_last_used_first() -> None:
    sold = apply_sale(AccountState("m", FOUR_LOTS), sale(redeemed=400), posting(1), PLAIN)
    back = apply_return(
        sold.state, goods_back(points_back=200), posting(2, day(6, 10)), PLAIN, origin_of(sold.entries)
    )
    assert [(m.lot_id, m.amount) for m in back.entries[0].moves] == [("A", 30), ("B", 120), ("C", 50)]
    assert left(back.state) == {"A": 300, "B": 120, "C": 50, "D": 500}


@pytest.mark.parametrize(
    ("policy", "kinds", "fresh_until", "balance"),
    [
        pytest.param(
            Expired.LOST,
            [EntryKind.REDEMPTION_REFUND, EntryKind.EXPIRY],
            None,
            920,
            id="lost: the 50 of C end at once",
        ),
        pytest.param(
            Expired.GRACE, [EntryKind.REDEMPTION_REFUND], day(7, 20), 970, id="grace: usable until 20 July"
        ),
        pytest.param(
            Expired.NEW_LOT, [EntryKind.REDEMPTION_REFUND], None, 970, id="a new lot with a new life"
        ),
    ],
)
def test_points_of_a_lot_that_has_ended_meanwhile(
    policy: Expired, kinds: list[EntryKind], fresh_until: datetime | None, balance: int
) -> None:
    rules = programme(returns=ReturnPolicy(expired=policy))
    sold = apply_sale(AccountState("m", FOUR_LOTS), sale(redeemed=400), posting(1), rules)
    back = apply_return(
        sold.state, goods_back(points_back=200), posting(2, day(6, 20)), rules, origin_of(sold.entries)
    )
    assert [entry.kind for entry in back.entries] == kinds
    assert [lot.expire_at for lot in back.entries[0].opened] == (
        [] if policy is Expired.LOST else [fresh_until]
    )
    assert back.state.balance == balance


def test_two_returns_give_back_no_more_than_was_used() -> None:
    sold = apply_sale(AccountState("m", FOUR_LOTS), sale(redeemed=400), posting(1), PLAIN)
    first = apply_return(sold.state, goods_back(points_back=150), posting(2), PLAIN, origin_of(sold.entries))
    known = origin_of([*sold.entries, *first.entries])
    second = apply_return(first.state, goods_back(points_back=250), posting(3), PLAIN, known)
    assert left(second.state) == {"A": 300, "B": 120, "C": 250, "D": 500}
    assert origin_of([*sold.entries, *first.entries, *second.entries]) == Origin()


@pytest.mark.parametrize(
    ("policy", "balance", "kinds"),
    [
        pytest.param(ClawBack.DEBT, -130, [EntryKind.ACCRUAL_REVERSAL], id="debt: the balance goes to -130"),
        pytest.param(
            ClawBack.WITHHOLD,
            -130,
            [EntryKind.ACCRUAL_REVERSAL],
            id="withhold: what money did not cover is debt",
        ),
        pytest.param(
            ClawBack.FLOOR_ZERO,
            0,
            [EntryKind.ACCRUAL_REVERSAL, EntryKind.DEBT_WRITE_OFF],
            id="floor: 130 are written off",
        ),
    ],
)
def test_earned_points_that_are_no_longer_there(
    policy: ClawBack, balance: int, kinds: list[EntryKind]
) -> None:
    rules = programme(returns=ReturnPolicy(claw_back=policy))
    state = AccountState("m", (lot("rest", 40),))
    back = apply_return(state, goods_back(accrued_back=170), posting(1), rules, Origin())
    assert back.state.balance == balance
    assert [entry.kind for entry in back.entries] == kinds


@pytest.mark.parametrize(
    ("missing", "refund_minor", "kept_minor", "debt"),
    [
        pytest.param(130, 180_000, 13_000, 0, id="1 800.00 less 130 points: 1 670.00 are paid out"),
        pytest.param(130, 10_000, 10_000, 30, id="a refund of 100.00 covers 100 points, 30 stay a debt"),
    ],
)
def test_points_withheld_from_the_refund(missing: int, refund_minor: int, kept_minor: int, debt: int) -> None:
    assert withhold(PointUnit(), missing, refund_minor) == (kept_minor, debt)


def test_the_own_lot_of_the_receipt_is_taken_back_first_then_the_youngest() -> None:
    own, young, old, later = (
        lot("own", 50, active=day(7, 1)),
        lot("young", 30, active=day(5, 1)),
        lot("old", 100),
        D,
    )
    taken = claw_back((old, later, young, own), "own", 100, MAY_20)
    assert [(move.lot_id, -move.amount) for move in taken.moves] == [("own", 50), ("young", 30), ("old", 20)]


def test_points_of_an_ended_own_lot_are_not_counted() -> None:
    taken = claw_back((lot("own", 50, until=day(5, 1)), lot("other", 20)), "own", 50, MAY_20)
    assert ([(m.lot_id, m.amount) for m in taken.moves], taken.missing) == ([("other", -20)], 30)


def test_the_return_of_line_two() -> None:
    state = AccountState("m", (lot("start", 1_000),))
    sold = apply_sale(
        state, sale(redeemed=600, accrued=270, paid_minor=540_000, active=day(6, 3)), posting(1), PLAIN
    )
    back = apply_return(
        sold.state,
        goods_back(points_back=200, accrued_back=90, paid_minor=180_000),
        posting(2),
        PLAIN,
        origin_of(sold.entries),
    )
    assert available(back.state.lots, MAY_20) == 600
    assert pending(back.state.lots, MAY_20) == 180
    assert back.state.spend_minor == 360_000


def test_a_void_leaves_the_account_as_it_was() -> None:
    before = AccountState("m", FOUR_LOTS, spend_minor=100, visits=3)
    sold = apply_sale(before, sale(redeemed=400, accrued=50, paid_minor=1_000), posting(1), PLAIN)
    void = Void(
        void_id="v", sale_id="s1", sale_code="C1", shift_id="sh", store_id="st", cashier_id="anna", voided_at_us=0,
        account_id="m", tenders=(Tender(TenderKind.CASH, 1_000),), paid_minor=1_000, points_back=400, accrued_back=50,
        operation="",
    )  # fmt: skip
    after = apply_void(sold.state, void, posting(2), PLAIN, origin_of(sold.entries)).state
    assert left(after) == left(before)
    assert (after.spend_minor, after.visits, after.debt) == (100, 3, 0)


# --- spend --------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("counted", "spend_minor"),
    [(True, 9_850_000 + 300_000), (False, 9_850_000 + 237_500)],
    ids=["with", "without"],
)
def test_spend_counts_certificates_as_the_programme_says(counted: bool, spend_minor: int) -> None:  # noqa: FBT001  # a column of the table
    rules = programme(tiers=Tiers((Tier("5", "Five", 0, 500),), certificates=counted))
    sold = replace(sale(paid_minor=237_500), certificate_minor=62_500)
    done = apply_sale(AccountState("m", spend_minor=9_850_000), sold, posting(1), rules)
    assert (done.state.spend_minor, done.state.visits, done.entries) == (spend_minor, 1, ())


# --- debt ---------------------------------------------------------------------------------------------


def test_two_offline_tills_overspend_and_the_next_points_repay() -> None:
    state = AccountState("m", (lot("old", 1_000),))
    for number, redeemed in enumerate((300, 800), 1):
        state = apply_sale(state, sale(redeemed=redeemed), posting(number), PLAIN).state
    assert (state.balance, state.debt) == (-100, 100)
    state = apply_sale(state, sale(accrued=250), posting(3), PLAIN).state
    assert available(state.lots, MAY_20, state.debt) == 150
    repaid = apply_expiry(state, posting(4))
    assert [(entry.kind, entry.amount) for entry in repaid.entries] == [(EntryKind.DEBT_REPAID, 100)]
    assert (repaid.state.debt, repaid.state.balance) == (0, 150)


def test_giving_back_overdrawn_points_ends_the_debt_first() -> None:
    sold = apply_sale(AccountState("m", (lot("old", 100),)), sale(redeemed=150), posting(1), PLAIN)
    back = apply_return(sold.state, goods_back(points_back=70), posting(2), PLAIN, origin_of(sold.entries))
    assert (back.state.debt, left(back.state)) == (0, {"old": 20})


# --- holds --------------------------------------------------------------------------------------------


def test_a_hold_sets_points_aside_until_its_sale() -> None:
    held = apply_hold(AccountState("m", FOUR_LOTS), "op", 400, MAY_20 + timedelta(minutes=15), posting(1))
    assert available(held.state.lots, MAY_20) == 270
    assert held.state.balance == 1_170
    with pytest.raises(NotEnoughPoints) as refused:
        apply_hold(held.state, "other", 271, MAY_20, posting(2))
    assert refused.value.facts() == {"asked": 271, "available": 270}
    sold = apply_sale(held.state, sale(redeemed=400, operation="op"), posting(3), PLAIN)
    assert [entry.kind for entry in sold.entries] == [EntryKind.HOLD_RELEASE, EntryKind.REDEMPTION]
    assert sold.state.holds == ()
    assert left(sold.state) == {"A": 270, "D": 500}


def test_the_same_hold_twice_is_one_hold() -> None:
    held = apply_hold(AccountState("m", FOUR_LOTS), "op", 400, MAY_20, posting(1))
    assert apply_hold(held.state, "op", 400, MAY_20, posting(2)).entries == ()


def test_a_released_hold_leaves_everything_as_it_was() -> None:
    held = apply_hold(AccountState("m", FOUR_LOTS), "op", 400, MAY_20, posting(1))
    freed = apply_release(held.state, "op", posting(2))
    assert freed.state == AccountState("m", FOUR_LOTS)
    assert apply_release(freed.state, "op", posting(3)).entries == ()


def test_held_points_do_not_end_before_their_hold() -> None:
    held = apply_hold(AccountState("m", (C,)), "op", 250, day(6, 16), posting(1))
    kept = apply_expiry(held.state, posting(2, day(6, 15)))
    assert kept.entries == ()
    sold = apply_sale(kept.state, sale(redeemed=250, operation="op"), posting(3, day(6, 15)), PLAIN)
    assert (sold.state.balance, sold.state.debt) == (0, 0)


def test_a_sale_that_comes_after_its_hold_has_gone_is_still_accepted() -> None:
    held = apply_hold(AccountState("m", (lot("old", 100),)), "op", 100, MAY_20, posting(1))
    freed = apply_release(held.state, "op", posting(2))
    spent = apply_sale(freed.state, sale(redeemed=60), posting(3), PLAIN)
    late = apply_sale(spent.state, sale(redeemed=100, operation="op"), posting(4), PLAIN)
    assert (late.state.balance, late.state.debt) == (-60, 60)


# --- the end of points, opening balances, replay ------------------------------------------------------


def test_the_expiry_run_is_idempotent() -> None:
    once = apply_expiry(AccountState("m", FOUR_LOTS), posting(1, day(6, 15)))
    assert [(entry.kind, entry.amount) for entry in once.entries] == [(EntryKind.EXPIRY, -250)]
    assert apply_expiry(once.state, posting(2, day(6, 15))).entries == ()


def test_an_opening_balance_is_a_lot_and_a_negative_one_a_debt() -> None:
    rich = apply_opening_balance(AccountState("m"), Opening(500, spend_minor=70_000, visits=4), posting(1))
    assert (rich.state.balance, rich.state.spend_minor, rich.state.visits) == (500, 70_000, 4)
    assert [lot.kind for lot in rich.state.lots] == [LotKind.OPENING]
    assert apply_opening_balance(AccountState("m"), Opening(-20), posting(1)).state.debt == 20


def test_the_same_event_has_the_same_entries() -> None:
    state = AccountState("m", FOUR_LOTS)
    first = apply_sale(state, sale(redeemed=400, accrued=5), posting(7), PLAIN)
    assert apply_sale(state, sale(redeemed=400, accrued=5), posting(7), PLAIN) == first
    assert len({entry.id for entry in first.entries}) == 2


def test_all_entries_together_rebuild_the_account() -> None:
    entries: list[Entry] = []
    state = AccountState("m")
    steps: tuple[Callable[[AccountState], Applied], ...] = (
        lambda s: apply_opening_balance(s, Opening(300), posting(1)),
        lambda s: apply_hold(s, "op", 200, MAY_20, posting(2)),
        lambda s: apply_sale(s, sale(redeemed=350, accrued=90, operation="op"), posting(3), PLAIN),
        lambda s: apply_return(
            s, goods_back(points_back=100, accrued_back=30), posting(4), PLAIN, origin_of(entries)
        ),
    )
    for step in steps:
        done = step(state)
        state = done.state
        entries.extend(done.entries)
    rebuilt = replay("m", entries)
    assert replace(state, spend_minor=0, visits=0) == rebuilt
    assert booked(entries) == rebuilt.balance == 300 - 350 + 90 + 100 - 30
