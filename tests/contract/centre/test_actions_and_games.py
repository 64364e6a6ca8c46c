"""Points for what members do beside buying, and games around it (A11, A12, A14, A52), on both databases."""

from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from loyalty_pos.centre.actions.desk import NothingToJudge
from loyalty_pos.centre.actions.told import Answer, ToldEvent, Who
from loyalty_pos.core.dates import micros
from loyalty_pos.core.problems import BadMessage
from loyalty_pos.core.sale import Sale
from tests.fakes.centre import Headquarters
from tests.fakes.till_folder import NOON, a_return, a_sale, a_void

FRIEND = "2900000000000018"
THIRD = "2900000000000026"
HEAD = 'id = "club"\nnames = { en = "Club" }\n[accrual]\nrate_bp = 500\n'
ACTIONS = (
    HEAD
    + """
[[action]]
id = "survey"
name = "Survey"
event = "survey"
points = 50
[[action]]
id = "news"
name = "Newsletter"
event = "subscription"
points = 30
once = "ever"
[[action]]
id = "friend"
name = "Bring a friend"
event = "referral"
points = 200
referrer_points = 200
from_minor = 500_00
[[action]]
id = "post"
name = "A post about us"
event = "social"
points = 5
per_day = 3
[[action]]
id = "review"
name = "Review"
event = "review"
points = 40
moderated = true
"""
)
VISITS = (
    HEAD
    + """
[[challenge]]
id = "three"
name = "Three visits"
by = "visits"
count = 3
days = 14
points = 150
"""
)


def told(kind: str, account_id: str, event_id: str = "e-1", **more: object) -> ToldEvent:
    return ToldEvent(event_id, kind, Who(account_id), **more)  # type: ignore[arg-type]  # any field may be told


def take(hq: Headquarters, *events: ToldEvent) -> list[Answer]:
    return hq.centre.activities.take("web-shop", events)


def days_later(days: int) -> datetime:
    return NOON + timedelta(days=days)


def bought(number: int, account_id: str, day: int = 0, paid_minor: int = 100_00) -> Sale:
    """A sale so many days later."""
    sale = a_sale(number, account_id=account_id, sold_at_us=micros(days_later(day)))
    (line,) = sale.lines
    tender = replace(sale.tenders[0], amount_minor=paid_minor)
    lines = (replace(line, gross_minor=paid_minor, paid_minor=paid_minor),)
    return replace(sale, lines=lines, tenders=(tender,), gross_minor=paid_minor, paid_minor=paid_minor)


# --- A11: surveys, newsletter, friends -------------------------------------------------------------------


def test_a_survey_gives_50_and_the_newsletter_30(hq: Headquarters) -> None:
    hq.admin.set_programme(ACTIONS)
    member = hq.member()

    answers = take(hq, told("survey", member), told("subscription", member, "e-2"))

    assert [(one.state, one.points) for one in answers] == [("given", 50), ("given", 30)]
    assert hq.points(member) == 80
    assert hq.books_balance()


def test_the_same_event_told_twice_gives_one_posting(hq: Headquarters) -> None:
    hq.admin.set_programme(ACTIONS)
    member = hq.member()

    first, within = take(hq, told("survey", member), told("survey", member))
    hq.restart()
    (later,) = take(hq, told("survey", member))

    assert first == within == later == Answer("e-1", "given", 50)
    assert hq.points(member) == 50


def test_two_callers_may_use_the_same_ids(hq: Headquarters) -> None:
    hq.admin.set_programme(ACTIONS)
    member = hq.member()

    take(hq, told("survey", member))
    hq.centre.activities.take("survey-tool", [told("survey", member)])

    assert hq.points(member) == 100


def test_another_newsletter_gives_nothing_more(hq: Headquarters) -> None:
    hq.admin.set_programme(ACTIONS)
    member = hq.member()
    take(hq, told("subscription", member))

    assert take(hq, told("subscription", member, "e-2")) == [Answer("e-2", "nothing", reason="once")]


def invited(hq: Headquarters) -> tuple[str, str]:
    """Return a member and the friend that the member brought."""
    hq.admin.set_programme(ACTIONS)
    member, friend = hq.member(), hq.member(card=FRIEND)
    (answer,) = take(hq, told("referral", member, friend=Who(card=FRIEND)))
    assert (answer.state, answer.reason) == ("invited", "waits")
    return member, friend


