"""The shift on screen: what was counted against what must be there, and the papers of X and Z as they are printed."""

import pytest

from loyalty_pos.core.sale import CashMoved, ShiftClosed, ShiftOpened
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


# --- cash with a reason, counting by notes ------------------------------------------------------------


def test_money_is_put_in_and_taken_out_with_a_reason(counter: Counter) -> None:
    at_the_shift(counter).studio.press("F3")
    counter.enter("500")
    assert "₽500.00: why?" in plain(counter)
    counter.studio.press("1")
    counter.studio.press("F4")
    counter.enter("200")
    counter.studio.press("1")
    moved = counter.shop.journal.of(CashMoved)
    assert [(one.amount_minor, one.reason) for one in moved] == [(50_000, "change"), (-20_000, "bank")]


def test_escape_at_the_reason_moves_nothing(counter: Counter) -> None:
    at_the_shift(counter).studio.press("F3")
    counter.enter("500")
    counter.studio.press("Esc", "1")
    assert not counter.shop.journal.of(CashMoved)


def test_a_drawer_is_counted_by_notes_and_coins(counter: Counter) -> None:
    at_the_shift(counter).studio.press("F12", "F5")
    assert any(text.startswith("How many of ₽5,000.00?") for text in plain(counter))
    for count in ("", "", "", "", "", "x"):
        counter.enter(count)
    assert counter.banner, "a count is a number"
    counter.enter("1")
    counter.studio.press("F12")
    [closed] = counter.shop.journal.of(ShiftClosed)
    assert (closed.counted_minor, closed.pieces) == (10_000, ((10_000, 1),))
    assert beside(plain(counter), "Too much") == "₽0.10"


def test_escape_takes_the_last_count_back(counter: Counter) -> None:
    at_the_shift(counter).studio.press("F12", "F5")
    counter.enter("3")
    counter.studio.press("Esc")
    assert any(text.startswith("How many of ₽5,000.00?") for text in plain(counter))
    counter.studio.press("Esc")
    assert counter.on(PageName.SHIFT)
    assert counter.shop.shift.current() is not None


def test_what_is_not_finished_is_listed_on_the_page(counter: Counter) -> None:
    counter.log_in("3333").studio.scan(MILK_CODE)
    counter.shop.register.park()
    counter.studio.press("F10")
    counter.studio.type("2")
    assert any("receipts set aside: 1" in text for text in counter.texts())


def test_each_opening_of_the_drawer_without_a_sale_stands_on_the_page(counter: Counter) -> None:
    counter.log_in("3333").studio.press("F10")
    for key in ("1", "2", "1", "1"):
        counter.shop.clock.pass_time(minutes=1)
        counter.studio.type("5")
        counter.studio.type(key)
        counter.studio.press("F10")
    counter.studio.type("2")
    said = next(text for text in plain(counter) if text.startswith("Drawer opened"))
    assert said.startswith("Drawer opened without a sale, times: 4. Last: ")
    assert [part[6:] for part in said.partition("Last: ")[2].split(", ")] == [
        "To count",
        "To change money",
        "To change money",
    ]


def plain(counter: Counter) -> list[str]:
    return [text.replace("\u00a0", " ") for text in counter.texts()]


def papers_on(counter: Counter) -> list[Paper]:
    return [one for one in counter.studio.till.window.findChildren(Paper) if one.isVisible()]
