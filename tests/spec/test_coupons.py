"""Promo codes for everybody: which text means which code, when it counts, and why it gives nothing now."""

from datetime import UTC, date, datetime, time

import pytest

from loyalty_pos.core.basket import Basket
from loyalty_pos.core.coupons.codes import compact, find_coupon, rules_of
from loyalty_pos.core.coupons.serials import check_character, grouped, is_prefix, is_serial
from loyalty_pos.core.coupons.taking import coupon_refusal, coupons_used
from loyalty_pos.core.member import Standing
from loyalty_pos.core.pricing import Context, compile_programme, quote
from loyalty_pos.core.problems import (
    CouponAlreadyThere,
    CouponGivesNothing,
    CouponNotYet,
    CouponOver,
    Problem,
    UnknownCoupon,
)
from loyalty_pos.core.programme import (
    Accrual,
    BasketAmount,
    Exclusive,
    Extra,
    Multiplier,
    PercentOff,
    Programme,
    Promotion,
    RateEarn,
    SetOff,
)
from loyalty_pos.core.programme.conditions import Between, BetweenHours, Condition, ForMembers, HasCoupon
from loyalty_pos.core.programme.file import read_programme
from loyalty_pos.till.wording import sentence
from tests.fakes.offers import ANNA, NOON, basket, goods, of, shop

TEN = PercentOff(1_000)
TEA_AND_CUP = basket(goods("tea", 10_000, "tea"), goods("cup", 20_000, "cup"))
DOUBLE = Multiplier("double", 20_000, when=(HasCoupon("TWICE"),))
wall = datetime.fromisoformat  # of the shop, without zone
GIFT_OF_POINTS = Extra("fifty", 50, when=(HasCoupon("FIFTY"),))


def offer(*when: Condition, **more: object) -> Promotion:
    return Promotion("x", "X", TEN, coupon="TEA10", when=when, **more)  # type: ignore[arg-type]  # the test names the fields


def refused(
    programme: Programme, bought: Basket = TEA_AND_CUP, member: Standing | None = None, **more: object
) -> Problem | None:
    context = Context(NOON, zone="Europe/Moscow", **more)  # type: ignore[arg-type]  # the test names the fields
    return coupon_refusal(bought, compile_programme(programme), member, context, "TEA10")


def said(problem: Problem | None, lang: str = "en") -> str:
    assert problem is not None
    words = sentence(problem, lang)
    return f"{words.text} {words.next_step}".replace("\u00a0", " ")


# --- which code is meant ------------------------------------------------------------------------------


@pytest.mark.parametrize("typed", ["TEA-10", "tea10", " Tea 10 ", "T-E-A-1-0", "tea\u00a010", "tea–10"])
def test_case_spaces_and_dashes_do_not_matter(typed: str) -> None:
    programme = shop(Promotion("x", "X", TEN, coupon="TEA-10"))
    assert find_coupon(typed, programme) == "TEA-10"


@pytest.mark.parametrize("typed", ["TEA1", "TEA100", "", " - "])
def test_a_part_of_a_code_is_no_code(typed: str) -> None:
    assert find_coupon(typed, shop(offer())) == ""


def test_a_code_in_another_script_is_a_code_too() -> None:
    assert find_coupon("чай 10", shop(Promotion("x", "X", TEN, coupon="ЧАЙ10"))) == "ЧАЙ10"


def test_what_the_marketer_writes_is_what_is_typed() -> None:
    written = read_programme(
        'id = "p"\nnames = { en = "P" }\n[[promotion]]\nid = "x"\nname = "X"\nkind = "percent"\nbp = 1000\ncoupon = "TEA10"\n'
    )
    assert find_coupon("tea-10", written) == "TEA10"


def test_a_code_may_be_a_condition_of_offers_and_of_points() -> None:
    programme = shop(
        Promotion("x", "X", TEN, when=(HasCoupon("A"),)),
        Promotion("y", "Y", TEN, coupon="A"),
        accrual=Accrual(RateEarn(500), multipliers=(DOUBLE,), extras=(GIFT_OF_POINTS,)),
    )
    assert [rule.id for rule in rules_of(programme, "A")] == ["x", "y"]
    assert [rule.id for rule in rules_of(programme, "TWICE")] == ["double"]
    assert [rule.id for rule in rules_of(programme, "FIFTY")] == ["fifty"]


