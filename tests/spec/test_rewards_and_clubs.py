"""Rewards, stamp cards and clubs as pure rules: what counts, what is missing, what is still for a club, what was used."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from loyalty_pos.core.basket import Article, Basket, Line, Unit
from loyalty_pos.core.clubs.early import refused_early
from loyalty_pos.core.clubs.guests import guest_mark, is_guest
from loyalty_pos.core.clubs.membership import joined
from loyalty_pos.core.clubs.using import may_be_cancelled, used_key, uses
from loyalty_pos.core.member import ClubMembership, Standing
from loyalty_pos.core.pricing import ALL, All, Context, quote
from loyalty_pos.core.problems import NoMember, RewardMissingPoints, RewardUnknown
from loyalty_pos.core.programme import LegalFloor, Limits, Reward, StampCard
from loyalty_pos.core.programme.check import unwise
from loyalty_pos.core.programme.combined import without_gifts
from loyalty_pos.core.programme.conditions import Goods
from loyalty_pos.core.programme.file import read_programme
from loyalty_pos.core.programme.rewards import StampLife
from loyalty_pos.core.rewards.lines import legally_floored
from loyalty_pos.core.rewards.stamps import stamp_key, stamped
from loyalty_pos.core.rewards.usable import Counter, reward_points, usable
from loyalty_pos.core.sale import Issued, IssuedKind
from tests.fakes.benefits import BENEFITS, CUP, NOVELTY, TENTH, THERMOS

NOON = datetime(2026, 11, 20, 9, tzinfo=UTC)
TODAY = date(2026, 11, 20)
CONTEXT = Context(NOON)


def line(number: int, article: Article, pieces: int = 1, reward: str = "") -> Line:
    return Line(number, article, pieces * 1_000, article.price_minor, reward=reward)


# --- rewards ------------------------------------------------------------------------------------------------


def test_nobody_takes_a_reward_without_a_card() -> None:
    priced = quote(Basket((line(1, THERMOS, reward="thermos"),)), BENEFITS, None, CONTEXT)
    assert isinstance(priced.refusals[0], NoMember)
    assert priced.due_minor == THERMOS.price_minor


def test_a_reward_that_left_the_catalogue_is_goods_again() -> None:
    standing = Standing("anna", available=900, redeem_right=900)
    priced = quote(Basket((line(1, THERMOS, reward="gone"),)), BENEFITS, standing, CONTEXT)
    assert isinstance(priced.refusals[0], RewardUnknown)


def test_the_price_says_how_the_reward_came_about() -> None:
    standing = Standing("anna", available=900, redeem_right=900)
    priced = quote(Basket((line(1, THERMOS, reward="thermos"),)), BENEFITS, standing, CONTEXT)
    assert [(step.phase, step.what) for step in priced.trace][-1] == ("reward", "reward_points")


@pytest.mark.parametrize(
    ("wanted", "redeemed"),
    [
        pytest.param(0, 400, id="none beside it"),
        pytest.param(100, 400, id="fewer than it costs: none beside it, nothing refused"),
        pytest.param(450, 450, id="50 beside it"),
        pytest.param(ALL, 500, id="all: half of the cup, 100, beside it"),
    ],
)
def test_points_wished_for_are_those_of_the_reward_first(wanted: int | All, redeemed: int) -> None:
    standing = Standing("anna", available=900, redeem_right=900)
    bought = Basket((line(1, THERMOS, reward="thermos"), line(2, CUP)))
    priced = quote(bought, BENEFITS, standing, Context(NOON, wanted=wanted))
    assert (priced.redeemed, priced.refusals) == (redeemed, ())


def test_points_of_a_receipt_are_those_of_its_rewards() -> None:
    lines = (line(1, THERMOS, 2, "thermos"), line(2, CUP))
    assert reward_points(BENEFITS, lines) == 800


def test_what_the_receipt_takes_already_is_missing_for_the_next_reward() -> None:
    counter = Counter((), 200, {"thermos": THERMOS}.get, lambda _: False, TODAY)
    (thermos, _) = usable(BENEFITS, Standing("anna", available=500), counter)
    assert isinstance(thermos.problem, RewardMissingPoints)
    assert thermos.problem.missing == 100


def test_the_law_counts_on_its_days_and_the_shops_own_floors_do_not() -> None:
    limits = Limits(legal=(LegalFloor("gifts", 1_000, since=date(2026, 12, 1)),))
    programme = replace(BENEFITS, limits=limits)
    assert not legally_floored(programme, THERMOS, TODAY)
    assert legally_floored(programme, THERMOS, date(2026, 12, 1))
    assert legally_floored(BENEFITS, replace(THERMOS, fixed_price=True), TODAY)
    assert not legally_floored(BENEFITS, replace(THERMOS, min_price_minor=100_000), TODAY)


# --- stamps -------------------------------------------------------------------------------------------------


def test_goods_that_cost_nothing_and_weighed_goods() -> None:
    card = StampCard("any", "Any", Goods(), 10)
    cheese = Article("cheese", "Cheese", 50_000, unit=Unit.KILOGRAM)
    free = Article("sample", "Sample", 0)
    basket = Basket(
        (line(1, cheese), replace(line(2, cheese), qty_milli=2_345), line(3, free), line(4, CUP, 3))
    )
    priced = quote(basket, BENEFITS, Standing("anna"), CONTEXT)
    assert [(one.line_id, one.stamps) for one in stamped(priced.lines, (card,), TODAY)] == [
        (1, 1),
        (2, 1),
        (4, 3),
    ]


@pytest.mark.parametrize(
    ("life", "key"),
    [
        (StampLife.EVER, "stamps.tenth/ever@"),
        (StampLife.YEAR, "stamps.tenth/year@2026"),
        (StampLife.MONTH, "stamps.tenth/month@2026-11"),
    ],
)
def test_stamps_are_collected_within_the_life_of_the_card(life: StampLife, key: str) -> None:
    assert stamp_key(replace(TENTH, life=life), TODAY) == key


# --- clubs --------------------------------------------------------------------------------------------------


def test_a24_early_goods_are_for_the_club_until_the_day_before() -> None:
    assert refused_early(BENEFITS, NOVELTY, frozenset({"black"}), TODAY) is None
    assert refused_early(BENEFITS, NOVELTY, frozenset(), date(2026, 11, 30)) is not None
    assert refused_early(BENEFITS, NOVELTY, frozenset(), date(2026, 12, 1)) is None
    assert refused_early(BENEFITS, CUP, frozenset(), TODAY) is None


def test_a_guest_is_marked_for_one_event() -> None:
    marks = frozenset({guest_mark("wine-evening")})
    assert is_guest(marks, "wine-evening")
    assert not is_guest(marks, "beer-evening")


def test_buying_early_goods_is_a_use_of_the_club() -> None:
    club = ClubMembership("black", NOON - timedelta(days=1), NOON + timedelta(days=300))
    standing = Standing("anna", clubs=frozenset({"black"}))
    priced = quote(Basket((line(1, NOVELTY),)), BENEFITS, standing, CONTEXT)
    assert uses(priced, BENEFITS, (club,), NOON, TODAY) == ((used_key(club), 1),)
    assert uses(priced, BENEFITS, (club,), NOON, date(2026, 12, 1)) == ()


def test_a_membership_that_begins_anew_was_not_used_yet() -> None:
    old = ClubMembership("black", NOON - timedelta(days=400), NOON - timedelta(days=35))
    (anew,) = joined((old,), "black", NOON, NOON + timedelta(days=365))
    assert anew.since == NOON
    right = Issued(IssuedKind.MEMBERSHIP, "", "black", 1, since_us=int(NOON.timestamp()) * 1_000_000)
    counters = ((used_key(old), 3),)
    assert may_be_cancelled(right, (anew,), counters, NOON + timedelta(days=1))
    assert not may_be_cancelled(right, (anew,), ((used_key(anew), 1),), NOON + timedelta(days=1))


def test_the_file_says_all_of_it() -> None:
    programme = read_programme("""
