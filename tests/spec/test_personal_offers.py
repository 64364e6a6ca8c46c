"""Personal offers and segments: for whom they are, who is kept out to measure against, and the right to refuse them."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from loyalty_pos.core.member import Standing
from loyalty_pos.core.pricing import Context, quote
from loyalty_pos.core.pricing.why_not import Verdict, why_not
from loyalty_pos.core.programme import (
    Accrual,
    BasketAmount,
    PercentOff,
    Programme,
    Promotion,
    RateEarn,
    SetOff,
)
from loyalty_pos.core.programme.combined import combined
from loyalty_pos.core.programme.conditions import ALL_GOODS, InSegments
from loyalty_pos.core.programme.personal import ended_here, in_control_group, offer_name
from loyalty_pos.core.programme.promotions import Effect
from loyalty_pos.till.wording import LANGUAGES, verdict_text
from tests.fakes.offers import ANNA, NOON, basket, goods, of, price, saved, shop

TONER = basket(goods("toner", 250_000, "toner"), goods("paper", 40_000, "paper"))
TO_PRINTER_OWNERS = Promotion(
    "toner",
    "Toner −10 %",
    PercentOff(1_000),
    goods=of("toner"),
    when=(InSegments(frozenset({"printer-owners"})),),
    personal=True,
)
OWNER = replace(ANNA, segments=frozenset({"printer-owners"}))
HALF = Promotion("half", "Half of you", PercentOff(1_000), personal=True, control_bp=5_000)


def verdict(programme: Programme, member: Standing | None, ended: frozenset[str] = frozenset()) -> Verdict:
    return why_not(TONER, programme, member, Context(NOON, ended=ended))[0]


def test_who_bought_a_printer_gets_toner_cheaper() -> None:
    """A42: the offer that comes from what a member bought is that member's, and nobody else's."""
    assert saved(price(TONER, TO_PRINTER_OWNERS, member=OWNER)) == [25_000, 0]
    assert saved(price(TONER, TO_PRINTER_OWNERS, member=ANNA)) == [0, 0]
    assert saved(price(TONER, TO_PRINTER_OWNERS)) == [0, 0]


def test_who_refuses_personal_offers_goes_on_earning() -> None:
    """A50: offers by segment and personal ones are off, what everybody gets and the points stay."""
    everybody = Promotion("all", "Everybody", PercentOff(500), goods=of("paper"))
    by_segment = replace(TO_PRINTER_OWNERS, id="segment", personal=False)
    for_anybody = replace(TO_PRINTER_OWNERS, id="any", when=(), goods=ALL_GOODS)
    programme = shop(everybody, TO_PRINTER_OWNERS, by_segment, for_anybody, accrual=Accrual(RateEarn(500)))
    refused = quote(TONER, programme, replace(OWNER, opted_out=True), Context(NOON))
    assert saved(refused) == [0, 2_000]
    assert refused.accrued == 144  # 5 % of 2 880.00
    assert quote(TONER, programme, OWNER, Context(NOON)).discount_minor > refused.discount_minor


def test_premium_members_get_wine_cheaper_but_never_under_its_legal_price() -> None:
    """A51: the offer of the segment stops at the floor, like any other."""
    wine = Promotion(
        "wine",
        "Wine −20 %",
        PercentOff(2_000),
        goods=of("wine"),
        when=(InSegments(frozenset({"premium"})),),
    )
    bottles = basket(goods("wine", 100_000, "wine", min_price_minor=90_000))
    premium = replace(ANNA, segments=frozenset({"premium"}))
    assert saved(price(bottles, wine, member=premium)) == [10_000]
    assert saved(price(bottles, wine, member=ANNA)) == [0]


def test_a_personal_offer_is_for_members_alone() -> None:
    anybody = Promotion("x", "X", PercentOff(1_000), personal=True)
    assert saved(price(TONER, anybody, member=ANNA)) == [25_000, 4_000]
    assert saved(price(TONER, anybody)) == [0, 0]
    assert verdict(shop(anybody), None).why == "members_only"
    assert verdict(shop(anybody), replace(ANNA, opted_out=True)).why == "opted_out"


@pytest.mark.parametrize(
    ("effect", "coupon"),
    [
        (PercentOff(1_000), ""),
        (SetOff(2, 1), ""),
        (BasketAmount(1_000, 10_000), ""),
        (PercentOff(1_000), "CODE"),
        (BasketAmount(1_000, 10_000), "CODE"),
    ],
)
def test_the_control_group_gets_nothing_of_an_offer_of_any_kind(effect: Effect, coupon: str) -> None:
    offer = Promotion("x", "X", effect, control_bp=5_000, coupon=coupon)
    context = Context(NOON, coupons=(coupon,) if coupon else ())
    for number in range(40):
        member = Standing(f"member-{number}")
        priced = price(TONER, offer, member=member, context=context)
        kept_out = in_control_group(member.account_id, "x", 5_000)
        assert (priced.discount_minor == 0) is kept_out


def test_the_share_of_the_control_group_is_kept() -> None:
    """Of ten thousand members about as many are kept out as the marketer asked for, offer by offer."""
    for offer, share in (("spring", 500), ("autumn", 1_000), ("winter", 5_000)):
        kept_out = sum(in_control_group(f"account-{n}", offer, share) for n in range(10_000))
        assert abs(kept_out - share) < 150, (offer, kept_out)  # three standard deviations of the largest


@given(st.text(max_size=40), st.text(max_size=20), st.integers(0, 10_000), st.integers(0, 10_000))
def test_the_control_group_is_the_same_everywhere(
    account_id: str, offer_id: str, share: int, more: int
) -> None:
    """The ids alone decide; a larger share keeps those it had; another programme beside it changes nobody's side."""
    kept_out = in_control_group(account_id, offer_id, share)
    assert kept_out is in_control_group(account_id, f"guest/{offer_id}", share)
    assert not kept_out or in_control_group(account_id, offer_id, max(share, more))
    assert in_control_group(account_id, offer_id, 10_000)
    assert not in_control_group(account_id, offer_id, 0)


