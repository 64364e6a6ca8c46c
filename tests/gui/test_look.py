"""How it looks: nothing cut off, every word in the chosen language, colours that can be told apart."""

import re
import subprocess
import sys
import xml.etree.ElementTree as ET
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QLabel,
    QLineEdit,
    QTableView,
    QWidget,
)
from pytestqt.qtbot import QtBot

from loyalty_pos.lab.shots import SCENES, stage
from loyalty_pos.lab.stage import StageGoods
from loyalty_pos.ui.look.tokens import MINIMUM_CONTRAST, PAIRS, THEMES, contrast
from loyalty_pos.ui.look.words import Words
from loyalty_pos.ui.shell.notes import NoteWords
from loyalty_pos.ui.shell.port import Note, NoteKind
from tests.gui.accessible import nameless
from tests.gui.conftest import Counter
from tests.gui.measuring import above, cut_texts, outside, small_targets

SIZES = ((1366, 768), (1024, 600))
FULL_HD = (1920, 1080)
HALF = (960, 540)
"""A Full HD screen at 200 %: only the pages on which a customer waits are drawn there, and only in the longer language."""
WITH_A_CUSTOMER = frozenset(
    {"login", "sale", "near", "clock", "demo", "payment", "issue", "issued", "balance", "benefits"}
)
CYRILLIC = re.compile(r"[А-Яа-яЁё]")


def _is_whole(window: QWidget, size: tuple[int, int]) -> None:
    """Check that this window, in the language it speaks now, shows all of every text and button."""
    assert (window.width(), window.height()) == size
    assert cut_texts(window) == [], size
    assert outside(window) == [], size
    assert small_targets(window) == [], size
    assert nameless(window) == []


@pytest.mark.slow
@pytest.mark.parametrize("name", list(SCENES))
def test_every_page_is_whole_in_both_languages_and_sizes_and_switches_live(qtbot: QtBot, name: str) -> None:  # noqa: ARG001
    """One window a page: built in English, switched to Russian, made large and small, switched back."""
    large, small = SIZES
    scene = stage(name, "en", "dark", large)
    with scene.studio as studio:
        SCENES[name](scene)
        window = studio.till.window
        _is_whole(window, large)
        english = _words(window)
        assert [text for text in english if CYRILLIC.search(text) and text != "Русский"] == []
        studio.press("Ctrl+Shift+L")
        studio.settle()
        kept = set(english) & set(_words(window))
        assert {text for text in kept if _is_a_word_of_ours(text)} == set()
        _is_whole(window, large)
        window.resize(*FULL_HD)
        studio.settle()
        _is_whole(window, FULL_HD)
        for size in (HALF, small) if name in WITH_A_CUSTOMER else (small,):
            window.resize(*size)
            studio.settle()
            _is_whole(window, size)
        studio.press("Ctrl+Shift+L")
        studio.settle()
        _is_whole(window, small)


def _words(window: QWidget) -> list[str]:
    labels = [one.text() for one in window.findChildren(QLabel) if one.isVisible()]
    buttons = [one.text() for one in window.findChildren(QAbstractButton) if one.isVisible()]
    lines = [one.placeholderText() for one in window.findChildren(QLineEdit) if one.isVisible()]
    heads = [
        str(table.model().headerData(column, Qt.Orientation.Horizontal, Qt.ItemDataRole.DisplayRole))
        for table in window.findChildren(QTableView)
        if table.isVisible()
        for column in range(table.model().columnCount())
    ]
    return [text for text in (*labels, *buttons, *lines, *heads) if text]


def _is_a_word_of_ours(text: str) -> bool:
    """Keys, numbers, names of people, goods and offers, and what a scanner sent are the same in every language."""
    keys = r"(Ctrl\+)?(Shift\+)?([A-Z0-9]|F\d+|Enter|Esc|PgUp|PgDown|Ctrl\+Q)"
    data = (
        r"(DEMO|PIN: .*| ?Maria I\.( · .*)?|Lake Street.*|Station coffee.*| ?Oleg S\.|Anna K\.|Peter M\.|Catherine V\..*|Silver.*|Corner coffee.*|.*\bshop-7.*|.*PIN"
        r"|The tenth coffee.*|Bronze|Three pastries.*|Beans for.*|150 ₽ off.*|₽300 off.*|Flyer.*|Vitamins.*|Morning.*|[A-Z][\w ]+ \([a-z]+\)|\d\d:\d\d:\d\d  .*)"
    )
    if re.fullmatch(keys, text) or re.fullmatch(data, text) or not re.search(r"[A-Za-z]{2}", text):
        return False
    goods = _goods()
    return text.strip() not in goods and not all(
        any(name.startswith(piece.removesuffix("…")) for name in goods) for piece in text.split(", ")
    )


def _goods() -> set[str]:
    goods = StageGoods("en")
    names = {article.name for article in goods.search("", 10_000)}
    return names | {", ".join(names)} | {page for page, _ in goods.quick_pages()}