def test_both_get_200_with_the_friends_first_purchase_and_nothing_with_the_second(hq: Headquarters) -> None:
    member, friend = invited(hq)
    till = hq.till()

    hq.send(till, bought(1, friend, paid_minor=499_99))
    assert (hq.points(member), hq.points(friend)) == (0, 0)
    hq.send(till, bought(2, friend, paid_minor=500_00))
    assert (hq.points(member), hq.points(friend)) == (200, 200)
    hq.send(till, bought(3, friend, paid_minor=900_00))
    assert (hq.points(member), hq.points(friend)) == (200, 200)
    assert take(hq, told("referral", member, friend=Who(card=FRIEND))) == [Answer("e-1", "given", 200)]
    assert hq.centre.activities.waiting() == []
    assert hq.books_balance()


def test_a_friend_who_brings_everything_back_has_bought_nothing(hq: Headquarters) -> None:
    member, friend = invited(hq)
    till = hq.till()
    sold = bought(1, friend, paid_minor=500_00)

    hq.send(till, sold, a_void(sold))
    assert (hq.points(member), hq.points(friend)) == (0, 0)
    hq.send(till, bought(2, friend, paid_minor=600_00))
    assert (hq.points(member), hq.points(friend)) == (200, 200)
    assert hq.books_balance()


def test_a_friend_is_brought_once_and_must_be_new(hq: Headquarters) -> None:
    member, friend = invited(hq)
    third = hq.member(card=THIRD, visits=1)

    answers = take(
        hq,
        told("referral", third, "e-2", friend=Who(friend)),
        told("referral", member, "e-3", friend=Who(third)),
        told("referral", member, "e-4", friend=Who(member)),
        told("referral", member, "e-5", friend=Who(card="2900000000000999")),
    )

    assert [one.reason for one in answers] == ["once", "not_new", "self", "unknown_friend"]


def test_a_review_waits_for_a_person(hq: Headquarters) -> None:
    hq.admin.set_programme(ACTIONS)
    member = hq.member()
    take(hq, told("review", member, "good"), told("review", member, "bad", subject="order 7"))
    assert hq.points(member) == 0

    desk = hq.centre.activities
    assert [one.event_id for one in desk.waiting()] == ["bad", "good"]
    desk.decide("good", approve=True, by="anna")
    desk.decide("bad", approve=False, by="anna")

    assert desk.waiting() == []
    assert take(hq, told("review", member, "good")) == [Answer("good", "given", 40)]
    assert take(hq, told("review", member, "bad", subject="order 7")) == [
        Answer("bad", "rejected", reason="rejected")
    ]
    assert hq.points(member) == 40
    with pytest.raises(NothingToJudge):
        desk.decide("good", approve=True)


def test_what_was_promised_is_kept_when_the_programme_has_gone(hq: Headquarters) -> None:
    hq.admin.set_programme(ACTIONS)
    member = hq.member()
    take(hq, told("review", member))
    hq.admin.set_programme(HEAD)

    hq.centre.activities.decide("e-1", approve=True)

    assert hq.points(member) == 40


# --- A12: limits -----------------------------------------------------------------------------------------


def test_the_fourth_post_of_a_day_gives_nothing_because_of_the_limit(hq: Headquarters) -> None:
    hq.admin.set_programme(ACTIONS)
    member = hq.member()

    answers = [take(hq, told("social", member, f"e-{n}"))[0] for n in range(4)]

    assert [(one.points, one.reason) for one in answers] == [(5, ""), (5, ""), (5, ""), (0, "limit")]
    assert hq.points(member) == 15


def test_yesterdays_post_that_comes_late_counts_for_yesterday(hq: Headquarters) -> None:
    hq.admin.set_programme(ACTIONS)
    member = hq.member()
    take(hq, *(told("social", member, f"today-{n}") for n in range(3)))
    yesterday = micros(days_later(-1))

    answers = take(hq, *(told("social", member, f"late-{n}", at_us=yesterday) for n in range(4)))

    assert [one.points for one in answers] == [5, 5, 5, 0]


# --- what cannot be taken --------------------------------------------------------------------------------


