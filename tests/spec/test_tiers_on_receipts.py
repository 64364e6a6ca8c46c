"""What a tier does to a receipt, and what the till says of the next one (A02, A03, decisions 38)."""

from datetime import UTC, date, datetime

import pytest

from loyalty_pos.core.basket import Article, Basket, Line
from loyalty_pos.core.member import CardState, Member, Standing
from loyalty_pos.core.points import standing_of
from loyalty_pos.core.pricing import Context, quote
from loyalty_pos.core.programme import (
    Accrual,
    Counting,
    Downgrade,
    Programme,
    RateEarn,
    Tier,
    TierBy,
    TierDiscount,
    Tiers,
    Upgrade,
    Window,
)
from loyalty_pos.core.programme.tiers import month_number
from loyalty_pos.till.wording import LANGUAGES, hint_text

NOW = datetime(2026, 11, 22, 9, 0, tzinfo=UTC)
STEPS = (Tier("5", "Five", 0, 500), Tier("10", "Ten", 10_000_000, 1_000))
VISITS = (Tier("new", "New", 0, 0), Tier("friend", "Friend", 0, 500, from_visits=5))
ARTICLE = Article("a", "Article", 250_000)
ONE = Basket((Line(1, ARTICLE, 1000, 250_000),))


def programme(tiers: Tiers, **more: object) -> Programme:
    return Programme("p", (("en", "P"),), tiers=tiers, card=TierDiscount(), **more)  # type: ignore[arg-type]  # the test names the fields


@pytest.mark.parametrize(
    ("counting", "upgrade", "tier_id", "discount_minor"),
    [
        pytest.param(Counting.EXCLUDING, Upgrade.AT_ONCE, "5", 12_500, id="the purchase does not count"),
        pytest.param(Counting.INCLUDING, Upgrade.AT_ONCE, "10", 25_000, id="it counts, at once"),
        pytest.param(
            Counting.INCLUDING, Upgrade.NEXT_RECEIPT, "5", 12_500, id="it counts for the next receipt"
        ),
    ],
)
def test_the_purchase_that_reaches_a_tier(
    counting: Counting, upgrade: Upgrade, tier_id: str, discount_minor: int
) -> None:
    shop = programme(Tiers(STEPS, counting, upgrade=upgrade))
    priced = quote(ONE, shop, Standing("m", spend_minor=9_850_000), Context(NOW))
    assert (priced.tier_id, priced.discount_minor) == (tier_id, discount_minor)


def test_the_fifth_visit_counts_for_itself_where_the_programme_says_so() -> None:
    for counting, tier_id in ((Counting.INCLUDING, "friend"), (Counting.EXCLUDING, "new")):
        shop = programme(Tiers(VISITS, counting, by=TierBy.VISITS))
        assert quote(ONE, shop, Standing("m", visits=4), Context(NOW)).tier_id == tier_id


@pytest.mark.parametrize(
    ("visits", "basket", "hint"),
    [
        pytest.param(2, ONE, ("next_tier_visits", 2), id="this is the third of five"),
        pytest.param(2, Basket(), ("next_tier_visits", 3), id="nothing on the counter yet"),
        pytest.param(4, ONE, ("tier_reached", None), id="this is the fifth"),
    ],
)
def test_how_many_visits_are_missing(visits: int, basket: Basket, hint: tuple[str, int | None]) -> None:
    priced = quote(
        basket, programme(Tiers(VISITS, by=TierBy.VISITS)), Standing("m", visits=visits), Context(NOW)
    )
    (said,) = priced.hints
    assert (said.what, dict(said.facts).get("visits")) == hint
    assert all("{" not in hint_text(said, lang) for lang in LANGUAGES)


def spent(text: str, spend_minor: int) -> tuple[int, int, int]:
    return month_number(date.fromisoformat(f"{text}-01")), spend_minor, 1


def test_only_the_window_counts_and_the_hint_says_what_is_missing_in_it() -> None:
    shop = programme(Tiers(STEPS, window=Window.MONTHS, window_months=6))
    member = Standing(
        "m", spend_minor=99_000_000, months=(spent("2026-05", 90_000_000), spent("2026-07", 9_000_000))
    )
    priced = quote(ONE, shop, member, Context(NOW))
    assert priced.tier_id == "5"
    assert dict(priced.hints[0].facts)["missing_minor"] == 10_000_000 - 9_000_000 - 237_500


