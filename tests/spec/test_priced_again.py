"""What a sale keeps of its price, so that anybody can work it out again: enough to the kopeck, and no more of a person."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from loyalty_pos.core.basket import Article, Basket, Line, Unit
from loyalty_pos.core.member import Standing
from loyalty_pos.core.pricing import Context, compile_programme
from loyalty_pos.core.programme.file import read_programme
from loyalty_pos.core.repricing.asking import question_of
from loyalty_pos.core.repricing.repriced import Difference, differences
from loyalty_pos.core.repricing.seen import Asks, Mark, seen_of
from loyalty_pos.core.sale import Issued, IssuedKind, Sale, Seen, SeenMember, SoldReward
from tests.fakes.priced import a_kopeck_less, sold

NOW = datetime(2026, 11, 22, 9, 0, tzinfo=UTC)
PLAIN = 'id = "p"\nnames = { en = "P" }\n[accrual]\nrate_bp = 500\n'
TEA = Article("tea", "Tea", 10_000)
ANNA = Standing(
    "anna",
    available=5_000,
    spend_minor=2_000_000,
    visits=9,
    tier_id="gold",
    card_discount_bp=300,
    redeem_right=700,
    segments=frozenset({"young", "near"}),
    clubs=frozenset({"black", "red"}),
    birthday=True,
    opted_out=False,
    counters=(("challenge.tea/until@2026-12-01", 2), ("earned.points/day@2026-11-22", 60)),
    months=((24_322, 2_000_000, 9),),
    tier_since=date(2026, 10, 1),
)


def seen(text: str, standing: Standing | None = ANNA, article: Article = TEA, **context: object) -> Seen:
    """What a till keeps under this programme."""
    asks = Asks.of(compile_programme(read_programme(text)))
    asked = Context(NOW, wanted=standing.redeem_right if standing else 0, **context)  # type: ignore[arg-type]  # any field
    return seen_of(Basket((Line(1, article, 1_000, article.price_minor),)), asks, standing, asked)


def of_anna(text: str, standing: Standing = ANNA) -> SeenMember:
    kept = seen(text, standing).member
    assert kept is not None
    return kept


def offer(when: str) -> str:
    return f'{PLAIN}[[promotion]]\nid = "o"\nname = "O"\nkind = "percent"\nbp = 100\nwhen = {{ {when} }}\n'


def test_a_programme_that_asks_nothing_of_the_member_is_told_nothing() -> None:
    assert of_anna(PLAIN) == SeenMember(counters=(("earned.points/day@2026-11-22", 60),))


def test_nobody_on_the_receipt_is_nobody() -> None:
    assert seen(PLAIN, None).member is None
    assert seen(PLAIN, None).granted == 0


@pytest.mark.parametrize(
    ("when", "kept"),
    [
        ('segments = ["young", "old"]', SeenMember(segments=("young",))),
        ('not_segments = ["near"]', SeenMember(segments=("near",))),
        ('clubs = ["black"]', SeenMember(clubs=("black",))),
        ("birthday = true", SeenMember(birthday=True)),
        ("first_purchase = true", SeenMember(visits=9)),
    ],
)
def test_of_the_member_only_what_a_rule_names_is_kept(when: str, kept: SeenMember) -> None:
    assert of_anna(offer(when)) == replace(kept, counters=of_anna(PLAIN).counters)


def test_an_award_or_a_multiplier_asks_like_an_offer() -> None:
    award = f'{PLAIN}[[accrual.extra]]\nid = "b"\npoints = 100\nwhen = {{ birthday = true }}\n'
    assert of_anna(award).birthday
    twice = f'{PLAIN}[[accrual.multiplier]]\nid = "t"\ntimes_bp = 20000\nwhen = {{ clubs = ["red"] }}\n'
    assert of_anna(twice).clubs == ("red",)


def test_tiers_ask_for_what_was_bought_and_tiers_with_months_for_the_months() -> None:
    tiers = '[card]\ndiscount = "tiers"\n[[tiers.step]]\nid = "gold"\nname = "G"\nfrom_minor = 5\ndiscount_bp = 9\n'
    plain = of_anna(PLAIN + tiers)
    assert (plain.spend_minor, plain.visits, plain.months, plain.tier_since) == (2_000_000, 9, (), "")
    rolling = of_anna(PLAIN + '[tiers]\nwindow = "months"\nwindow_months = 12\n' + tiers)
    assert (rolling.months, rolling.tier_since) == (ANNA.months, "2026-10-01")


def test_whoever_refused_personal_offers_is_in_no_segment() -> None:
    refused = of_anna(offer('segments = ["young"]'), replace(ANNA, opted_out=True))
    assert refused.segments == ()


def test_a_card_of_a_series_is_kept_where_its_discount_counts() -> None:
    assert of_anna(f'{PLAIN}[card]\ndiscount = "fixed"\n').card_bp == 300
    assert of_anna(PLAIN).card_bp == 0


def test_how_many_points_a_member_owns_is_nobodys_business() -> None:
    rich, poor = replace(ANNA, available=999_999), replace(ANNA, available=700)
    text = f"{PLAIN}[redemption]\nreceipt_cap_bp = 5000\n"
    assert of_anna(text, rich) == of_anna(text, poor)
    assert seen(text).granted == 700


def test_plain_goods_have_nothing_to_tell_and_others_tell_what_they_are() -> None:
    assert seen(PLAIN).goods == ()
    odd = replace(
        TEA, brand="Lyon", min_price_minor=9_000, cost_minor=8_000, unit=Unit.KILOGRAM, no_earn=True
    )
    assert seen(PLAIN, article=odd).goods == ((1, "Lyon", Mark.MEASURED | Mark.NO_EARN, 9_000, 0),)
    with_margin = f"{PLAIN}[limits]\nmargin_bp = 500\n"
    assert seen(with_margin, article=odd).goods[0][4] == 8_000, (
        "what goods cost the shop, where a rule asks for it"
    )


# --- the question behind a sale ------------------------------------------------------------------------------


def a_sale(text: str = PLAIN, article: Article = TEA, pieces: int = 3) -> Sale:
    basket = Basket((Line(1, article, 1_000 * pieces, article.price_minor),))
    context = Context(NOW, "Europe/Moscow", wanted=700, store_id="store-1", bundle="b")
    return sold((basket, ANNA, context), compile_programme(read_programme(text)))


def asked_again(sale: Sale) -> Line:
    assert sale.seen is not None
    return question_of(sale, sale.seen, "Europe/Moscow").basket.lines[0]


def test_a_reward_and_a_certificate_that_was_sold_are_known_by_what_the_sale_says_of_them() -> None:
    sale = a_sale()
    assert asked_again(replace(sale, rewards=(SoldReward("mug", 1, 50),))).reward == "mug"
    right = Issued(IssuedKind.CERTIFICATE, "8123", "gift", 1, 30_000)
    assert asked_again(replace(sale, issued=(right,))).voucher
    coupon = Issued(IssuedKind.COUPON, "8123", "autumn")
    assert not asked_again(replace(sale, issued=(coupon,))).voucher


def found(sale: Sale, text: str = PLAIN) -> tuple[Difference, ...]:
    assert sale.seen is not None
    return differences(sale, sale.seen, compile_programme(read_programme(text)), "Europe/Moscow")


def test_every_figure_that_differs_is_named_with_both_values_the_receipt_first() -> None:
    assert found(a_sale()) == ()
    first, *others = found(a_kopeck_less(a_sale()))
    assert first == Difference(0, "gross_minor", 29_999, 30_000)
    assert {one.what for one in others} >= {"paid_minor", "gross_minor"}


def test_another_rule_shows_as_its_own_discount() -> None:
    five = f'{PLAIN}[[promotion]]\nid = "o"\nname = "O"\nkind = "percent"\nbp = 500\n'
    assert Difference(1, "discount item o", 1_500, 3_000) in found(
        a_sale(five), five.replace("500\n", "1000\n", 2)
    )


def test_an_award_that_nobody_earned_is_a_difference() -> None:
    award = f'{PLAIN}[[accrual.extra]]\nid = "visit"\npoints = 100\n'
    given = a_sale(award)
    assert found(given, award) == ()
    assert Difference(0, "award visit", 100, 0) in found(given)


def test_the_same_goods_printed_in_other_parts_are_a_difference() -> None:
    sale = a_sale()
    (line,) = sale.lines
    odd = replace(sale, lines=(replace(line, parts=((1_000, 10_000, 10_000), (2_000, 10_000, 20_000))),))
    assert {one.what for one in found(odd)} == {"part 1000 x 10000", "part 2000 x 10000", "part 3000 x 10000"}
