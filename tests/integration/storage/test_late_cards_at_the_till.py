"""A card put to a paid receipt, in a till's own files: the points are there at once, and go with the goods at once."""

from dataclasses import replace

import pytest

from loyalty_pos.core.dates import micros
from loyalty_pos.core.ledger import entry_id
from loyalty_pos.core.member import Member
from loyalty_pos.core.problems import AlreadyVoided, ShiftNotOpen
from loyalty_pos.core.sale import CardAttached, MemberChange, MemberChanged, Sale
from tests.fakes.till_folder import NOON, Counter, a_lot, a_return, a_sale, a_void

CARD = "2900000000000001"
PROGRAMME = """
id = "club"
names = { en = "Club" }
[accrual]
rate_bp = 500
"""


@pytest.fixture
def shop(selling: Counter) -> Counter:
    """A shop that gives points, and a member with 1,000 of them."""
    selling.tell_programme(PROGRAMME)
    selling.tell_member(CARD, a_lot(1_000))
    return selling


def member_of(till: Counter) -> Member:
    member = till.files.members.by_card(CARD)
    assert member is not None
    return member


def points(till: Counter) -> int:
    member = member_of(till)
    return sum(lot.remaining for lot in member.lots) - member.debt


def attach(till: Counter, sale: Sale, accrued: int = 5) -> str:
    """Put Anna's card to the receipt; return the event's id."""
    account_id = member_of(till).account_id
    earning = replace(sale, account_id=account_id, accrued=accrued, activate_at_us=sale.sold_at_us)
    [event] = till.record(CardAttached(earning, "shift-1", "store-1", "anna", till.now_us()))
    return event.id


def test_the_points_are_there_at_once_and_after_a_restart(shop: Counter) -> None:
    sale = shop.sell(1)
    attach(shop, sale)
    assert (points(shop), member_of(shop).visits, member_of(shop).spend_minor) == (1_005, 8, 510_000)
    shop.restart()
    assert points(shop) == 1_005
    there = shop.files.journal.attached(sale.sale_id)
    assert there is not None
    assert there.account_id == member_of(shop).account_id
    assert shop.files.journal.attached("another") is None


def test_the_same_receipt_is_written_once(shop: Counter) -> None:
    sale = shop.sell(1)
    assert attach(shop, sale) == attach(shop, sale, accrued=9)
    assert points(shop) == 1_005


def test_the_shift_counts_its_points(shop: Counter) -> None:
    sale = shop.sell(1)
    attach(shop, sale)
    shop.record(a_return(sale, accrued_back=2))
    totals = shop.files.journal.shift_totals("shift-1")
    assert (totals.accrued, totals.accrued_back) == (5, 2)
    elsewhere = CardAttached(replace(a_sale(2), account_id="account-1"), "shift-9", "store-1", "anna", 1)
    with pytest.raises(ShiftNotOpen):
        shop.record(elsewhere)


def test_goods_that_come_back_take_their_points_at_once(shop: Counter) -> None:
    sale = shop.sell(1)
    attach(shop, sale)
    shop.record(a_return(sale, accrued_back=2))
    assert (points(shop), member_of(shop).spend_minor) == (1_003, 505_000)
    other = shop.sell(2)
    attach(shop, other)
    shop.record(replace(a_void(other), accrued_back=5))
    assert (points(shop), member_of(shop).visits) == (1_003, 8)


def test_goods_come_back_of_a_receipt_that_the_centre_has_posted(shop: Counter) -> None:
    """The row from the centre holds the lot that the card opened; nothing jumps, and the right lot is lessened."""
    sale = shop.sell(1)
    event_id = attach(shop, sale)
    own = a_lot(5, id=entry_id(event_id, 0), activate_us=micros(NOON))
    head = shop.files.journal.queue().head_seq
    shop.tell_member(CARD, a_lot(1_000), own, projected=head, spend_minor=510_000, visits=8)
    assert points(shop) == 1_005
    shop.record(a_return(sale, accrued_back=2))
    assert {lot.remaining for lot in member_of(shop).lots} == {1_000, 3}


def test_an_undone_receipt_takes_no_card(shop: Counter) -> None:
    sale = shop.sell(1)
    shop.record(a_void(sale))
    with pytest.raises(AlreadyVoided):
        attach(shop, sale)


def test_what_a_member_refuses_is_known_at_once_without_a_purchase(shop: Counter) -> None:
    account_id = member_of(shop).account_id
    shop.record(MemberChanged("c1", MemberChange.OPT_OUT, account_id, "store-1", "anna", shop.now_us()))
    assert member_of(shop).opted_out
