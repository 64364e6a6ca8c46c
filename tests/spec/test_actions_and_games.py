"""What counts towards what, what a member is told of it, and what no order of events can change (A11, A12, A14, A52)."""

from datetime import UTC, date, datetime, timedelta
from itertools import permutations

import pytest

from loyalty_pos.core.actions.giving import Award, apply_award, apply_recall, lot_of
from loyalty_pos.core.actions.judging import LIMIT, ONCE, looked_at, meant, refused
from loyalty_pos.core.actions.progress import progress_of, retold, told_challenge
from loyalty_pos.core.actions.spans import closed
from loyalty_pos.core.actions.steps import Purchase, Step, amount_left, amount_of, windows
from loyalty_pos.core.basket import Article, Basket, Line
from loyalty_pos.core.ledger import AccountState, replay
from loyalty_pos.core.member import Standing
from loyalty_pos.core.pricing import Context, quote
from loyalty_pos.core.problems import BadProgramme
from loyalty_pos.core.programme import Action, Programme
from loyalty_pos.core.programme.check import unwise
from loyalty_pos.core.programme.combined import combined
from loyalty_pos.core.programme.file import read_programme
from loyalty_pos.core.programme.periods import Per, counted_up
from loyalty_pos.till.wording import hint_text

HEAD = 'id = "club"\nnames = { en = "Club" }\n[accrual]\nrate_bp = 500\n'
THREE = """
[[challenge]]
id = "three"
name = "Three visits"
by = "visits"
count = 3
days = 14
points = 150
"""
DAY = date(2026, 11, 29)
NOON = datetime(2026, 11, 29, 9, tzinfo=UTC)
AWARD = Award("0199ad6c-0000-7000-8000-000000000001", 150)
TEA = Article("tea", "Tea", 100_00, category="tea")
BASKET = Basket((Line(1, TEA, 1000, 100_00),))


def programme(more: str = THREE) -> Programme:
    return read_programme(HEAD + more)


def steps(*days: int, amount: int = 1) -> list[Step]:
    return [Step(f"s{n}", DAY + timedelta(days=day), amount) for n, day in enumerate(days)]


def done(more: str, taken: list[Step]) -> int:
    rules = programme(more)
    return len(windows(rules, rules.challenges[0], taken)[0])


# --- A14: within so many days ----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("days", "reached"), [((0, 5, 13), 1), ((0, 5, 14), 0), ((0, 0, 1), 0), ((0, 14, 20, 27), 1)]
)
def test_three_visits_within_fourteen_days(days: tuple[int, ...], reached: int) -> None:
    assert done(THREE, steps(*days)) == reached


def test_the_order_of_steps_changes_nothing() -> None:
    taken = steps(0, 5, 13, 14, 20, 21)
    results = {
        done(THREE.replace("points", "repeat = true\npoints"), list(order)) for order in permutations(taken)
    }
    assert results == {2}


def test_a_challenge_that_does_not_repeat_is_done_once() -> None:
    assert done(THREE, steps(*range(12))) == 1
    assert done(THREE.replace("points", "repeat = true\npoints"), steps(*range(12))) == 4


def test_money_is_counted_to_the_kopeck_and_leaves_with_what_comes_back() -> None:
    rules = programme(THREE.replace('"visits"', '"spend"').replace("count = 3", "sum_minor = 300_00"))
    (challenge,) = rules.challenges
    assert windows(rules, challenge, steps(0, 1, amount=150_00))[0] == ("s1",)
    assert amount_left(challenge, 150_00, 149_99) == 149_99
    assert windows(rules, challenge, [*steps(0, amount=149_99), Step("b", DAY, 150_00)])[0] == ()


