"""Any basket, programme, member and moment at all, for laws of pricing; aimed at edges, small sums and equal prices."""

from datetime import UTC, datetime

from hypothesis import strategies as st

from loyalty_pos.core.basket import Article, Basket, Line, Unit
from loyalty_pos.core.member import Standing
from loyalty_pos.core.money import BASIS, Rounding
from loyalty_pos.core.pricing import ALL, Context
from loyalty_pos.core.programme import (
    Accrual,
    CardDiscount,
    Choice,
    Counting,
    Earn,
    EarnBase,
    Extra,
    GoodsRate,
    Group,
    Limits,
    Multiplier,
    NoCardDiscount,
    Once,
    PointUnit,
    Programme,
    RateEarn,
    Redemption,
    SeriesDiscount,
    StepEarn,
    Tier,
    TierDiscount,
    Tiers,
)
from loyalty_pos.core.programme.periods import Limit, Spell
from tests.fakes.any_offers import CATEGORIES, COUPON, bps, goods, money, promotions

NOW = datetime(2026, 11, 22, 9, 0, tzinfo=UTC)


@st.composite
def articles(draw: st.DrawFn) -> Article:
    price = draw(money)
    return Article(
        id=draw(st.sampled_from("abcdefgh")) + str(price),
        name="Article",
        price_minor=price,
        category=draw(st.sampled_from(CATEGORIES)),
        unit=draw(st.sampled_from((Unit.PIECE, Unit.PIECE, Unit.KILOGRAM))),
        vat_bp=draw(st.sampled_from((2_200, 1_000, 0, -1))),
        min_price_minor=draw(st.sampled_from((0, 0, price // 2, price, 2 * price))),
        cost_minor=draw(st.sampled_from((0, 0, price // 2, price * 9 // 10))),
        fixed_price=draw(st.sampled_from((False, False, False, True))),
        no_discount=draw(st.sampled_from((False, False, False, True))),
        no_earn=draw(st.booleans()),
        no_redeem=draw(st.booleans()),
    )


@st.composite
def lines(draw: st.DrawFn) -> tuple[Article, int]:
    article = draw(articles())
    pieces = st.integers(1, 12).map(lambda n: n * 1000)
    weights = st.integers(1, 9_999)
    return article, draw(pieces if article.unit is Unit.PIECE else weights)


def basket_of(priced: list[tuple[Article, int]]) -> Basket:
    return Basket(tuple(Line(n, a, qty, a.price_minor) for n, (a, qty) in enumerate(priced, 1)))


baskets = st.lists(lines(), max_size=8).map(basket_of)


@st.composite
def _without_ties(draw: st.DrawFn) -> list[tuple[Article, int]]:
    shelf = draw(st.lists(lines(), max_size=5, unique_by=lambda priced: priced[0].price_minor))
    return [priced for priced in shelf for _ in range(draw(st.sampled_from((1, 1, 2))))]


no_ties = _without_ties()
"""Lines of which equal prices mean equal lines, some of them twice."""


limits_of_periods = st.lists(
    st.builds(
        Limit,
        st.sampled_from(Spell),
        st.sampled_from((None, 0, 1, 3)),
        st.sampled_from((None, 0, 100, 5_000)),
    ),
    max_size=1,
).map(tuple)
earns: st.SearchStrategy[Earn] = st.one_of(
    st.builds(RateEarn, bps), st.builds(StepEarn, st.integers(1, 50), st.integers(1, 10_000))
)
accruals = st.builds(
    Accrual,
    earn=earns,
    rates=st.lists(
        st.builds(
            GoodsRate,
            st.just("r"),
            goods,
            bps,
            st.booleans(),
            st.sampled_from((0, 0, 7)),
            st.sampled_from((None, None, 0, 500)),
        ),
        max_size=2,
    ).map(tuple),
    multipliers=st.lists(
        st.builds(
            Multiplier,
            st.just("m"),
            st.integers(0, 50_000),
            goods,
            from_minor=st.sampled_from((0, 0, 10_000)),
        ),
        max_size=2,
    ).map(tuple),
    extras=st.lists(
        st.builds(
            Extra,
            st.sampled_from("xyz"),
            st.integers(1, 500),
            goods,
            from_minor=st.sampled_from((0, 5_000)),
            once=st.sampled_from(Once),
        ),
        max_size=2,
        unique_by=lambda extra: extra.id,
    ).map(tuple),
    max_discount_bp=st.sampled_from((BASIS, BASIS, 1_000)),
    limits=limits_of_periods,
    excluded=st.none() | goods,
    base=st.sampled_from(EarnBase),
    certificates=st.booleans(),
    beside_redemption=st.booleans(),
    rounding=st.sampled_from(Rounding),
)
redemptions = st.builds(
    Redemption,
    item_cap_bp=st.one_of(st.just(BASIS), bps),
    receipt_cap_bp=st.one_of(st.just(BASIS), bps),
    whole_points=st.booleans(),
    minimum=st.sampled_from((0, 0, 50)),
    excluded=st.none() | goods,
    block=st.sampled_from((1, 1, 3, 50)),
    max_receipt=st.sampled_from((None, None, 700)),
    limits=limits_of_periods,
    not_over_discount_bp=st.sampled_from((BASIS, BASIS, 1_000)),
)
cards: st.SearchStrategy[CardDiscount] = st.one_of(
    st.just(NoCardDiscount()), st.builds(SeriesDiscount, goods), st.builds(TierDiscount, goods)
)


@st.composite
def programmes(draw: st.DrawFn) -> Programme:
    return Programme(
        id="p",
        names=(("en", "P"),),
        unit=PointUnit(draw(st.integers(0, 2)), draw(st.sampled_from((100, 100, 50, 1_000, 33)))),
        tiers=Tiers(
            (Tier("a", "A", 0, 300), Tier("b", "B", 100_000, 1_000, 15_000)), draw(st.sampled_from(Counting))
        ),
        card=draw(cards),
        promotions=tuple(draw(promotions(n)) for n in range(draw(st.integers(0, 5)))),
        groups=(Group("g", Choice.BEST), Group("h", Choice.PRIORITY), Group("k", Choice.BEST)),
        accrual=draw(st.none() | accruals),
        redemption=draw(st.none() | redemptions),
        limits=Limits(
            margin_bp=draw(st.sampled_from((None, 0, 500))),
            max_discount_bp=draw(st.sampled_from((BASIS, BASIS, 3_000))),
            rounding_step_minor=draw(st.sampled_from((1, 1, 10, 100))),
        ),
    )


@st.composite
def standings(draw: st.DrawFn) -> Standing:
    available = draw(st.integers(-100, 100_000))
    return Standing(
        "m",
        available=available,
        spend_minor=draw(st.sampled_from((0, 99_999, 100_000))),
        card_discount_bp=draw(st.sampled_from((0, 500, 1_000))),
        redeem_right=draw(st.one_of(st.just(max(0, available)), st.integers(0, 1_000))),
        counters=draw(
            st.sampled_from(((), ((f"earned.points/day@{NOW:%Y-%m-%d}", 60), ("rate.r/month@2026-11", 400))))
        ),
    )


contexts = st.builds(
    Context,
    now=st.just(NOW),
    wanted=st.one_of(st.just(0), st.just(ALL), st.integers(1, 100_000)),
    certificate_minor=st.one_of(st.just(0), money),
    coupons=st.sampled_from(((), (COUPON,))),
)
members = st.none() | standings()
