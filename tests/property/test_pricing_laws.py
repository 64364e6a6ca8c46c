"""Laws of pricing that hold for every basket, programme and member (domain.md 5.2, decisions 4, 6, 34)."""

import random
from dataclasses import replace
from datetime import UTC, datetime

from hypothesis import given, settings
from hypothesis import strategies as st

from loyalty_pos.core.basket import Article, Basket, Line, Unit
from loyalty_pos.core.member import Standing
from loyalty_pos.core.money import BASIS, Rounding, share, spread
from loyalty_pos.core.pricing import ALL, Context, compile_programme, quote, runner_up
from loyalty_pos.core.pricing.why_not import why_not
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
from loyalty_pos.core.programme.periods import Limit, Spell, counted_up, counter_key, used
from loyalty_pos.core.quote import Cause, Quote
from loyalty_pos.till.wording import verdict_text
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


@settings(max_examples=200)
@given(baskets, programmes(), members, contexts)
def test_not_one_kopeck_is_lost(
    basket: Basket, programme: Programme, member: Standing | None, context: Context
) -> None:
    priced = quote(basket, programme, member, context)
    for line in priced.lines:
        assert line.gross_minor == line.line.gross_minor
        assert line.gross_minor == line.discount_minor + line.points_money_minor + line.net_minor
        assert line.net_minor == line.certificate_minor + line.paid_minor
        assert sum(part.net_minor for part in line.parts) == line.net_minor
        assert sum(part.qty_milli for part in line.parts) == line.line.qty_milli
        assert min(line.net_minor, line.paid_minor, line.certificate_minor, line.points, line.accrued) >= 0
    sums_agree(priced, basket)


def sums_agree(priced: Quote, basket: Basket) -> None:
    assert priced.gross_minor == basket.gross_minor
    assert priced.discount_minor == sum(line.discount_minor for line in priced.lines)
    assert priced.points_money_minor == sum(line.points_money_minor for line in priced.lines)
    assert priced.redeemed == sum(line.points for line in priced.lines)
    assert priced.due_minor == sum(line.net_minor for line in priced.lines)
    assert priced.certificate_minor == sum(line.certificate_minor for line in priced.lines)
    assert priced.payable_minor == sum(line.paid_minor for line in priced.lines)
    assert priced.accrued == sum(line.accrued for line in priced.lines)
    assert sum(award.points for award in priced.awards) == sum(line.extra for line in priced.lines)
    assert all(0 <= line.extra <= line.accrued for line in priced.lines)
    assert sum(group.net_minor for group in priced.vat) == priced.due_minor


