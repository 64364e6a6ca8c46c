"""A member who shows the code of the own phone is as near as the programme says of phones, and never less near."""

import pytest

from loyalty_pos.core.leases.lease import Floors, Holder
from loyalty_pos.core.leases.rights import Right, Seen, with_phone
from tests.fakes.leases import lend, rights_of
from tests.fakes.till_folder import Counter, a_lot

CARD = "2900000000000001"
ACCOUNT = "account-1"
PROGRAMME = """
id = "club"
names = { en = "Club" }
"""
FLOORS = Floors(home=500, visited=200, guest=50, app=300)


@pytest.mark.parametrize(
    ("holder", "floor"),
    [(Holder.HOME, 500), (Holder.VISITED, 300), (Holder.GUEST, 300), (Holder.BLOCKED, 0)],
)
def test_the_phone_counts_where_it_is_better_than_the_card(holder: Holder, floor: int) -> None:
    assert FLOORS.of(with_phone(Seen(10_000, holder=holder), FLOORS).holder) == floor


def test_a_guest_s_phone_at_a_real_till(selling: Counter) -> None:
    selling.tell_programme(PROGRAMME)
    selling.tell_member(CARD, a_lot(10_000), stores=[])
    selling.tell(cursor="feed.7")
    assert lend(selling)
    rights = rights_of(selling)
    by_card = rights.right(ACCOUNT)
    by_phone = rights.right(ACCOUNT, shown=True)
    assert (by_card, by_phone) == (Right(0, 50), Right(0, 500))
    assert rights.right(ACCOUNT) == by_card, "what the phone showed once is not remembered for the card"
