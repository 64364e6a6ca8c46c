"""A key does what the cashier expects wherever it is pressed: what a button shows works, and the menu is one key away."""

from collections.abc import Iterator

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from loyalty_pos.ui.shell.state import PageName
from loyalty_pos.ui.widgets.key_button import KeyButton
from tests.fakes.till import MILK_CODE
from tests.gui.conftest import Counter
from tests.gui.every_page import gone_to, whole_till

WAYS = {
    PageName.SALE: (),
    PageName.RECEIPT: ("F12",),
    PageName.ISSUE: ("F3",),
    PageName.BALANCE: ("F9",),
    PageName.RETURN: ("Ctrl+R",),
    PageName.MENU: ("F10",),
    PageName.SHIFT: ("F10", "2"),
    PageName.STATUS: ("F10", "6"),
    PageName.PAYMENT: ("Return",),
}


def turned_to(counter: Counter, page: PageName) -> Counter:
    counter.log_in().studio.scan(MILK_CODE)
    for key in WAYS[page]:
        counter.studio.type(key) if key.isdigit() else counter.studio.press(key)
    assert counter.on(page)
    return counter


@pytest.mark.parametrize("page", [page for page in WAYS if page not in {PageName.PAYMENT, PageName.MENU}])
def test_f10_is_the_menu_on_every_page(counter: Counter, page: PageName) -> None:
    turned_to(counter, page).studio.press("F10")
    assert counter.on(PageName.MENU)


def test_f10_in_the_menu_goes_back_to_the_sale(counter: Counter) -> None:
    turned_to(counter, PageName.MENU).studio.press("F10")
    assert counter.on(PageName.SALE)


def test_f10_at_the_payment_is_the_bank_card_as_its_button_says(counter: Counter) -> None:
    turned_to(counter, PageName.PAYMENT).studio.press("F10")
    assert counter.on(PageName.RECEIPT)


def test_nobody_gets_past_a_pin_by_f10(counter: Counter) -> None:
    counter.studio.press("F10")
    assert counter.on(PageName.LOGIN)
    turned_to(counter, PageName.RECEIPT).studio.press("Ctrl+R", "Return", "F12")
    assert counter.on(PageName.LOGIN), "a return asks a cashier for somebody else's PIN"
    counter.studio.press("F10")
    assert counter.on(PageName.LOGIN)


QUIET = {
    (PageName.LOGIN, "Enter"): "waits for a PIN",
    (PageName.BESIDE, "Enter"): "waits for a text",
    (PageName.CARDS, "F12"): "waits for a text",
    (PageName.EXPOSURE, "F5"): "asks again and is told the same",
    (PageName.DESK, "F8"): "asks again and is told the same",
    (PageName.SCANNERS, "F5"): "begins anew what is at its beginning",
    (PageName.PRINTERS, "F5"): "prints at the printer",
    (PageName.PRINTERS, "2"): "a trait that this printer does not change",
    (PageName.PRINTERS, "3"): "a trait that this printer does not change",
    (PageName.PRINTERS, "4"): "a trait that this printer does not change",
    (PageName.UPKEEP, "F2"): "the sheet that shows already",
}
"""What changes nothing to be seen, and why. All other keys that a button shows do."""
LEAVES = frozenset({"Ctrl+Q", "F11"})
"""Ends the program or changes the screen."""


@pytest.fixture(scope="module")
def _whole(qapp: QApplication) -> Iterator[Counter]:  # noqa: ARG001 - a window needs it
    with whole_till() as made:
        yield made


@pytest.fixture
def whole(_whole: Counter, qtbot: QtBot) -> Counter:  # noqa: ARG001 - it reports exceptions inside Qt's callbacks
    window = _whole.studio.till.window
    window.show()  # the end of a loop closes all windows
    window.activateWindow()
    if _whole.shop.staff.current is None:
        _whole.log_in("3333")
    return _whole


def seen(counter: Counter) -> tuple[object, ...]:
    """Everything that a key may change: what is painted, written down, printed or opened."""
    window, shop = counter.studio.till.window, counter.shop
    image = window.grab().toImage()
    picture = bytes(image.constBits())  # of an image that is held: without it they are nobody's
    facts = len(shop.journal.facts)
    return (
        picture,
        facts,
        counter.studio.till.display.shows,
        counter.paper.opened,
        len(counter.paper.receipts),
    )


@pytest.mark.parametrize("page", list(PageName))
def test_every_key_that_a_button_shows_works(whole: Counter, page: PageName) -> None:
    window = whole.studio.till.window
    gone_to(whole, page)
    buttons = [one for one in window.findChildren(KeyButton) if one.isVisible() and one.isEnabled()]
    shown = {one.key.text() for one in buttons if one.key.text()}
    assert shown
    assert shown - (window.page.keys.keys() | window.keys.keys() | {"Enter"}) == set()
    dead = []
    for key in shown - LEAVES:
        if whole.shop.staff.current is None:
            whole.log_in("3333")
        gone_to(whole, page)
        before = seen(whole)
        whole.studio.press({"Enter": "Return"}.get(key, key))
        if seen(whole) == before and (page, key) not in QUIET:
            dead.append(key)
    assert dead == []


@pytest.mark.parametrize(
    ("key", "page"), [("F3", PageName.ISSUE), ("F9", PageName.BALANCE), ("F7", PageName.SALE)]
)
def test_after_a_sale_the_keys_of_the_sale_begin_the_next_receipt(
    counter: Counter, key: str, page: PageName
) -> None:
    turned_to(counter, PageName.RECEIPT).studio.press(key)
    assert counter.on(page)


def test_f2_after_a_sale_asks_for_the_next_customer(counter: Counter) -> None:
    turned_to(counter, PageName.RECEIPT).studio.press("F2")
    assert "Find the customer" in counter.texts()
