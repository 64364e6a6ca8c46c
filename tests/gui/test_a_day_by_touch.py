"""A whole day with one finger: no keyboard, no scanner, and nothing that a finger cannot reach."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QWidget
from pytestqt.qtbot import QtBot

from loyalty_pos.lab.shots import stage
from loyalty_pos.lab.stage import StageGoods
from loyalty_pos.ui.pages import Till
from loyalty_pos.ui.sale.basket_table import BasketTable
from loyalty_pos.ui.shell.state import PageName
from loyalty_pos.ui.shell.touch_letters import TouchLetters
from loyalty_pos.ui.widgets.touch import TouchLine
from tests.fakes.till import ANNA_CARD, COFFEE_CODE, FakeTill
from tests.gui.conftest import Counter, window_on
from tests.gui.finger import Finger, KeyCount
from tests.gui.test_scans_on_every_page import WAYS

SMALL = (1024, 600)


def _asked(key: str, way: Callable[[Till], None] = Till.sell) -> Callable[[Till], None]:
    def go(till: Till) -> None:
        way(till)
        till.window.press(key)

    return go


MORE_WAYS = (_asked("F2"), _asked("F6"), Till.issue, _asked("F4", Till.open_shift))
"""Questions on the pages: for a customer, for a coupon, for a phone, for a sum."""


def test_a_whole_day_by_touch_alone(counter: Counter) -> None:
    """On the smallest panel: log in, open, sell with points, give out a card, take back, take cash out, close."""
    counter.studio.till.window.resize(*SMALL)
    keys, finger = KeyCount(), Finger(counter.studio)
    finger.digits("3333")
    finger.tap("OK")
    finger.digits("500")
    finger.tap("Open the shift")
    assert counter.on(PageName.SALE)
    sells_with_points(counter, finger)
    gives_a_card_out(counter, finger)
    finger.tap("Menu", "Take goods back", "Receipt 1", "Everything", "Take back")
    assert "Returned: ₽500.00" in counter.banner
    closes(counter, finger)
    assert keys.count == 0


def sells_with_points(counter: Counter, finger: Finger) -> None:
    finger.write(finger.line(), ANNA_CARD)
    finger.accept()
    finger.write(finger.line(), "кофе")
    finger.tap("Кофе в зёрнах", "Pay with", "Pay (F12")
    sale = counter.shop.world.journal.last_sales(1)[0]
    assert (sale.account_id, sale.redeemed, sale.paid_minor) == ("anna", 500, 50_000)
    finger.tap("Next customer")


def gives_a_card_out(counter: Counter, finger: Finger) -> None:
    finger.tap("New card")
    finger.digits("9161234599")
    finger.tap("Next (F12", "Agrees to keep")
    finger.write(finger.line("Name"), "вера")
    finger.accept()
    finger.write(finger.line("Birthday"), "08.03.1991")
    finger.accept()
    assert {"The card is ready", "Вера · +7 9** ***-**-99"} <= set(counter.texts())
    finger.tap("Back")


def closes(counter: Counter, finger: Finger) -> None:
    finger.tap("Menu", "Shift, X and Z", "Cash out")
    finger.digits("100")
    finger.tap("OK", "To the bank", "Close the shift")
    finger.digits("400")
    finger.tap("OK")
    assert {"shift closed · Пётр М.", "No difference"} <= set(counter.texts())


def test_a_finger_pushes_the_lines_of_a_long_receipt_and_marks_one() -> None:
    scene = stage("empty", "en", "dark", SMALL).at_work()
    with scene.studio as studio:
        studio.scan(*list(StageGoods("en")._by_barcode)[:20])
        table, finger = studio.till._sale_view.table, Finger(studio)
        bar, lines = table.verticalScrollBar(), table.viewport()
        last = bar.value()
        assert last > 8
        finger.drag(lines, lines.rect().center(), 2 * table.rowHeight(0))
        assert bar.value() < last
        first = bar.value()
        finger.touch(lines, QPoint(40, 10))
        assert (bar.value(), marked(table)) == (first, [first]), "whole rows, and the touched one"


def middle(button: QWidget, inside: QWidget) -> QPoint:
    return button.mapTo(inside, button.rect().center())


def marked(table: BasketTable) -> list[int]:
    return [index.row() for index in table.selectionModel().selectedRows()]


def test_a_finger_that_pushes_a_list_of_goods_picks_none() -> None:
    scene = stage("empty", "en", "dark", SMALL).at_work()
    with scene.studio as studio:
        studio.press("Ins")
        studio.settle()
        view, finger = studio.till._sale_view, Finger(studio)
        picked: list[str] = []
        view.quick.picked.connect(picked.append)
        bar, shown = view.quick._area.verticalScrollBar(), view.quick._area.viewport()
        finger.drag(shown, shown.rect().center(), -120)
        assert bar.value() > 0 and picked == []
        QTest.qWait(600)  # a touch while it still rolls only stops it
        keys = shown.findChildren(QAbstractButton)
        finger.touch(next(one for one in keys if shown.rect().contains(middle(one, shown))))
        assert len(picked) == 1


# --- letters --------------------------------------------------------------------------------------------


@pytest.mark.parametrize("size", [SMALL, (960, 540), (1366, 768), (1920, 1080)])
def test_letters_never_lie_above_the_line_that_they_fill_on_any_page(
    counter: Counter, size: tuple[int, int]
) -> None:
    counter.log_in("3333").studio.scan(COFFEE_CODE)
    counter.studio.press("F12")
    window, finger, served = counter.studio.till.window, Finger(counter.studio), 0
    window.resize(*size)
    for way in (*WAYS.values(), *MORE_WAYS):
        way(counter.studio.till)
        counter.studio.settle()
        for line in [
            one for one in window.page.findChildren(TouchLine) if one.isVisible() and one.isEnabled()
        ]:
            if line.echoMode() is not TouchLine.EchoMode.Normal:
                continue
            finger.touch(line)
            board = finger.board
            above = QRect(line.mapTo(window, line.rect().topLeft()), line.size())
            assert not board.geometry().intersects(above), line.accessibleName()
            assert window.rect().contains(board.geometry())
            assert small_keys(board, window.width()) == []
            finger.away()
            served += 1
    assert served >= 15


def small_keys(board: QWidget, width: int) -> list[str]:
    """Return the keys that are too small for a finger; of a screen at 200 % each of these pixels is two by two."""
    least = 56 if width >= SMALL[0] else 52
    keys = [one for one in board.findChildren(QAbstractButton) if one.isVisible()]
    return [
        f"{one.text()} {one.width()}x{one.height()}" for one in keys if min(one.width(), one.height()) < least
    ]


def test_letters_come_for_a_finger_and_not_for_a_mouse(counter: Counter) -> None:
    counter.log_in()
    line = counter.studio.till._sale_view.line
    QTest.mouseClick(line, Qt.MouseButton.LeftButton)
    assert not letters(counter)
    Finger(counter.studio).touch(line)
    assert letters(counter)
    counter.studio.till.menu.chosen("lock")
    counter.studio.settle()
    assert counter.on(PageName.LOGIN) and not letters(counter)


def test_a_panel_that_plays_a_mouse_may_have_letters_too(qtbot: QtBot) -> None:  # noqa: ARG001 - it reports exceptions inside Qt's callbacks
    with window_on(FakeTill(), touch_letters="always") as counter:
        counter.log_in()
        QTest.mouseClick(counter.studio.till._sale_view.line, Qt.MouseButton.LeftButton)
        assert letters(counter)


def test_a_pin_has_its_pad_and_no_letters(counter: Counter) -> None:
    Finger(counter.studio).touch(counter.studio.till.pin_view.field)
    assert not letters(counter)


def test_letters_begin_a_name_with_a_capital_and_erase_what_was_wrong(counter: Counter) -> None:
    counter.log_in().studio.press("F3")
    counter.enter("9161234599")
    finger = Finger(counter.studio)
    name = finger.line("Name")
    finger.write(name, "анна-мария во")
    finger.touch(finger.key(finger.board, "Erase"))
    assert name.text() == "Анна-Мария В"


def letters(counter: Counter) -> list[TouchLetters]:
    return [one for one in counter.studio.till.window.findChildren(TouchLetters) if one.isVisible()]
