"""Why not that offer, and what is missing for it: one reason an offer, in the words of the counter."""

from pathlib import Path

import pytest

from loyalty_pos.core.basket import Basket
from loyalty_pos.core.member import Standing
from loyalty_pos.core.pricing import Context
from loyalty_pos.core.pricing.why_not import Verdict, near, why_not
from loyalty_pos.core.programme import (
    BasketAmount,
    BasketLadder,
    Bundle,
    BundlePart,
    Choice,
    Exclusive,
    FixedPrice,
    ForPrice,
    Gift,
    Group,
    Limits,
    PercentOff,
    Programme,
    Promotion,
    QuantityLadder,
    QuantityStep,
    SeriesDiscount,
    SetOff,
    SumStep,
    Tier,
    Tiers,
    WithCard,
)
from loyalty_pos.core.programme.conditions import FromSum, InMonths
from loyalty_pos.core.programme.file import read_programme
from loyalty_pos.till.wording import LANGUAGES, hint_text, verdict_text
from loyalty_pos.till.words import en
from tests.fakes.offers import ANNA, NOON, basket, goods, of, pieces, shop, weighed

TWO = basket(goods("tea", 10_000, "tea"), goods("cup", 20_000, "cup"))
TEN = PercentOff(1_000)


def verdict(programme: Programme, rule_id: str = "x", bought: Basket = TWO, **more: object) -> Verdict:
    member = more.get("member")
    assert member is None or isinstance(member, Standing)
    context = Context(NOON, zone="Europe/Moscow", coupons=("HERE",))
    return next(v for v in why_not(bought, programme, member, context) if v.rule_id == rule_id)


def written(when: str) -> Programme:
    """A programme as its owner writes it, with one offer of 10 % on these conditions."""
    offer = '[[promotion]]\nid = "x"\nname = "X"\nkind = "percent"\nbp = 1000\n'
    tiers = '[tiers]\n[[tiers.step]]\nid = "gold"\nname = "Gold"\nfrom_minor = 100\n'
    return read_programme(f'id = "p"\nnames = {{ en = "P" }}\n{tiers}{offer}when = {{ {when} }}\n')


@pytest.mark.parametrize(
    ("when", "member", "why", "said"),
    [
        ("since = 2026-12-01", None, "not_yet", "Has not begun yet"),
        ("until = 2026-11-01", None, "over", "Is over"),
        ("weekdays = [1]", None, "wrong_day", "Not on this day"),
        ('days = ["03-08"]', None, "wrong_day", "Not on this day"),
        ("from_hour = 08:00:00, to_hour = 10:30:00", None, "wrong_hour", "Only from 08:00 to 10:30"),
        ("members = true", None, "members_only", "Only with a card"),
        ("birthday = true", None, "members_only", "Only with a card"),
        ("birthday = true", ANNA, "no_birthday", "Only around the birthday"),
        ("first_purchase = true", ANNA, "not_first_purchase", "Only for the first purchase"),
        ('tiers = ["gold"]', ANNA, "wrong_tier", "Not for this tier"),
        ('segments = ["staff"]', ANNA, "not_for_this_member", "Not for this customer"),
        ('clubs = ["wine"]', ANNA, "not_in_club", "Only for the club"),
        ('stores = ["s9"]', None, "wrong_place", "Not in this shop"),
        ('regions = ["irkutsk"]', None, "wrong_place", "Not in this shop"),
        ('channels = ["pickup"]', None, "wrong_channel", "Not for this way of getting the goods"),
        ('coupon = "SPRING"', None, "coupon_needed", "Needs the coupon SPRING"),
        ("from_minor = 50_000", None, "more_money", "₽200.00 more to go"),
    ],
)
def test_a_condition_that_does_not_hold(when: str, member: Standing | None, why: str, said: str) -> None:
    found = verdict(written(when), member=member)
    assert (found.why, verdict_text(found, "en")) == (why, said)


FULL = goods("full", 10_000, fixed_price=True)
AT_FLOOR = goods("floor", 10_000, min_price_minor=10_000)


