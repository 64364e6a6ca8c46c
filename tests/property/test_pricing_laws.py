"""Laws of pricing that hold for every basket, programme and member (domain.md 5.2, decisions 4, 6, 34)."""

import random
from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from loyalty_pos.core.basket import Article, Basket
from loyalty_pos.core.member import Standing
from loyalty_pos.core.money import Rounding, share
from loyalty_pos.core.pricing import Context, compile_programme, quote, runner_up
from loyalty_pos.core.pricing.why_not import why_not
from loyalty_pos.core.programme import Group, Once, Programme
from loyalty_pos.core.programme.periods import counted_up, counter_key, used
from loyalty_pos.core.quote import Cause, Quote
from loyalty_pos.till.wording import verdict_text
from tests.fakes.any_pricing import (
    NOW,
    basket_of,
    baskets,
    contexts,
    members,
    no_ties,
    programmes,
    standings,
)


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
        assert sum(net for _, _, net in line.parts) == line.net_minor
        assert sum(qty for qty, _, _ in line.parts) == line.line.qty_milli
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
@given(no_ties, programmes(), members, st.randoms(use_true_random=False))
def test_the_order_of_scanning_changes_no_total(
    scanned: list[tuple[Article, int]], programme: Programme, member: Standing | None, shuffle: random.Random
) -> None:
    """Goods of one price are told apart by the line they stand on (decisions 4, 31), so each price is one article here."""
    other = scanned[:]
    shuffle.shuffle(other)
    first = quote(basket_of(scanned), programme, member, Context(NOW))
    second = quote(basket_of(other), programme, member, Context(NOW))
    assert second.payable_minor == first.payable_minor
    assert second.discount_minor == first.discount_minor


@settings(max_examples=150)
@given(baskets, programmes(), members, contexts, st.randoms(use_true_random=False))
def test_the_order_of_offers_in_the_file_changes_nothing(
    basket: Basket, programme: Programme, member: Standing | None, context: Context, shuffle: random.Random
) -> None:
    """Priority and id decide, and nothing else: two tills that hold the rules in another order say the same."""
    offers, groups = list(programme.promotions), list(programme.groups)
    shuffle.shuffle(offers)
    shuffle.shuffle(groups)
    other = replace(programme, promotions=tuple(offers), groups=tuple(groups))
    assert plain(quote(basket, other, member, context)) == plain(quote(basket, programme, member, context))


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
