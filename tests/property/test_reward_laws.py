"""Laws of receipts with rewards: money and points conserved line by line, paid goods untouched, parts of a return add up."""

from dataclasses import replace
from datetime import UTC, datetime

from hypothesis import given, settings
from hypothesis import strategies as st

from loyalty_pos.core.basket import Article, Basket, Line
from loyalty_pos.core.member import Standing
from loyalty_pos.core.pricing import Context, compile_programme, quote
from loyalty_pos.core.programme import (
    Accrual,
    PercentOff,
    Programme,
    Promotion,
    RateEarn,
    Redemption,
    Reward,
    StampCard,
)
from loyalty_pos.core.programme.conditions import Goods
from loyalty_pos.core.programme.periods import counted_up
from loyalty_pos.core.returns import Asked, returned_lines
from loyalty_pos.core.rewards.stamps import stamped
from loyalty_pos.core.sale import ReturnedLine
from loyalty_pos.till.payment import sold_line
from tests.fakes.till_folder import a_sale

CUPS = Goods(categories=frozenset({"cups"}))
STAMPS = "stamps.tenth/ever@"
PROGRAMME = compile_programme(
    Programme(
        "p",
        (("en", "P"),),
        promotions=(Promotion("ten", "Ten", PercentOff(1_000)),),
        accrual=Accrual(RateEarn(500)),
        redemption=Redemption(receipt_cap_bp=5_000),
        rewards=(Reward("mug", "Mug", 300, "mug"), Reward("pair", "Pair", 70, "cup", pieces=2)),
        stamps=(StampCard("tenth", "Tenth", CUPS, 10, gift=CUPS),),
    )
)
MUG, CUP, TEA = (
    Article("mug", "Mug", 69_000),
    Article("cup", "Cup", 19_999, category="cups"),
    Article("tea", "Tea", 33_333),
)
NOON = datetime(2026, 11, 20, 9, tzinfo=UTC)
CONTEXT = Context(NOON)
kinds = st.sampled_from([(MUG, ""), (CUP, ""), (TEA, ""), (MUG, "mug"), (CUP, "pair"), (CUP, "tenth")])
baskets = st.lists(st.tuples(kinds, st.integers(1, 5)), min_size=1, max_size=6).map(
    lambda some: Basket(
        tuple(
            Line(number, article, pieces * 1_000, article.price_minor, reward=reward)
            for number, ((article, reward), pieces) in enumerate(some, 1)
        )
    )
)
members = st.tuples(st.integers(0, 3_000), st.integers(0, 3_000), st.integers(0, 60), st.integers(0, 3_000))


@settings(max_examples=400)
@given(baskets, members)
def test_money_points_and_stamps_are_conserved(basket: Basket, member: tuple[int, int, int, int]) -> None:
    available, right, stamps, wanted = member
    right = min(available, right)
    standing = Standing("a", available=available, redeem_right=right, counters=((STAMPS, stamps),))
    context = Context(NOON, wanted=wanted)
    priced = quote(basket, PROGRAMME, standing, context)

    for line in priced.lines:
        assert line.gross_minor == line.discount_minor + line.points_money_minor + line.net_minor
        assert line.net_minor >= 0
    assert priced.gross_minor == basket.gross_minor
    assert priced.due_minor == sum(line.net_minor for line in priced.lines)
    assert priced.redeemed == sum(line.points for line in priced.lines) <= right
    used = -sum(
        one.stamps for one in stamped(priced.lines, PROGRAMME.programme.stamps, NOON.date()) if one.stamps < 0
    )
    assert used <= stamps or any(line.line.reward and line.net_minor for line in priced.lines)
    left = dict(counted_up(standing.counters, priced.counted))[STAMPS]
    assert left >= 0


@settings(max_examples=300)
@given(baskets, st.integers(0, 3_000))
def test_goods_beside_a_reward_cost_what_they_cost_without_it(basket: Basket, points: int) -> None:
    standing = Standing("a", available=points, redeem_right=points, counters=((STAMPS, 60),))
    priced = quote(basket, PROGRAMME, standing, CONTEXT)
    taken = {line.line.id for line in priced.lines if line.line.reward and not line.net_minor}
    goods = Basket(tuple(replace(line, reward="") for line in basket.lines if line.id not in taken))
    alone = {line.line.id: line for line in quote(goods, PROGRAMME, standing, CONTEXT).lines}
    for line in priced.lines:
        if line.line.id not in taken:
            there = alone[line.line.id]
            assert (line.discounts, line.net_minor, line.accrued) == (
                there.discounts,
                there.net_minor,
                there.accrued,
            )


@settings(max_examples=200)
@given(st.integers(2, 9), st.data())
def test_a_reward_returned_piece_by_piece_gives_back_exactly_its_points(
    pieces: int, data: st.DataObject
) -> None:
    basket = Basket((Line(1, MUG, pieces * 1_000, MUG.price_minor, reward="mug"),))
    standing = Standing("a", available=10_000, redeem_right=10_000)
    (line,) = quote(basket, PROGRAMME, standing, CONTEXT).lines
    sale = a_sale(1, lines=(sold_line(line),), redeemed=line.points, paid_minor=0, tenders=())
    already: tuple[ReturnedLine, ...] = ()
    back = 0
    while sum(one.qty_milli for one in already) < pieces * 1_000:
        left = pieces - sum(one.qty_milli for one in already) // 1_000
        part = data.draw(st.integers(1, left))
        some = returned_lines(sale, already, [Asked(1, part * 1_000)])
        back += sum(one.points for one in some)
        assert sum(one.paid_minor for one in some) == 0
        already += some
    assert back == pieces * 300
