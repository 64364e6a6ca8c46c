"""Nonsense in every field and as a scan: a sentence and a next step, or it is taken; nothing of the receipt is lost.

Both languages: of neighbouring texts one is typed into an English window and one into a Russian one, the other way round
in the next field.
"""

from collections.abc import Callable, Iterator

import pytest
from PySide6.QtWidgets import QApplication, QLineEdit
from pytestqt.qtbot import QtBot

from loyalty_pos.core.sale import Noted
from loyalty_pos.ui.shell.state import PageName
from tests.fakes.till import ANNA_CARD, BORIS_CARD, COFFEE_CODE
from tests.gui.conftest import Counter, visible_texts
from tests.gui.every_page import EVERY, gone_to, whole_till

NONSENSE = (
    "",
    "   ",
    "abc",
    "-1",
    "9" * 400,
    "x" * 10_000,
    "٣٤٥",
    "☃ 💥",
    "<b>'; DROP TABLE sale; --%s{}",
    "\N{ZERO WIDTH SPACE}\N{RIGHT-TO-LEFT OVERRIDE}cba",
    "\x00\x07\x1b[2J\x7f",
    "LPR1:",
)
SCANNED = ("]Q3", "LPR1:nonsense", "0" * 500, "☃ 💥", "LPS1:")
Way = Callable[[Counter], object]


def page(name: PageName, *steps: str) -> Way:
    """Return the way to a field of a page: keys by their names, and texts (after ``=``) that are entered."""

    def go(counter: Counter) -> None:
        gone_to(counter, name)
        for step in steps:
            counter.enter(step[1:]) if step.startswith("=") else counter.studio.press(step)

    return go


def scanned(name: PageName, *texts: str, key: str = "") -> Way:
    def go(counter: Counter) -> None:
        gone_to(counter, name)
        counter.studio.scan(*texts)
        counter.studio.press(*([key] if key else []))

    return go


def phone_of_a_new_card(counter: Counter) -> None:
    gone_to(counter, PageName.SALE)
    counter.studio.till.issue()


def line_of_a_receipt(counter: Counter) -> None:
    gone_to(counter, PageName.SALE)
    counter.studio.till.take_back(counter.shop.journal.last_sales(1)[0])


POINTS, STAFF = "F5", "F6"
FIELDS: dict[str, Way] = {
    "PIN": page(PageName.LOGIN),
    "sale": page(PageName.SALE),
    "quantity": page(PageName.SALE, "F4"),
    "customer at the sale": page(PageName.SALE, "F2"),
    "coupon": page(PageName.SALE, "F6"),
    "price check": page(PageName.SALE, "Ctrl+I"),
    "price of unknown goods": scanned(PageName.SALE, "4999999999991"),
    "points": scanned(PageName.SALE, ANNA_CARD, key="F5"),
    "payment": page(PageName.PAYMENT),
    "beside": page(PageName.BESIDE),
    "customer": page(PageName.BALANCE),
    "statement": page(PageName.STATEMENT),
    "benefits": page(PageName.BENEFITS),
    "cards": page(PageName.CARDS),
    "the other card": scanned(PageName.CARDS, ANNA_CARD, key="F4"),
    "another phone": scanned(PageName.CARDS, BORIS_CARD, key="F9"),
    "phone of a new card": phone_of_a_new_card,
    "name": page(PageName.ISSUE, "F6"),
    "birthday": page(PageName.ISSUE, "F6", "=Anna"),
    "late card": page(PageName.LATE_CARD),
    "first card of a pack": page(PageName.PACKS, "F2"),
    "spoiled card": page(PageName.PACKS, "F3"),
    "cards that are left": page(PageName.PACKS, "F4"),
    "receipt": page(PageName.RETURN),
    "line of a receipt": line_of_a_receipt,
    "no receipt": page(PageName.RETURN, "F2"),
    "cash in": page(PageName.SHIFT, "F3"),
    "cash out": page(PageName.SHIFT, "F4"),
    "count of the drawer": page(PageName.SHIFT, "F12"),
    "whose points": page(PageName.DESK, POINTS, "Ins"),
    "how many points": page(PageName.DESK, POINTS, "Ins", f"={ANNA_CARD}"),
    "why points": page(PageName.DESK, POINTS, "Ins", f"={ANNA_CARD}", "=100", "F3"),
    "somebody new": page(PageName.DESK, STAFF, "Ins"),
    "a new name": page(PageName.DESK, STAFF, "Ins", "=newbie"),
    "a new PIN": page(PageName.DESK, STAFF, "F12"),
    "receipt of a remark": page(PageName.DESK, STAFF, STAFF, "Ins"),
    "a remark": page(PageName.DESK, STAFF, STAFF, "Ins", "=", "F12", "F2"),
    "a debt": page(PageName.DESK, POINTS, POINTS, "F12"),
}
SENT_BY = {"name": "F12", "birthday": "F12"}
"""Fields of a form: Enter goes to the next one."""
MAY_BE_ANYTHING = frozenset({"name"})
"""A card is given out to whoever says so."""
BLANK_MEANS = frozenset({"payment", "birthday"})
"""Nothing typed is an answer: the exact amount; a customer who does not tell the day."""
WITHOUT_A_FIELD = frozenset(
    {
        PageName.RECEIPT,
        PageName.MENU,
        PageName.EXPOSURE,
        PageName.STATUS,
        PageName.SCANNERS,
        PageName.PRINTERS,
    }
    | {PageName.UPKEEP}
)


