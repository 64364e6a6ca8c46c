"""For those who hear or feel the screen, or see little of it: every control has a name and a role, on every page."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAccessible, QAccessibleInterface
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QApplication,
    QHeaderView,
    QLineEdit,
    QTextEdit,
    QWidget,
)
from pytestqt.qtbot import QtBot

from loyalty_pos.ui.look.tokens import HIGH_CONTRAST, PAIRS, THEMES, contrast
from loyalty_pos.ui.shell.state import PageName
from loyalty_pos.ui.widgets.banner import _PICTURES as PICTURES
from tests.fakes.till import COFFEE_CODE, MILK_CODE
from tests.gui.conftest import Counter, window_on
from tests.gui.test_scans_on_every_page import WAYS, shop

CONTROLS = (QAbstractButton, QLineEdit, QAbstractItemView, QTextEdit)
ROLES = {
    QAccessible.Role.Button,
    QAccessible.Role.PushButton,
    QAccessible.Role.CheckBox,
    QAccessible.Role.RadioButton,
    QAccessible.Role.EditableText,
    QAccessible.Role.Table,
    QAccessible.Role.List,
    QAccessible.Role.ListItem,
    QAccessible.Role.Tree,
}


@pytest.fixture
def counter(qtbot: QtBot) -> Iterator[Counter]:  # noqa: ARG001 - it reports exceptions inside Qt's callbacks
    with window_on(shop()) as made:
        made.log_in("3333").studio.scan(COFFEE_CODE)
        made.studio.press("F12")
        yield made


def told(widget: QWidget) -> QAccessibleInterface:
    """Return what a screen reader is told of this widget."""
    interface: QAccessibleInterface | None = QAccessible.queryAccessibleInterface(widget)
    assert interface is not None, widget
    return interface


def controls(window: QWidget) -> list[QWidget]:
    """Return everything that can be worked; the head of a table belongs to its table."""
    found = [one for kind in CONTROLS for one in window.findChildren(kind) if one.isVisible()]
    return [one for one in found if not isinstance(one, QHeaderView)]


def nameless(window: QWidget) -> list[str]:
    """Return the controls that a screen reader could only call by their kind, or not even that."""
    found = []
    for one in controls(window):
        interface = told(one)
        if not interface.text(QAccessible.Text.Name).strip() or interface.role() not in ROLES:
            found.append(f"{type(one).__name__} {one.objectName()} {interface.role()}")
    return found


def focus_places(page: QWidget) -> list[tuple[int, int]]:
    """Return where Tab leads within the page, in its order: the upper left corner of each widget."""
    places: list[tuple[int, int]] = []
    one = page.nextInFocusChain()
    while one is not None and one is not page:
        by_tab = bool(one.focusPolicy() & Qt.FocusPolicy.TabFocus)
        if by_tab and one.isVisible() and one.isEnabled() and page.isAncestorOf(one):
            corner = one.mapTo(page, QPoint(0, 0))
            places.append((corner.y(), corner.x()))
        one = one.nextInFocusChain()
    return places


def test_every_control_of_every_page_has_a_name_a_role_and_a_place_in_the_order_of_reading(
    counter: Counter,
) -> None:
    seen, wrong, disordered = 0, dict[PageName, list[str]](), list[PageName]()
    till = counter.studio.till
    for page, way in WAYS.items():
        counter.shop.register.clear("cashier")
        till.sell(MILK_CODE)
        way(till)
        counter.studio.settle()
        assert counter.on(page)
        seen += len(controls(till.window))
        if found := nameless(till.window):
            wrong[page] = found
        columns = focus_places(till.window.page)
        if columns != sorted(columns):
            disordered.append(page)
    assert wrong == {}
    assert disordered == []
    assert seen > 150


# --- colours and sounds ---------------------------------------------------------------------------------


def test_the_theme_for_those_who_see_little_keeps_seven_to_one() -> None:
    """The other themes keep 4.5:1: ``test_look.py``."""
    colours = THEMES["contrast"]
    low = {
        (text, ground): contrast(getattr(colours, text), getattr(colours, ground))
        for text, ground in PAIRS
        if contrast(getattr(colours, text), getattr(colours, ground)) < HIGH_CONTRAST
    }
    assert low == {}


def test_the_key_of_themes_goes_round_all_of_them_and_is_kept(counter: Counter) -> None:
    worn = []
    for _ in THEMES:
        counter.studio.press("Ctrl+Shift+T")
        worn.append(counter.studio.till.look.theme)
        ground = counter.studio.till.window.grab().toImage().pixelColor(3, 3)
        assert ground.name() == THEMES[worn[-1]].window
    assert worn == ["light", "contrast", "dark"]
    assert counter.preferences["theme"] == "dark"


def test_every_tone_of_the_banner_says_by_its_picture_what_its_colour_says() -> None:
    """Refused, done, attention: three pictures; the two calm tones mean the same to a person."""
    pictures = {tone: picture for tone, (picture, _) in PICTURES.items()}
    assert len({pictures[tone] for tone in ("refused", "done", "attention")}) == 3


def test_sounds_can_be_turned_off_and_stay_off(counter: Counter, monkeypatch: pytest.MonkeyPatch) -> None:
    heard: list[str] = []
    monkeypatch.setattr(QApplication, "beep", lambda: heard.append("beep"))
    counter.studio.press("Esc", "F12")
    assert counter.banner
    assert heard == ["beep"]
    counter.studio.press("Ctrl+Shift+S")
    assert counter.banner.startswith("Sounds are off")
    counter.studio.press("F12")
    assert heard == ["beep"]
    assert counter.preferences["sounds"] == "off"
    counter.studio.press("Ctrl+Shift+S", "F12")
    assert heard == ["beep", "beep"]
