"""Nonsense in every field and as a scan: a sentence and a next step, in both languages, and nothing of the receipt is lost."""

from collections.abc import Callable, Iterator

import pytest
from PySide6.QtWidgets import QApplication, QLineEdit
from pytestqt.qtbot import QtBot

from loyalty_pos.core.sale import Noted
from loyalty_pos.ui.pages import Till
from tests.fakes.till import COFFEE_CODE, FakeTill
from tests.gui.conftest import Counter, window_on

NONSENSE = (
    "-1",
    "9" * 400,
    "٣٤٥",
    "☃ 💥",
    "<b>'; DROP TABLE sale; --%s{}",
    "\N{ZERO WIDTH SPACE}\N{RIGHT-TO-LEFT OVERRIDE}cba",
    "LPR1:",
)
SCANNED = ("]Q3", "LPR1:nonsense", "0" * 500, "☃ 💥", "LPS1:")


def of_return(till: Till) -> None:
    till.take_back(till.parts.world.journal.last_sales(1)[0])


FIELDS: dict[str, Callable[[Till], object]] = {
    "sale": lambda till: till.sell(),
    "quantity": lambda till: till.sell(),
    "payment": lambda till: till.take_money(),
    "customer": lambda till: till.ask_balance(None),
    "statement": lambda till: till.statement(None, present=False),
    "cards": lambda till: till.cards(None),
    "issue": lambda till: till.issue(),
    "benefits": lambda till: till.benefits(),
    "late card": lambda till: till.late_card(till.parts.world.journal.last_sales(1)[0]),
    "receipt": lambda till: till.take_back(None),
    "line of a receipt": of_return,
    "no receipt": lambda till: till.take_back(None),
    "beside": lambda till: till.beside(),
    "shift": lambda till: till.open_shift(),
}
KEYS = {"quantity": "F4", "no receipt": "F2", "shift": "F3"}
"""What opens the field, on a page that begins without one."""


@pytest.fixture(scope="module")
def _one_window(qapp: QApplication) -> Iterator[Counter]:  # noqa: ARG001 - a window needs it
    """One window for all pages: each begins anew when it is gone to."""
    with window_on(FakeTill()) as made:
        made.log_in("3333").studio.scan(COFFEE_CODE)
        made.studio.press("F12", "F12")
        made.studio.scan(COFFEE_CODE)
        yield made


@pytest.fixture
def counter(_one_window: Counter, qtbot: QtBot) -> Counter:  # noqa: ARG001 - it reports exceptions inside Qt's callbacks
    _one_window.studio.till.window.show()  # the end of a loop closes all windows
    _one_window.studio.till.window.activateWindow()
    _one_window.studio.settle()
    return _one_window


def said(counter: Counter) -> tuple[str, str]:
    """What the banner says and what to do next, or what stands where an answer is asked for."""
    banner = counter.studio.till.window.page.banner
    return (banner.text.text(), banner.next_step.text()) if banner.isVisible() else ("", "")


def lines_and_facts(counter: Counter) -> tuple[int, int]:
    facts = [fact for fact in counter.shop.journal.facts if not isinstance(fact, Noted)]
    return len(counter.shop.register.view().lines), len(facts)


@pytest.mark.parametrize("field", list(FIELDS))
def test_nonsense_that_is_typed_gets_a_sentence_and_a_next_step_and_loses_nothing(
    counter: Counter, field: str
) -> None:
    till, before, silent = counter.studio.till, lines_and_facts(counter), []
    for text in NONSENSE:
        till.shell.hush()
        FIELDS[field](till)
        counter.studio.settle()
        counter.studio.press(*([KEYS[field]] if field in KEYS else []))
        till.window.page.typed("1")  # whatever has the keyboard, the field takes what is typed
        line = QApplication.focusWidget()
        assert isinstance(line, QLineEdit), f"{field}: no field listens"
        line.setText(text)
        counter.studio.press("Return")
        if not all(said(counter)):
            silent.append((text[:20], said(counter), till.shell.page))
        assert lines_and_facts(counter) == before, (field, text[:20])
    assert silent == []


@pytest.mark.parametrize("field", ["sale", "customer", "receipt", "issue"])
def test_nonsense_that_is_scanned_gets_a_sentence_in_both_languages(counter: Counter, field: str) -> None:
    till, before = counter.studio.till, lines_and_facts(counter)
    for text in SCANNED:
        till.shell.hush()
        FIELDS[field](till)
        till.scanned(text)
        counter.studio.settle()
        assert all(said(counter)), (field, text[:20])
        assert lines_and_facts(counter) == before, (field, text[:20])
    english = said(counter)
    counter.studio.press("Ctrl+Shift+L")
    russian = said(counter)
    counter.studio.press("Ctrl+Shift+L")
    assert all(russian)
    assert russian[0] != english[0]
