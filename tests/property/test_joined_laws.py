"""Laws of accounts that become one and two again: no point is made or lost, and whoever spent is charged."""

import uuid
from dataclasses import replace
from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from loyalty_pos.core.account.joining.points import Both, join, part, share_of
from loyalty_pos.core.account.joining.standing import Before, Purchases, TierRule, emptied, joined, parted
from loyalty_pos.core.leases.reserve import Share, Shares, reserved, together
from loyalty_pos.core.ledger import AccountState, Applied, Book, Entry, EntryKind, Posting, booked, replay
from loyalty_pos.core.member import ClubMembership, Lot, LotKind
from loyalty_pos.core.points import consume

NOW = datetime(2026, 11, 22, tzinfo=UTC)
_ids = iter(range(1, 10**9))

lives = st.tuples(st.integers(0, 500), st.integers(-5, 5), st.one_of(st.none(), st.integers(6, 40)))
wallets = st.tuples(st.lists(lives, max_size=3), st.integers(0, 200))
# who pays (the one that leaves?), how many points, how many it earns, how many come back of what was paid
purchases = st.lists(st.tuples(st.booleans(), st.integers(0, 400), st.integers(0, 50)), max_size=4)


def new_id() -> str:
    return str(uuid.UUID(int=next(_ids)))


def account(
    name: str, wallet: tuple[list[tuple[int, int, int | None]], int]
) -> tuple[AccountState, list[Entry]]:
    """Return an account with such lots and such a debt, and its book."""
    book = Book(AccountState(name), Posting(new_id(), NOW))
    lots, debt = wallet
    for points, begins, ends in lots:
        until = NOW + timedelta(days=ends) if ends is not None else None
        lot = Lot(new_id(), LotKind.BASE, points, points, NOW + timedelta(days=begins), until)
        book.write(EntryKind.ACCRUAL, points, opened=[lot])
    if debt:
        book.write(EntryKind.ADJUST_DEBIT, -debt, debt=debt)
    applied = book.applied()
    return applied.state, list(applied.entries)


def bought(state: AccountState, sale_id: str, redeemed: int, accrued: int) -> Applied:
    book = Book(state, Posting(new_id(), NOW), sale_id=sale_id)
    taken = consume(state.lots, redeemed, NOW)
    book.write(EntryKind.REDEMPTION, -redeemed, moves=taken.moves, debt=taken.missing)
    book.write(
        EntryKind.ACCRUAL, accrued, opened=[Lot(book.next_id, LotKind.BASE, accrued, accrued, NOW, None)]
    )
    return book.applied()


def no_empty(state: AccountState) -> tuple[object, ...]:
    return sorted((lot for lot in state.lots if lot.remaining), key=lambda lot: lot.id), state.debt


@given(wallets, wallets, purchases)
def test_no_point_is_made_or_lost_and_the_books_rebuild_both(
    first: tuple[list[tuple[int, int, int | None]], int],
    second: tuple[list[tuple[int, int, int | None]], int],
    happened: list[tuple[bool, int, int]],
) -> None:
    (stays, book), (other, others) = account("stays", first), account("other", second)
    whole = stays.balance + other.balance
    both = join(stays, other, Posting(new_id(), NOW))
    assert both.stays.state.balance == whole
    assert both.other.state.balance == 0
    state, papers = both.stays.state, set[str]()
    since: list[Entry] = []
    for by_leaver, redeemed, accrued in happened:
        sale_id = new_id()
        if by_leaver:
            papers.add(sale_id)
        applied = bought(state, sale_id, redeemed, accrued)
        state, whole = applied.state, whole - redeemed + accrued
        since += applied.entries
    share = share_of(since, [lot.id for lot in other.lots], other.debt, papers)
    again = part(state, both.other.state, share, Posting(new_id(), NOW))
    assert again.stays.state.balance + again.other.state.balance == whole
    _rebuilds(again, [*book, *both.stays.entries, *since], [*others, *both.other.entries])


def _rebuilds(after: Both, stays: list[Entry], other: list[Entry]) -> None:
    for applied, book in ((after.stays, stays), (after.other, other)):
        entries = [*book, *applied.entries]
        assert len({entry.id for entry in entries}) == len(entries)
        assert booked(entries) == applied.state.balance
        assert no_empty(replay(applied.state.account_id, entries)) == no_empty(applied.state)


