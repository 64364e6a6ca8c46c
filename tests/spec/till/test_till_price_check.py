"""A price that is only asked for: for this customer, with its reasons, and nothing is rung up."""

import pytest

from loyalty_pos.core.problems import UnknownBarcode
from loyalty_pos.core.quote import Cause
from loyalty_pos.till.counter.price_check import PriceSeen, price_of
from tests.fakes.till import ANNA_CARD, BORIS_CARD, COFFEE_CODE, MILK_CODE, FakeTill


def seen(till: FakeTill, code: str) -> PriceSeen:
    price = price_of(till.world, code, till.register.view().member)
    assert price is not None
    return price


def test_a_stranger_is_told_the_shelf_price(till: FakeTill) -> None:
    line = seen(till, MILK_CODE).line
    assert (line.line.article.name, line.net_minor, line.accrued) == ("Молоко 3,2 %", 9_990, 0)


def test_a_member_is_told_the_own_price_and_the_points(till: FakeTill) -> None:
    till.register.scan(BORIS_CARD)
    line = seen(till, COFFEE_CODE).line
    assert (line.net_minor, [one.cause for one in line.discounts]) == (90_000, [Cause.CARD])
    assert line.accrued > 0


def test_nothing_is_rung_up_by_asking(till: FakeTill) -> None:
    till.register.scan(ANNA_CARD)
    till.register.scan(MILK_CODE)
    before = till.register.view()
    seen(till, COFFEE_CODE)
    assert till.register.view() is before, "neither a line nor another price"


def test_a_card_has_no_price(till: FakeTill) -> None:
    assert price_of(till.world, ANNA_CARD, None) is None
    with pytest.raises(UnknownBarcode):
        price_of(till.world, "4600000000992", None)
