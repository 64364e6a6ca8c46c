"""The page of scanners: its codes can be read from the screen, what arrives is shown, what was recognised is used."""

import itertools
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
import zxingcpp
from PIL import Image
from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from loyalty_pos.lab.scanners.strokes import strokes
from loyalty_pos.till.scanning.bench import BAR_TEST, SQUARE_TEST
from loyalty_pos.till.scanning.profile import ScannerProfile
from loyalty_pos.ui.shell.state import PageName
from loyalty_pos.ui.studio import Studio
from loyalty_pos.wiring.cards import CodePictures
from loyalty_pos.wiring.scanning.bench import ScannerBench
from tests.fakes.till import MILK_CODE, FakeTill
from tests.gui.conftest import Counter, PaperTrail, Remembered, parts_of, window_on


@pytest.fixture
def counter(qtbot: QtBot, qapp: QApplication) -> Iterator[Counter]:  # noqa: ARG001 - it reports exceptions inside Qt's callbacks
    """A till with a real ear for keys, and no other scanner."""
    shop, paper, preferences = FakeTill().open(), PaperTrail(), Remembered(language="en")
    bench = ScannerBench(preferences, candidates=lambda: ())
    parts = replace(parts_of(shop, paper, preferences), bench=bench, codes=CodePictures())
    with Studio(parts) as studio:
        made = Counter(shop, paper, preferences, studio).log_in()
        ear = bench.install(qapp, studio.till.scanned)
        assert isinstance(ear, QObject)
        yield made
        qapp.removeEventFilter(ear)
        ear.deleteLater()


CLOCK = itertools.count(1, 60_000)


def beam(counter: Counter, text: str, gap_ms: int = 5) -> None:
    """Type as a scanner does, and wait until the ear has made up its mind."""
    bench = counter.studio.till.parts.bench
    assert bench is not None
    bench_heard = bench.heard()
    for key in strokes(text + "\r", next(CLOCK), gap_ms, codes=False):
        qt = Qt.Key.Key_Return if key.text == "\r" else Qt.Key(ord(key.text.upper()))
        for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
            event = QKeyEvent(kind, qt, Qt.KeyboardModifier.NoModifier, key.text)
            event.setTimestamp(key.at_ms)
            QApplication.sendEvent(counter.studio.till.window, event)
    counter.studio.settle(lambda: bench.heard() != bench_heard)


def opened(counter: Counter) -> QWidget:
    counter.studio.till.menu.chosen("status")
    counter.studio.settle()
    counter.studio.till.window.press("F7")
    counter.studio.settle()
    assert counter.on(PageName.SCANNERS)
    return counter.studio.till.window


def codes_on(window: QWidget, path: Path) -> set[str]:
    window.grab().save(str(path))
    with Image.open(path) as picture:
        return {code.text for code in zxingcpp.read_barcodes(picture)}


@pytest.mark.parametrize("size", [(1024, 600), (1920, 1080)])
def test_both_codes_can_be_read_from_the_screen(
    counter: Counter, size: tuple[int, int], tmp_path: Path
) -> None:
    window = opened(counter)
    window.resize(*size)
    counter.studio.settle()
    assert codes_on(window, tmp_path / "screen.png") == {BAR_TEST, SQUARE_TEST}


def test_a_scanner_is_recognised_kept_and_used(counter: Counter) -> None:
    opened(counter)
    assert "Waiting for a scan" in counter.texts()
    beam(counter, "]C0" + BAR_TEST, gap_ms=60)
    assert "Recognised: types like a keyboard" in counter.texts()
    beam(counter, "]Q1" + SQUARE_TEST, gap_ms=60)
    assert "F12 keeps it." in counter.texts()
    counter.studio.till.window.press("F12")
    counter.studio.settle()
    assert "This scanner is kept." in counter.banner
    kept = counter.studio.till.parts.bench
    assert kept is not None
    assert kept.known() == (ScannerProfile(suffix="\r", gap_ms=120, aim=True, square=True),)
    counter.studio.till.window.press("Esc")
    counter.studio.settle()
    beam(counter, "]E0" + MILK_CODE, gap_ms=70)
    assert [line.name for line in counter.shop.register.view().lines] == ["Молоко 3,2 %"]


def test_what_arrives_is_shown_and_sells_nothing(counter: Counter) -> None:
    opened(counter)
    beam(counter, MILK_CODE)
    assert any(MILK_CODE in text for text in counter.texts())
    assert "This was not one of the two codes, or it arrived changed." in counter.texts()
    counter.studio.till.window.press("F12")
    assert "No scanner is recognised yet." in counter.banner
    counter.studio.till.window.press("F5")
    assert "Nothing arrived yet" in counter.texts()
    counter.studio.till.window.press("F8")
    assert "No scanner is kept any more." in counter.banner
    assert counter.on(PageName.SCANNERS) and not counter.shop.register.view().lines


def test_a_till_without_a_bench_has_no_page_of_scanners(qtbot: QtBot) -> None:  # noqa: ARG001 - as above
    with window_on(FakeTill().open()) as counter:
        counter.log_in().studio.till.menu.chosen("status")
        counter.studio.settle()
        counter.studio.till.window.press("F7")
        assert counter.on(PageName.STATUS)
