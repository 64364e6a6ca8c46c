"""Laws of the simulation over random shops: nothing is lost, groups add up, and who replays which member changes nothing."""

import random
from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from loyalty_pos.core.ledger import EntryKind
from loyalty_pos.core.programme.file import read_programme
from loyalty_pos.lab.simulation.assumptions import Assumptions
from loyalty_pos.lab.simulation.figures import Figures
from loyalty_pos.lab.simulation.past.receipts import Past
from loyalty_pos.lab.simulation.replaying import Outcome, Replay, Task, nothing
from loyalty_pos.lab.simulation.run import batches_of, simulate
from loyalty_pos.lab.simulation.telling.facts import report_facts
from loyalty_pos.lab.simulation.telling.report import report_of
from tests.fakes.past_receipts import BREAD, CHEESE, CHEESE_OFFER, POINTS, TOBACCO, Shop, programme_text

TIERS = """
[tiers]
[[tiers.step]]
id = "basic"
name = "Basic"
from_minor = 0
[[tiers.step]]
id = "gold"
name = "Gold"
from_minor = 1000_00
discount_bp = 700
[card]
discount = "tiers"
"""
PROGRAMMES = (
    programme_text(
        "points", POINTS.replace("life_months = 6", "life_days = 20\ndelay_days = 3"), CHEESE_OFFER
    ),
    programme_text("tiers", TIERS, '[returns]\nclaw_back = "floor_zero"\n', "[limits]\nmargin_bp = 500\n"),
    programme_text(
        "both", TIERS, POINTS, CHEESE_OFFER, '[returns]\nexpired = "new_lot"\nclaw_back = "withhold"\n'
    ),
)
GOODS = (BREAD, CHEESE, TOBACCO)


@st.composite
def pasts(draw: st.DrawFn) -> Past:
    """A few members and people without a card in ninety days, with goods that come back."""
    shop = Shop()
    sold: list[tuple[int, str]] = []
    for day in sorted(draw(st.lists(st.integers(0, 89), min_size=1, max_size=14))):
        when = f"2026-{1 + day // 28:02}-{1 + day % 28:02} 1{draw(st.integers(0, 9))}:00"
        goods = draw(st.lists(st.tuples(st.sampled_from(GOODS), st.integers(1, 4)), min_size=1, max_size=3))
        if sold and draw(st.integers(0, 3)) == 0:
            shop.brought_back(when, draw(st.sampled_from(sold))[1], *goods)
        else:
            member = draw(st.sampled_from(("anna", "boris", "vera", "")))
            sold.append((day, shop.sold(when, member, *goods)))
    return shop.past()


assumed = st.builds(
    Assumptions,
    redeem_bp=st.sampled_from((0, 3000, 10_000)),
    member_share_bp=st.sampled_from((5000, 10_000)),
    card_bp=st.just(0),
)


def task_of(past: Past, assumptions: Assumptions, *texts: str) -> Task:
    programmes = tuple(read_programme(text) for text in texts)
    compared = (0, len(texts) - 1)
    return Task(programmes, past.articles, assumptions, past.end_us, compared)


@given(past=pasts(), assumptions=assumed, text=st.sampled_from(PROGRAMMES))
@settings(max_examples=60, deadline=None)
def test_a_programme_against_itself_changes_nothing(past: Past, assumptions: Assumptions, text: str) -> None:
    outcome = simulate(task_of(past, assumptions, text, text), past, processes=1)

    assert outcome.changes.receipts == 0
    assert outcome.changes.largest == []
    assert outcome.tallies[0] == outcome.tallies[1]


@given(past=pasts(), assumptions=assumed, text=st.sampled_from(PROGRAMMES))
@settings(max_examples=80, deadline=None)
def test_every_point_that_was_issued_is_somewhere(past: Past, assumptions: Assumptions, text: str) -> None:
    task = task_of(past, assumptions, text)
    tally = simulate(task, past, processes=1).tallies[0]
    points = Figures(task.programmes[0], tally, assumptions).points

    gone = points.redeemed + points.expired + points.reversed_
    assert points.issued + points.refunded + points.other == gone + points.outstanding - points.debt
    assert sum(row.issued - row.redeemed for row in tally.members.values()) == points.issued - points.redeemed
    assert sum(row.balance for row in tally.members.values()) == points.outstanding - points.debt
    by_month = sum(
        amount
        for key, amount in tally.figures.items()
        if key[0] == "month" and key[2] in {kind.value for kind in EntryKind}
    )
    assert by_month == points.outstanding - points.debt
    by_end = sum(amount for key, amount in tally.figures.items() if key[0] == "ends_within")
    assert by_end == points.outstanding


