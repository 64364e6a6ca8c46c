"""For those who hear or feel the screen, or see little of it: every control has a name and a role, on every page."""

from collections.abc import Iterator

import pytest
from PySide6.QtGui import QAccessible
from pytestqt.qtbot import QtBot

from loyalty_pos.core.problems import UnknownCard
from loyalty_pos.lab.scenes.printing import DISPLAY_SCENES
from loyalty_pos.lab.shots import stage
from loyalty_pos.ui.look.tokens import HIGH_CONTRAST, MINIMUM_CONTRAST, PAIRS, THEMES, contrast
from loyalty_pos.ui.shell.state import PageName
from loyalty_pos.ui.widgets.banner import _PICTURES as PICTURES
from tests.gui.accessible import controls, faint, focus_places, nameless, told
from tests.gui.conftest import Counter
from tests.gui.every_page import EVERY, gone_to, whole_till


@pytest.fixture
def counter(qtbot: QtBot) -> Iterator[Counter]:  # noqa: ARG001 - it reports exceptions inside Qt's callbacks
    with whole_till() as made:
        yield made


def test_every_control_of_every_page_has_a_name_a_role_and_a_place_in_the_order_of_reading(
    counter: Counter,
) -> None:
    assert set(EVERY) == set(PageName)
    seen, wrong, disordered = 0, dict[PageName, list[str]](), list[PageName]()
    window = counter.studio.till.window
    for page in EVERY:
        gone_to(counter, page)
        seen += len(controls(window))
        if found := nameless(window):
            wrong[page] = found
        columns = focus_places(window.page)
        if columns != sorted(columns):
            disordered.append(page)
    assert wrong == {}
    assert disordered == []
    assert seen > 200


def test_a_tick_is_told_and_not_only_drawn(counter: Counter) -> None:
    gone_to(counter, PageName.ISSUE)
    (consent,) = [
        one
        for one in controls(counter.studio.till.window.page)
        if told(one).text(QAccessible.Text.Name).endswith("(F6)")
    ]
    assert told(consent).text(QAccessible.Text.Description) == "not chosen"
    counter.studio.press("F6")
    assert told(consent).text(QAccessible.Text.Description) == "chosen"


def test_what_the_banner_and_the_head_say_is_what_a_reader_hears(counter: Counter) -> None:
    """A name of their own would be heard instead of what they say."""
    gone_to(counter, PageName.SALE)
    counter.studio.till.shell.refuse(UnknownCard("0017"))
    banner = counter.studio.till.window.page.banner
    heard = told(banner).text(QAccessible.Text.Name)
    assert banner.text.text() in heard and banner.next_step.text() in heard
    head = counter.studio.till.window.head
    assert told(head.link).text(QAccessible.Text.Name) == head.link.text() != ""


# --- colours -------------------------------------------------------------------------------------------


def test_the_theme_for_those_who_see_little_keeps_seven_to_one() -> None:
    """The other themes keep 4.5:1: ``test_look.py``."""
    colours = THEMES["contrast"]
    low = {
        (text, ground): contrast(getattr(colours, text), getattr(colours, ground))
        for text, ground in PAIRS
        if contrast(getattr(colours, text), getattr(colours, ground)) < HIGH_CONTRAST
    }
    assert low == {}


def test_every_text_that_is_painted_stands_out_from_its_ground(counter: Counter) -> None:
    """Of the pixels themselves, in all three themes: style sheets reach places that no table of colours knows."""
    pale = dict[str, list[str]]()
    for theme in THEMES:
        counter.studio.till.look.wear(theme)
        measured = set[tuple[object, ...]]()
        for page in EVERY:
            gone_to(counter, page)
            if found := faint(counter.studio.till.window, MINIMUM_CONTRAST, measured):
                pale[f"{theme} {page}"] = found
        assert len(measured) > 60
    assert pale == {}


@pytest.mark.parametrize(("number", "name"), list(enumerate(DISPLAY_SCENES)))
def test_the_customers_display_is_told_and_read_too(qtbot: QtBot, number: int, name: str) -> None:  # noqa: ARG001
    scene = stage(name, "en", list(THEMES)[number % len(THEMES)], (1366, 768))
    with scene.studio as studio:
        DISPLAY_SCENES[name](scene)
        studio.settle()
        shown = studio.till.display.window or studio.till.window
        assert nameless(shown) == []
        assert faint(shown, MINIMUM_CONTRAST, set()) == []


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
