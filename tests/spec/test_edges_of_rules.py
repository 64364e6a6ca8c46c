"""Edges where two rules meet: a second pricer disagreed here once, and the shop's rules decided."""

from datetime import UTC, datetime

import pytest

from loyalty_pos.core.basket import Article, Basket, Line
from loyalty_pos.core.member import Standing
from loyalty_pos.core.pricing import ALL, Context, compile_programme, quote
from loyalty_pos.core.programme.file import read_programme
from loyalty_pos.core.quote import Quote

SATURDAY_NIGHT = datetime(2026, 11, 21, 22, 30, tzinfo=UTC)  # Sunday, half past one, in Moscow


def priced(programme: str, *articles: Article, pieces: int = 1, member: Standing | None = None) -> Quote:
    lines = tuple(
        Line(n, article, pieces * 1000, article.price_minor) for n, article in enumerate(articles, 1)
    )
    text = f'id = "p"\nnames = {{ en = "P" }}\n{programme}'
    return quote(Basket(lines), read_programme(text), member, Context(now=SATURDAY_NIGHT))


def offer(name: str, kind: str, says: str) -> str:
    return f'[[promotion]]\nid = "{name}"\nname = "{name}"\nkind = "{kind}"\n{says}\n'


def goods(name: str, price_minor: int, least_minor: int = 0) -> Article:
    return Article(name, name, price_minor, min_price_minor=least_minor)


@pytest.mark.parametrize(
    ("pieces", "off_minor"), [pytest.param(1, 0, id="too little"), pytest.param(3, 1_000, id="enough")]
)
def test_a_gift_waits_for_the_sum_of_its_own_goods_too(pieces: int, off_minor: int) -> None:
    gift = offer(
        "gift", "gift", 'from_minor = 1\ngoods = { articles = ["cup"] }\nwhen = { from_minor = 2_000 }'
    )
    assert priced(gift, goods("cup", 1_000), goods("tea", 50_000), pieces=pieces).discount_minor == off_minor


def test_the_highest_step_reached_counts_even_if_it_gives_less() -> None:
    steps = "steps = [{ from_milli = 1_000, bp = 3_000 }, { from_milli = 5_000, bp = 1_000 }]"
    assert priced(offer("ladder", "ladder", steps), goods("cup", 1_000), pieces=5).discount_minor == 500


def test_a_line_that_a_floor_kept_from_an_exclusive_offer_is_open_to_later_ones() -> None:
    drinks = 'goods = { articles = ["cup", "vodka"] }'
    alone = offer("alone", "percent", f'bp = 1_000\nexclusive = "all"\n{drinks}')
    later = offer("later", "basket_percent", "bp = 1_000\nfrom_minor = 2_500")
    receipt = priced(
        alone + later, goods("cup", 1_000), goods("vodka", 2_000, least_minor=2_000), goods("tea", 500)
    )
    assert [line.discount_minor for line in receipt.lines] == [100, 0, 250]


def test_a_tier_that_this_purchase_reaches_opens_the_tiers_offers_on_the_basket() -> None:
    tiers = (
        '[tiers]\ncounting = "including"\n[[tiers.step]]\nid = "gold"\nname = "Gold"\nfrom_minor = 5_000\n'
    )
    for_gold = offer("gold", "basket_percent", 'bp = 1_000\nwhen = { tiers = ["gold"] }')
    receipt = priced(tiers + for_gold, goods("cup", 6_000), member=Standing("m"))
    assert (receipt.tier_id, receipt.discount_minor) == ("gold", 600)


@pytest.mark.parametrize(
    ("day", "points"), [pytest.param(6, 0, id="Saturday is over"), pytest.param(7, 50, id="it is Sunday")]
)
def test_an_award_of_a_weekday_looks_at_the_shops_clock(day: int, points: int) -> None:
    award = f'[accrual]\nrate_bp = 0\n[[accrual.extra]]\nid = "sunday"\npoints = 50\nwhen = {{ weekdays = [{day}] }}\n'
    assert priced(award, goods("cup", 6_000), member=Standing("m")).accrued == points


