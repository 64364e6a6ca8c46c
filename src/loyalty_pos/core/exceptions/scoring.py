"""The five frauds as candidates with a score, the oddest first (offline.md 4.1, T1 to T5); pure.

A candidate is a cashier, and for cards and gifts the account with them. What is ordinary comes from everybody else in
the same time, so the scores need no settings. It must never name anybody by a single receipt.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Final

from loyalty_pos.core.exceptions.gathering import Gathered, Gift, Pair, Seen
from loyalty_pos.core.exceptions.oddness import SCALE, of_count, of_share, per

ODD: Final = 4 * SCALE
"""From here on somebody should look: four times what chance and habits explain."""
MOST_RECEIPTS: Final = 10
LEAST: Final = 4
"""So many receipts, or somebody is named by chance."""
_DAY_US: Final = 86_400_000_000
_QUICK_US: Final = 20 * 60_000_000
_SOON_US: Final = 15 * 60_000_000
_HABIT: Final = 1.6
"""People come at hours of their own, so they meet the same cashier more often than the roster says."""
_LATE_RATE: Final = 0.15
_GIFT_RATE: Final = 0.4


@dataclass(frozen=True, slots=True)
class Candidate:
    """``kind``: t1 to t5; ``account_id`` "" where no account belongs to it. ``facts``: (name, number) of its sentence."""

    kind: str
    cashier_id: str
    account_id: str
    agent_id: str
    store_id: str
    score: int
    facts: tuple[tuple[str, int], ...]
    receipts: tuple[str, ...]


def candidates(gathered: Gathered, staff_accounts: Mapping[str, str] | None = None) -> list[Candidate]:
    """Return everybody with any score, the oddest first. ``staff_accounts``: whose account belongs to whom of the staff."""
    own = staff_accounts or {}
    found = [
        *_own_cards(gathered, own),
        *_late_cards(gathered),
        *_gifts(gathered, own),
        *_by_cashier(gathered, "t4", _returns(gathered)),
        *_together(_by_cashier(gathered, "t5", gathered.undone), _by_cashier(gathered, "t5", gathered.noted)),
    ]
    return sorted(found, key=lambda one: (-one.score, one.kind, one.cashier_id, one.account_id))


def odd(found: Sequence[Candidate], most: int) -> list[Candidate]:
    """Return those that somebody should look at, at most so many."""
    return [one for one in found if one.score >= ODD][:most]


# --- T1: the cashier's own card on others' receipts ----------------------------------------------------


def _own_cards(gathered: Gathered, own: Mapping[str, str]) -> Iterator[Candidate]:
    for pair, receipts in gathered.pairs.items():
        cashier_id, account_id = pair
        is_own = own.get(account_id, "") == cashier_id
        if len(receipts) < LEAST and not is_own:
            continue
        visits, again = _visits(receipts)
        total = gathered.of_account[account_id] - len(receipts) + visits
        usual = min(1.0, _HABIT * _meeting(gathered, pair))
        score = of_share(visits, total, usual) + of_count(again, total / LEAST / 2)
        score += ODD * is_own
        facts = (("receipts", len(receipts)), ("of", gathered.of_account[account_id]), ("same_day", again))
        yield _candidate(gathered, "t1", pair, score, (facts, receipts))


def _meeting(gathered: Gathered, pair: Pair) -> float:
    """Return how often this account meets this cashier by the roster alone: by its shops and who sells there."""
    cashier_id, account_id = pair
    total = gathered.of_account[account_id]
    return sum(
        count / total * gathered.in_store[cashier_id, store] / gathered.of_store[store]
        for (account, store), count in _stores_of(gathered, account_id)
        if account == account_id
    )


def _stores_of(gathered: Gathered, account_id: str) -> list[tuple[tuple[str, str], int]]:
    return [
        ((account_id, store), count)
        for store in gathered.of_store
        if (count := gathered.account_in.get((account_id, store), 0))
    ]


def _visits(receipts: Sequence[Seen]) -> tuple[int, int]:
    """Return how many visits these are, and how many of them on a day that had one already.

    Receipts within minutes are one visit: families divide what they bought.
    """
    ordered = sorted(seen.at_us for seen in receipts)
    steps = pairwise(ordered)
    begun = [*ordered[:1], *(later for before, later in steps if later - before >= _QUICK_US)]
    return len(begun), len(begun) - len({at_us // _DAY_US for at_us in begun})


# --- T2: receipts collected, the card put to them later ------------------------------------------------


def _late_cards(gathered: Gathered) -> Iterator[Candidate]:
    for pair, attached in gathered.attached.items():
        if len(attached) < LEAST - 1:
            continue
        long = sum(delay_us > _SOON_US for _, delay_us in attached)
        score = of_count(len(attached) + long, _LATE_RATE)
        facts = (("attached", len(attached)), ("long", long))
        yield _candidate(gathered, "t2", pair, score, (facts, [seen for seen, _ in attached]))


# --- T3: points by hand --------------------------------------------------------------------------------


def _gifts(gathered: Gathered, own: Mapping[str, str]) -> Iterator[Candidate]:
    given = {giver: 0 for giver, _ in gathered.gifts}
    for (giver, _), gifts in gathered.gifts.items():
        given[giver] += len(gifts)
    for pair, gifts in gathered.gifts.items():
        is_staff = bool(own.get(pair[1]))
        if len(gifts) < LEAST - 1 and not is_staff:
            continue
        unnamed = sum(not gift.receipt for gift in gifts)
        score = of_count(len(gifts), _GIFT_RATE) + of_count(unnamed, _GIFT_RATE) // 2 + ODD * is_staff
        points = sum(gift.points for gift in gifts)
        facts = (("gifts", len(gifts)), ("points", points), ("unnamed", unnamed), ("of", given[pair[0]]))
        yield _candidate(gathered, "t3", pair, score, (facts, _named(gifts)))


def _named(gifts: Sequence[Gift]) -> list[Seen]:
    return [Seen(gift.at_us, gift.receipt, "") for gift in gifts if gift.receipt]


# --- T4 and T5: goods that come back to whoever sold them, receipts undone ------------------------------


def _returns(gathered: Gathered) -> Mapping[str, Sequence[Seen]]:
    """Return what speaks of T4; goods back with their points kept are told twice, for they weigh more."""
    both = gathered.back.keys() | gathered.kept.keys()
    return {one: [*gathered.back.get(one, ()), *gathered.kept.get(one, ())] for one in both}


def _by_cashier(gathered: Gathered, kind: str, seen: Mapping[str, Sequence[Seen]]) -> Iterator[Candidate]:
    total, receipts = sum(map(len, seen.values())), sum(gathered.receipts.values())
    for cashier_id, mine in seen.items():
        if len(mine) < LEAST:
            continue
        own = gathered.receipts[cashier_id]
        rate = per(total - len(mine), receipts - own)
        score = of_count(len(mine), rate * own)
        usual = round(rate * own)
        facts = (("count", len(mine)), ("receipts", own), ("usual", usual))
        yield _candidate(gathered, kind, (cashier_id, ""), score, (facts, mine))


def _together(voids: Iterable[Candidate], notes: Iterable[Candidate]) -> Iterator[Candidate]:
    """Put both kinds of undoing together: each has an ordinary rate of its own."""
    others = {one.cashier_id: one for one in notes}
    for one in voids:
        other = others.pop(one.cashier_id, None)
        yield _joined(one, other) if other else one
    yield from others.values()


def _joined(one: Candidate, other: Candidate) -> Candidate:
    score = max(one.score, other.score, (one.score + other.score) * 7 // 10)
    facts = tuple((name, count + dict(other.facts)[name]) for name, count in one.facts if name != "receipts")
    receipts = next(fact for fact in one.facts if fact[0] == "receipts")
    return replace(one, score=score, facts=(*facts, receipts))


def _candidate(
    gathered: Gathered,
    kind: str,
    pair: Pair,
    score: int,
    told: tuple[tuple[tuple[str, int], ...], Sequence[Seen]],
) -> Candidate:
    cashier_id, account_id = pair
    facts, seen = told
    codes = dict.fromkeys(one.code for one in sorted(seen, key=lambda one: -one.at_us) if one.code)
    agents = [one.agent_id for one in seen if one.agent_id]
    agent_id = max(set(agents), key=agents.count) if agents else gathered.agent_of.get(cashier_id, "")
    store_id = gathered.store_of.get(cashier_id, "")
    return Candidate(
        kind, cashier_id, account_id, agent_id, store_id, score, facts, tuple(codes)[:MOST_RECEIPTS]
    )