id = "p"
names = { en = "P" }
[[reward]]
id = "thermos"
name = "Thermos"
points = 800
article = "thermos"
[[stamp]]
id = "tenth"
name = "Tenth"
goods = { categories = ["cups"] }
pieces = 10
article = "cup"
life = "year"
""")
    assert programme.rewards == (Reward("thermos", "Thermos", 800, "thermos"),)
    (card,) = programme.stamps
    assert (card.pieces, card.article, card.gift, card.life) == (10, "cup", None, StampLife.YEAR)


# --- what is unwise -----------------------------------------------------------------------------------------


def test_what_a_marketer_is_warned_of() -> None:
    programme = replace(
        BENEFITS,
        accrual=None,
        early=(replace(BENEFITS.early[0], clubs=frozenset({"white"})),),
        rewards=(Reward("dear", "Dear", 900, "thermos"), Reward("cheap", "Cheap", 400, "thermos")),
        stamps=(replace(TENTH, pieces=1),),
    )
    advice = {one.code: dict(one.facts) for one in unwise(programme, TODAY)}
    assert advice["unknown_club"] == {"rule": "first", "clubs": "white"}
    assert advice["reward_beaten"] == {"rule": "dear", "other": "cheap"}
    assert {"reward_without_points", "stamp_for_each"} <= advice.keys()


def test_a_till_that_heard_nothing_for_long_gives_no_rewards_for_points() -> None:
    assert without_gifts(BENEFITS).rewards == ()
