"""Who belongs to a segment that a rule makes, and what the counter changes of a member."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from loyalty_pos.core.account.changes import changed
from loyalty_pos.core.ledger import AccountState
from loyalty_pos.core.programme.segments import Known, Purchases, Segment, belongs
from loyalty_pos.core.sale import MemberChange, MemberChanged

NOW = datetime(2026, 11, 22, 9, tzinfo=UTC)
DAY = timedelta(days=1)


@pytest.mark.parametrize(
    ("segment", "within", "known", "expected"),
    [
        (Segment("a", "A", spend_minor=10_000), Purchases(10_000, 1), Known(), True),
        (Segment("a", "A", spend_minor=10_000), Purchases(9_999, 9), Known(), False),
        (Segment("a", "A", visits=3), Purchases(0, 3), Known(), True),
        (Segment("a", "A", visits=3), Purchases(9_999, 2), Known(), False),
        (Segment("a", "A", days=30), Purchases(100, 1), Known(), True),
        (Segment("a", "A", days=30), Purchases(), Known(), False),
        (Segment("a", "A", not_seen_days=60), Purchases(), Known(NOW - 60 * DAY), True),
        (Segment("a", "A", not_seen_days=60), Purchases(), Known(NOW - 59 * DAY), False),
        (Segment("a", "A", not_seen_days=60), Purchases(), Known(), False),
    ],
)
def test_a_rule_looks_at_money_visits_and_days(
    segment: Segment, within: Purchases, known: Known, *, expected: bool
) -> None:
    """Never seen is not the same as not seen for long; days alone mean one purchase."""
    assert segment.by_rule
    assert belongs(segment, within, known, NOW) is expected


@pytest.mark.parametrize(
    ("bought", "expected"),
    [
        ({"Printers": NOW - 364 * DAY}, True),
        ({"Printers": NOW - 366 * DAY}, False),
        ({"Paper": NOW}, False),
        ({"Scanners": NOW, "Paper": NOW}, True),
        ({}, False),
    ],
)
def test_what_was_bought_counts_as_long_as_the_rule_says(
    bought: dict[str, datetime], *, expected: bool
) -> None:
    segment = Segment("p", "P", bought=frozenset({"Printers", "Scanners"}), days=365)
    assert belongs(segment, Purchases(1, 1), Known(NOW, bought), NOW) is expected
    for_ever = replace(segment, days=0)
    assert belongs(for_ever, Purchases(), Known(NOW, bought), NOW) is bool(bought.keys() & segment.bought)


def test_all_that_is_said_must_fit() -> None:
    segment = Segment("a", "A", spend_minor=100, visits=2)
    assert belongs(segment, Purchases(100, 2), Known(), NOW)
    assert not belongs(segment, Purchases(100, 1), Known(), NOW)


def test_a_segment_without_a_rule_is_a_list() -> None:
    assert not Segment("premium", "Premium").by_rule


def test_personal_offers_are_refused_and_wanted_again() -> None:
    """A50: again changes nothing, and nothing else of the account is touched."""
    before = AccountState("anna", spend_minor=5, segments=frozenset({"premium"}))
    fact = MemberChanged("c1", MemberChange.OPT_OUT, "anna", "store-1", "s1", 0)
    out = changed(before, fact)
    assert out == replace(before, opted_out=True)
    assert changed(out, fact) == out
    assert changed(out, replace(fact, what=MemberChange.OPT_IN)) == before
