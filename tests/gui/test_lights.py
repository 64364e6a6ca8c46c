"""Lights of the devices: a shape, a colour and a word, and no two that only a colour tells apart."""

from itertools import combinations

import pytest
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication

from loyalty_pos.ui.look.icons import icon
from loyalty_pos.ui.look.lights import Light, of_printer
from loyalty_pos.ui.look.tokens import THEMES, contrast
from loyalty_pos.ui.shell.state import LinkState
from loyalty_pos.ui.status.lights import LightRow, lights_of
from loyalty_pos.ui.status.presenter import StatusState
from tests.gui.conftest import Counter

SIZE = 20


def shape(light: Light) -> frozenset[tuple[int, int]]:
    """Return where the light is painted, whatever its colour."""
    picture = icon(light.picture, "#ffffff", SIZE).toImage().convertToFormat(QImage.Format.Format_ARGB32)
    places = [(x, y) for x in range(SIZE) for y in range(SIZE)]
    return frozenset(place for place in places if picture.pixelColor(*place).alpha() > 128)


@pytest.mark.usefixtures("qapp")
def test_each_light_has_a_shape_of_its_own() -> None:
    for one, other in combinations(Light, 2):
        assert len(shape(one) ^ shape(other)) > SIZE * SIZE / 8, (one, other)


def test_each_light_can_be_seen_on_its_ground_in_every_theme() -> None:
    for colours in THEMES.values():
        for light in Light:
            assert contrast(getattr(colours, light.colour), colours.surface) >= 4.5


@pytest.mark.parametrize(
    ("state", "light"),
    [
        ("ok", Light.GOOD),
        ("paper_near_end", Light.LOOK),
        ("paper_out", Light.BAD),
        ("cover_open", Light.BAD),
        ("offline", Light.BAD),
        ("unknown", Light.NONE),
        ("of a later program", Light.NONE),
    ],
)
def test_a_printer_has_a_light_for_each_of_its_states(state: str, light: Light) -> None:
    assert of_printer(state) is light


def test_the_five_lights_of_a_till() -> None:
    fine = StatusState(
        LinkState(online=True, known=True), printer="ok", display=True, scanners=(("COM3", "ok"),)
    )
    assert lights_of(fine) == [Light.GOOD] * 5
    bad = StatusState(
        LinkState(known=True), printer="offline", scanners=(("COM3", "ok"), ("COM4", "offline"))
    )
    assert lights_of(bad) == [Light.LOOK, Light.BAD, Light.BAD, Light.NONE, Light.BAD]
    assert lights_of(StatusState()) == [Light.NONE] * 5
    no_paper = StatusState(LinkState(online=True, known=True), printer="paper_out")
    assert lights_of(no_paper)[1:3] == [Light.BAD, Light.GOOD], "a drawer opens without paper"


def test_the_page_shows_a_light_and_a_word_for_each(counter: Counter) -> None:
    counter.log_in().studio.press("F10", "6")
    rows = [one for one in counter.studio.till.window.page.findChildren(LightRow) if one.isVisible()]
    lit = {one.name.text(): one.value.text() for one in rows if not one.light.pixmap().isNull()}
    assert lit == {
        "Connection with the centre": "online",
        "Receipt printer": "ready",
        "Cash drawer": "opens through the printer",
        "Customer's display": "not shown",
        "Scanners (serial, HID)": "none",
    }
    counter.studio.press("F4")
    QApplication.processEvents()
    (display,) = [one for one in rows if one.name.text() == "Customer's display"]
    assert display.value.text() == "shown"
    assert display.light.pixmap().toImage() == icon("light-good", THEMES["dark"].good, SIZE).toImage()
