"""Set aside and brought back, deleted for a reason, an age looked at, a price only asked for: all with the keyboard alone."""

import pytest

from loyalty_pos.core.problems import RedeemByPhoneRefused
from loyalty_pos.core.sale import Noted
from loyalty_pos.ui.shell.state import PageName
from tests.fakes.till import ANNA_CARD, BEER_CODE, BORIS_CARD, BREAD_CODE, COFFEE_CODE, MILK_CODE
from tests.gui.conftest import Counter


def lines(counter: Counter) -> list[str]:
    return [line.name for line in counter.shop.register.view().lines]


def reasons(counter: Counter) -> list[tuple[str, str, str]]:
    """What the till wrote down about what did not happen as usual."""
    notes = [fact for fact in counter.shop.journal.facts if isinstance(fact, Noted)]
    return [(note.what, note.reason, note.approved_by) for note in notes if note.what != "logged_in"]


def test_f7_sets_the_goods_aside_and_brings_them_back(counter: Counter) -> None:
    counter.log_in().studio.scan(ANNA_CARD, MILK_CODE)
    counter.studio.press("F7")
    assert (lines(counter), counter.banner[:18]) == ([], "Set aside: Анна К.")
    counter.studio.scan(BREAD_CODE)
    counter.studio.press("F12", "F7")
    assert (lines(counter), counter.banner[:19]) == (["Молоко 3,2 %"], "Back again: Анна К.")
    counter.studio.press("F12")
    assert counter.shop.journal.last_sales(1)[0].account_id == "anna"
    counter.studio.press("F7")
    assert counter.banner.startswith("No receipt is set aside.")


def test_of_several_the_digit_or_the_arrow_chooses(counter: Counter) -> None:
    counter.log_in()
    for card, code in ((ANNA_CARD, MILK_CODE), (BORIS_CARD, COFFEE_CODE), (BORIS_CARD, BREAD_CODE)):
        counter.studio.scan(card, code)
        counter.studio.press("F7")
    counter.studio.press("F7")
    assert "Which receipt comes back?" in counter.texts()
    counter.studio.type("2")

    assert lines(counter) == ["Кофе в зёрнах"]
    counter.studio.press("F7", "F7", "Down", "Return")
    assert lines(counter) == ["Хлеб ржаной"]


def test_a_scan_takes_the_question_away(counter: Counter) -> None:
    counter.log_in()
    for code in (MILK_CODE, COFFEE_CODE):
        counter.studio.scan(code)
        counter.studio.press("F7")
    counter.studio.press("F7")
    counter.studio.scan(BREAD_CODE)
    assert lines(counter) == ["Хлеб ржаной"]
    assert "Which receipt comes back?" not in counter.texts()
    counter.studio.press("F12")
    assert counter.on(PageName.RECEIPT)


@pytest.mark.parametrize(
    ("keys", "reason"),
    [
        pytest.param(("F8",), "unwanted", id="F8 twice is the usual reason"),
        pytest.param(("Return",), "unwanted", id="Enter takes the marked one"),
        pytest.param(("Down", "Return"), "wrong", id="an arrow marks another"),
        pytest.param(("4",), "damaged", id="a digit"),
    ],
)
def test_a_line_leaves_the_receipt_for_a_reason(counter: Counter, keys: tuple[str, ...], reason: str) -> None:
    counter.log_in().studio.scan(MILK_CODE, BREAD_CODE)
    counter.studio.press("F8")
    assert "Why is it deleted?" in counter.texts()
    assert len(lines(counter)) == 2, "nothing is gone before the reason is known"
    for key in keys:
        counter.studio.type(key) if key.isdigit() else counter.studio.press(key)
    assert lines(counter) == ["Молоко 3,2 %"]
    counter.studio.press("F12")
    assert reasons(counter) == [("line_deleted", reason, "")]


def test_esc_keeps_the_line(counter: Counter) -> None:
    counter.log_in().studio.scan(MILK_CODE)
    counter.studio.press("F8", "Esc", "F12")
    assert reasons(counter) == []


def test_enter_says_that_somebody_is_old_enough(counter: Counter) -> None:
    counter.log_in().studio.scan(BEER_CODE)
    assert counter.banner.startswith("“Пиво светлое” is sold from 18 years on: born ")
    counter.studio.scan(MILK_CODE)
    assert "sold from 18 years" in counter.banner, "it is asked until somebody answers"
    counter.studio.press("F12")
    assert counter.on(PageName.SALE), "F12 is no answer"
    counter.studio.press("Return")
    assert counter.banner == ""
    counter.studio.press("F12")
    assert counter.on(PageName.RECEIPT)
    assert reasons(counter) == [("age_checked", "18", "")]


def test_f8_says_that_somebody_is_too_young(counter: Counter) -> None:
    counter.log_in().studio.scan(BEER_CODE, MILK_CODE)
    assert "Too young" in counter.texts()
    counter.studio.press("F8")
    assert (lines(counter), counter.banner[:25]) == (["Молоко 3,2 %"], "Not sold: Пиво светлое. I")
    counter.studio.press("F12")
    assert reasons(counter) == [("line_deleted", "age", "")]


def test_a_price_is_told_and_nothing_is_added(counter: Counter) -> None:
    counter.log_in().studio.scan(BORIS_CARD, MILK_CODE)
    counter.studio.press("Ctrl+I")
    assert counter.banner.startswith("Price check")
    counter.studio.scan(COFFEE_CODE)
    assert counter.banner.startswith("Кофе в зёрнах: ₽900.00. Not added.")
    assert any("Card 10%" in text or "10%" in text for text in counter.texts()), "and why"
    counter.studio.scan("4600000000992")
    assert "4600000000992" in counter.banner
    assert lines(counter) == ["Молоко 3,2 %"]
    counter.studio.press("Esc")
    counter.studio.scan(BREAD_CODE)
    assert lines(counter) == ["Молоко 3,2 %", "Хлеб ржаной"]


def test_goods_without_a_barcode_tell_their_price_too(counter: Counter) -> None:
    counter.log_in().studio.press("Ctrl+I")
    counter.enter("молок")
    assert counter.banner.startswith("Молоко 3,2 %: ₽99.90. Not added.")
    counter.studio.scan(ANNA_CARD)
    assert counter.shop.register.view().member is not None, "a card is a customer in any mode"
    assert counter.banner.startswith("Price check")
    assert lines(counter) == []


def test_a_refusal_says_what_to_say_to_the_customer(counter: Counter) -> None:
    counter.log_in().studio.till.shell.refuse(RedeemByPhoneRefused(limit=0))
    assert "There is no SMS now: please show your card or the QR code" in "".join(counter.texts())
