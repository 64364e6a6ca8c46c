"""A code of a phone that two tills believed is told to the manager; no till's events wait for it, no sale is undone (T6)."""

from loyalty_pos.centre.phones.sightings import KEEP_STEPS, SHOWN_TWICE
from loyalty_pos.core.member_code.layout import MemberCode
from loyalty_pos.core.member_code.sighting import SHOWN, sighting_text
from loyalty_pos.core.sale import Noted
from tests.fakes.centre import Headquarters

STEP = 59_844_600
CODE = MemberCode(card=(1 << 63) - 1, step=STEP, counter=7)


def shown(code: MemberCode = CODE) -> Noted:
    return Noted(SHOWN, "store-1", "anna", STEP * 30_000_000, subject=sighting_text(code))


def test_the_same_code_at_two_tills_is_an_alarm_that_names_both(hq: Headquarters) -> None:
    first, second = hq.till(), hq.till("store-2")
    hq.send(first, shown())
    assert hq.alarms() == []
    pushed = hq.send(second, shown())
    assert (pushed.stored, pushed.projected, pushed.parked) == (1, 1, [])
    (alarm,) = hq.admin.overview().alarms
    assert (alarm.code, alarm.agent_id, alarm.subject) == (
        SHOWN_TWICE,
        second.agent_id,
        first.agent_id,
    )


def test_the_next_code_and_the_same_till_are_no_alarm(hq: Headquarters) -> None:
    first, second = hq.till(), hq.till("store-2")
    hq.send(first, shown())
    hq.send(first, shown())
    hq.send(second, shown(MemberCode(CODE.card, STEP, 8)), shown(MemberCode(CODE.card, STEP + 1, 7)))
    assert hq.alarms() == []


def test_what_is_a_quarter_of_a_year_old_is_compared_no_more(hq: Headquarters) -> None:
    first, second = hq.till(), hq.till("store-2")
    hq.send(first, shown(), shown(MemberCode(5, STEP + KEEP_STEPS + 1, 0)))
    hq.send(second, shown())
    assert hq.alarms() == []


def test_a_line_that_no_till_of_ours_wrote_is_passed_over(hq: Headquarters) -> None:
    pushed = hq.send(hq.till(), Noted(SHOWN, "store-1", "anna", 1, subject="1:2"))
    assert (pushed.projected, pushed.parked, hq.alarms()) == (1, [], [])
