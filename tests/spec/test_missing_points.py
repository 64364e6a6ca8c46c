"""Points for a past receipt without a card: worked out by its own prices, once (001, decisions 9)."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from loyalty_pos.core.basket import Article, Basket, Line
from loyalty_pos.core.dates import micros, start_of_day
from loyalty_pos.core.ledger import AccountState, Posting
from loyalty_pos.core.member import LotKind, Standing
from loyalty_pos.core.posting import apply_sale
from loyalty_pos.core.pricing import Context, quote
from loyalty_pos.core.pricing.claiming import claimed
from loyalty_pos.core.problems import AlreadyClaimed
from loyalty_pos.core.programme import (
    Accrual,
    AfterDays,
    EarnBase,
    Extra,
    GoodsRate,
    InDays,
    Limits,
    Once,
    PercentOff,
    Programme,
    Promotion,
    RateEarn,
)
from loyalty_pos.core.programme.conditions import Goods, InStores
from loyalty_pos.core.sale import Sale, Tender, TenderKind
from loyalty_pos.till.payment import Occasion, sale_fact, settle

BOUGHT = datetime(2026, 3, 1, 15, 40, tzinfo=UTC)
COFFEE, BREAD = Article("c", "Coffee", 40_000, "coffee"), Article("b", "Bread", 10_000, no_earn=True)
SHOP = Programme(
    "p",
    (("en", "P"),),
    promotions=(Promotion("ten", "Ten", PercentOff(1_000)),),
    accrual=Accrual(
        RateEarn(500),
        rates=(GoodsRate("coffee", Goods(categories=frozenset({"coffee"})), 1_000),),
        extras=(Extra("visit", 5),),
        activation=InDays(14),
    ),
)
ANNA = Standing("anna")


def sold(standing: Standing | None, programme: Programme = SHOP, certificate_minor: int = 0) -> Sale:
    basket = Basket((Line(1, COFFEE, 2000, 40_000), Line(2, BREAD, 1000, 10_000)))
    context = Context(BOUGHT, store_id="st", certificate_minor=certificate_minor)
    priced = quote(basket, programme, standing, context)
    paid = settle(priced.payable_minor, [Tender(TenderKind.CASH, priced.payable_minor)])
    occasion = Occasion("s1", "C1", 1, "sh", "st", "anna", micros(BOUGHT), None, "")
    return sale_fact(priced, paid, occasion, programme)


ARTICLES = {article.id: article for article in (COFFEE, BREAD)}


def test_a_claim_earns_what_the_card_would_have_earned() -> None:
    with_card, without = sold(ANNA), sold(None)
    assert (with_card.accrued, without.accrued) == (77, 0)
    late = claimed(without, ARTICLES, SHOP, ANNA)
    assert late == replace(with_card, card_last4=late.card_last4)


COFFEE_GOODS = Goods(categories=frozenset({"coffee"}))
LIVED = Accrual(RateEarn(500), extras=(Extra("visit", 5),), expiry=AfterDays(100), activation=InDays(14))


@pytest.mark.parametrize(
    "accrual",
    [
        pytest.param(LIVED, id="points that end"),
        pytest.param(replace(LIVED, earn=RateEarn(0)), id="an award alone"),
        pytest.param(Accrual(RateEarn(500), extras=(Extra("v", 5, expiry=AfterDays(9)),)), id="an award that ends"),
        pytest.param(Accrual(RateEarn(500)), id="points for ever, no award"),
        pytest.param(Accrual(RateEarn(500), certificates=False), id="nothing for what a certificate paid"),
        pytest.param(Accrual(RateEarn(500), base=EarnBase.DISCOUNTED), id="of what was left after discounts"),
        pytest.param(Accrual(RateEarn(500), beside_redemption=False), id="not beside points that pay"),
        pytest.param(Accrual(RateEarn(500), max_discount_bp=999), id="discounted too deep"),
        pytest.param(Accrual(RateEarn(500), max_discount_bp=1_000), id="rounding makes nothing too deep"),
        pytest.param(
            Accrual(RateEarn(500), rates=(GoodsRate("each", COFFEE_GOODS, 0, points_each=7),)), id="for each piece"
        ),
        pytest.param(
            Accrual(RateEarn(500), extras=(Extra("here", 9, when=(InStores(frozenset({"st"})),)),)),
            id="an award of this shop",
        ),
        pytest.param(
            Accrual(RateEarn(500), extras=(Extra("once", 9, once=Once.MONTH),)), id="an award once a month"
        ),
    ],
)  # fmt: skip
def test_a_claim_is_what_the_card_would_have_been_whatever_the_programme_says(accrual: Accrual) -> None:
    programme = replace(SHOP, accrual=accrual, limits=Limits(rounding_step_minor=700))
    with_card = sold(ANNA, programme, certificate_minor=30_050)
    late = claimed(sold(None, programme, certificate_minor=30_050), ARTICLES, programme, ANNA)
    assert late == replace(with_card, card_last4=late.card_last4)


def test_an_award_for_one_partners_stores_is_claimed_as_such() -> None:
    programme = replace(SHOP, accrual=Accrual(RateEarn(0), extras=(Extra("cafe", 9, partner="cafe"),)))
    assert [(a.id, a.points, a.partner) for a in claimed(sold(None), ARTICLES, programme, ANNA).awards] == [
        ("cafe", 9, "cafe")
    ]


def test_a_claim_is_posted_like_a_sale_with_the_life_of_its_day() -> None:
    late = claimed(sold(None), ARTICLES, SHOP, ANNA)
    posting = Posting("00000000-0000-7000-8000-000000000001", datetime(2026, 3, 10, tzinfo=UTC))
    lots = apply_sale(AccountState("anna"), late, posting, SHOP).state.lots
    assert [(lot.kind, lot.amount) for lot in lots] == [(LotKind.BASE, 72), (LotKind.EXTRA, 5)]
    assert {lot.activate_at for lot in lots} == {
        start_of_day(datetime(2026, 3, 15, tzinfo=UTC).date(), "Europe/Moscow")
    }


def test_goods_that_are_gone_from_the_list_earn_by_their_category() -> None:
    assert [line.accrued for line in claimed(sold(None), {"b": BREAD}, SHOP, ANNA).lines] == [77, 0]


def test_a_receipt_with_a_member_cannot_be_claimed() -> None:
    with pytest.raises(AlreadyClaimed) as refused:
        claimed(sold(ANNA), ARTICLES, SHOP, Standing("boris"))
    assert refused.value.facts() == {"receipt": "C1"}