def test_these_members_were_always_kept_out() -> None:
    """Written down once: a till of tomorrow must agree with one of today."""
    kept_out = [n for n in range(12) if in_control_group(f"anna-{n}", "toner", 5_000)]
    assert kept_out == [1, 3, 5, 6, 11]


def test_two_offers_have_two_control_groups() -> None:
    first, second = ({n for n in range(1_000) if in_control_group(f"a{n}", o, 5_000)} for o in ("one", "two"))
    assert 200 < len(first & second) < 300


def test_why_not_tells_the_control_group_to_whoever_may_know() -> None:
    programme = shop(HALF)
    whys = {verdict(programme, Standing(f"m{n}")).why for n in range(20)}
    assert whys == {"applied", "control_group"}
    assert {verdict_text(Verdict("x", "X", "control_group"), lang) for lang in LANGUAGES} == {
        "In the control group: kept out on purpose",
        "В контрольной группе: не получает намеренно",
    }


def test_an_offer_that_is_not_for_a_member_keeps_no_other_away() -> None:
    over = Promotion("over", "Over", PercentOff(1_000), budget_minor=100, goods=of("toner"))
    personal = Promotion("yours", "Yours", PercentOff(1_000), goods=of("paper"), personal=True)
    priced = price(TONER, over, personal, member=OWNER, context=Context(NOON, ended=frozenset({"over"})))
    assert saved(priced) == [0, 4_000]


def test_an_offer_whose_budget_is_used_up_gives_nothing() -> None:
    offer = Promotion("x", "X", PercentOff(1_000), budget_minor=100_000)
    assert saved(price(TONER, offer, context=Context(NOON, ended=frozenset({"x"})))) == [0, 0]
    assert saved(price(TONER, offer, context=Context(NOON, ended=frozenset({"y"})))) == [25_000, 4_000]
    assert verdict(shop(offer), ANNA, frozenset({"x"})).why == "budget_used_up"


def test_an_ended_offer_is_found_beside_any_programme() -> None:
    """Its name says whose it is, whichever programme it stands in at this shop."""
    one = Programme("one", (("en", "One"),), promotions=(HALF,), accrual=Accrual(RateEarn(500)))
    two = Programme("two", (("en", "Two"),), promotions=(HALF,))
    both = combined([one, two])
    ids = [offer.id for offer in both.promotions]
    assert [offer_name(both.id, one) for one in ids] == ["one/half", "two/half"]
    assert [ended_here(both.id, [name]) for name in ("one/half", "two/half")] == [{ids[0]}, {ids[1]}]
    assert ended_here("two", ["two/half"]) == {"half"}
