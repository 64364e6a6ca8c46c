"""A card shown after paying, at the window: found with the receipt, seen before it happens, done with Enter."""

from collections.abc import Iterator

import pytest
from pytestqt.qtbot import QtBot

from loyalty_pos.core.cards import own_card
from loyalty_pos.core.sale import CardAttached
from loyalty_pos.ui.shell.state import PageName
from tests.fakes.till import ANNA_CARD, COFFEE_CODE, MILK_CODE, STAFF_CARD, FakeTill
from tests.gui.conftest import Counter, window_on


@pytest.fixture
def counter(qtbot: QtBot) -> Iterator[Counter]:  # noqa: ARG001 - Qt runs
    """A till at which coffee was sold to nobody in particular."""
    with window_on(FakeTill()) as made:
        made.log_in().studio.scan(COFFEE_CODE)
        made.studio.press("F12")
        yield made


def attached(counter: Counter) -> list[CardAttached]:
    return counter.shop.journal.of(CardAttached)


def shown(counter: Counter) -> list[str]:
    return [text.replace("\u00a0", " ") for text in counter.texts()]


def scan_receipt(counter: Counter) -> None:
    """Scan the QR of the last receipt with nothing else on the counter."""
    sale = counter.shop.journal.last_sales(1)[0]
    counter.studio.press("Esc")
    counter.studio.scan(f"LPR1:{sale.code}")


def test_the_receipt_is_scanned_then_the_card_then_enter(counter: Counter) -> None:
    scan_receipt(counter)
    counter.studio.press("F9")
    assert counter.on(PageName.LATE_CARD)
    assert "Points that will be added" in shown(counter)
    counter.studio.scan(ANNA_CARD)
    assert "+50 points" in shown(counter)
    assert attached(counter) == []
    counter.studio.press("Return")
    counter.studio.settle(lambda: bool(attached(counter)))
    assert counter.on(PageName.SALE)
    assert "50 points" in counter.banner.replace("\u00a0", " ")
    assert counter.paper.receipts[-1].kind == "late_card"


def test_the_marked_receipt_of_the_list_and_a_typed_phone(counter: Counter) -> None:
    counter.studio.press("Ctrl+R", "F9")
    counter.enter("9123456789")
    assert "550 points" in shown(counter)
    counter.studio.press("F12")
    counter.studio.settle(lambda: bool(attached(counter)))


def test_what_cannot_be_is_said_before_a_card_is_asked_for(counter: Counter) -> None:
    counter.studio.press("Esc")
    counter.studio.scan(ANNA_CARD, MILK_CODE)
    counter.studio.press("F12", "Ctrl+R", "F9")
    assert counter.on(PageName.RETURN)
    assert "has its customer already" in counter.banner


def test_a_refused_card_leaves_the_page_as_it_was(counter: Counter) -> None:
    counter.studio.press("Ctrl+R", "F9")
    counter.studio.scan(own_card("1000000000099"))
    assert counter.banner
    counter.studio.press("Return")
    assert attached(counter) == []
    counter.studio.press("Esc")
    assert counter.on(PageName.RETURN)


def test_another_day_asks_for_a_managers_pin(counter: Counter) -> None:
    counter.shop.clock.pass_time(days=2)
    counter.studio.press("Ctrl+R", "F9")
    assert any("a manager approves it" in text for text in shown(counter))
    counter.studio.scan(ANNA_CARD)
    counter.studio.press("Return")
    assert counter.on(PageName.LOGIN)
    counter.enter("3333")
    counter.studio.settle(lambda: bool(attached(counter)))
    assert attached(counter)[0].approved_by == "m1"


def test_an_own_card_takes_a_seniors_pin_and_no_other_cashier(counter: Counter) -> None:
    counter.studio.press("Ctrl+R", "F9")
    counter.studio.scan(STAFF_CARD)
    assert "This is your own card: a senior allows it with a PIN." in shown(counter)
    counter.studio.press("F12")
    assert counter.on(PageName.LOGIN)
    counter.enter("2222")
    counter.studio.settle(lambda: bool(attached(counter)))
    assert [one.earning.own_card_by for one in attached(counter)] == ["s1"]