# --- when it counts -----------------------------------------------------------------------------------


def test_a_code_that_gives_something_is_taken() -> None:
    assert refused(shop(offer(goods=of("tea")))) is None


def test_a_code_that_nobody_wrote_is_unknown() -> None:
    problem = refused(shop(Promotion("x", "X", TEN, coupon="OTHER")))
    assert isinstance(problem, UnknownCoupon)
    assert said(problem).startswith("This shop has no coupon TEA10. Compare the letters with the paper")


def test_a_code_counts_once() -> None:
    problem = refused(shop(offer()), coupons=("TEA10",))
    assert isinstance(problem, CouponAlreadyThere)
    assert said(problem).endswith("To take it off, choose its row and press F8.")


@pytest.mark.parametrize(
    ("since", "until", "text", "russian"),
    [
        pytest.param(
            wall("2026-12-01"),
            None,
            "it begins on 1 Dec 2026.",
            "он начнётся 01.12.2026.",
            id="from a day on",
        ),
        pytest.param(
            wall("2026-11-22T18:00"),
            None,
            "it begins on 22 Nov 2026 18:00.",
            "22.11.2026 18:00.",
            id="from this evening on",
        ),
        pytest.param(
            None,
            wall("2026-11-22"),
            "its last day was 21 Nov 2026.",
            "последний день был 21.11.2026.",
            id="until yesterday",
        ),
    ],
)
def test_outside_its_dates_the_dates_are_said(
    since: datetime | None, until: datetime | None, text: str, russian: str
) -> None:
    problem = refused(shop(offer(Between(since, until))))
    assert isinstance(problem, CouponNotYet | CouponOver)
    assert text in said(problem)
    assert russian in said(problem, "ru")


def test_of_two_offers_of_one_code_the_one_that_comes_is_said() -> None:
    over, coming = Between(None, wall("2026-11-01")), Between(wall("2026-12-01"), None)
    late = Promotion("late", "Late", TEN, coupon="TEA10", when=(coming,))
    assert isinstance(refused(shop(offer(over), late)), CouponNotYet)


def test_a_programme_out_of_its_days_takes_no_code() -> None:
    over = shop(offer(), until=date(2026, 11, 22))
    assert isinstance(refused(over), CouponOver)
    coming = shop(offer(), since=date(2026, 11, 23))
    assert "it begins on 23 Nov 2026." in said(refused(coming))


# --- what is missing ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("promotion", "text"),
    [
        pytest.param(
            offer(goods=of("wine")),
            "gives nothing on this receipt yet: none of its goods are here. Add the goods, then enter the coupon once more.",
            id="goods",
        ),
        pytest.param(
            Promotion("x", "X", BasketAmount(100, 50_000), coupon="TEA10"),
            "yet: ₽200.00 more to go. Add the goods, then enter the coupon once more.",
            id="money",
        ),
        pytest.param(
            Promotion("x", "X", SetOff(3, 2), coupon="TEA10"),
            "yet: 1 more to go. Add the goods, then enter the coupon once more.",
            id="a third piece",
        ),
        pytest.param(
            offer(ForMembers()),
            "yet: only with a card. Scan the customer's card, then enter the coupon once more.",
            id="a card",
        ),
        pytest.param(
            offer(BetweenHours(time(8), time(10))),
            "gives nothing on this receipt: only from 08:00 to 10:00. Sell without it",
            id="another hour",
        ),
    ],
)
def test_a_code_that_gives_nothing_says_what_is_missing(promotion: Promotion, text: str) -> None:
    problem = refused(shop(promotion))
    assert isinstance(problem, CouponGivesNothing)
    assert text in said(problem)


