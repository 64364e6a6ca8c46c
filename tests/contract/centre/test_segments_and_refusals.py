"""Who belongs to which segment: lists by hand, rules over purchases; and who refused personal offers, on all tills."""

from datetime import timedelta

import pytest

from loyalty_pos.centre.imports.source import SourceRow
from loyalty_pos.centre.releases import Wish
from loyalty_pos.centre.segments.by_hand import Brought, SegmentByRule, SegmentDesk
from loyalty_pos.core.dates import micros
from loyalty_pos.core.sale import MemberChange, MemberChanged
from tests.fakes.centre import CARD, Headquarters
from tests.fakes.till_folder import NOON, a_return, a_sale, of_category

OTHER = "2900000000000002"
PHONE = "+79123456789"
DAY = timedelta(days=1)
RULES = """
id = "club"
names = { en = "Club" }
[[segment]]
id = "printers"
name = "Printer owners"
bought = { categories = ["Printers"] }
days = 365
[[segment]]
id = "big"
name = "Big spenders"
spend_from_minor = 15000
days = 30
[[segment]]
id = "often"
name = "Regulars"
visits_from = 3
[[segment]]
id = "asleep"
name = "Not seen for long"
not_seen_days = 60
[[segment]]
id = "premium"
name = "Premium"
"""


@pytest.fixture
def desk(hq: Headquarters) -> SegmentDesk:
    return SegmentDesk(hq.books, hq.clock, hq.secrets)


def rows(*cells: tuple[str, str]) -> list[SourceRow]:
    return [SourceRow(line, {column: text}) for line, (column, text) in enumerate(cells, 2)]


def segments(hq: Headquarters, member: str) -> list[str]:
    progress = hq.account(member).progress
    return progress.segments if progress else []


def counts(brought: Brought) -> tuple[int, int, int]:
    return brought.read, brought.added, brought.same


# --- lists made by hand -------------------------------------------------------------------------------


def test_a_list_of_premium_members_reaches_every_till(hq: Headquarters, desk: SegmentDesk) -> None:
    """A51: who stands on the list is in the segment; by card or by phone."""
    anna, boris = hq.member(), hq.member(card=OTHER, phone=PHONE)
    assert counts(desk.bring("premium", rows(("card", CARD), ("phone", "8 912 345-67-89")))) == (2, 2, 0)
    assert (segments(hq, anna), segments(hq, boris)) == (["premium"], ["premium"])


def test_the_same_list_twice_changes_nothing(hq: Headquarters, desk: SegmentDesk) -> None:
    hq.member()
    desk.bring("premium", rows(("card", CARD)))
    before = list(hq.admin.feed_rows("store-1"))
    assert counts(desk.bring("premium", rows(("card", CARD), ("card", CARD)))) == (2, 0, 2)
    assert list(hq.admin.feed_rows("store-1")) == before


def test_whom_nobody_knows_is_told_by_line_alone(hq: Headquarters, desk: SegmentDesk) -> None:
    hq.member()
    brought = desk.bring("premium", rows(("card", OTHER), ("phone", "12"), ("card", CARD), ("card", "")))
    assert [(row.line, row.reason) for row in brought.refused] == [
        (2, "unknown_member"),
        (3, "not_a_phone"),
        (5, "empty"),
    ]
    assert (brought.added, len(brought.refused)) == (1, 3)


def test_a_list_is_taken_out_again(hq: Headquarters, desk: SegmentDesk) -> None:
    anna = hq.member()
    desk.bring("premium", rows(("card", CARD)))
    desk.bring("staff", rows(("card", CARD)))
    desk.bring("premium", rows(("card", CARD)), take_out=True)
    assert segments(hq, anna) == ["staff"]


def test_segments_are_counted_and_shown(hq: Headquarters, desk: SegmentDesk) -> None:
    hq.admin.releases.release(Wish(RULES))
    anna = hq.member()
    hq.member(card=OTHER)
    desk.bring("premium", rows(("card", CARD), ("card", OTHER)))
    desk.bring("loud", rows(("card", CARD)))
    told = [(line.id, line.name, line.by_rule, line.members) for line in desk.lines()]
    assert told == [
        ("asleep", "Not seen for long", True, 0),
        ("big", "Big spenders", True, 0),
        ("loud", "", False, 1),
        ("often", "Regulars", True, 0),
        ("premium", "Premium", False, 2),
        ("printers", "Printer owners", True, 0),
    ]
    assert [head.account_id for head in desk.members("loud")] == [anna]