@pytest.mark.parametrize(
    ("day", "points"), [pytest.param(6, 60, id="Saturday"), pytest.param(7, 120, id="Sunday")]
)
def test_a_factor_of_a_weekday_looks_at_the_shops_clock(day: int, points: int) -> None:
    rules = (
        '[accrual]\nrate_bp = 100\n[[accrual.multiplier]]\nid = "sunday"\ntimes_bp = 20_000\n'
        f"when = {{ weekdays = [{day}] }}\n"
    )
    assert priced(rules, goods("cup", 600_000), member=Standing("m")).accrued == points


def test_an_award_between_two_dates() -> None:
    award = (
        '[accrual]\nrate_bp = 0\n[[accrual.extra]]\nid = "autumn"\npoints = 50\n'
        "when = { since = 2026-11-22, until = 2026-12-01 }\n"
    )
    assert priced(award, goods("cup", 6_000), member=Standing("m")).accrued == 50


@pytest.mark.parametrize(
    ("used", "points"),
    [
        pytest.param(0, 10, id="nothing used"),
        pytest.param(7, 3, id="3 left"),
        pytest.param(10, 0, id="none left"),
        pytest.param(14, 0, id="the cap was lowered meanwhile"),
    ],
)
def test_points_for_pieces_stop_at_the_months_cap_too(used: int, points: int) -> None:
    rate = '[accrual]\nrate_bp = 0\n[[accrual.rate]]\nid = "cups"\npoints_each = 5\ncap_points_month = 10\n'
    member = Standing("m", counters=(("rate.cups/month@2026-11", used),))
    assert priced(rate, goods("cup", 6_000), pieces=4, member=member).accrued == points


SPORT_AND_WINE = (
    '[[accrual.rate]]\nid = "sport"\nrate_bp = 1_000\ncap_points_month = 100\ngoods = { categories = ["sport"] }\n'
    '[[accrual.rate]]\nid = "wine"\nrate_bp = 500\ncap_points_month = 100\ngoods = { categories = ["wine"] }\n'
)


@pytest.mark.parametrize(
    ("bought", "points"),
    [
        pytest.param({"wine": 100_000}, [50], id="nothing of the first"),
        pytest.param({"sport": 50_000, "wine": 100_000}, [50, 50], id="both in full"),
        pytest.param(
            {"sport": 500_000, "wine": 100_000}, [100, 50], id="the first is cut, the second is not"
        ),
        pytest.param({"sport": 500_000, "wine": 500_000}, [100, 100], id="both are cut"),
        pytest.param({"sport": 50_000, "wine": 500_000}, [50, 100], id="only the second is cut"),
    ],
)
def test_rates_with_a_cap_are_cut_each_by_itself(bought: dict[str, int], points: list[int]) -> None:
    articles = [Article(name, name, price, name) for name, price in bought.items()]
    rates = f"[accrual]\nrate_bp = 0\n{SPORT_AND_WINE}"
    assert [line.accrued for line in priced(rates, *articles, member=Standing("m")).lines] == points


def test_goods_that_are_discounted_too_deep_bring_no_award() -> None:
    sale = offer("sale", "percent", "bp = 5_000")
    award = '[[accrual.extra]]\nid = "visit"\npoints = 50\n'
    rules = f"[accrual]\nrate_bp = 500\nmax_discount_bp_line = 4_999\n{award}"
    assert priced(sale + rules, goods("cup", 6_000), member=Standing("m")).accrued == 0


def test_goods_with_a_rate_of_their_own_fill_no_step() -> None:
    rules = (
        "[accrual]\npoints = 1\nper_minor = 2_000\n"
        '[[accrual.rate]]\nid = "wine"\nrate_bp = 0\ngoods = { categories = ["wine"] }\n'
    )
    wine = Article("wine", "Wine", 5_000, "wine")
    for price_minor, points in ((1_999, 0), (2_000, 1)):
        assert priced(rules, goods("cup", price_minor), wine, member=Standing("m")).accrued == points


CUPS = 'goods = { articles = ["cup"] }'