@settings(max_examples=200)
@given(baskets, programmes(), members, contexts)
def test_no_line_goes_under_its_floor(
    basket: Basket, programme: Programme, member: Standing | None, context: Context
) -> None:
    for line in quote(basket, programme, member, context).lines:
        article, gross = line.line.article, line.gross_minor
        least = (
            gross
            if article.fixed_price
            else min(gross, -(-article.min_price_minor * line.line.qty_milli // 1000))
        )
        assert line.net_minor >= line.floor_minor >= least
        if article.fixed_price:
            assert line.net_minor == gross
        if article.no_discount:
            assert {d.cause for d in line.discounts} <= {Cause.ROUNDING}
        if article.no_redeem:
            assert line.points_money_minor == 0
        if article.no_earn:
            assert line.accrued == 0


@settings(max_examples=150)
@given(baskets, programmes(), standings(), contexts)
def test_points_stay_within_right_and_caps(
    basket: Basket, programme: Programme, member: Standing, context: Context
) -> None:
    priced = quote(basket, programme, member, context)
    assert priced.redeemed <= min(priced.max_redeem, member.redeem_right)
    assert priced.max_redeem <= max(0, member.available, member.redeem_right)
    assert priced.redeemed * programme.unit.value_minor == priced.points_money_minor * programme.unit.scale
    if isinstance(context.wanted, int):
        assert priced.redeemed <= context.wanted
    if programme.redemption is not None:
        due = priced.due_minor + priced.points_money_minor + rounding_of(priced)
        assert priced.points_money_minor <= share(due, programme.redemption.receipt_cap_bp, Rounding.FLOOR)
    if context.wanted and priced.redeemed == 0:
        assert priced.refusals


@settings(max_examples=150)
@given(baskets, programmes(), standings(), contexts)
def test_no_period_lets_a_member_earn_or_redeem_more_than_its_limit(
    basket: Basket, programme: Programme, member: Standing, context: Context
) -> None:
    priced = quote(basket, programme, member, context)
    after = counted_up(member.counters, priced.counted)
    for rules, what in ((programme.accrual, "earned"), (programme.redemption, "redeemed")):
        for limit in rules.limits if rules else ():
            used_points = used(after, counter_key(f"{what}.points", limit.per, NOW.date()))
            used_receipts = used(after, counter_key(f"{what}.receipts", limit.per, NOW.date()))
            before = used(member.counters, counter_key(f"{what}.points", limit.per, NOW.date()))
            assert limit.points is None or used_points <= max(limit.points, before)
            assert limit.receipts is None or used_receipts <= limit.receipts
    again = quote(basket, programme, replace(member, counters=after), context)
    once = (
        {extra.id for extra in programme.accrual.extras if extra.once is not Once.RECEIPT}
        if programme.accrual
        else set()
    )
    assert once.isdisjoint({a.id for a in again.awards} & {a.id for a in priced.awards})


def rounding_of(priced: Quote) -> int:
    return sum(d.amount_minor for line in priced.lines for d in line.discounts if d.cause is Cause.ROUNDING)


@settings(max_examples=150)
@given(baskets, programmes(), members, contexts)
def test_all_discounts_together_stay_under_the_cap(
    basket: Basket, programme: Programme, member: Standing | None, context: Context
) -> None:
    priced = quote(basket, programme, member, context)
    cap = share(priced.gross_minor, programme.limits.max_discount_bp, Rounding.FLOOR)
    assert priced.discount_minor - rounding_of(priced) <= cap


@settings(max_examples=200)
@given(baskets, programmes(), members, contexts)
def test_the_best_is_never_worse_than_priority(
    basket: Basket, programme: Programme, member: Standing | None, context: Context
) -> None:
    """Compared by what is left to pay when no points are used: points are the customer's own money."""
    plain_context = replace(context, wanted=0)
    best = quote(basket, programme, member, plain_context)
    by_priority = replace(programme, groups=tuple(Group(group.id) for group in programme.groups))
    assert best.due_minor <= quote(basket, by_priority, member, plain_context).due_minor
    second = runner_up(basket, programme, member, plain_context)
    assert second is None or best.due_minor <= second.due_minor


@settings(max_examples=100)
@given(baskets, programmes(), members, contexts)
def test_every_offer_has_its_verdict_and_asking_changes_nothing(
    basket: Basket, programme: Programme, member: Standing | None, context: Context
) -> None:
    priced = quote(basket, programme, member, context)
    verdicts = why_not(basket, programme, member, context)
    assert sorted(v.rule_id for v in verdicts) == sorted(rule.id for rule in programme.promotions)
    for verdict in verdicts:
        given_off = [
            d.amount_minor for line in priced.lines for d in line.discounts if d.rule_id == verdict.rule_id
        ]
        assert verdict.amount_minor == sum(given_off)
        assert (verdict.why == "applied") is (sum(given_off) > 0)
        assert verdict_text(verdict, "ru") and verdict_text(verdict, "en")
    assert plain(quote(basket, programme, member, context)) == plain(priced)


@settings(max_examples=100)
@given(baskets, programmes(), members, contexts)
def test_the_same_facts_give_the_same_price(
    basket: Basket, programme: Programme, member: Standing | None, context: Context
) -> None:
    compiled = compile_programme(programme)
    first = quote(basket, compiled, member, context)
    quote(Basket(basket.lines[:1]), compiled, None, context)
    assert plain(quote(basket, compiled, member, context)) == plain(first)
    assert plain(quote(basket, programme, member, context)) == plain(first)
    assert plain(quote(Basket(basket.lines[::-1]), programme, member, context)) == plain(first)


def plain(priced: Quote) -> tuple[Quote, list[str]]:
    """Refusals are exceptions, which are equal only to themselves: compare them by what they say."""
    return priced._replace(refusals=()), [str(refusal) for refusal in priced.refusals]


@settings(max_examples=150)
@given(st.lists(lines(), max_size=6), programmes(), members, st.randoms(use_true_random=False))
def test_the_order_of_scanning_changes_no_total(
    scanned: list[tuple[Article, int]], programme: Programme, member: Standing | None, shuffle: object
) -> None:
    """Ties fall by line id, so lines are compared as a multiset of equal lines (decisions 4)."""
    other = scanned[:]
    shuffle.shuffle(other)  # type: ignore[attr-defined]  # a random.Random
    first = quote(basket_of(scanned), programme, member, Context(NOW))
    second = quote(basket_of(other), programme, member, Context(NOW))
    assert second.payable_minor == first.payable_minor
    assert second.discount_minor == first.discount_minor


@settings(max_examples=100)
@given(baskets, programmes(), members)
def test_compiled_plans_follow_a_changed_article(
    basket: Basket, programme: Programme, member: Standing | None
) -> None:
    compiled = compile_programme(programme)
    quote(basket, compiled, member, Context(NOW))
    changed = Basket(
        tuple(
            replace(line, article=replace(line.article, category="bread", no_discount=False))
            for line in basket.lines
        )
    )
    assert plain(quote(changed, compiled, member, Context(NOW))) == plain(
        quote(changed, programme, member, Context(NOW))
    )


weighed = st.lists(st.tuples(st.integers(0, 10**7), st.integers(0, 10**7)), max_size=9)


@settings(max_examples=2_000)
@given(st.integers(0, 10**9), weighed)
def test_spread_gives_all_that_fits_and_never_more(total: int, pairs: list[tuple[int, int]]) -> None:
    weights, capacities = [w for w, _ in pairs], [c for _, c in pairs]
    shares = spread(total, weights, capacities)
    assert all(0 <= part <= capacity for part, capacity in zip(shares, capacities, strict=True))
    assert all(part == 0 for part, weight in zip(shares, weights, strict=True) if weight == 0)
    assert sum(shares) == min(total, sum(capacity for weight, capacity in pairs if weight))


@settings(max_examples=2_000)
@given(st.integers(0, 10**9), st.lists(st.integers(1, 10**6), min_size=1, max_size=9))
def test_spread_is_never_off_by_a_whole_unit(total: int, weights: list[int]) -> None:
    shares = spread(total, weights, [total] * len(weights))
    for part, weight in zip(shares, weights, strict=True):
        assert abs(part * sum(weights) - total * weight) < sum(weights)


def test_twenty_thousand_spreads_at_random() -> None:
    """Plain dice on top of the cases that are found by searching: many, and cheap."""
    dice = random.Random(5)
    for _ in range(20_000):
        pairs = [(dice.randrange(10**5), dice.randrange(10**5)) for _ in range(dice.randrange(1, 7))]
        total = dice.randrange(3 * 10**5)
        shares = spread(total, [w for w, _ in pairs], [c for _, c in pairs])
        assert sum(shares) == min(total, sum(c for w, c in pairs if w))
        assert all(0 <= part <= c for part, (_, c) in zip(shares, pairs, strict=True))
