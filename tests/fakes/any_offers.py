"""Any offer at all, for laws: every kind, with groups, coupons, funders, limits, exclusive or not."""

from hypothesis import strategies as st

from loyalty_pos.core.money import BASIS
from loyalty_pos.core.programme import (
    Base,
    BasketAmount,
    BasketLadder,
    BasketPercent,
    Bundle,
    BundleGain,
    BundlePart,
    Effect,
    Exclusive,
    FixedPrice,
    ForPrice,
    FreeFrom,
    Gift,
    LessAmount,
    LessShare,
    PercentOff,
    Promotion,
    QuantityLadder,
    QuantityStep,
    SetOff,
    SumStep,
    UnitAmount,
    WithCard,
)
from loyalty_pos.core.programme.conditions import Condition, FromSum, Goods, HasCoupon

CATEGORIES = ("", "coffee", "bread", "wine")
COUPON = "SPRING"

bps = st.integers(1, BASIS)
money = st.one_of(st.integers(0, 300), st.integers(0, 5_000_000))
goods = st.builds(
    Goods,
    categories=st.frozensets(st.sampled_from(CATEGORIES), max_size=2),
    not_categories=st.frozensets(st.sampled_from(CATEGORIES), max_size=1),
)
_times = st.sampled_from((0, 0, 1, 2))
_some_money = st.integers(1, 100_000)


@st.composite
def sets(draw: st.DrawFn) -> SetOff:
    take = draw(st.integers(2, 4))
    pay = draw(st.integers(0, take - 1))
    return SetOff(take, pay, draw(bps), draw(st.sampled_from(FreeFrom)), draw(_times), draw(st.booleans()))


gains: st.SearchStrategy[BundleGain] = st.one_of(
    st.builds(ForPrice, money), st.builds(LessAmount, _some_money), st.builds(LessShare, bps)
)
parts = st.lists(st.builds(BundlePart, goods, st.integers(1, 3)), min_size=1, max_size=3).map(tuple)


@st.composite
def quantity_ladders(draw: st.DrawFn) -> QuantityLadder:
    starts = sorted(draw(st.sets(st.integers(1, 20_000), min_size=1, max_size=3)))
    return QuantityLadder(
        tuple(QuantityStep(least, draw(bps)) for least in starts), draw(st.sampled_from(Base))
    )


@st.composite
def basket_ladders(draw: st.DrawFn) -> BasketLadder:
    starts = sorted(draw(st.sets(money, min_size=1, max_size=3)))
    steps = st.one_of(bps.map(lambda bp: (bp, 0)), _some_money.map(lambda amount: (0, amount)))
    return BasketLadder(tuple(SumStep(least, *draw(steps)) for least in starts))


effects: st.SearchStrategy[Effect] = st.one_of(
    st.builds(PercentOff, bps, st.sampled_from(Base)),
    st.builds(UnitAmount, _some_money),
    st.builds(FixedPrice, money),
    sets(),
    st.builds(Bundle, parts, gains, _times),
    quantity_ladders(),
    st.builds(BasketPercent, bps, money),
    st.builds(BasketAmount, _some_money, money),
    basket_ladders(),
    st.builds(Gift, _some_money, st.integers(1, 3)),
)
conditions: st.SearchStrategy[tuple[Condition, ...]] = st.sampled_from(
    ((), (), (), (HasCoupon(COUPON),), (FromSum(20_000),))
)


@st.composite
def promotions(draw: st.DrawFn, number: int) -> Promotion:
    effect = draw(effects)
    single = isinstance(effect, PercentOff | UnitAmount | FixedPrice)
    return Promotion(
        id=f"r{number}",
        name="Rule",
        effect=effect,
        priority=draw(st.integers(1, 3)),
        goods=draw(goods),
        when=draw(conditions),
        with_card=draw(st.sampled_from(WithCard)),
        group=draw(st.sampled_from(("", "", "g", "h", "k"))),
        funders=draw(st.sampled_from(((), (), (("bank", 3_333), ("mill", 5_000))))),
        exclusive=draw(st.sampled_from((*Exclusive, Exclusive.NONE, Exclusive.NONE))),
        coupon=draw(st.sampled_from(("", "", "", COUPON))),
        per_receipt=draw(st.sampled_from((0, 0, 2))) if single else 0,
    )
