"""Clubs and stamps in a till's own files: what it did itself is known at once, and nothing jumps when the centre tells it."""

from datetime import timedelta

import pytest

from loyalty_pos.core.dates import micros
from loyalty_pos.core.member import Member
from loyalty_pos.core.sale import (
    Issued,
    IssuedKind,
    MemberChange,
    MemberChanged,
    Sale,
    SoldStamps,
)
from loyalty_pos.till.ports import Draft
from tests.fakes.till_folder import NOON, Counter, a_lot, a_sale

CARD = "2900000000000001"
PROGRAMME = """
id = "club"
names = { en = "Club" }
[[club]]
id = "black"
name = "Black"
article = "fee"
"""
YEAR = timedelta(days=365)
STAMPS = "stamps.tea/ever@"
FEE = Issued(IssuedKind.MEMBERSHIP, "", "black", 1, since_us=micros(NOON), until_us=micros(NOON + YEAR))


@pytest.fixture
def club(selling: Counter) -> Counter:
    """A shop whose programme has a club, and a member."""
    selling.tell_programme(PROGRAMME)
    selling.tell_member(CARD, a_lot())
    return selling


def member_of(till: Counter) -> Member:
    member = till.files.members.by_card(CARD)
    assert member is not None
    return member


def record(till: Counter, fact: Sale | MemberChanged) -> None:
    till.files.journal.record([Draft(fact, "anna")])


def test_a_fee_and_a_pause_of_this_till_are_known_here_at_once(club: Counter) -> None:
    account = member_of(club).account_id
    record(club, a_sale(1, account_id=account, issued=(FEE,)))
    (joined,) = member_of(club).clubs
    assert joined.in_force(NOON + timedelta(hours=1))
    pause = MemberChanged(
        "change-1",
        MemberChange.PAUSE,
        account,
        "store-1",
        "anna",
        micros(NOON + timedelta(hours=2)),
        club_id="black",
    )
    record(club, pause)
    (paused,) = member_of(club).clubs
    assert not paused.in_force(NOON + timedelta(hours=3))


def test_stamps_of_this_till_are_counted_here_at_once(club: Counter) -> None:
    account = member_of(club).account_id
    counted = a_sale(1, account_id=account, counted=((STAMPS, 2),), stamps=(SoldStamps(STAMPS, 1, 2),))
    record(club, counted)
    assert dict(member_of(club).counters) == {STAMPS: 2}
