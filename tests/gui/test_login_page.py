"""The page that asks for a PIN: badges, approvals on the same page, a till that nobody touches."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from loyalty_pos.core.sale import CashMoved, Noted
from loyalty_pos.ui.login.idle import IdleLock
from loyalty_pos.ui.shell.state import PageName
from tests.fakes.till import MILK_CODE
from tests.gui.conftest import Counter

BADGE = "LPS1:B-17"


def asks_for_the_pin_of(counter: Counter) -> str:
    return next((text for text in counter.texts() if "PIN of" in text), "")


def test_a_badge_says_whose_pin_comes_and_only_that_one_opens(counter: Counter) -> None:
    counter.studio.scan(BADGE)
    assert "Мария К." in asks_for_the_pin_of(counter)
    counter.enter("2222")
    assert counter.on(PageName.LOGIN), "the PIN of another person"
    counter.log_in("1111")
    assert counter.on(PageName.SALE)


def test_where_the_shop_lets_it_a_badge_logs_a_cashier_in_and_unlocks(counter: Counter) -> None:
    counter.shop.settings.values["staff_badge"] = "open"
    counter.studio.scan(BADGE)
    counter.studio.press("Return")
    counter.studio.scan(MILK_CODE)
    counter.studio.press("Ctrl+L")
    counter.studio.scan(BADGE)
    assert counter.on(PageName.SALE)
    assert len(counter.shop.register.view().lines) == 1


def test_a_badge_on_another_page_logs_nobody_in(counter: Counter) -> None:
    counter.shop.settings.values["staff_badge"] = "open"
    counter.log_in("2222").studio.scan(BADGE)
    assert counter.shop.staff.current is not None
    assert counter.shop.staff.current.staff_id == "s1"


def test_an_unknown_badge_says_so(counter: Counter) -> None:
    counter.studio.scan("LPS1:NOBODY")
    assert counter.on(PageName.LOGIN)
    assert counter.banner


@pytest.mark.parametrize("by", ["PIN", "badge"])
def test_a_cashier_puts_money_in_with_a_senior_s_word_and_stays_logged_in(counter: Counter, by: str) -> None:
    """The approval stands in the fact; nobody was logged out for it."""
    counter.shop.settings.values["badge_approves"] = "1"
    counter.log_in().studio.press("F10")
    counter.studio.type("2")
    counter.studio.press("F3")
    counter.enter("50")
    counter.studio.press("1")
    assert counter.on(PageName.LOGIN)
    if by == "badge":
        counter.studio.scan(BADGE)
        assert counter.on(PageName.LOGIN), "the cashier's own badge approves nothing"
        counter.studio.scan("LPS1:B-18")
    else:
        counter.enter("2222")
    assert counter.on(PageName.SHIFT)
    moved = counter.shop.journal.of(CashMoved)
    assert [(one.cashier_id, one.approved_by, one.amount_minor) for one in moved] == [("c1", "s1", 5_000)]


def test_a_till_that_nobody_touches_is_locked_and_a_key_is_a_touch(counter: Counter) -> None:
    counter.log_in().studio.scan(MILK_CODE)
    till, clock = counter.studio.till, [0.0]
    idle: IdleLock = till._stillness
    idle._seconds = lambda: clock[0]
    idle.touched()
    handle = till.window.windowHandle()
    for minute in (4, 8, 12):
        clock[0] = minute * 60.0
        QTest.keyClick(handle, Qt.Key.Key_Shift)
        till._timer.timeout.emit()
    counter.studio.settle()
    assert counter.on(PageName.SALE)
    clock[0] += 601
    till._timer.timeout.emit()
    counter.studio.settle()
    assert counter.on(PageName.LOGIN)
    notes = [fact for fact in counter.shop.journal.facts if isinstance(fact, Noted)]
    assert (notes[-1].what, notes[-1].reason) == ("locked", "idle")
    counter.log_in()
    assert len(counter.shop.register.view().lines) == 1
