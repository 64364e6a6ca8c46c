"""Whatever arrives whenever: each line is in one closed month or in the open one, never in two and never in none."""

from collections import Counter
from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from loyalty_pos.core.closing.months import Month
from loyalty_pos.core.closing.movements import Moved, late, money_closed, points_closed, untaken
from loyalty_pos.core.ledger import EntryKind
from loyalty_pos.core.vouchers.deeds import What

FIRST = date(2026, 9, 1)
_line = st.builds(
    Moved,
    st.sampled_from(["S1", "S2"]),
    st.integers(0, 120).map(lambda days: FIRST + timedelta(days=days)),
    st.sampled_from([str(EntryKind.ACCRUAL), str(EntryKind.REDEMPTION), str(EntryKind.EXPIRY)]),
    st.integers(-9_000, 9_000),
    st.just(1),
)
_arrivals = st.lists(st.lists(_line, max_size=5), min_size=3, max_size=4)


def _sums(lines: list[Moved]) -> list[Moved]:
    amounts: Counter[tuple[str, date, str]] = Counter()
    entries: Counter[tuple[str, date, str]] = Counter()
    for one in lines:
        amounts[one.key] += one.amount
        entries[one.key] += one.entries
    return [Moved(*key, amounts[key], entries[key]) for key in entries]


@given(_arrivals)
def test_every_line_is_in_one_month_whenever_it_arrives(arrivals: list[list[Moved]]) -> None:
    month, taken, opening = Month.of(FIRST), list[Moved](), 0
    arrived: list[Moved] = []
    for batch in arrivals:
        arrived += batch
        there = _sums([one for one in arrived if one.day <= month.last])
        fresh = untaken(there, taken)
        assert all(one.day <= month.last for one in fresh)
        assert set(late(fresh, month.first)) == {one for one in fresh if one.day < month.first}
        opening = points_closed(opening, fresh).closing
        taken += fresh
        month = month.next
    rest = untaken(_sums(arrived), taken)
    assert points_closed(opening, rest).closing == sum(one.amount for one in arrived)
    assert sum(one.entries for one in (*taken, *rest)) == len(arrived)


@given(st.lists(st.tuples(st.sampled_from(list(What)), st.integers(-(10**9), 10**9)), max_size=20))
def test_a_certificates_month_adds_up_whatever_was_done_with_them(deeds: list[tuple[What, int]]) -> None:
    lines = [Moved("S1", FIRST, what, amount, 1) for what, amount in deeds]
    assert money_closed(700, lines).closing == 700 + sum(amount for _, amount in deeds)


@given(st.dates(date(2000, 1, 1), date(9998, 12, 31)))
def test_a_month_is_read_as_it_is_written_and_the_next_one_follows(day: date) -> None:
    month = Month.of(day)
    assert Month.read(str(month)) == month < month.next
    assert month.first <= day <= month.last
    assert month.next.first - month.last == timedelta(days=1)
    assert month.over_at("Europe/Moscow").date() == month.next.first