@pytest.mark.parametrize(
    ("offers", "bought", "why", "facts"),
    [
        ([Promotion("x", "X", TEN, coupon="AWAY")], TWO, "coupon_needed", {"coupon": "AWAY"}),
        ([Promotion("x", "X", TEN, goods=of("wine"))], TWO, "no_goods", {}),
        ([Promotion("x", "X", TEN)], basket(FULL), "goods_excluded", {}),
        ([Promotion("x", "X", TEN)], basket(AT_FLOOR), "floor_reached", {}),
        ([Promotion("x", "X", FixedPrice(99_900))], TWO, "nothing_left", {}),
        ([Promotion("x", "X", SetOff(3, 2))], TWO, "more_goods", {"missing_milli": 1_000}),
        (
            [Promotion("x", "X", QuantityLadder((QuantityStep(5_000, 500),)))],
            TWO,
            "more_goods",
            {"missing_milli": 3_000},
        ),
        ([Promotion("x", "X", BasketAmount(100, 50_000))], TWO, "more_money", {"missing_minor": 20_000}),
        ([Promotion("x", "X", Gift(25_000), goods=of("tea"))], TWO, "more_money", {"missing_minor": 5_000}),
        (
            [Promotion("x", "X", Bundle((BundlePart(of("tea")), BundlePart(of("wine"))), ForPrice(100)))],
            basket((goods("tea", 10_000, "tea"), 2_000)),
            "bundle_incomplete",
            {},
        ),
        (
            [Promotion("first", "F", SetOff(2, 1), priority=1), Promotion("x", "X", SetOff(2, 1))],
            TWO,
            "pieces_used",
            {},
        ),
        (
            [Promotion("first", "F", TEN, priority=1, exclusive=Exclusive.PHASE), Promotion("x", "X", TEN)],
            TWO,
            "lines_closed",
            {},
        ),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_what_is_missing(
    offers: list[Promotion], bought: Basket, why: str, facts: dict[str, int | str]
) -> None:
    found = verdict(shop(*offers), bought=bought)
    assert (found.why, dict(found.facts), found.amount_minor) == (why, facts, 0)


GIFT = Gift(40_000)
TEA_OR_CUP = basket(goods("green", 12_000, "tea"), goods("black", 10_000, "tea"), goods("cup", 20_000, "cup"))
STEPS = BasketLadder((SumStep(50_000, 500), SumStep(80_000, 1_000)))


@pytest.mark.parametrize(
    ("offer", "bought", "why", "facts"),
    [
        pytest.param(
            Promotion("x", "X", STEPS), TWO, "more_money", {"missing_minor": 20_000}, id="to the first step"
        ),
        pytest.param(
            Promotion("x", "X", Bundle((BundlePart(of("wine")), BundlePart(of("beer"))), ForPrice(100))), TWO,
            "no_goods", {}, id="no part of the bundle is there",
        ),
        pytest.param(
            Promotion("x", "X", Bundle((BundlePart(of("tea")), BundlePart(of("wine"))), ForPrice(100))), TWO,
            "more_goods", {"missing_milli": 1_000}, id="one part of the bundle is there",
        ),
        pytest.param(
            Promotion("x", "X", SetOff(4, 2, unfinished=True)), TWO, "more_goods", {"missing_milli": 1_000},
            id="one more begins to pay",
        ),
        pytest.param(
            Promotion("x", "X", QuantityLadder((QuantityStep(2_001, 500),))), TWO, "more_goods", {"missing_milli": 1},
            id="a gram is missing",
        ),
        pytest.param(
            Promotion("x", "X", QuantityLadder((QuantityStep(1_000, 500),))), basket(goods("bag", 0)), "nothing_left",
            {}, id="a ladder on goods that cost nothing",
        ),
        pytest.param(
            Promotion("x", "X", TEN, per_receipt=1), basket(AT_FLOOR), "floor_reached", {}, id="one piece, at its floor"
        ),
        pytest.param(Promotion("x", "X", TEN, per_member=1), TWO, "members_only", {}, id="some receipts of a member"),
        pytest.param(
            Promotion("x", "X", TEN, when=(InMonths(frozenset({"2026-10"})),)), TWO, "over", {}, id="a month that is over"
        ),
        pytest.param(
            Promotion("x", "X", TEN, when=(InMonths(frozenset({"2026-10", "2027-01"})),)), TWO, "not_yet", {},
            id="between its months",
        ),
        pytest.param(Promotion("x", "X", TEN, when=(InMonths(frozenset()),)), TWO, "over", {}, id="in no month"),
        pytest.param(
            Promotion("x", "X", BasketAmount(100)), basket(goods("bag", 0)), "nothing_left", {}, id="it costs nothing"
        ),
        pytest.param(
            Promotion("x", "X", BasketAmount(100)), basket(AT_FLOOR), "floor_reached", {}, id="all at their floors"
        ),
        pytest.param(
            Promotion("x", "X", GIFT, goods=of("tea")), TEA_OR_CUP, "more_money", {"missing_minor": 8_000},
            id="a gift would be the cheapest of its goods",
        ),
        pytest.param(
            Promotion("x", "X", Gift(20_001), goods=of("tea")), TWO, "more_money", {"missing_minor": 1},
            id="one kopeck is missing for a gift",
        ),
        pytest.param(
            Promotion("x", "X", Gift(25_000), goods=of("tea")), basket(FULL, *(line.article for line in TWO.lines)),
            "more_money", {"missing_minor": 5_000}, id="what may not get cheaper opens no gift",
        ),
        pytest.param(
            Promotion("x", "X", Gift(20_000), goods=of("tea")),
            basket(weighed("tea", 10_000, "tea"), goods("cup", 20_000)), "nothing_left", {},
            id="no piece to give away: tea by weight",
        ),
        pytest.param(
            Promotion("x", "X", Gift(1), goods=of("tea"), when=(FromSum(30_000),)), TWO, "more_money",
            {"missing_minor": 20_000}, id="a gift that wants a sum of its own goods",
        ),
    ],
)  # fmt: skip
def test_what_an_offer_on_the_basket_lacks(
    offer: Promotion, bought: Basket, why: str, facts: dict[str, int | str]
) -> None:
    found = verdict(shop(offer), bought=bought)
    assert (found.why, dict(found.facts)) == (why, facts)


def test_a_gift_of_goods_that_an_exclusive_offer_keeps() -> None:
    first = Promotion("a", "A", TEN, goods=of("tea"), exclusive=Exclusive.ALL)
    found = verdict(shop(first, Promotion("x", "X", Gift(90_000), goods=of("tea"))))
    assert (found.why, found.facts) == ("nothing_left", ())


def test_of_a_group_that_saves_nothing_the_first_is_told() -> None:
    dear, dearer = (Promotion(name, name, FixedPrice(99_900), group="g", per_receipt=9) for name in "ax")
    found = verdict(shop(dear, dearer, groups=(Group("g"),)))
    assert (found.why, dict(found.facts)) == ("lost_in_group", {"winner": "a"})


@pytest.mark.parametrize(
    ("offer", "bought", "near_enough"),
    [
        pytest.param(BasketAmount(1, 50_000), basket(goods("a", 40_000)), True, id="a quarter of the basket"),
        pytest.param(BasketAmount(1, 50_001), basket(goods("a", 40_000)), False, id="a kopeck more"),
        pytest.param(
            BasketAmount(1, 50_002), basket(goods("a", 40_001)), False, id="a quarter is rounded down"
        ),
        pytest.param(
            QuantityLadder((QuantityStep(2_000, 1),)),
            basket((weighed("a", 9), 1_000)),
            True,
            id="one piece more",
        ),
        pytest.param(
            QuantityLadder((QuantityStep(2_001, 1),)),
            basket((weighed("a", 9), 1_000)),
            False,
            id="and a gram",
        ),
    ],
)
def test_how_near_is_near(offer: BasketAmount | QuantityLadder, bought: Basket, near_enough: bool) -> None:  # noqa: FBT001  # a column of the table
    said = near(why_not(bought, shop(Promotion("x", "X", offer)), None, Context(NOON)), bought)
    assert bool(said) is near_enough


@pytest.mark.parametrize("choice", list(Choice))
def test_the_loser_of_a_group_names_the_winner(choice: Choice) -> None:
    offers = (
        Promotion("a", "A", PercentOff(2_000), priority=1, group="g"),
        Promotion("x", "X", TEN, priority=2, group="g"),
    )
    found = verdict(shop(*offers, groups=(Group("g", choice),)))
    assert (found.why, dict(found.facts)) == ("lost_in_group", {"winner": "a"})


def test_a_later_phase_names_the_winner_of_an_earlier_one() -> None:
    offers = (Promotion("a", "A", TEN, group="g"), Promotion("x", "X", BasketAmount(100), group="g"))
    found = verdict(shop(*offers, groups=(Group("g"),)))
    assert (found.why, dict(found.facts)) == ("lost_in_group", {"winner": "a"})


@pytest.mark.parametrize("effect", [PercentOff(100), BasketAmount(100)], ids=["articles", "basket"])
def test_the_card_gives_more(effect: PercentOff | BasketAmount) -> None:
    programme = shop(Promotion("x", "X", effect, with_card=WithCard.BEST), card=SeriesDiscount())
    assert verdict(programme, member=Standing("m", card_discount_bp=1_000)).why == "card_better"


def test_the_cap_takes_a_whole_offer() -> None:
    offers = (Promotion("a", "A", TEN), Promotion("x", "X", BasketAmount(100)))
    assert verdict(shop(*offers, limits=Limits(max_discount_bp=1_000))).why == "cap_reached"


def test_an_offer_that_acts_says_what_it_gave() -> None:
    found = verdict(shop(Promotion("x", "X", TEN)))
    assert (found.why, found.amount_minor, verdict_text(found, "ru")) == (
        "applied",
        3_000,
        "Действует: скидка 30,00\u00a0₽",
    )


def test_an_offer_used_up() -> None:
    member = Standing("m", counters=(("x", 2),))
    found = verdict(shop(Promotion("x", "X", TEN, per_member=2)), member=member)
    assert (found.why, dict(found.facts)) == ("used_up", {"times": 2})


def test_asking_changes_no_price() -> None:
    """Also one verdict for each offer of the programme, whatever becomes of it."""
    offers = tuple(Promotion(f"o{n}", "O", TEN, priority=n) for n in range(5))
    verdicts = why_not(TWO, shop(*offers), None, Context(NOON))
    assert [v.rule_id for v in verdicts] == [f"o{n}" for n in range(5)]


def test_what_is_near_is_worth_saying() -> None:
    """One more piece for the gift, 1 500.00 to the discount; not what is far away."""
    programme = shop(
        Promotion("three", "Third free", SetOff(3, 2)),
        Promotion("nine", "Ninth free", SetOff(9, 8)),
        Promotion("near", "100 off", BasketAmount(10_000, 1_150_000)),
        Promotion("far", "500 off", BasketAmount(50_000, 5_000_000)),
        tiers=Tiers((Tier("a", "A", 0),)),
    )
    bought = pieces((500_000, 2))
    hints = near(why_not(bought, programme, None, Context(NOON)), bought)
    assert [hint_text(hint, "en") for hint in hints] == [
        "1 more for “Third free”",
        "₽1,500.00 more for “100 off”",
    ]
    assert all(hint_text(hint, lang) for hint in hints for lang in LANGUAGES)


def test_no_sentence_about_offers_is_left_over(project_root: Path) -> None:
    core = project_root / "src" / "loyalty_pos" / "core"
    sources = [*(core / "pricing").glob("*.py"), core / "programme" / "personal.py"]
    text = "".join(source.read_text(encoding="utf-8") for source in sources)
    assert [code for code in en.OFFERS if f'"{code}"' not in text] == []
