"""From which age somebody joins: below it only with a parent, whose wallet the card shares, and without offers."""

import pytest

from loyalty_pos.core.problems import Problem
from loyalty_pos.core.problems.issuing import AgeNotKnown, GuardianNeeded, MinorAgreesToNoMore
from loyalty_pos.till.issuing import IssueForm
from tests.fakes.till import FakeTill

PHONE = "+79161234567"
DATA = (("personal_data", "1"),)
MORE = (*DATA, ("profiling", "1"))


@pytest.fixture
def shop(till: FakeTill) -> FakeTill:
    """A shop that gives accounts from 14 on; today is 20 November 2026."""
    till.settings.values["least_age"] = "14"
    return till


def refused(
    till: FakeTill, birthday: str, consents: tuple[tuple[str, str], ...] = DATA, family_of: str = ""
) -> type[Problem] | None:
    try:
        till.issuing.issue(IssueForm("Петя", PHONE, birthday, consents, family_of=family_of))
    except Problem as problem:
        return type(problem)
    return None


@pytest.mark.parametrize(
    ("birthday", "problem"),
    [
        pytest.param("2012-11-20", None, id="14 today"),
        pytest.param("2012-11-21", GuardianNeeded, id="14 tomorrow"),
        pytest.param("2026-11-20", GuardianNeeded, id="born today"),
        pytest.param("1990-03-05", None, id="grown up"),
        pytest.param("", AgeNotKnown, id="no birthday"),
        pytest.param("--03-05", AgeNotKnown, id="a day without its year"),
    ],
)
def test_from_this_age_on(shop: FakeTill, birthday: str, problem: type[Problem] | None) -> None:
    assert refused(shop, birthday) is problem


def test_a_child_gets_a_card_of_the_parents_wallet_and_agrees_to_nothing_more(shop: FakeTill) -> None:
    assert refused(shop, "2015-01-01", MORE, family_of="anna") is MinorAgreesToNoMore
    assert refused(shop, "2015-01-01", family_of="anna") is None


def test_a_shop_that_sets_nothing_asks_nobody(till: FakeTill) -> None:
    assert refused(till, "") is None


def test_a_refused_child_leaves_no_trace_and_uses_no_card(shop: FakeTill) -> None:
    before = len(shop.journal.facts)
    assert refused(shop, "2015-01-01") is GuardianNeeded
    assert len(shop.journal.facts) == before
