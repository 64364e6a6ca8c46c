"""Several programmes in one shop: offers of all, points and tiers of one, limits of the strictest."""

import pytest

from loyalty_pos.core.problems import ProgrammesCollide
from loyalty_pos.core.programme.combined import combined
from loyalty_pos.core.programme.file import read_programme
from loyalty_pos.core.vouchers.coupons import offer_of

SHOP = """
id = "shop"
names = { en = "Shop" }
[accrual]
rate_bp = 500
[[promotion]]
id = "evening"
name = "Evening"
kind = "percent"
bp = 1000
[limits]
max_discount_bp = 5000
margin_bp = 300
"""
PARTNER = """
id = "cinema"
names = { en = "Cinema" }
[[promotion]]
id = "evening"
name = "With a ticket"
kind = "percent"
bp = 500
group = "one"
[[group]]
id = "one"
[limits]
max_discount_bp = 3000
margin_bp = 100
rounding_step_minor = 100
"""


def test_one_programme_alone_stays_as_it_is() -> None:
    shop = read_programme(SHOP)
    assert combined([shop]) is shop


def test_offers_of_both_act_and_each_keeps_its_own_name() -> None:
    both = combined([read_programme(PARTNER), read_programme(SHOP)])
    assert [promotion.id for promotion in both.promotions] == ["cinema/evening", "evening"]
    assert both.promotions[0].group == both.groups[0].id == "cinema/one"


def test_points_and_the_account_belong_to_the_programme_that_gives_them() -> None:
    both = combined([read_programme(PARTNER), read_programme(SHOP)])
    assert both.id == "shop"
    assert both.accrual == read_programme(SHOP).accrual


def test_the_strictest_limit_holds_for_all() -> None:
    limits = combined([read_programme(PARTNER), read_programme(SHOP)]).limits
    assert (limits.max_discount_bp, limits.margin_bp, limits.rounding_step_minor) == (3000, 300, 100)


def test_the_order_of_the_programmes_is_of_no_account() -> None:
    shop, partner = read_programme(SHOP), read_programme(PARTNER)
    assert combined([shop, partner]) == combined([partner, shop])


@pytest.mark.parametrize(
    ("text", "field"),
    [
        (SHOP.replace('"shop"', '"other"'), "accrual"),
        (PARTNER.replace('id = "cinema"', 'id = "cinema"\ncurrency = "EUR"'), "currency"),
        (PARTNER.replace('id = "cinema"', 'id = "cinema"\nzone = "Asia/Irkutsk"'), "zone"),
    ],
)
def test_two_programmes_that_contradict_each_other_are_refused(text: str, field: str) -> None:
    with pytest.raises(ProgrammesCollide) as caught:
        combined([read_programme(SHOP), read_programme(text)])
    assert caught.value.field == field


def test_a_guests_coupon_is_printed_with_the_guests_offer() -> None:
    """The offer bears its owner's name there, and the coupon finds it."""
    home = read_programme('id = "a"\nnames = { en = "A" }\n[accrual]\nrate_bp = 100\n')
    guest = read_programme(
        'id = "b"\nnames = { en = "B" }\n'
        '[[promotion]]\nid = "first"\nname = "First"\nkind = "percent"\nbp = 100\ncoupon = "next"\n'
        '[[promotion]]\nid = "second"\nname = "Second"\nkind = "percent"\nbp = 200\ncoupon = "next"\n'
        '[[coupon_series]]\nid = "next"\nname = "Next"\nprints = { from_minor = 1, offer = "second" }\n'
    )
    both = combined([home, guest])
    (series,) = both.coupon_series
    offer = offer_of(series, both)
    assert offer is not None
    assert (offer.id, offer.name) == ("b/second", "Second")


def test_two_series_of_certificates_under_one_id_are_refused_and_the_same_one_twice_is_one() -> None:
    gift = '[[certificate]]\nid = "gift"\nname = "Gift"\n'
    shop, cinema = read_programme(SHOP + gift), read_programme(PARTNER + gift)
    assert [series.id for series in combined([shop, cinema]).certificates] == ["gift"]

    with pytest.raises(ProgrammesCollide) as refused:
        combined([shop, read_programme(PARTNER + gift + "single_use = true\n")])
    assert refused.value.field == "certificates"
