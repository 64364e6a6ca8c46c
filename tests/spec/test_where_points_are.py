"""The parts of a member's points add up to the balance of the book, whatever the lots are."""

from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from loyalty_pos.core.ledger import AccountState
from loyalty_pos.core.member import Lot, LotKind
from loyalty_pos.core.points import available, pending
from loyalty_pos.core.statement.sums import sums_of

NOW = datetime(2026, 11, 20, 12, tzinfo=UTC)


@st.composite
def a_lot(draw: st.DrawFn) -> Lot:
    remaining = draw(st.integers(0, 900))
    begin = NOW + timedelta(hours=draw(st.integers(-50, 50)))
    life = draw(st.none() | st.integers(1, 80))
    return Lot(
        id=str(draw(st.uuids())),
        kind=LotKind.BASE,
        amount=1_000,
        remaining=remaining,
        activate_at=begin,
        expire_at=begin + timedelta(hours=life) if life else None,
        held=draw(st.integers(0, remaining)),
        spend_scope=draw(st.sampled_from(["", "bakery"])),
    )


@given(st.lists(a_lot(), max_size=12), st.integers(0, 500))
def test_the_parts_add_up_to_the_balance_of_the_book(lots: list[Lot], debt: int) -> None:
    sums = sums_of(lots, debt, NOW)

    assert sums.total == AccountState("anna", tuple(lots), debt).balance
    assert sums.usable == available(lots, NOW, debt)
    assert sums.pending <= pending(lots, NOW)
    assert min(sums.pending, sums.held, sums.partner, sums.ended) >= 0
