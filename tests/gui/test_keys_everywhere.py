"""A key does what the cashier expects wherever it is pressed: what a button shows works, and the menu is one key away."""

import pytest

from loyalty_pos.ui.shell.state import PageName
from loyalty_pos.ui.widgets.key_button import KeyButton
from tests.fakes.till import MILK_CODE
from tests.gui.conftest import Counter

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


@pytest.mark.parametrize("page", list(WAYS))
def test_every_key_that_a_button_shows_works(counter: Counter, page: PageName) -> None:
    window = turned_to(counter, page).studio.till.window
    shown = [one.key.text() for one in window.findChildren(KeyButton) if one.isVisible() and one.key.text()]
    known = window.page.keys.keys() | window.keys.keys() | {"Enter"}
    assert [key for key in shown if key not in known] == []


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