def test_what_cannot_be_taken_is_refused_by_name_and_may_come_again(hq: Headquarters) -> None:
    hq.admin.set_programme(ACTIONS)
    wrong = [
        told("survey", "nobody"),
        ToldEvent("e-2", "survey", Who(phone="not a phone")),
        ToldEvent("e-3", "survey", Who()),
        told("survey", "nobody\x00", "e-4"),
        told("survey", "nobody", "e-5", at_us=micros(days_later(1))),
        told("survey", "nobody", "", at_us=0),
        told("survey", "nobody", "e-7", facts={"answer": "x" * 5_000}),
    ]

    reasons = [one.reason for one in take(hq, *wrong)]

    assert reasons == [
        "unknown_member", "unknown_member", "bad_who", "bad_who", "bad_at", "bad_id", "bad_facts"
    ]  # fmt: skip
    member = hq.member()
    assert take(hq, told("survey", member)) == [Answer("e-1", "given", 50)]


@pytest.mark.parametrize("count", [0, 201])
def test_a_call_brings_one_event_to_two_hundred(hq: Headquarters, count: int) -> None:
    with pytest.raises(BadMessage):
        take(hq, *(told("survey", "x", f"e-{n}") for n in range(count)))


def test_an_event_that_no_action_pays_for_is_kept_all_the_same(hq: Headquarters) -> None:
    hq.admin.set_programme(ACTIONS)
    member = hq.member()

    (answer,) = take(hq, told("csat", member, facts={"score": 2}))

    assert answer == Answer("e-1", "nothing", reason="unknown_action")
    assert hq.points(member) == 0


# --- A14: challenges -------------------------------------------------------------------------------------


@pytest.mark.parametrize(("third_day", "points"), [(13, 150), (14, 0)])
def test_the_third_visit_on_day_14_gives_150_and_on_day_15_nothing(
    hq: Headquarters, third_day: int, points: int
) -> None:
    hq.admin.set_programme(VISITS)
    member, till = hq.member(), hq.till()

    hq.send(till, bought(1, member), bought(2, member, 5), bought(3, member, third_day))

    assert hq.points(member) == points


def test_two_receipts_of_a_day_are_one_visit(hq: Headquarters) -> None:
    hq.admin.set_programme(VISITS)
    member, till = hq.member(), hq.till()

    hq.send(till, bought(1, member), bought(2, member), bought(3, member, 1))

    assert hq.points(member) == 0


def test_the_order_in_which_tills_report_does_not_matter(hq: Headquarters) -> None:
    hq.admin.set_programme(VISITS)
    member, till, other = hq.member(), hq.till(), hq.till("store-2")

    hq.send(till, bought(3, member, 13))
    hq.send(other, bought(1, member, 0), bought(2, member, 5))

    assert hq.points(member) == 150


def test_a_visit_that_is_undone_takes_the_150_back(hq: Headquarters) -> None:
    hq.admin.set_programme(VISITS)
    member, till = hq.member(), hq.till()
    sales = [bought(n, member, n) for n in range(1, 4)]
    hq.send(till, *sales)
    assert hq.points(member) == 150

    hq.send(till, a_void(sales[1]))
    assert hq.points(member) == 0
    hq.send(till, bought(4, member, 6))
    assert hq.points(member) == 150
    assert hq.books_balance()


def test_a_part_that_comes_back_leaves_the_visit(hq: Headquarters) -> None:
    hq.admin.set_programme(VISITS)
    member, till = hq.member(), hq.till()
    sales = [bought(n, member, n) for n in range(1, 4)]

    hq.send(till, *sales, a_return(sales[0]))
    assert hq.points(member) == 150
    hq.send(till, a_return(sales[0], 2))
    assert hq.points(member) == 0


def test_the_same_sales_pushed_again_give_nothing_more(hq: Headquarters) -> None:
    hq.admin.set_programme(VISITS)
    member, till = hq.member(), hq.till()
    hq.send(till, *(bought(n, member, n) for n in range(1, 4)))

    hq.centre.push(till.batch(1))

    assert hq.points(member) == 150


def test_tills_are_told_how_far_the_member_is(hq: Headquarters) -> None:
    hq.admin.set_programme(VISITS)
    member, till = hq.member(), hq.till()

    hq.send(till, bought(1, member), bought(2, member, 1))
    told_counters = hq.account(member).progress
    assert told_counters is not None
    assert ("challenge.three/until@2026-12-05", 2) in told_counters.counters

    hq.send(till, bought(3, member, 2))
    told_counters = hq.account(member).progress
    assert told_counters is not None
    assert ("challenge.three.done/ever@", 1) in told_counters.counters