@given(wallets, wallets, purchases)
def test_each_has_what_it_would_have_had_alone_as_far_as_it_had_enough(
    first: tuple[list[tuple[int, int, int | None]], int],
    second: tuple[list[tuple[int, int, int | None]], int],
    happened: list[tuple[bool, int, int]],
) -> None:
    (stays, _), (other, _) = account("stays", (first[0], 0)), account("other", (second[0], 0))
    both = join(stays, other, Posting(new_id(), NOW))
    state, papers = both.stays.state, set[str]()
    since: list[Entry] = []
    alone = [stays.balance, other.balance]
    for by_leaver, redeemed, accrued in happened:
        sale_id = new_id()
        if by_leaver:
            papers.add(sale_id)
        if redeemed > sum(lot.remaining for lot in state.lots if lot.activate_at <= NOW):
            continue
        alone[by_leaver] += accrued - redeemed
        applied = bought(state, sale_id, redeemed, accrued)
        state, since = applied.state, [*since, *applied.entries]
    share = share_of(since, [lot.id for lot in other.lots], 0, papers)
    again = part(state, both.other.state, share, Posting(new_id(), NOW))
    assert [again.stays.state.balance, again.other.state.balance] == alone


@given(wallets, wallets)
def test_what_nobody_used_is_as_it_was(
    first: tuple[list[tuple[int, int, int | None]], int],
    second: tuple[list[tuple[int, int, int | None]], int],
) -> None:
    (stays, _), (other, _) = account("stays", first), account("other", second)
    both = join(stays, other, Posting(new_id(), NOW))
    share = share_of((), [lot.id for lot in other.lots], other.debt, ())
    again = part(both.stays.state, both.other.state, share, Posting(new_id(), NOW))
    assert no_empty(again.stays.state) == no_empty(stays)
    assert no_empty(again.other.state) == no_empty(other)


counted = st.builds(
    lambda spend, visits, opted_out, segments, club: AccountState(
        "a",
        spend_minor=spend,
        visits=visits,
        months=((10, spend, visits),) if spend else (),
        counters=(("offer@1", visits),) if visits else (),
        clubs=(ClubMembership("club", NOW, NOW + timedelta(days=club)),) if club else (),
        segments=frozenset(segments),
        opted_out=opted_out,
    ),
    st.integers(0, 10_000),
    st.integers(0, 20),
    st.booleans(),
    st.sets(st.sampled_from("xyz")),
    st.integers(0, 3),
)


@given(counted, counted, st.sampled_from(TierRule))
def test_what_was_counted_is_as_it_was_too(first: AccountState, second: AccountState, rule: TierRule) -> None:
    now = joined(first, second, rule)
    assert now.opted_out >= max(first.opted_out, second.opted_out), "who wants no offers gets none"
    assert now.spend_minor == (
        first.spend_minor + second.spend_minor
        if rule is TierRule.SUM
        else max(first.spend_minor, second.spend_minor)
    )
    stays, leaver = parted(now, Before(first, second, rule), Purchases())
    assert (stays, leaver) == (first, second)
    assert emptied(second).spend_minor == 0


@given(counted, counted, st.integers(0, 500))
def test_purchases_since_then_are_whose_they_were(
    first: AccountState, second: AccountState, spend: int
) -> None:
    now = joined(first, second, TierRule.SUM)
    now = replace(now, spend_minor=now.spend_minor + 3 * spend, visits=now.visits + 3)
    stays, leaver = parted(now, Before(first, second, TierRule.SUM), Purchases(spend, 1))
    assert (stays.spend_minor, stays.visits) == (first.spend_minor + 2 * spend, first.visits + 2)
    assert (leaver.spend_minor, leaver.visits) == (second.spend_minor + spend, second.visits + 1)


shares = st.lists(
    st.tuples(st.integers(1, 4), st.integers(0, 300)), max_size=4, unique_by=lambda one: one[0]
).map(lambda pairs: tuple(Share(*pair) for pair in sorted(pairs)))


@given(shares, shares)
def test_a_till_may_still_take_in_each_epoch_what_it_was_promised_of_both(
    first: Shares, second: Shares
) -> None:
    one = together(first, second)
    for epoch in range(1, 5):
        promised = sum(share.points for share in (*first, *second) if share.epoch == epoch)
        assert sum(share.points for share in one if share.epoch == epoch) == promised
    assert max(reserved(first), reserved(second)) <= reserved(one) <= reserved(first) + reserved(second)