def test_months_are_those_of_the_programmes_zone() -> None:
    shop = programme(Tiers(STEPS, window=Window.MONTHS, window_months=1))
    member = Standing("m", months=(spent("2026-12", 10_000_000),))
    last_utc_hour = datetime(2026, 11, 30, 22, 0, tzinfo=UTC)  # in Moscow it is December
    assert quote(ONE, shop, member, Context(last_utc_hour)).tier_id == "10"
    assert quote(ONE, shop, member, Context(NOW)).tier_id == "5"


def test_a_tier_that_is_kept_gives_its_discount() -> None:
    shop = programme(Tiers(STEPS, downgrade=Downgrade.PERIOD_END))
    member = Member(
        "m", "1234", CardState.ACTIVE, tier_id="10", tier_since=date(2026, 3, 1), spend_minor=5_000
    )
    assert quote(ONE, shop, standing_of(member, NOW), Context(NOW)).discount_minor == 25_000
    later = datetime(2027, 1, 1, 9, tzinfo=UTC)
    assert quote(ONE, shop, standing_of(member, later), Context(later)).discount_minor == 12_500


def test_a_tier_multiplies_points() -> None:
    steps = (Tier("plain", "Plain", 0), Tier("gold", "Gold", 100, earn_bp=20_000))
    shop = Programme("p", (), tiers=Tiers(steps), accrual=Accrual(RateEarn(100)))
    assert quote(ONE, shop, Standing("m", spend_minor=99), Context(NOW)).accrued == 25
    assert quote(ONE, shop, Standing("m", spend_minor=100), Context(NOW)).accrued == 50


SILVER_GOLD = (
    Tier("a", "Silver", 10_000, 300, earn_bp=15_000),
    Tier("b", "Gold", 500_000, 500, earn_bp=20_000),
)
DUE = 242_500  # of 2 500.00 with the 3 % of Silver


@pytest.mark.parametrize(
    ("spend_minor", "tier_id", "said"),
    [
        pytest.param(9_999, "", ("tier_reached", {"tier": "Silver", "bp": 300}), id="a kopeck below the first"),
        pytest.param(
            10_000, "a", ("next_tier", {"missing_minor": 490_000 - DUE, "tier": "Gold", "bp": 500}), id="the first, exactly"
        ),
        pytest.param(
            499_999 - DUE, "a", ("next_tier", {"missing_minor": 1, "tier": "Gold", "bp": 500}), id="one kopeck to go"
        ),
        pytest.param(500_000 - DUE, "a", ("tier_reached", {"tier": "Gold", "bp": 500}), id="reached with this"),
        pytest.param(499_999, "a", ("tier_reached", {"tier": "Gold", "bp": 500}), id="a kopeck below the last"),
        pytest.param(500_000, "b", None, id="nothing is above the last"),
    ],
)  # fmt: skip
def test_what_is_said_of_the_next_tier(
    spend_minor: int, tier_id: str, said: tuple[str, dict[str, int | str]] | None
) -> None:
    priced = quote(ONE, programme(Tiers(SILVER_GOLD)), Standing("m", spend_minor=spend_minor), Context(NOW))
    assert priced.tier_id == tier_id
    assert [(hint.what, dict(hint.facts)) for hint in priced.hints] == ([said] if said else [])


def test_where_tiers_multiply_points_the_next_factor_is_told() -> None:
    shop = Programme("p", (), tiers=Tiers(SILVER_GOLD), accrual=Accrual(RateEarn(100)))
    (hint,) = quote(ONE, shop, Standing("m", spend_minor=10_000), Context(NOW)).hints
    assert dict(hint.facts) == {"missing_minor": 240_000, "tier": "Gold", "bp": 20_000}


def test_nothing_is_said_of_tiers_without_a_card_or_without_tiers() -> None:
    assert quote(ONE, programme(Tiers(SILVER_GOLD)), None, Context(NOW)).hints == ()
    assert quote(ONE, Programme("p", ()), Standing("m"), Context(NOW)).hints == ()


def test_a_tier_given_by_hand_stands_where_the_programme_lets_it() -> None:
    member = Standing("m", tier_id="b", spend_minor=10_000)
    for granted, tier_id in ((True, "b"), (False, "a")):
        assert (
            quote(ONE, programme(Tiers(SILVER_GOLD, granted=granted)), member, Context(NOW)).tier_id
            == tier_id
        )