@pytest.mark.parametrize(
    ("rules", "points"),
    [
        pytest.param(
            f'rate_bp = 100\n[[accrual.rate]]\nid = "a"\nrate_bp = 300\n{CUPS}\n'
            f'[[accrual.rate]]\nid = "b"\nrate_bp = 200\n{CUPS}\n',
            [180, 60], id="of two rates for the same goods the better one",
        ),
        pytest.param(
            f'rate_bp = 0\n[[accrual.rate]]\nid = "a"\npoints_each = 7\n{CUPS}\n'
            '[[accrual.rate]]\nid = "b"\nrate_bp = 200\ngoods = { articles = ["tea"] }\n',
            [7, 120], id="by the piece beside by money",
        ),
        pytest.param(
            f'rate_bp = 100\n[[accrual.rate]]\nid = "a"\npoints_each = 7\ncap_points_month = 100\nadditive = true\n{CUPS}\n',
            [67, 60], id="by the piece with a cap, of its own goods alone",
        ),
        pytest.param(
            'points = 10\nper_minor = 100_000\n[[accrual.multiplier]]\nid = "twice"\ntimes_bp = 20_000\n',
            [120, 120], id="steps are multiplied, always",
        ),
        pytest.param(
            f'rate_bp = 100\nexcluded = {{ articles = ["cup"] }}\n[[accrual.rate]]\nid = "a"\nrate_bp = 300\n{CUPS}\n',
            [0, 60], id="what is excluded earns by no rate",
        ),
    ],
)  # fmt: skip
def test_what_each_article_earns(rules: str, points: list[int]) -> None:
    quoted = priced(f"[accrual]\n{rules}", goods("cup", 600_000), goods("tea", 600_000), member=Standing("m"))
    assert [line.accrued for line in quoted.lines] == points


def test_an_article_that_changed_is_judged_anew() -> None:
    """A compiled programme remembers articles; the same number in another category is another article to it."""
    tea = offer("tea", "percent", 'bp = 1_000\ngoods = { categories = ["tea"] }')
    compiled = compile_programme(read_programme(f'id = "p"\nnames = {{ en = "P" }}\n{tea}'))
    for category, off_minor in (("tea", 100), ("cups", 0), ("tea", 100)):
        bought = Basket((Line(1, Article("a", "A", 1_000, category), 1_000, 1_000),))
        assert quote(bought, compiled, None, Context(SATURDAY_NIGHT)).discount_minor == off_minor


@pytest.mark.parametrize(
    ("dates", "off_minor"),
    [
        pytest.param("since = 2026-11-22\n", 100, id="since today"),
        pytest.param("since = 2026-11-23\n", 0, id="since tomorrow"),
        pytest.param("until = 2026-11-23\n", 100, id="until tomorrow"),
        pytest.param("until = 2026-11-22\n", 0, id="until today"),
    ],
)
def test_a_programme_with_one_date(dates: str, off_minor: int) -> None:
    assert (
        priced(dates + offer("ten", "percent", "bp = 1_000"), goods("cup", 1_000)).discount_minor == off_minor
    )


@pytest.mark.parametrize("mark", ["no_redeem", "fixed_price"])
def test_goods_that_points_may_not_pay(mark: str) -> None:
    member = Standing("m", available=500, redeem_right=500)
    cup = Article("cup", "Cup", 10_000, **{mark: True})  # type: ignore[arg-type]  # one of its flags
    bought = Basket((Line(1, cup, 1_000, 10_000), Line(2, goods("tea", 5_000), 1_000, 5_000)))
    rules = read_programme('id = "p"\nnames = { en = "P" }\n[redemption]\nreceipt_cap_bp = 10_000\n')
    quoted = quote(bought, rules, member, Context(SATURDAY_NIGHT, wanted=ALL))
    assert [line.points_money_minor for line in quoted.lines] == [0, 5_000]


def test_a_tier_that_nobody_loses_is_kept() -> None:
    tiers = '[tiers]\ndowngrade = "{}"\n' + "".join(
        f'[[tiers.step]]\nid = "{name}"\nname = "{name}"\nfrom_minor = {least}\n'
        for name, least in (("a", 0), ("b", 500_000))
    )
    member = Standing("m", tier_id="b", spend_minor=100)
    for downgrade, tier_id in (("never", "b"), ("at_once", "a")):
        assert priced(tiers.format(downgrade), goods("cup", 1_000), member=member).tier_id == tier_id
