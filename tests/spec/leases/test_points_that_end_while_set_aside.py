"""What was set aside for a till does not end under the customer's hands; everything else ends on its day."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from loyalty_pos.centre.lent.free import free, kept
from loyalty_pos.centre.records import Account, Head
from loyalty_pos.core import points
from loyalty_pos.core.dates import micros
from loyalty_pos.core.ledger import AccountState, Posting
from loyalty_pos.core.member import Lot, LotKind
from loyalty_pos.core.posting import apply_expiry, apply_sale
from loyalty_pos.core.programme import Programme
from tests.fakes.till_folder import a_sale

NOW = datetime(2026, 5, 20, 12, tzinfo=UTC)
BEGAN = NOW - timedelta(days=100)
PROGRAMME = Programme("p", (("en", "P"),))
EVENT = "018f2d3c-7a10-7c30-8000-000000000001"


def lot(name: str, amount: int, days: int = 0, held: int = 0, partner: str = "") -> Lot:
    """A lot that ends so many days from now, 0 = never; ``held`` of it for operations."""
    ends = NOW + timedelta(days=days) if days else None
    return Lot(name, LotKind.BASE, amount, amount, BEGAN, ends, held, partner)


def account(*lots: Lot, aside: int = 0, debt: int = 0) -> Account:
    return Account(Head("anna", set_aside=aside), AccountState("anna", lots, debt))


@pytest.mark.parametrize(
    ("known", "available", "lives_on"),
    [
        pytest.param(account(lot("a", 100)), 100, 0, id="nothing special"),
        pytest.param(account(lot("a", 100), aside=40), 60, 0, id="a share"),
        pytest.param(account(lot("a", 100, held=30), aside=40), 30, 0, id="a share and a hold"),
        pytest.param(account(lot("a", 100), aside=40, debt=80), -20, 0, id="a debt"),
        pytest.param(account(lot("a", 100, -1)), 0, 0, id="all has ended"),
        pytest.param(account(lot("a", 100, -1), aside=40), 0, 40, id="the share lives on"),
        pytest.param(account(lot("a", 100, -1), lot("b", 30), aside=40), 0, 10, id="first what lives serves"),
        pytest.param(account(lot("a", 100, -1), lot("b", 90), aside=40), 50, 0, id="what lives is enough"),
        pytest.param(account(lot("a", 10, -1), aside=40, debt=20), -50, 10, id="too little of everything"),
        pytest.param(account(lot("a", 50, -1, partner="p"), aside=40), -40, 0, id="a partner's own points"),
    ],
)
def test_what_may_be_promised_and_what_lives_on(known: Account, available: int, lives_on: int) -> None:
    assert (free(known, NOW), kept(known, NOW)) == (available, lives_on)


def test_an_end_takes_nothing_below_zero() -> None:
    """Whatever ends, A stays where it was or stops at zero: expiry is no part of the bound."""
    for aside in range(0, 120, 10):
        for debt in (0, 15, 60):
            before = account(lot("a", 50, 1), lot("b", 60), aside=aside, debt=debt)
            after = account(lot("a", 50, -1), lot("b", 60), aside=aside, debt=debt)
            assert min(0, free(before, NOW)) <= free(after, NOW) <= max(0, free(before, NOW))


def test_what_ended_last_is_kept_and_a_partners_points_go_first() -> None:
    lots = (lot("old", 30, -5), lot("new", 30, -1), lot("theirs", 30, -1, partner="p"))

    after = {one.id: one.remaining for one in points.expire(lots, NOW, keep=40).lots}

    assert after == {"old": 10, "new": 30, "theirs": 0}


def test_the_day_takes_only_what_is_not_kept() -> None:
    state = AccountState("anna", (lot("a", 100, -1), lot("b", 20)))

    applied = apply_expiry(state, Posting(EVENT, NOW), keep=40)

    assert applied.state.balance == 60
    assert apply_expiry(applied.state, Posting(EVENT, NOW), keep=40).entries == ()
    assert apply_expiry(applied.state, Posting(EVENT, NOW)).state.balance == 20


def test_what_was_kept_is_used_the_first_to_end_first_and_never_what_one_partner_takes_or_is_yet_to_begin() -> (
    None
):
    lots = (
        lot("new", 30, -1),
        lot("old", 30, -5),
        lot("lives", 30),
        replace(lot("p", 9, -1), spend_scope="p"),
        replace(lot("to come", 50), activate_at=NOW + timedelta(days=1)),
    )

    taken = points.consume_kept(lots, 100, NOW)

    assert [(move.lot_id, move.amount) for move in taken.moves] == [
        ("old", -30),
        ("new", -30),
        ("lives", -30),
    ]
    assert taken.missing == 10


@pytest.mark.parametrize("ended", [True, False], ids=["ended since too", "living"])
def test_a_promise_that_arrives_late_takes_what_was_kept_in_its_place(*, ended: bool) -> None:
    """The lots of the day of sale ended first; what began behind it lived on for the promise, and serves it now."""
    sold = NOW - timedelta(days=9)
    later = replace(lot("later", 30, -1 if ended else 9), activate_at=sold + timedelta(hours=3))
    state = AccountState("anna", (later,))
    sale = a_sale(redeemed=8, by_grant=8, sold_at_us=micros(sold))

    applied = apply_sale(state, sale, Posting(EVENT, sold, learned=NOW), PROGRAMME)

    assert (applied.state.debt, applied.state.balance) == (0, 22)


def test_a_sale_that_nobody_had_promised_anything_leaves_what_began_later_alone() -> None:
    sold = NOW - timedelta(days=9)
    later = replace(lot("later", 30, 9), activate_at=sold + timedelta(hours=3))
    sale = a_sale(redeemed=8, by_grant=0, by_floor=8, sold_at_us=micros(sold))

    applied = apply_sale(AccountState("anna", (later,)), sale, Posting(EVENT, sold, learned=NOW), PROGRAMME)

    assert (applied.state.debt, applied.state.balance) == (8, 22)