def test_a_list_cannot_change_a_segment_that_a_rule_makes(hq: Headquarters, desk: SegmentDesk) -> None:
    hq.admin.releases.release(Wish(RULES))
    hq.member()
    with pytest.raises(SegmentByRule):
        desk.bring("big", rows(("card", CARD)))


# --- rules --------------------------------------------------------------------------------------------


def test_what_a_member_bought_makes_the_segment(hq: Headquarters, desk: SegmentDesk) -> None:
    """A42: a printer was bought, so the member is a printer owner from the next morning on, at every till."""
    hq.admin.releases.release(Wish(RULES))
    anna, boris = hq.member(), hq.member(card=OTHER)
    desk.bring("premium", rows(("card", CARD)))
    hq.send(hq.till(), of_category(a_sale(1, account_id=anna), "Printers"), a_sale(2, account_id=boris))
    assert hq.centre.run_daily().segments == 1
    assert (segments(hq, anna), segments(hq, boris)) == (["premium", "printers"], [])


def test_the_round_tells_only_what_changes_and_once_a_day(hq: Headquarters) -> None:
    hq.admin.releases.release(Wish(RULES))
    anna, till = hq.member(), hq.till()
    hq.send(till, of_category(a_sale(1, account_id=anna), "Printers"))
    assert [hq.centre.run_daily().segments for _ in range(3)] == [1, 0, 0]
    hq.send(till, a_sale(2, account_id=anna))
    assert hq.centre.run_daily().segments == 0
    hq.clock.us = micros(NOON + DAY)
    assert hq.centre.run_daily().segments == 1
    assert segments(hq, anna) == ["big", "printers"]


def test_money_visits_and_days_make_segments(hq: Headquarters) -> None:
    """Two purchases of 100.00 are 150.00 and more; what comes back does not count; days that pass end it."""
    hq.admin.releases.release(Wish(RULES))
    anna, boris = hq.member(), hq.member(card=OTHER)
    sales = [a_sale(n, account_id=anna) for n in (1, 2, 3)]
    back = a_sale(5, account_id=boris)
    hq.send(hq.till(), *sales, a_sale(4, account_id=boris), back, a_return(back, qty_milli=2000))
    hq.centre.run_daily()
    assert (segments(hq, anna), segments(hq, boris)) == (["big", "often"], [])
    hq.clock.us = micros(NOON + 31 * DAY)
    hq.centre.run_daily()
    assert segments(hq, anna) == ["often"]
    hq.clock.us = micros(NOON + 60 * DAY)
    hq.centre.run_daily()
    assert (segments(hq, anna), segments(hq, boris)) == (["asleep", "often"], ["asleep"])


def test_a_segment_that_the_programme_drops_is_nobodys(hq: Headquarters, desk: SegmentDesk) -> None:
    """Also purchases of before the rule was written count; lists by hand stay as they are."""
    anna = hq.member()
    hq.send(hq.till(), of_category(a_sale(1, account_id=anna), "Printers"))
    assert hq.centre.run_daily().segments == 0
    hq.admin.releases.release(Wish(RULES))
    desk.bring("premium", rows(("card", CARD)))
    assert hq.centre.run_daily().segments == 1
    assert segments(hq, anna) == ["premium", "printers"]
    hq.admin.releases.stop("club")
    hq.centre.run_daily()
    assert segments(hq, anna) == ["premium"]


# --- the right to refuse ------------------------------------------------------------------------------


def refusal(member: str, what: MemberChange, number: int = 1) -> MemberChanged:
    return MemberChanged(f"change-{number}", what, member, "store-1", "anna", micros(NOON))


def test_a_refusal_at_one_till_is_known_at_all(hq: Headquarters) -> None:
    """A50: the opt-out is kept as a fact, told to the tills, and taken back the same way."""
    anna, till = hq.member(), hq.till()
    hq.send(till, refusal(anna, MemberChange.OPT_OUT))
    progress = hq.account(anna).progress
    assert progress is not None
    assert progress.opted_out
    hq.send(till, refusal(anna, MemberChange.OPT_IN, 2))
    assert hq.account(anna).progress is None
    assert hq.alarms() == []
