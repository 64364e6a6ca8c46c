"""Another till's receipt at the counter: scanned anywhere, seen before anything happens, refused in a sentence."""

import re
from collections.abc import Iterator
from dataclasses import replace

import pytest
from pytestqt.qtbot import QtBot

from loyalty_pos.core.sale import Return
from loyalty_pos.ui.app import listen
from loyalty_pos.ui.parts import Listeners, SyncNews
from loyalty_pos.ui.shell.state import PageName
from loyalty_pos.wire.rows import CameBackRow, ReturnedRow
from tests.fakes.other_tills import Network, qr_of
from tests.fakes.till import COFFEE_CODE, MILK_CODE, FakeTill
from tests.gui.conftest import Counter, News, window_on


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


def heard(counter: Counter) -> None:
    """Let the exchange with the centre end, as its thread tells it."""
    news = News()
    parts = replace(counter.studio.till.parts, listeners=Listeners(news.listen, News().listen, News().listen))
    stops = listen(counter.studio.till, parts)
    news.tell(SyncNews(online=True))
    counter.studio.settle(lambda: bool(counter.banner))
    for stop in stops:
        stop()


def test_what_comes_back_elsewhere_while_the_page_is_open_leaves_it(
    counter: Counter, seller: FakeTill
) -> None:
    """Milk came back at the other till a moment ago: the page that shows it still would give the money twice."""
    done = seller.sell(MILK_CODE, COFFEE_CODE)
    counter.log_in("3333")
    counter.studio.scan(qr_of(done))
    counter.studio.settle(lambda: any("1,099.90" in text for text in counter.texts()))
    fact = seller.returns.commit(done.sale, {1: 1000}, "customer").fact
    network = counter.shop.world.elsewhere.keys
    assert isinstance(network, Network)
    row = CameBackRow(fact.return_id, list(fact.lines), list(fact.tenders))
    network.told[done.sale.sale_id] = ReturnedRow([row])
    heard(counter)
    assert "can still be returned" in counter.banner
    assert any("1,000.00" in text for text in counter.texts())
    assert not any("1,099.90" in text for text in counter.texts())
    counter.studio.press("F12")
    assert [one.paid_minor for one in returns(counter)] == [100_000]


def test_news_that_say_nothing_of_the_receipt_leave_the_page_alone(
    counter: Counter, seller: FakeTill
) -> None:
    counter.log_in("3333")
    counter.studio.scan(qr_of(seller.sell(MILK_CODE, COFFEE_CODE)))
    counter.studio.settle(lambda: any("1,099.90" in text for text in counter.texts()))
    counter.studio.press("Return")
    counter.studio.till.heard_centre(SyncNews(online=True))
    counter.studio.settle()
    assert counter.banner == ""
    assert any("₽1,000.00" in text for text in counter.texts()), "the line taken out stays out"


def test_an_open_return_speaks_the_language_that_is_chosen_meanwhile(
    counter: Counter, seller: FakeTill
) -> None:
    counter.log_in("3333")
    counter.studio.scan(qr_of(seller.sell(MILK_CODE)))
    counter.studio.settle(lambda: counter.on(PageName.RETURN))
    counter.studio.press("Return", "F12")
    assert counter.banner
    english = [text for text in counter.texts() if re.search("[a-z]{3}", text)]
    counter.studio.press("Ctrl+Shift+L")
    counter.studio.settle()
    same = {text for text in english if text in counter.texts()}
    assert same <= {"Enter", "Esc", "Ctrl+Shift+L", "Milk", "1.0 l"}, same
