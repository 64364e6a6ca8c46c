"""Another till's receipt at the counter: scanned anywhere, seen before anything happens, refused in a sentence."""

from collections.abc import Iterator

import pytest
from pytestqt.qtbot import QtBot

from loyalty_pos.core.sale import Return
from loyalty_pos.ui.shell.state import PageName
from tests.fakes.other_tills import Network, qr_of
from tests.fakes.till import COFFEE_CODE, MILK_CODE, FakeTill
from tests.gui.conftest import Counter, window_on


@pytest.fixture
def seller() -> FakeTill:
    """Return the till of another shop."""
    return Network().till("till-1")


@pytest.fixture
def counter(qtbot: QtBot, seller: FakeTill) -> Iterator[Counter]:  # noqa: ARG001 - it reports exceptions inside Qt's callbacks
    """Return a window on a till of the same network, without a centre."""
    network = seller.world.elsewhere.keys
    assert isinstance(network, Network)
    shop = network.till("till-2")
    shop.staff.log_out()
    with window_on(shop) as made:
        yield made


def returns(counter: Counter) -> list[Return]:
    return [fact for fact in counter.shop.journal.facts if isinstance(fact, Return)]


def test_scanned_while_selling_it_is_taken_back_in_one_key(counter: Counter, seller: FakeTill) -> None:
    done = seller.sell(MILK_CODE, COFFEE_CODE)
    counter.log_in("3333")
    counter.studio.scan(qr_of(done))
    counter.studio.settle()
    assert counter.on(PageName.RETURN)
    assert any("1,099.90" in text for text in counter.texts())
    assert any("by its own signature" in text for text in counter.texts())
    counter.studio.press("F12")
    assert [(one.sale_id, one.paid_minor) for one in returns(counter)] == [(done.sale.sale_id, 109_990)]


def test_above_the_limit_the_managers_pin_is_asked(counter: Counter, seller: FakeTill) -> None:
    counter.shop.settings.values["return_paper_limit"] = "1000"
    counter.log_in("2222")
    counter.studio.scan(qr_of(seller.sell(MILK_CODE)))
    counter.studio.settle()
    counter.studio.press("F12")
    assert counter.on(PageName.LOGIN)
    counter.enter("3333")
    assert [one.approved_by for one in returns(counter)] == ["m1"]


def test_a_long_receipt_takes_a_sum_instead_of_a_quantity(counter: Counter, seller: FakeTill) -> None:
    for _ in range(70):
        seller.register.add_article("1001", 1000)
        seller.register.add_article("1002", 1000)
    for number in range(64):
        seller.register.add_article("00042", 100 + number)
    done = seller.register.pay_exact()
    counter.log_in("3333")
    counter.studio.scan(qr_of(done))
    counter.studio.settle()
    counter.enter("1.50")
    assert any("₽1.50" in text for text in counter.texts())
    counter.studio.press("F12")
    assert [one.paid_minor for one in returns(counter)] == [150]


def test_a_forged_one_is_refused_and_says_what_to_do(counter: Counter) -> None:
    thief = Network().till("till-1")
    counter.log_in("3333").studio.press("Ctrl+R")
    counter.studio.scan(qr_of(thief.sell(MILK_CODE)))
    counter.studio.settle()
    assert counter.on(PageName.RETURN)
    assert "Call the manager" in counter.banner


def test_whoever_went_on_is_not_called_back(counter: Counter, seller: FakeTill) -> None:
    counter.log_in("3333").studio.press("Ctrl+R")
    counter.studio.till._returns.scanned(qr_of(seller.sell(MILK_CODE)))
    counter.studio.press("Esc")
    counter.studio.settle()
    assert counter.on(PageName.SALE)
    assert returns(counter) == []