def test_purchases_count_from_a_sum_of_the_goods_on() -> None:
    rules = programme(
        THREE.replace('"visits"', '"purchases"').replace(
            "days", 'goods = { categories = ["tea"] }\nfrom_minor = 100_00\ndays'
        )
    )
    (challenge,) = rules.challenges
    coffee = Article("coffee", "Coffee", 1, category="coffee")
    assert amount_of(challenge, Purchase(DAY, ((TEA, 100_00), (coffee, 1)))) == 1
    assert amount_of(challenge, Purchase(DAY, ((TEA, 99_99), (coffee, 500_00)))) == 0
    assert amount_of(challenge, Purchase(DAY, ((coffee, 500_00),))) == 0


# --- A12: limits -----------------------------------------------------------------------------------------


def action(**told: object) -> Action:
    return Action("a", "A", "social", 5, **told)  # type: ignore[arg-type]  # any field may be told


@pytest.mark.parametrize(
    ("rule", "earlier", "reason"),
    [
        (action(per_day=3), [DAY] * 2, ""),
        (action(per_day=3), [DAY] * 3, LIMIT),
        (action(per_day=3), [DAY - timedelta(days=1)] * 3, ""),
        (action(per_week=2), [DAY - timedelta(days=6)] * 2, LIMIT),
        (action(per_week=2), [DAY + timedelta(days=1)] * 2, ""),
        (action(once=Per.EVER), [date(2020, 1, 1)], ONCE),
        (action(once=Per.YEAR), [date(2025, 12, 31)], ""),
        (action(once=Per.YEAR), [date(2026, 1, 1)], ONCE),
        (action(once=Per.MONTH), [date(2026, 11, 1)], ONCE),
    ],
)
def test_a_limit_looks_at_its_own_period(rule: Action, earlier: list[date], reason: str) -> None:
    assert refused(rule, DAY, earlier) == reason
    first, last = looked_at(rule, DAY)
    assert refused(rule, DAY, [day for day in earlier if first <= day <= last]) == reason


def test_a_month_that_a_week_begins_before_is_looked_at_whole() -> None:
    rule = action(once=Per.MONTH, per_week=3)
    for day in (date(2026, 11, 1), date(2026, 11, 30), date(2024, 2, 29)):
        first, last = looked_at(rule, day)
        assert first <= day.replace(day=1)
        assert first.isocalendar()[:2] <= day.isocalendar()[:2]
        assert (last + timedelta(days=1)).month != day.month or last.day >= 28


# --- A52: dates ------------------------------------------------------------------------------------------

GAME = """
[[game]]
id = "new-year"
name = "New Year"
since = 2026-12-15
until = 2027-01-11
""" + THREE.replace("points", 'game = "new-year"\npoints')


@pytest.mark.parametrize(
    ("day", "why"),
    [
        (date(2026, 12, 14), "not_yet"),
        (date(2026, 12, 15), ""),
        (date(2027, 1, 10), ""),
        (date(2027, 1, 11), "over"),
    ],
)
def test_a_game_holds_from_its_first_day_to_its_last(day: date, why: str) -> None:
    rules = programme(GAME)
    assert closed(rules, rules.challenges[0], day) == why


def test_when_the_game_is_over_its_progress_bars_are_gone() -> None:
    rules = programme(GAME)
    member = Standing("m", counters=(("challenge.three/until@2027-01-10", 2),))
    during, after = (datetime(2027, 1, day, 12, tzinfo=UTC) for day in (10, 11))
    (shown,) = progress_of(member, rules, during)
    assert (shown.done, shown.goal, shown.last) == (2, 3, date(2027, 1, 10))
    assert progress_of(member, rules, after) == ()


def test_a_window_ends_with_its_game() -> None:
    rules = programme(GAME)
    _, window = windows(rules, rules.challenges[0], [Step("s", date(2027, 1, 5), 1)])
    assert window is not None
    assert window.last == date(2027, 1, 10)


def test_a_game_of_another_programme_keeps_its_own_days_and_names() -> None:
    guest = read_programme(
        'id = "new-year"\nsince = 2026-12-15\nuntil = 2027-01-11\nnames = { en = "NY" }\n' + THREE
    )
    both = combined([programme(), guest])
    assert [one.id for one in both.challenges] == ["three", "new-year/three"]
    assert [closed(both, one, date(2027, 1, 11)) for one in both.challenges] == ["", "over"]