@given(past=pasts(), assumptions=assumed)
@settings(max_examples=40, deadline=None)
def test_money_adds_up_and_groups_add_up_to_the_whole(past: Past, assumptions: Assumptions) -> None:
    task = task_of(past, assumptions, *PROGRAMMES)
    report = report_of(past, simulate(task, past, processes=1), task)

    for place, figures in enumerate(report.figures):
        money = figures.money
        assert money.shelf_minor == money.turnover_minor + money.given_minor
        assert sum(row.gross_minor for row in figures.tally.members.values()) == money.shelf_minor
        for code in ("spend", "rfm", "cell"):
            [table] = [t for t in report.tables if (t.code, t.of) == (f"segments_{code}", "ABC"[place])]
            sums = [
                sum(value.number or 0 for value in column)
                for column in zip(*(v for _, v in table.rows), strict=True)
            ]
            names = [label.code for label in table.columns]
            found = dict(zip(names, sums, strict=True))
            assert found["gross_minor"] == money.shelf_minor
            assert found["discount_minor"] == money.discount_minor
            assert found["points_money_minor"] == money.points_money_minor
            assert found["receipts"] == figures.count("receipts")
            assert found["members"] == len([member for member in figures.tally.members if member])
    depths = [sum(a for key, a in f.tally.figures.items() if key[0] == "depth") for f in report.figures]
    assert depths == [f.count("receipts") for f in report.figures]


@given(past=pasts(), assumptions=assumed, dice=st.randoms(use_true_random=False))
@settings(max_examples=25, deadline=None)
def test_who_replays_which_member_and_in_which_order_changes_nothing(
    past: Past, assumptions: Assumptions, dice: random.Random
) -> None:
    task = task_of(past, assumptions, *PROGRAMMES)
    lives = [life for batch in batches_of(past, assumptions) for life in batch]
    dice.shuffle(lives)
    merged = nothing(task)
    for life in lives:
        merged.merge(Replay(task).run([life]))
    merged.changes.cut()

    assert merged == simulate(task, past, processes=1)


@pytest.mark.slow
def test_two_processes_find_what_one_finds_to_the_last_number() -> None:
    shop, dice = Shop(), random.Random(7)
    for day, hour in product(range(1, 29), range(10, 20)):
        goods = [(dice.choice(GOODS), dice.randrange(1, 4)) for _ in range(dice.randrange(1, 5))]
        bought = shop.sold(f"2026-01-{day:02} {hour}:00", dice.choice(("", *map(str, range(20)))), *goods)
        if dice.random() < 0.1:
            shop.brought_back(f"2026-01-{day:02} {hour}:30", bought, goods[0])
    past = shop.past()
    task = task_of(past, Assumptions(), *PROGRAMMES)

    one, two = (simulate(task, past, processes) for processes in (1, 2))

    assert one.receipts == len(past.receipts)
    assert one == two
    assert one.changes.receipts > 0
    texts = [str(report_facts(report_of(past, outcome, task))) for outcome in (one, two)]
    assert texts[0] == texts[1]


def test_a_process_that_dies_is_told_and_not_counted_as_nothing() -> None:
    shop = Shop()
    shop.sold("2026-01-10 12:00", "anna", BREAD)
    past = shop.past()
    task = task_of(past, Assumptions(), *PROGRAMMES)
    broken = Task(task.programmes, (), task.assumptions, task.end_us)  # an article that is not there

    with pytest.raises(IndexError):
        simulate(broken, past, processes=1)


def test_an_outcome_is_compared_without_the_time_it_took() -> None:
    shop = Shop()
    shop.sold("2026-01-10 12:00", "anna", BREAD)
    task = task_of(shop.past(), Assumptions(), PROGRAMMES[0])
    quick, slow = nothing(task), nothing(task)
    slow.cpu_s = 5.0

    assert isinstance(quick, Outcome)
    assert quick == slow