def test_a_theme_is_switched_live(counter: Counter) -> None:
    before = counter.studio.till.window.grab().toImage().pixelColor(3, 3)
    counter.studio.press("Ctrl+Shift+T")
    after = counter.studio.till.window.grab().toImage().pixelColor(3, 3)
    assert (before.name(), after.name()) == (THEMES["dark"].window, THEMES["light"].window)
    assert counter.preferences["theme"] == "light"


def test_whatever_is_switched_the_keyboard_stays_on_the_page_that_is_seen(counter: Counter) -> None:
    """The page of shifts, out of sight, still asked for a sum: the next Enter would have been its own."""
    counter.log_in()
    window = counter.studio.till.window

    def keyboard() -> list[QWidget]:
        focused = QApplication.focusWidget()
        return [] if focused is None else above(focused)

    for key in ("Ctrl+Shift+T", "Ctrl+Shift+L"):
        counter.studio.press(key)
        assert window.page in keyboard(), key
    for size in (FULL_HD, *SIZES):
        window.resize(*size)
        counter.studio.settle()
        assert window.page in keyboard(), size


@pytest.mark.parametrize("theme", list(THEMES))
@pytest.mark.parametrize(("text", "ground"), PAIRS)
def test_every_text_stands_out_from_its_ground(theme: str, text: str, ground: str) -> None:
    colours = THEMES[theme]
    assert contrast(getattr(colours, text), getattr(colours, ground)) >= MINIMUM_CONTRAST


def test_buttons_are_large_enough_for_a_finger(counter: Counter) -> None:
    counter.log_in()
    window = counter.studio.till.window
    window.resize(1024, 600)
    counter.studio.settle()
    small = [
        one.accessibleName()
        for one in window.findChildren(QAbstractButton)
        if one.isVisible() and one.height() < 56
    ]
    assert small == []


def test_no_other_window_ever_shows(counter: Counter) -> None:
    """A label that is shown before it has a parent would flash as a window of its own."""

    class Watch(QObject):
        def __init__(self) -> None:
            super().__init__()
            self.seen: list[str] = []

        def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
            if event.type() == QEvent.Type.Show and isinstance(watched, QWidget) and watched.isWindow():
                self.seen.append(type(watched).__name__)
            return False

    watch, app = Watch(), QApplication.instance()
    assert app is not None
    app.installEventFilter(watch)
    counter.log_in("3333").studio.press("F9", "Esc", "F3", "Esc", "Ctrl+R", "Esc", "F10")
    counter.studio.type("6")
    app.removeEventFilter(watch)
    assert watch.seen == []


@pytest.mark.parametrize("language", ["ru", "en"])
@pytest.mark.parametrize("kind", list(NoteKind))
def test_every_note_has_its_words(kind: NoteKind, language: str) -> None:
    text, next_step = NoteWords().of(
        Note(
            kind,
            {"amount_minor": 1, "money_minor": 1, "due_minor": 1, "price_minor": 1, "number": 1, "name": ""},
        ),
        Words(language),
    )
    assert text
    assert "_minor" not in text + next_step


# --- files ----------------------------------------------------------------------------------------------


def test_every_word_is_translated_and_the_compiled_file_is_fresh(project_root: Path, tmp_path: Path) -> None:
    source = project_root / "resources" / "i18n" / "loyalty_pos_ru.ts"
    fresh = tmp_path / "loyalty_pos_ru.ts"
    fresh.write_bytes(source.read_bytes())
    files = [str(path) for path in sorted((project_root / "src" / "loyalty_pos" / "ui").rglob("*.py"))]
    tools = Path(sys.executable).parent
    update = [str(tools / "pyside6-lupdate"), *files, "-ts", str(fresh), "-locations", "none", "-no-obsolete"]
    subprocess.run(update, check=True, capture_output=True)
    assert _messages(fresh) == _messages(source), "run pyside6-lupdate"
    assert [text for _, text, done in _messages(fresh) if not done] == []
    compiled = tmp_path / "fresh.qm"
    subprocess.run([tools / "pyside6-lrelease", source, "-qm", compiled], check=True, capture_output=True)
    assert compiled.read_bytes() == source.with_suffix(".qm").read_bytes(), "run pyside6-lrelease"


def _messages(path: Path) -> set[tuple[str, str, bool]]:
    found = set()
    for context in ET.parse(path).getroot().findall("context"):
        for message in context.findall("message"):
            translation = message.find("translation")
            done = translation is not None and bool(translation.text) and "type" not in translation.attrib
            found.add((context.findtext("name", ""), message.findtext("source", ""), done))
    return found


def test_icons_take_the_colour_of_the_theme(project_root: Path) -> None:
    for path in (project_root / "resources" / "icons").glob("*.svg"):
        colours = set(re.findall(r'(?:fill|stroke)="([^"]+)"', path.read_text(encoding="utf-8")))
        assert colours <= {"none", "currentColor"}, path.name


def test_the_window_needs_no_database_network_or_printer_library_to_start() -> None:
    code = (
        "import sys, loyalty_pos.ui.app;"
        "print([m for m in ('sqlalchemy','httpx','escpos','qrcode','PIL','alembic','litestar') if m in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True)
    assert done.stdout.strip() == "[]"