def test_the_first_action_that_holds_is_meant() -> None:
    old = '[[action]]\nid = "old"\nname = "Old"\nevent = "survey"\nuntil = 2026-11-01\n'
    new = '[[action]]\nid = "new"\nname = "New"\nevent = "survey"\nsince = 2026-12-01\n'
    rules = programme(old + new)
    assert meant(rules, "survey", date(2026, 11, 15)).reason == "not_yet"
    found = meant(rules, "survey", date(2026, 12, 1)).action
    assert found is not None
    assert found.id == "new"
    assert meant(programme(old), "survey", DAY).reason == "over"
    assert meant(programme(old), "other", DAY).reason == "unknown_action"


# --- what a till tells -----------------------------------------------------------------------------------


def receipt(
    member: Standing, rules: Programme, at: datetime = NOON
) -> tuple[tuple[tuple[str, int], ...], str]:
    """Return what a purchase of tea counts up, and what is told to the member."""
    answered = quote(BASKET, rules, member, Context(now=at, store_id="s"))
    return answered.counted, " / ".join(
        hint_text(hint, "en").replace("\u00a0", " ") for hint in answered.hints
    )


def test_the_till_counts_its_own_sale_and_says_what_is_left() -> None:
    rules, member = programme(), Standing("m")

    counted, said = receipt(member, rules)
    assert ("challenge.three/until@2026-12-12", 1) in counted
    assert said == "2 more until 12 Dec 2026 for “Three visits”: +150"

    member = Standing("m", counters=counted_up((), counted))
    assert receipt(member, rules)[0] == ()  # the second receipt of the day is the same visit
    counted, said = receipt(member, rules, NOON + timedelta(days=13))
    assert ("challenge.three/until@2026-12-12", 1) in counted
    assert said.startswith("1 more until")

    member = Standing("m", counters=counted_up(member.counters, counted))
    counted, said = receipt(member, rules, NOON + timedelta(days=14))
    assert ("challenge.three/until@2026-12-26", 1) in counted
    assert said.startswith("2 more until")


def test_the_purchase_that_completes_it_is_told_so() -> None:
    member = Standing("m", counters=(("challenge.three/until@2026-12-12", 2),))
    assert receipt(member, programme())[1] == "This purchase completes “Three visits”: +150"


def test_what_is_done_for_good_is_counted_and_told_no_more() -> None:
    member = Standing("m", counters=(("challenge.three.done/ever@", 1),))
    assert receipt(member, programme()) == ((), "")
    assert [one.reached for one in progress_of(member, programme(), NOON)] == [True]


def test_the_centre_replaces_what_tills_counted() -> None:
    rules = programme()
    (challenge,) = rules.challenges
    before = (("challenge.three/until@2026-12-12", 7), ("earned.points/day@2026-11-29", 3))
    _, window = windows(rules, challenge, steps(0))
    told = retold(before, rules.challenges, told_challenge(challenge, 0, window, DAY))
    assert told == (
        ("challenge.three.seen/day@2026-11-29", 1),
        ("challenge.three/until@2026-12-12", 1),
        ("earned.points/day@2026-11-29", 3),
    )


def test_a_birthday_that_the_centre_posts_is_given_by_no_receipt() -> None:
    extra = '[[accrual.extra]]\nid = "gift"\npoints = 500\nonce = "year"\nwhen = { birthday = true }\n'
    member = Standing("m", birthday=True)
    answered = [
        quote(BASKET, programme(text), member, Context(now=NOON, store_id="s")).accrued
        for text in (extra, extra + "posted = true\n")
    ]
    assert answered == [505, 5]


# --- the book --------------------------------------------------------------------------------------------


