"""Months and what looks odd are tables: numbers below each other, sorted by any column, and all of a row is said below."""

from collections.abc import Iterator
from dataclasses import replace

import msgspec
import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from loyalty_pos.till.office.table import Table
from loyalty_pos.ui.desk.grid import DeskGrid
from loyalty_pos.ui.desk.table import table_of
from loyalty_pos.ui.shell.state import PageName
from tests.gui.conftest import Counter
from tests.gui.every_page import gone_to, whole_till
from tests.gui.measuring import cut_texts

SIZES = ((1366, 768), (1024, 600), (1920, 1080), (960, 540))

SUMS = ("opening", "issued", "redeemed", "expired", "reversed", "adjusted", "closing")


@pytest.fixture(scope="module")
def _one_window(qapp: QApplication) -> Iterator[Counter]:  # noqa: ARG001 - a window needs it
    with whole_till() as made:
        yield made


@pytest.fixture
def desk(_one_window: Counter, qtbot: QtBot) -> Counter:  # noqa: ARG001 - it reports exceptions inside Qt's callbacks
    window = _one_window.studio.till.window
    window.show()  # the end of a loop closes all windows
    window.resize(*SIZES[0])
    gone_to(_one_window, PageName.DESK)
    return _one_window


def grid_of(desk: Counter, key: str) -> DeskGrid:
    desk.studio.press(key)
    (grid,) = desk.studio.till.window.page.findChildren(DeskGrid)
    assert grid.isVisible()
    return grid


def heads(grid: DeskGrid) -> list[str]:
    return [item.text() for place in range(grid.columnCount()) if (item := grid.horizontalHeaderItem(place))]


def cells(grid: DeskGrid, head: str) -> list[str]:
    place = [one.rstrip(" ▴▾") for one in heads(grid)].index(head)
    items = [grid.item(row, place) for row in range(grid.rowCount())]
    return [item.text().replace("\N{NO-BREAK SPACE}", " ") for item in items if item]


def test_a_month_stands_in_columns_and_its_marked_row_is_said_in_full(desk: Counter) -> None:
    grid = grid_of(desk, "F3")
    assert heads(grid) == ["Month", "Book", "Beginning", "Issued", "Went", "Adjusted", "End"]
    assert cells(grid, "End")[0] == "151,270"
    assert any(text.startswith("2026-11, points, Corner Coffee Ltd") for text in desk.texts())
    desk.studio.press("Down")
    assert grid.currentRow() == 1
    assert not any(text.startswith("2026-11, points, Corner Coffee Ltd") for text in desk.texts())


def test_where_there_is_room_each_sum_has_its_column(desk: Counter) -> None:
    desk.studio.till.window.resize(*SIZES[2])
    desk.studio.settle()
    shown = heads(grid_of(desk, "F3"))
    assert shown[2:9] == ["Beginning", "Issued", "Used", "Ended", "Taken back", "Adjusted", "End"]


def test_what_came_and_went_adds_up_in_every_row(desk: Counter) -> None:
    grid_of(desk, "F3")
    told = desk.studio.till._desk.state.told
    assert told is not None
    for one in told.months:
        went = one.redeemed + one.expired + one.reversed
        assert one.opening + one.issued - went + one.adjusted == one.closing


def test_numbers_stand_below_each_other_at_the_right(desk: Counter) -> None:
    grid = grid_of(desk, "F3")
    for place, head in enumerate(heads(grid)):
        item = grid.item(0, place)
        assert item is not None
        is_right = bool(item.textAlignment() & Qt.AlignmentFlag.AlignRight)
        assert is_right == (head not in {"Month", "Book"}), head


def test_the_arrows_sort_by_one_column_after_the_other_and_a_touch_turns_it_round(desk: Counter) -> None:
    grid = grid_of(desk, "F4")
    assert [one.rstrip(" ▴▾") for one in heads(grid)] == [
        "What",
        "Who",
        "Customer",
        "Till",
        "Times",
        "Beside it",
    ]
    assert cells(grid, "Times") == ["21", "8", "34"]
    desk.studio.press(*["Right"] * 5)
    assert cells(grid, "Times") == ["34", "21", "8"], "the largest first"
    assert "Sorted by: Times. ← → by another column." in desk.texts()
    head = grid.horizontalHeader()
    middle = head.sectionViewportPosition(4) + head.sectionSize(4) // 2
    QTest.mouseClick(head.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(middle, 10))
    assert cells(grid, "Times") == ["8", "21", "34"]
    assert any("Serge Cotton put the card" in text for text in desk.texts()), (
        "the marked row is the one that shows"
    )
    desk.studio.press("F3", "F4")
    assert cells(grid, "Times") == ["21", "8", "34"], "another sheet is as it was told"


def test_a_table_that_is_saved_is_as_it_was_told_whatever_it_is_sorted_by(desk: Counter) -> None:
    grid_of(desk, "F4")
    state = desk.studio.till._desk.state
    before = table_of(state)
    desk.studio.press("Right", "Right")
    assert isinstance(before, Table)
    assert table_of(desk.studio.till._desk.state) == before


@pytest.mark.parametrize("size", SIZES)
def test_nothing_is_cut_in_either_language(desk: Counter, size: tuple[int, int]) -> None:
    window = desk.studio.till.window
    window.resize(*size)
    for _ in ("ru", "en"):
        desk.studio.press("Ctrl+Shift+L")
        for key in ("F3", "F4"):
            gone_to(desk, PageName.DESK)
            desk.studio.press(key)
            desk.studio.settle()
            assert cut_texts(window) == []


def test_sums_of_a_large_network_fit(desk: Counter) -> None:
    presenter, window = desk.studio.till._desk, desk.studio.till.window
    told = presenter.state.told
    assert told is not None
    huge = [msgspec.structs.replace(one, **dict.fromkeys(SUMS, 9_999_999_999)) for one in told.months]
    presenter._show(replace(presenter.state, told=msgspec.structs.replace(told, months=huge)))
    for size in SIZES:
        window.resize(*size)
        desk.studio.settle()
        desk.studio.press("F2", "F3")
        assert cut_texts(window) == [], size
