"""A list that is longer than its place shows whole rows only, and says how many come after them."""

import pytest
from PySide6.QtCore import QRect
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from loyalty_pos.ui.widgets.row_list import RowList
from tests.gui.conftest import Counter, visible_texts

ROWS = [
    (f"Row {number}", "of two lines\nand a third" if number % 3 else "short", "1") for number in range(12)
]


@pytest.fixture
def rows(counter: Counter, qtbot: QtBot) -> RowList:
    made = RowList(counter.studio.till.look)
    qtbot.addWidget(made)
    made.resize(500, 330)
    made.show()
    qtbot.waitExposed(made)
    return made


def seen(rows: RowList) -> list[tuple[str, bool]]:
    """Return the rows of which a part shows, and whether each shows whole."""
    port = QRect(0, 0, rows.viewport().width(), rows.viewport().height())
    found = []
    for button in rows.findChildren(QPushButton):
        place = QRect(button.mapTo(rows.viewport(), button.rect().topLeft()), button.size())
        if place.intersects(port):
            found.append((button.accessibleName().split(",")[0], place.top() >= 0 and port.contains(place)))
    return found


@pytest.mark.parametrize("marked", range(len(ROWS)))
def test_every_row_that_shows_is_whole_and_the_marked_one_is_among_them(rows: RowList, marked: int) -> None:
    rows.show_rows(ROWS, marked, "")
    shown = seen(rows)
    assert all(whole for _, whole in shown), shown
    assert f"Row {marked}" in [name for name, _ in shown]


def test_what_comes_below_is_counted_and_at_the_end_nothing_is(rows: RowList) -> None:
    rows.show_rows(ROWS, 0, "")
    left = len(ROWS) - len(seen(rows))
    assert f"{left} more below" in visible_texts(rows)
    rows.show_rows(ROWS, len(ROWS) - 1, "")
    assert not [text for text in visible_texts(rows) if "more below" in text]
    assert seen(rows)[-1] == ("Row 11", True)


def test_a_wheel_stops_at_whole_rows_and_comes_to_both_ends(rows: RowList) -> None:
    rows.show_rows(ROWS, 0, "")
    bar = rows.verticalScrollBar()
    for value in (7, 61, 133, 290, bar.maximum()):
        bar.setValue(value)
        assert all(whole for _, whole in seen(rows)), value
    bar.setValue(10_000)
    assert seen(rows)[-1] == ("Row 11", True)
    bar.setValue(0)
    assert seen(rows)[0] == ("Row 0", True)


def test_a_list_that_fits_says_nothing_and_follows_another_height(rows: RowList) -> None:
    rows.show_rows(ROWS[:3], 0, "")
    assert len(seen(rows)) == 3
    assert not [text for text in visible_texts(rows) if "more below" in text]
    rows.show_rows(ROWS, 5, "")
    for height in (200, 260, 410):
        rows.resize(500, height)
        assert all(whole for _, whole in seen(rows)), height
        assert "Row 5" in [name for name, _ in seen(rows)]