def test_of_two_reasons_the_one_that_can_be_helped_is_said() -> None:
    far = Promotion("a", "A", TEN, coupon="TEA10", when=(ForMembers(),))
    near = Promotion("b", "B", BasketAmount(100, 31_000), coupon="TEA10")
    assert "₽10.00 more to go" in said(refused(shop(far, near)))


def test_a_code_that_another_offer_shuts_out_is_told_so() -> None:
    first = Promotion("all", "All", TEN, exclusive=Exclusive.ALL)
    assert "another offer keeps these goods to itself" in said(refused(shop(first, offer())))


# --- codes for points ---------------------------------------------------------------------------------


@pytest.mark.parametrize("rule", [DOUBLE, GIFT_OF_POINTS], ids=["twice the points", "fifty on top"])
def test_a_code_may_bring_points(rule: Multiplier | Extra) -> None:
    when = (HasCoupon("TEA10"),)
    double, extra = Multiplier("double", 20_000, when=when), Extra("fifty", 50, when=when)
    more = {"multipliers": (double,)} if isinstance(rule, Multiplier) else {"extras": (extra,)}
    programme = shop(accrual=Accrual(RateEarn(500), **more))
    assert refused(programme, member=ANNA) is None
    problem = refused(programme)
    assert isinstance(problem, CouponGivesNothing)
    assert said(problem).startswith("The coupon TEA10 adds no points to this receipt.")


# --- what it did --------------------------------------------------------------------------------------


def test_the_rules_that_acted_by_a_code_are_known() -> None:
    award = Extra("fifty", 50, when=(HasCoupon("TEA10"),))
    idle = Promotion("idle", "Idle", TEN, goods=of("wine"), coupon="TEA10")
    always = Promotion("always", "Always", TEN)
    programme = shop(offer(), idle, always, accrual=Accrual(RateEarn(500), extras=(award,)))
    priced = quote(TEA_AND_CUP, programme, ANNA, Context(NOON, coupons=("TEA10",)))
    assert coupons_used(priced, programme, ("TEA10",)) == (("TEA10", "x"), ("TEA10", "fifty"))
    without = quote(TEA_AND_CUP, programme, ANNA, Context(NOON))
    assert coupons_used(without, programme, ()) == ()


# --- serials of a single use --------------------------------------------------------------------------


def test_a_serial_is_made_by_the_published_rule() -> None:
    """ISO/IEC 7064, MOD 37-2: the standard's own example is A999914123456N."""
    assert check_character("A999914123456") == "N"


SERIAL = "TEA9R6E7NMNWJC7G"


@pytest.mark.parametrize("typed", [SERIAL, SERIAL.lower(), "TEA-9R6E-7NMN-WJC7G", f" {SERIAL} "])
def test_a_serial_is_known_however_it_is_typed(typed: str) -> None:
    assert is_serial(typed)


@pytest.mark.parametrize(
    "text", ["", "TEA10", SERIAL[:-1], SERIAL + "7", "4600000000015", "LPC1:" + SERIAL, "Ж" * 16]
)
def test_other_texts_are_no_serials(text: str) -> None:
    assert not is_serial(text)


def test_a_serial_is_printed_in_groups() -> None:
    assert grouped(SERIAL) == "TEA-9R6E-7NMN-WJC7G"
    assert compact(grouped(SERIAL)) == SERIAL


@pytest.mark.parametrize(
    ("text", "fits"),
    [
        ("", True),
        ("TEA", True),
        ("ABCDEFGH", True),
        ("ABCDEFGHI", False),
        ("tea", False),
        ("=A", False),
        ("ЧАЙ", False),
    ],
)
def test_what_serials_may_begin_with(text: str, fits: bool) -> None:  # noqa: FBT001  # a column of the table
    assert is_prefix(text) is fits


def test_the_clock_of_the_shop_counts() -> None:
    """21:30 UTC of 30 November is half past midnight of 1 December in Moscow."""
    context = Context(datetime(2026, 11, 30, 21, 30, tzinfo=UTC), zone="Europe/Moscow")
    from_december = compile_programme(shop(offer(Between(wall("2026-12-01"), None))))
    assert coupon_refusal(TEA_AND_CUP, from_december, None, context, "TEA10") is None