def test_an_award_is_a_lot_of_its_own_life_and_a_recall_takes_it_back() -> None:
    rules = programme()
    given = apply_award(AccountState("m"), AWARD, NOON, rules)
    assert [(lot.id, lot.remaining) for lot in given.state.lots] == [(lot_of(AWARD.id), 150)]

    again = apply_award(AccountState("m"), AWARD, NOON, rules)
    assert [entry.id for entry in again.entries] == [entry.id for entry in given.entries]

    taken = apply_recall(given.state, AWARD, "0199ad6c-0000-7000-8000-000000000002", NOON, rules)
    assert taken.state.balance == 0
    assert replay("m", [*given.entries, *taken.entries]).balance == 0


@pytest.mark.parametrize(("policy", "balance"), [("debt", -150), ("floor_zero", 0)])
def test_what_was_used_meanwhile_goes_by_the_programmes_policy(policy: str, balance: int) -> None:
    rules = programme(f'[returns]\nclaw_back = "{policy}"\n')
    taken = apply_recall(AccountState("m"), AWARD, "0199ad6c-0000-7000-8000-000000000002", NOON, rules)
    assert taken.state.balance == balance


# --- what is unwise --------------------------------------------------------------------------------------


def rule(kind: str, more: str) -> str:
    return f'[[{kind}]]\nid = "r"\nname = "R"\n{more}\n'


@pytest.mark.parametrize(
    ("text", "code", "key"),
    [
        (rule("action", 'event = "x"\npoints = 5'), "action_without_bound", "action[1].points"),
        (rule("action", 'event = "x"\npoints = 5\nonce = "day"\nuntil = 2026-11-29'), "game_past", "action[1].until"),
        (rule("action", 'event = "referral"\npoints = 5'), "friend_for_nothing", "action[1].from_minor"),
        (GAME.replace("points", "until = 2026-12-15\npoints"), "game_never", "challenge[1].until"),
        (THREE.replace("14", "2"), "challenge_out_of_reach", "challenge[1].days"),
        (rule("achievement", 'by = "visits"\ngoods = { categories = ["a"], not_categories = ["a"] }\n[[achievement.level]]\nid = "l"\nname = "L"\ncount = 1'), "no_goods", "achievement[1].goods"),
    ],
)  # fmt: skip
def test_what_is_unwise_is_told_with_its_place(text: str, code: str, key: str) -> None:
    found = [(one.code, one.key) for one in unwise(programme(text), DAY)]
    assert (code, key) in found


@pytest.mark.parametrize(
    ("text", "key", "reason"),
    [
        (rule("action", 'event = "x"\nreferrer_points = 5'), "action[1].referrer_points", "only_for_referrals"),
        (rule("action", 'event = "referral"\nmoderated = true'), "action[1].moderated", "not_for_referrals"),
        (rule("action", 'event = "x"\nmedal = "m"'), "action[1].medal", "unknown_medal"),
        (rule("board", 'by = "points"\ngame = "g"'), "board[1].game", "unknown_game"),
        (rule("board", 'by = "luck"'), "board[1].by", "expected_one_of: points, purchases, spend"),
        (rule("challenge", 'by = "visits"\ncount = 3'), "challenge[1].points", "missing"),
        (rule("challenge", 'by = "spend"\ncount = 3'), "challenge[1].sum_minor", "missing"),
        (rule("challenge", 'by = "events"\ncount = 3'), "challenge[1].event", "missing"),
        (rule("achievement", 'by = "visits"'), "achievement[1].level", "missing"),
        (rule("medal", "") + rule("medal", ""), "medal[2].id", "doubled"),
        ('[[accrual.extra]]\nid = "e"\npoints = 5\nposted = true\n', "accrual.extra[1].posted", "only_for_birthdays"),
    ],
)  # fmt: skip
def test_what_is_written_wrong_is_refused_with_its_place(text: str, key: str, reason: str) -> None:
    with pytest.raises(BadProgramme) as refusal:
        programme(text)
    assert (refusal.value.key, refusal.value.reason) == (key, reason)
