"""Whatever is told from outside, in whatever order and however often: limits hold, nothing is given twice, no nonsense breaks."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime, timedelta
from random import Random

import httpx
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from loyalty_pos.api.pace import Pace, TooFast
from loyalty_pos.centre.actions.told import ToldEvent, Who
from loyalty_pos.core.actions.giving import Award, apply_award, apply_recall
from loyalty_pos.core.actions.judging import refused
from loyalty_pos.core.actions.steps import Step, levels_reached, total, windows
from loyalty_pos.core.dates import micros
from loyalty_pos.core.ledger import AccountState, booked
from loyalty_pos.core.programme import Achievement, Action, Challenge, Counted, Level, Programme
from loyalty_pos.core.programme.file import read_programme
from loyalty_pos.core.sale import Sale
from loyalty_pos.wiring.centre import CentreSettings, RunningCentre, start_centre
from tests.fakes.centre import Headquarters, new_uuid
from tests.fakes.till_folder import NOON, a_sale, a_void

SHOP = """
id = "club"
names = { en = "Club" }
[accrual]
rate_bp = 500
[[action]]
id = "post"
name = "A post"
event = "social"
points = 5
per_day = 3
[[challenge]]
id = "three"
name = "Three"
by = "visits"
count = 3
days = 14
points = 150
repeat = true
[[achievement]]
id = "regular"
name = "Regular"
by = "purchases"
[[achievement.level]]
id = "bronze"
name = "Bronze"
count = 2
points = 20
"""
FIRST = date(2026, 11, 1)
PLAIN = Programme("p", (("en", "P"),))
days = st.lists(st.integers(0, 40), max_size=25)
SLOW = settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None, max_examples=25)


def at(day: int) -> datetime:
    return NOON - timedelta(days=60 - day)


# --- pure laws -------------------------------------------------------------------------------------------


@given(days, st.integers(1, 4), st.randoms(use_true_random=False))
def test_a_limit_lets_the_same_number_through_in_any_order(
    happened: list[int], most: int, dice: Random
) -> None:
    rule = Action("a", "A", "social", 5, per_day=most)

    def given_in(order: list[int]) -> Counter[int]:
        passed: list[int] = []
        for day in order:
            earlier = [FIRST + timedelta(days=other) for other in passed]
            if not refused(rule, FIRST + timedelta(days=day), earlier):
                passed.append(day)
        return Counter(passed)

    shuffled = list(happened)
    dice.shuffle(shuffled)
    assert given_in(happened) == given_in(shuffled)
    assert max(given_in(happened).values(), default=0) <= most


@given(
    happened=days,
    goal=st.integers(1, 5),
    length=st.integers(0, 20),
    repeat=st.booleans(),
    by=st.sampled_from(list(Counted)),
)
def test_windows_never_count_a_step_twice_and_never_last_longer(
    *, happened: list[int], goal: int, length: int, repeat: bool, by: Counted
) -> None:
    challenge = Challenge("c", "C", by, goal, goal if by is Counted.SPEND else 0, length, repeat=repeat)
    steps = [Step(f"s{number:02}", FIRST + timedelta(days=day), 1) for number, day in enumerate(happened)]
    completed, window = windows(PLAIN, challenge, steps)
    assert len(set(completed)) == len(completed)
    assert len(completed) * goal <= len(steps)
    assert repeat or len(completed) <= 1
    assert (completed, window) == windows(PLAIN, challenge, list(reversed(steps)))
    if window is not None:
        assert 0 < window.amount < goal


@given(st.lists(st.integers(-5, 5), max_size=20))
def test_a_level_is_paid_at_most_once_whatever_is_lost_and_won_again(moves: list[int]) -> None:
    levels = tuple(Level(f"l{n}", "L", n, points=10) for n in range(1, 6))
    achievement = Achievement("a", "A", Counted.PURCHASES, levels)
    amount, paid = 0, []
    for move in moves:
        amount = max(0, amount + move)
        steps = [Step(f"s{n}", FIRST, 1) for n in range(amount)]
        paid += [n for n in levels_reached(achievement, total(achievement, steps)) if n not in paid]
    assert len(paid) == len(set(paid)) <= len(levels)


@given(st.integers(1, 500), st.integers(0, 500), st.sampled_from(["debt", "floor_zero"]))
def test_a_recall_takes_back_at_most_what_was_given(points: int, other: int, policy: str) -> None:
    shop = replace(PLAIN, returns=replace(PLAIN.returns, claw_back=type(PLAIN.returns.claw_back)(policy)))
    before = apply_award(AccountState("m"), Award(new_uuid(), other), NOON, shop)
    award = Award(new_uuid(), points)
    held = apply_award(before.state, award, NOON, shop)
    taken = apply_recall(held.state, award, new_uuid(), NOON, shop)
    assert taken.state.balance == other
    assert booked([*before.entries, *held.entries, *taken.entries]) == taken.state.balance


# --- the centre ------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def hq(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Headquarters]:
    """Return one centre for all examples; each has members of its own."""
    headquarters = Headquarters(tmp_path_factory.mktemp("laws"))
    headquarters.admin.set_programme(SHOP)
    yield headquarters
    headquarters.close()


_cards = iter(range(10**6))


def a_member(hq: Headquarters) -> str:
    return hq.member(card=f"29{next(_cards):014}")


@SLOW
@given(st.lists(st.integers(0, 5), min_size=1, max_size=15), st.randoms(use_true_random=False))
def test_events_told_in_any_order_and_twice_give_the_same(
    hq: Headquarters, happened: list[int], dice: Random
) -> None:
    totals = set()
    for _ in range(2):
        member = a_member(hq)
        events = [
            ToldEvent(f"{member}-{number}", "social", Who(member), micros(at(day)))
            for number, day in enumerate(happened)
        ]
        told = [*events, *events]
        dice.shuffle(told)
        answers = {(one.id, one.state, one.points) for one in hq.centre.activities.take("shop", told)}
        assert len(answers) == len(events)
        totals.add(hq.points(member))
    assert totals == {sum(5 * min(3, count) for count in Counter(happened).values())}


@SLOW
@given(
    st.lists(st.tuples(st.integers(0, 30), st.booleans()), min_size=1, max_size=9),
    st.randoms(use_true_random=False),
)
def test_sales_and_voids_in_any_order_give_what_the_surviving_visits_say(
    hq: Headquarters, happened: list[tuple[int, bool]], dice: Random
) -> None:
    member, tills = a_member(hq), (hq.till(), hq.till("store-2"))
    sales: list[tuple[Sale, bool]] = []
    for number, (day, undone) in enumerate(happened):
        sale = a_sale(number, sale_id=new_uuid(), account_id=member, sold_at_us=micros(at(day)))
        sales.append((sale, undone))
    facts: list[object] = [sale for sale, _ in sales]
    facts += [a_void(sale, new_uuid()) for sale, undone in sales if undone]
    dice.shuffle(facts)
    for number, fact in enumerate(facts):
        hq.send(tills[number % 2], fact)  # type: ignore[arg-type]  # sales and voids

    rules = read_programme(SHOP)
    steps = [
        Step(sale.sale_id, at(day).date(), 1)
        for (sale, undone), (day, _) in zip(sales, happened, strict=True)
        if not undone
    ]
    completed, _ = windows(rules, rules.challenges[0], steps)
    bronze = hq.points(member) - 150 * len(completed)
    assert bronze in ({20} if len(steps) > 1 else {0, 20})
    assert hq.books_balance()


# --- the endpoint ----------------------------------------------------------------------------------------

json_values = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats(allow_nan=False, allow_infinity=False)
    | st.text(max_size=30),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=12), inner, max_size=4),
    max_leaves=12,
)
texts = st.text(max_size=120) | st.sampled_from(["", "\x00", "\ud83d\ude00", "card", "a" * 101, "2026-11-22"])
nearly = st.fixed_dictionaries(
    {"id": texts, "kind": texts},
    optional={
        "account": texts, "card": texts, "phone": texts, "at": texts | json_values, "subject": texts,
        "friend": json_values | st.fixed_dictionaries({"phone": texts}), "facts": json_values,
    },
)  # fmt: skip


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[RunningCentre, httpx.Client]]:
    """Return a centre behind a real socket, and a caller."""
    running = start_centre(CentreSettings(tmp_path_factory.mktemp("centre")))
    running.admin.set_programme(SHOP)
    token = running.open.centre.callers.add("fuzz")
    with httpx.Client(base_url=running.url, headers={"authorization": f"Bearer {token}"}) as client:
        yield running, client
    running.stop()


@settings(suppress_health_check=list(HealthCheck), deadline=None, max_examples=150)
@given(nearly | st.lists(nearly, max_size=3) | json_values)
def test_nonsense_gets_a_named_answer_and_never_breaks_the_centre(
    served: tuple[RunningCentre, httpx.Client], body: object
) -> None:
    try:
        answered = served[1].post("/v1/events", json=body)
    except UnicodeEncodeError:
        return  # such a text has no bytes
    assert answered.status_code in {200, 400, 429}
    said = answered.json()
    for one in said if isinstance(said, list) else [said]:
        assert one.get("code") in {"bad_message", "too_fast"} or one["state"] in {"refused", "nothing"}
        assert one.get("state") != "refused" or one["reason"]


@settings(suppress_health_check=list(HealthCheck), deadline=None, max_examples=60)
@given(st.binary(max_size=200))
def test_bytes_that_are_no_json_are_refused(served: tuple[RunningCentre, httpx.Client], body: bytes) -> None:
    answered = served[1].post("/v1/events", content=body, headers={"content-type": "application/json"})
    assert answered.status_code in {400, 429}
    assert answered.json()["code"] in {"bad_message", "too_fast"}


@given(st.lists(st.tuples(st.floats(0, 30), st.integers(1, 50)), max_size=40))
def test_nobody_brings_more_than_a_minute_allows(asked: list[tuple[float, int]]) -> None:
    now = [0.0]
    pace = Pace(100, now_s=lambda: now[0])
    taken: list[tuple[float, int]] = []
    waits: list[int] = []
    for wait, amount in asked:
        now[0] += wait
        try:
            pace.take("shop", amount)
        except TooFast as refusal:
            waits.append(refusal.seconds)
        else:
            taken.append((now[0], amount))
    assert all(wait > 0 for wait in waits)
    for start, _ in taken:
        assert sum(amount for when, amount in taken if start <= when < start + 60) <= 200
