"""The shift on screen: what was counted against what must be there, and the papers of X and Z as they are printed."""

import pytest

from loyalty_pos.core.sale import ShiftClosed, ShiftOpened
from loyalty_pos.ui.paper.paper import Paper
from loyalty_pos.ui.shell.state import PageName
from tests.fakes.till import MILK_CODE
from tests.gui.conftest import Counter


def at_the_shift(counter: Counter) -> Counter:
    """Sell milk for 99.90 in cash and turn to the page of the shift."""
    counter.log_in("3333").studio.scan(MILK_CODE)
    counter.studio.press("F12", "F10")
    counter.studio.type("2")
    return counter


def closed_with(counter: Counter, counted: str) -> list[str]:
    at_the_shift(counter).studio.press("F12")
    counter.enter(counted)
    return [text.replace("\u00a0", " ") for text in counter.texts()]


def beside(texts: list[str], name: str) -> str:
    """Return the amount that stands beside a name."""
    return texts[texts.index(name) + 1]


@pytest.mark.parametrize(
    ("counted", "name", "difference"),
    [
        pytest.param("90", "Missing", "₽9.90", id="short"),
        pytest.param("100", "Too much", "₽0.10", id="over"),
        pytest.param("99,90", "No difference", "₽0.00", id="exact"),
    ],
)
def test_closing_shows_what_was_counted_what_must_be_there_and_the_difference(
    counter: Counter, counted: str, name: str, difference: str
) -> None:
    texts = closed_with(counter, counted)
    assert beside(texts, "Must be in the drawer") == "₽99.90"
    assert beside(texts, "Counted") == f"₽{float(counted.replace(',', '.')):.2f}"
    assert beside(texts, name) == difference
    assert "Shift 1 is closed" in texts
    assert counter.paper.receipts[-1].kind == "z_report"


def test_a_difference_is_told_in_the_language_in_use(counter: Counter) -> None:
    closed_with(counter, "90")
    assert "₽9.90 are missing" in counter.banner
    counter.studio.press("Ctrl+Shift+L")
    texts = [text.replace("\u00a0", " ") for text in counter.texts()]
    assert beside(texts, "Недостача") == "9,90 ₽"
    assert "не хватает 9,90" in counter.banner.replace("\u00a0", " ")


def test_the_z_paper_is_shown_as_it_is_printed(counter: Counter) -> None:
    closed_with(counter, "90")
    papers = [one.accessibleName() for one in papers_on(counter)]
    assert len(papers) == 1
    assert "Z-ОТЧЁТ" in papers[0], "a paper speaks the shop's language"


def test_after_z_one_key_begins_the_next_shift(counter: Counter) -> None:
    closed_with(counter, "99,90")
    counter.studio.press("F12", "Return")
    assert [fact.number for fact in counter.shop.journal.facts if isinstance(fact, ShiftOpened)] == [1, 2]
    assert counter.on(PageName.SALE)


def test_a_second_f12_after_z_closes_nothing_twice(counter: Counter) -> None:
    closed_with(counter, "99,90")
    counter.studio.press("F12", "F12", "F12")
    assert len(counter.shop.journal.of(ShiftClosed)) == 1
    assert len([one for one in counter.paper.receipts if one.kind == "z_report"]) == 1


def test_x_says_that_it_is_printed_and_shows_its_paper(counter: Counter) -> None:
    at_the_shift(counter)
    assert not papers_on(counter)
    counter.studio.press("F2")
    assert counter.banner.startswith("The X report is being printed.")
    assert counter.paper.receipts[-1].kind == "x_report"
    assert ["X-ОТЧЁТ" in one.accessibleName() for one in papers_on(counter)] == [True]
    assert beside(counter.texts(), "In the drawer") == "₽99.90"


def test_the_paper_of_x_makes_room_for_the_next_question(counter: Counter) -> None:
    at_the_shift(counter).studio.press("F2", "F3")
    assert not papers_on(counter)
    assert "How much is put in?" in counter.texts()
    counter.studio.press("Esc")
    assert counter.on(PageName.SHIFT)


def papers_on(counter: Counter) -> list[Paper]:
    return [one for one in counter.studio.till.window.findChildren(Paper) if one.isVisible()]
