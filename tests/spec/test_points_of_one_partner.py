"""Points that only one partner takes: earned as an award, used first in its shops, left alone everywhere else (4.2.1)."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from loyalty_pos.core import points
from loyalty_pos.core.account.cashback import apply_withdrawal
from loyalty_pos.core.ledger import AccountState, EntryKind, Posting, replay
from loyalty_pos.core.member import CardState, Lot, LotKind, Member
from loyalty_pos.core.posting import apply_hold, apply_return, apply_sale, origin_of
from loyalty_pos.core.pricing import ALL, Context, compile_programme, quote
from loyalty_pos.core.problems import NotEnoughPoints, NothingToRedeem
from loyalty_pos.core.programme import Expired, Partner, Programme
from loyalty_pos.core.programme.file import read_programme
from loyalty_pos.core.sale import SoldAward
from tests.fakes.offers import pieces
from tests.fakes.till_folder import a_return, a_sale

NOON = datetime(2026, 11, 22, 9, tzinfo=UTC)
A = Partner("A", "Shop A", stores=frozenset({"store-a"}))
B = Partner("B", "Restaurant B", stores=frozenset({"store-b"}))
COALITION = Programme("c", (), partners=(A, B))
EVENT = "00000000-0000-7000-8000-{:012d}"


def lot(name: str, amount: int, scope: str = "", days: int | None = None) -> Lot:
    ends = NOON + timedelta(days=days) if days is not None else None
    return Lot(name, LotKind.EXTRA, amount, amount, NOON - timedelta(days=1), ends, spend_scope=scope)


EVERYWHERE, OF_A, OF_B = lot("e", 100, days=1), lot("a", 50, "A"), lot("b", 30, "B")
LOTS = (EVERYWHERE, OF_A, OF_B)


def posting(number: int, at: datetime = NOON, partner: str = "") -> Posting:
    return Posting(EVENT.format(number), at, partner)


@pytest.mark.parametrize(("partner", "there"), [("", 100), ("A", 150), ("B", 130), ("C", 100)])
def test_what_may_be_used_depends_on_whose_shop_it_is(partner: str, there: int) -> None:
    assert points.available(LOTS, NOON, partner=partner) == there
    member = Member("m", "1234", CardState.ACTIVE, lots=LOTS)
    assert points.standing_of(member, NOON, partner=partner).available == there


def test_the_partners_own_points_go_first_though_others_end_sooner() -> None:
    moved = points.consume(LOTS, 60, NOON, partner="A")
    assert [(move.lot_id, move.amount) for move in moved.moves] == [("a", -50), ("e", -10)]


def test_nobody_ever_takes_the_points_of_another() -> None:
    moved = points.consume(LOTS, 1_000, NOON, partner="A")
    assert (moved.missing, [one.remaining for one in moved.lots]) == (850, [0, 0, 30])
    assert points.consume(LOTS, 1_000, NOON).missing == 900


def sold(store_id: str, redeemed: int) -> AccountState:
    sale = a_sale(1, store_id=store_id, account_id="m", redeemed=redeemed)
    return apply_sale(AccountState("m", LOTS), sale, posting(1), COALITION).state


def test_a_sale_in_the_restaurant_uses_the_restaurants_points() -> None:
    assert [one.remaining for one in sold("store-b", 40).lots] == [90, 50, 0]
    assert [one.remaining for one in sold("store-of-the-operator", 40).lots] == [60, 50, 30]


def test_a_hold_is_for_the_shop_it_was_asked_in() -> None:
    state = AccountState("m", LOTS)
    until = NOON + timedelta(minutes=15)
    held = apply_hold(state, "op", 130, until, posting(1, partner="B")).state
    assert [one.held for one in held.lots] == [100, 0, 30]
    with pytest.raises(NotEnoughPoints) as refused:
        apply_hold(state, "op", 130, until, posting(2))
    assert refused.value.available == 100


def test_points_of_one_partner_are_neither_paid_out_nor_repay_a_debt() -> None:
    state = AccountState("m", LOTS)
    with pytest.raises(NotEnoughPoints):
        apply_withdrawal(state, "w", 101, posting(1), COALITION)
    overdrawn = sold("store-a", 200)
    assert (overdrawn.debt, [one.remaining for one in overdrawn.lots]) == (50, [0, 0, 30])


def test_an_award_for_one_partner_is_a_lot_of_its_own_and_comes_back_as_one() -> None:
    award = SoldAward("feast", 20, 0, 0, "B")
    sale = a_sale(1, store_id="store-a", account_id="m", accrued=25, awards=(award,))
    done = apply_sale(AccountState("m"), sale, posting(1), COALITION)
    assert [(one.remaining, one.spend_scope) for one in done.state.lots] == [(5, ""), (20, "B")]
    assert replay("m", done.entries) == replace(done.state, spend_minor=0, visits=0)
    spent = a_sale(2, store_id="store-b", account_id="m", redeemed=20)
    after = apply_sale(done.state, spent, posting(2), COALITION)
    back = replace(a_return(spent), account_id="m", points_back=20)
    given = apply_return(after.state, back, posting(3), COALITION, origin_of(after.entries))
    assert [(one.remaining, one.spend_scope) for one in given.state.lots] == [(5, ""), (20, "B")]


def test_points_that_come_back_too_late_stay_that_partners() -> None:
    policy = replace(COALITION, returns=replace(COALITION.returns, expired=Expired.GRACE))
    ending = lot("b", 30, "B", days=1)
    spent = a_sale(1, store_id="store-b", account_id="m", redeemed=30)
    after = apply_sale(AccountState("m", (ending,)), spent, posting(1), policy)
    back = replace(a_return(spent), account_id="m", points_back=30)
    late = posting(2, NOON + timedelta(days=5))
    given = apply_return(after.state, back, late, policy, origin_of(after.entries))
    assert [(one.kind, one.remaining, one.spend_scope) for one in given.state.lots if one.remaining] == [
        (LotKind.COMPENSATION, 30, "B")
    ]


def test_what_a_return_takes_back_leaves_other_partners_points_alone() -> None:
    sale = a_sale(1, store_id="store-a", account_id="m", accrued=40)
    done = apply_sale(AccountState("m", (OF_B,)), sale, posting(1), COALITION)
    spent = apply_sale(done.state, a_sale(2, account_id="m", redeemed=40), posting(2), COALITION)
    back = replace(a_return(sale), account_id="m", accrued_back=40)
    undone = apply_return(spent.state, back, posting(3), COALITION, origin_of(done.entries))
    assert (undone.state.debt, next(one.remaining for one in undone.state.lots if one.id == "b")) == (40, 30)
    assert [entry.kind for entry in undone.entries] == [EntryKind.ACCRUAL_REVERSAL]


# --- at the till -------------------------------------------------------------------------------------------

WRITTEN = """
id = "together"
names = { en = "Together" }
[accrual]
rate_bp = 100
[[accrual.extra]]
id = "feast"
points = 20
partner = "B"
[redemption]
[[partner]]
id = "A"
name = "Shop A"
stores = ["store-a"]
accepts_points = false
[[partner]]
id = "B"
name = "Restaurant B"
stores = ["store-b"]
"""


def test_a_shop_that_takes_no_points_takes_none() -> None:
    programme = read_programme(WRITTEN)
    member = Member("m", "1234", CardState.ACTIVE, lots=LOTS)
    for store_id, redeemed in (("store-a", 0), ("store-b", 130), ("store-c", 100)):
        scope = store_id[-1].upper()
        known = points.standing_of(member, NOON, partner=scope)
        standing = replace(known, redeem_right=known.available)
        asked = Context(NOON, wanted=ALL, store_id=store_id)
        priced = quote(pieces((100_000, 1)), compile_programme(programme), standing, asked)
        assert (store_id, priced.redeemed) == (store_id, redeemed)
        assert any(isinstance(one, NothingToRedeem) for one in priced.refusals) == (redeemed == 0)


def test_the_award_says_whose_points_it_gives() -> None:
    programme = read_programme(WRITTEN)
    assert points.extra_partner(programme, "feast") == "B"
    assert points.extra_partner(programme, "other") == ""


# --- laws ------------------------------------------------------------------------------------------------------

ANY_LOTS = st.lists(
    st.tuples(st.integers(1, 100), st.sampled_from(("", "A", "B")), st.one_of(st.none(), st.integers(-2, 9))),
    max_size=8,
)


@given(ANY_LOTS, st.integers(0, 500), st.sampled_from(("", "A", "B", "C")))
def test_whatever_is_used_is_the_shops_own_first_and_never_anothers(
    drawn: list[tuple[int, str, int | None]], amount: int, partner: str
) -> None:
    lots = tuple(lot(f"l{n}", points_, scope, days) for n, (points_, scope, days) in enumerate(drawn))
    moved = points.consume(lots, amount, NOON, partner=partner)
    scopes = {one.id: one.spend_scope for one in lots}
    used = [scopes[move.lot_id] for move in moved.moves]
    assert set(used) <= {"", partner}
    assert used == sorted(used, key=lambda scope: not scope)
    there = points.available(lots, NOON, partner=partner)
    assert amount - moved.missing == min(amount, there)
    assert points.available(moved.lots, NOON, partner=partner) == there - min(amount, there)
    for other in {"A", "B"} - {partner}:
        kept = [one for one in moved.lots if one.spend_scope == other]
        assert kept == [one for one in lots if one.spend_scope == other]