@pytest.fixture(scope="module")
def _one_window(qapp: QApplication) -> Iterator[Counter]:  # noqa: ARG001 - a window needs it
    """One window for all fields: each begins anew when it is gone to."""
    with whole_till() as made:
        yield made


@pytest.fixture
def counter(_one_window: Counter, qtbot: QtBot) -> Counter:  # noqa: ARG001 - it reports exceptions inside Qt's callbacks
    _one_window.studio.till.window.show()  # the end of a loop closes all windows
    _one_window.studio.till.window.activateWindow()
    _one_window.studio.settle()
    if _one_window.shop.staff.current is None:
        _one_window.log_in("3333")
    return _one_window


def said(counter: Counter) -> tuple[str, str]:
    """What the banner says and what to do next."""
    banner = counter.studio.till.window.page.banner
    return (banner.text.text(), banner.next_step.text()) if banner.isVisible() else ("", "")


def lines_and_facts(counter: Counter) -> tuple[int, int]:
    facts = [fact for fact in counter.shop.journal.facts if not isinstance(fact, Noted)]
    return len(counter.shop.register.view().lines), len(facts)


def speak(counter: Counter, language: str) -> None:
    if counter.studio.till.look.language != language:
        counter.studio.press("Ctrl+Shift+L")


def field_of(counter: Counter, way: Way) -> QLineEdit:
    """Go to the field; whatever has the keyboard, it takes what is typed."""
    way(counter)
    counter.studio.settle()
    if not isinstance(QApplication.focusWidget(), QLineEdit):
        counter.studio.till.window.page.typed("1")
    line = QApplication.focusWidget()
    assert isinstance(line, QLineEdit), "no field listens"
    return line


def answered(counter: Counter, field: str, text: str) -> bool:
    """Type it; tell whether a sentence and a next step came, or the page took it and went on."""
    till = counter.studio.till
    if counter.shop.staff.current is None:
        counter.log_in("3333")
    line = field_of(counter, FIELDS[field])
    till.shell.hush()
    line.setText(text)
    before, prompt = visible_texts(till.window), line.accessibleName()
    lines, facts = lines_and_facts(counter)
    counter.studio.press("Return", *([SENT_BY[field]] if field in SENT_BY else []))
    counter.studio.settle()
    if field not in MAY_BE_ANYTHING:
        assert lines_and_facts(counter) in {(lines, facts), (0, facts)}, repr(text[:20])
    shown = visible_texts(till.window)
    is_taken = shown != before or line.accessibleName() != prompt or not line.isVisible()
    is_left_empty = not text.strip() and not line.text().strip()
    return all(said(counter)) or (is_taken and not any(said(counter))) or is_left_empty


def test_every_page_with_a_field_is_tried() -> None:
    """The names above are the pages' and the steps'; a page that is not here has no field."""
    tried = {"sale", "payment", "beside", "customer", "statement", "benefits", "cards", "name", "late card"}
    assert tried <= set(FIELDS)
    assert len(set(EVERY) - WITHOUT_A_FIELD) == 14


@pytest.mark.parametrize(("number", "field"), list(enumerate(FIELDS)))
def test_nonsense_that_is_typed_gets_a_sentence_and_a_next_step_and_loses_nothing(
    counter: Counter, number: int, field: str
) -> None:
    silent = []
    for turn, language in enumerate(("en", "ru")):
        speak(counter, language)
        texts = [one for one in NONSENSE[(number + turn) % 2 :: 2] if one.strip() or field not in BLANK_MEANS]
        silent += [(language, text[:20]) for text in texts if not answered(counter, field, text)]
    speak(counter, "en")
    assert silent == []


@pytest.mark.parametrize("page", [PageName.SALE, PageName.BALANCE, PageName.RETURN, PageName.ISSUE])
def test_nonsense_that_is_scanned_gets_a_sentence_in_both_languages(counter: Counter, page: PageName) -> None:
    till, before = counter.studio.till, (1, lines_and_facts(counter)[1])
    for text in SCANNED:
        gone_to(counter, page, COFFEE_CODE)
        till.shell.hush()
        till.scanned(text)
        counter.studio.settle()
        assert all(said(counter)), text[:20]
        assert lines_and_facts(counter) == before, text[:20]
    english = said(counter)
    counter.studio.press("Ctrl+Shift+L")
    russian = said(counter)
    counter.studio.press("Ctrl+Shift+L")
    assert all(russian)
    assert russian[0] != english[0]
