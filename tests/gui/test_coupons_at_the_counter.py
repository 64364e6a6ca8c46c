"""A promo code on the sale screen: typed or scanned, a row of its own, gone with F8."""

from collections.abc import Iterator
from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from loyalty_pos.core.programme import PercentOff, Promotion
from loyalty_pos.core.programme.conditions import Goods
from loyalty_pos.ui.sale.basket_table import NAME, BasketTable
from tests.fakes.till import COFFEE_CODE, FIVE_PERCENT, MILK_CODE, FakeTill
from tests.gui.conftest import Counter, window_on

COFFEE_WEEK = Promotion(
    "coffee-week",
    "Coffee week",
    PercentOff(1_000),
    goods=Goods(categories=frozenset({"coffee"})),
    coupon="TEA10",
)


@pytest.fixture
def counter(qtbot: QtBot) -> Iterator[Counter]:  # noqa: ARG001 - it reports exceptions inside Qt's callbacks
    """A window on a shop whose programme knows the code TEA10."""
    with window_on(FakeTill(programme=replace(FIVE_PERCENT, promotions=(COFFEE_WEEK,)))) as made:
        yield made.log_in()


def rows(counter: Counter) -> list[tuple[str, str]]:
    """Return the names in the basket with the notes below them."""
    (table,) = counter.studio.till.window.findChildren(BasketTable)
    model = table.model()
    places = [model.index(number, NAME) for number in range(model.rowCount())]
    return [(str(place.data()), str(place.data(Qt.ItemDataRole.UserRole))) for place in places]


def payable(counter: Counter) -> int:
    return counter.shop.register.view().quote.payable_minor


def test_f6_and_the_code_put_the_coupon_on_the_receipt(counter: Counter) -> None:
    counter.studio.scan(COFFEE_CODE)
    counter.studio.press("F6")
    counter.enter("tea-10")
    assert rows(counter)[1] == ("Coupon TEA10", "discount −100.00")
    assert payable(counter) == 90_000
    assert "Coupon or certificate" not in counter.texts(), "the question is answered"
    assert "Coffee week" in counter.texts(), "the sums name the offer"


@pytest.mark.parametrize("typed", [False, True], ids=["scanned", "typed into the scan line"])
def test_a_code_may_also_be_scanned_or_typed_like_goods(counter: Counter, typed: bool) -> None:  # noqa: FBT001  # a column of the table
    counter.studio.scan(COFFEE_CODE)
    if typed:
        counter.enter("tea10")
    else:
        counter.studio.scan("TEA10")
    assert rows(counter)[1][0] == "Coupon TEA10"


def test_a_code_that_gives_nothing_says_why_and_the_question_stays(counter: Counter) -> None:
    counter.studio.scan(MILK_CODE)
    counter.studio.press("F6")
    counter.enter("TEA10")
    assert counter.banner.startswith("The coupon TEA10 gives nothing on this receipt yet: none of its goods")
    assert "Coupon or certificate" in counter.texts()
    assert len(rows(counter)) == 1


def test_f8_takes_the_chosen_coupon_off_and_nothing_else(counter: Counter) -> None:
    counter.studio.scan(COFFEE_CODE, "TEA10")
    counter.studio.press("Down", "F4")
    assert not any(text == "OK" for text in counter.texts()), "a coupon has no quantity"
    counter.studio.press("F8")
    assert [name for name, _ in rows(counter)] == ["Кофе в зёрнах"]
    assert "TEA10" in counter.banner
    assert payable(counter) == 100_000


def test_after_a_coupon_f8_still_deletes_the_goods_that_are_chosen(counter: Counter) -> None:
    counter.studio.scan(COFFEE_CODE, MILK_CODE, "TEA10")
    counter.studio.press("F8", "F8")
    assert [name for name, _ in rows(counter)] == ["Кофе в зёрнах", "Coupon TEA10"]


def test_a_coupon_whose_goods_went_away_says_that_it_gives_nothing(counter: Counter) -> None:
    counter.studio.scan(MILK_CODE, COFFEE_CODE, "TEA10")
    counter.studio.press("F8", "F8")
    assert rows(counter)[1] == ("Coupon TEA10", "no discount now")


def test_the_coupon_is_gone_with_its_receipt(counter: Counter) -> None:
    counter.studio.scan(COFFEE_CODE, "TEA10")
    counter.studio.press("F12")
    assert counter.shop.journal.last_sales(1)[0].coupons == (("TEA10", "coffee-week"),)
    counter.studio.scan(COFFEE_CODE)
    assert [name for name, _ in rows(counter)] == ["Кофе в зёрнах"]
