"""The customer's display: what it says, what it never keeps, and that it never takes the keyboard or holds up a sale."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pytest
from PySide6.QtCore import QSize
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QApplication, QLabel, QPushButton

from loyalty_pos.core.basket import Unit
from loyalty_pos.core.receipt import Receipt
from loyalty_pos.core.sale import CardIssued
from loyalty_pos.ui.display.port import PersonTold
from loyalty_pos.ui.display.presenter import (
    CARD_FOR,
    IDLE_FOR,
    JOIN,
    LANGUAGE,
    READING_FOR,
    THANKS_FOR,
    DisplayPresenter,
)
from loyalty_pos.ui.display.state import DisplayLine, DisplayState, Face, Person, PersonStep
from loyalty_pos.ui.display.view import DisplayWindow
from loyalty_pos.ui.paper.presenter import DoneState
from loyalty_pos.ui.sale.facts import sale_state
from loyalty_pos.ui.sale.state import SaleState, TotalFacts
from loyalty_pos.ui.shell.state import PageName
from tests.fakes.till import ANNA_CARD, MILK_CODE, FakeTill
from tests.gui.conftest import Counter, Squares, visible_texts
from tests.gui.measuring import cut_texts

DONE = DoneState(Receipt("1", ()), 10_000, 500, 31, 0, 731, 0)


class Glass:
    """A display that remembers what it was told to show."""

    def __init__(self) -> None:
        self.state = DisplayState()

    def show_display(self, state: DisplayState) -> None:
        self.state = state


class Wall:
    """A clock and a shop's settings."""

    def __init__(self) -> None:
        self.at = datetime(2026, 11, 22, 12, tzinfo=UTC)

    def now(self) -> datetime:
        return self.at

    def get(self, name: str, default: str = "") -> str:
        return {"shop_name": "Corner coffee", JOIN: "https" + "://club.example"}.get(name, default)


@pytest.fixture
def wall() -> Wall:
    return Wall()


@pytest.fixture
def glass() -> Glass:
    return Glass()


@pytest.fixture
def side(wall: Wall, glass: Glass) -> DisplayPresenter:
    made = DisplayPresenter(wall, wall.now)
    made.appear(glass)
    return made


@pytest.fixture
def sale() -> SaleState:
    """A member's receipt with milk on it."""
    shop = FakeTill().open()
    for code in (ANNA_CARD, MILK_CODE, MILK_CODE):
        shop.register.scan(code)
    programme = shop.world.programmes.current().programme
    return sale_state(shop.register.view(), programme, 0, 0, shop.world.clock.now())


# --- what it says ----------------------------------------------------------------------------------------


def test_nobodys_display_shows_the_shop_and_where_to_join(side: DisplayPresenter, glass: Glass) -> None:
    side.sale(SaleState())
    assert (glass.state.face, glass.state.shop, glass.state.join[-12:]) == (
        Face.IDLE,
        "Corner coffee",
        "club.example",
    )


def test_the_receipt_is_shown_as_the_till_prices_it(
    side: DisplayPresenter, glass: Glass, sale: SaleState
) -> None:
    side.sale(sale)
    shown = glass.state
    assert shown.face is Face.SALE
    assert [(line.name, line.qty_milli, line.net_minor) for line in shown.lines] == [
        (line.name, line.qty_milli, line.net_minor) for line in sale.lines
    ]
    assert shown.total_minor == sale.totals.payable_minor > 0
    assert shown.earned == sale.totals.accrued > 0
    assert shown.earns
    assert sale.customer is not None
    assert shown.customer == sale.customer.name


def test_after_the_sale_it_thanks_and_then_forgets(
    side: DisplayPresenter, glass: Glass, sale: SaleState, wall: Wall
) -> None:
    side.sale(sale)
    side.sold(DONE)
    assert (glass.state.face, glass.state.change_minor, glass.state.earned, glass.state.balance) == (
        Face.THANKS, 500, 31, 731,
    )  # fmt: skip
    side.sale(SaleState())  # the till is ready for the next customer; this one still reads
    wall.at += THANKS_FOR - timedelta(seconds=1)
    side.tick()
    assert glass.state.face is Face.THANKS
    wall.at += timedelta(seconds=1)
    side.tick()
    assert glass.state == DisplayState(shop=glass.state.shop, join=glass.state.join)


# --- what it never keeps ---------------------------------------------------------------------------------


def test_nothing_of_one_customer_stands_on_the_next_ones_receipt(
    side: DisplayPresenter, glass: Glass, sale: SaleState
) -> None:
    side.sale(sale)
    side.sold(DONE)
    side.sale(SaleState(lines=sale.lines[:1], totals=TotalFacts(payable_minor=100), earns_points=False))
    shown = glass.state
    assert (shown.face, shown.customer, shown.balance, shown.earned, shown.change_minor, shown.total_minor) == (
        Face.SALE, "", None, 0, 0, 100,
    )  # fmt: skip


def test_a_locked_till_shows_nobodys_receipt_and_the_unlocked_one_the_same_as_before(
    side: DisplayPresenter, glass: Glass, sale: SaleState
) -> None:
    side.sale(sale)
    side.turned(PageName.LOGIN)
    locked = glass.state.face
    side.sale(sale)
    assert (locked, glass.state.face) == (Face.IDLE, Face.SALE)


def test_what_a_customer_typed_is_gone_when_the_cashier_goes_on(side: DisplayPresenter, glass: Glass) -> None:
    told: list[PersonTold] = []
    side.ask_person(told.append)
    for digit in "9161234502":
        side.pressed(digit)
    side.turned(PageName.ISSUE)  # the same page turns when a banner comes: nothing is lost
    assert glass.state.person.phone == "9161234502"
    side.turned(PageName.SALE)
    side.went_on()
    assert (glass.state.face, glass.state.person, told) == (Face.IDLE, Person(), [])


# --- typing by customers ---------------------------------------------------------------------------------


def test_a_customer_types_phone_name_and_consents_and_the_page_of_the_cashier_hears_each_step(
    side: DisplayPresenter, glass: Glass
) -> None:
    told: list[PersonTold] = []
    side.ask_person(told.append)
    side.went_on()  # too early: nothing happens
    for key in (*"91612345021", "back"):
        side.pressed(key)
    side.went_on()
    for key in "anna-maria k":
        side.pressed(key)
    side.went_on()
    side.went_on()  # without the consent that is needed nobody goes on
    assert glass.state.person.step is PersonStep.CONSENTS
    assert not glass.state.person.given, "nothing is ticked before the customer ticks it"
    side.pressed("personal_data")
    side.went_on()
    assert told == [
        PersonTold("9161234502"),
        PersonTold("9161234502", "Anna-Maria K"),
        PersonTold("9161234502", "Anna-Maria K", frozenset({"personal_data"}), complete=True),
    ]
    assert glass.state.person == Person(PersonStep.SENT)


def test_a_consent_is_given_and_taken_back_and_steps_go_back_with_what_was_typed(
    side: DisplayPresenter, glass: Glass
) -> None:
    side.ask_person(lambda _: None)
    for digit in "9161234502":
        side.pressed(digit)
    side.went_on()
    side.pressed("o")
    side.went_on()
    for _ in range(3):
        side.pressed("advertising")
    side.went_back()
    side.went_back()
    side.went_back()
    assert glass.state.person == Person(PersonStep.PHONE, "9161234502", "O", frozenset({"advertising"}))


def test_buttons_without_a_question_do_nothing(side: DisplayPresenter, glass: Glass) -> None:
    side.pressed("1")
    side.pressed("personal_data")
    side.went_on()
    assert glass.state.face is Face.IDLE


def test_typing_stops_no_sale(side: DisplayPresenter, glass: Glass, sale: SaleState) -> None:
    side.ask_person(lambda _: None)
    side.sale(sale)
    typing = glass.state.face
    side.sold(DONE)
    assert (typing, glass.state.face) == (Face.PERSON, Face.THANKS)


def test_the_code_of_a_new_card_stays_until_goods_are_scanned_or_its_time_is_over(
    side: DisplayPresenter, glass: Glass, sale: SaleState, wall: Wall
) -> None:
    empty = SaleState(customer=sale.customer)
    side.sale(empty)
    side.show_card("2912345678901234")
    side.sale(empty)
    assert (glass.state.face, glass.state.card) == (Face.CARD, "2912345678901234")
    side.sale(sale)
    assert (glass.state.face, glass.state.card) == (Face.SALE, "")
    side.show_card("2912345678901234")
    wall.at += CARD_FOR
    side.tick()
    assert glass.state.face is Face.SALE


def test_without_a_display_the_till_asks_nobody(wall: Wall) -> None:
    assert not DisplayPresenter(wall, wall.now).is_there


def test_a_question_that_nobody_touches_for_25_seconds_is_forgotten(
    side: DisplayPresenter, glass: Glass, wall: Wall
) -> None:
    told: list[PersonTold] = []
    side.ask_person(told.append)
    for digit in "9161234502":
        wall.at += IDLE_FOR - timedelta(seconds=1)
        side.tick()
        side.pressed(digit)
    assert glass.state.person.phone == "9161234502", "every touch gives 25 seconds more"
    wall.at += IDLE_FOR
    side.tick()
    side.went_on()
    assert (glass.state.face, glass.state.person, told) == (Face.IDLE, Person(), [])


def test_whoever_reads_the_consents_has_time(side: DisplayPresenter, glass: Glass, wall: Wall) -> None:
    side.ask_person(lambda _: None)
    for key in "9161234502":
        side.pressed(key)
    side.went_on()
    side.pressed("o")
    side.went_on()
    wall.at += READING_FOR - timedelta(seconds=1)
    side.tick()
    assert glass.state.person.step is PersonStep.CONSENTS
    wall.at += timedelta(seconds=1)
    side.tick()
    assert glass.state.face is Face.IDLE


def test_the_customer_s_language_lasts_for_one_customer(
    side: DisplayPresenter, glass: Glass, sale: SaleState, wall: Wall
) -> None:
    side.pressed("en")
    side.sale(sale)
    assert glass.state.language == "en"
    side.sold(DONE)
    assert glass.state.language == "en"
    wall.at += THANKS_FOR
    side.tick()
    assert glass.state.language == ""
    side.pressed("en")
    wall.at += IDLE_FOR
    side.tick()
    assert (glass.state.face, glass.state.language) == (Face.IDLE, ""), "nobody came"


def test_a_shop_says_which_language_the_display_begins_with(wall: Wall, glass: Glass) -> None:
    class Shop(Wall):
        def get(self, name: str, default: str = "") -> str:
            return "ru" if name == LANGUAGE else super().get(name, default)

    side = DisplayPresenter(Shop(), wall.now)
    side.appear(glass)
    assert glass.state.language == "ru"
    side.pressed("en")
    assert glass.state.language == "en"


# --- the window ------------------------------------------------------------------------------------------


@pytest.fixture
def shown(counter: Counter) -> Iterator[DisplayWindow]:
    """The second window of a till, put up by its preference."""
    counter.studio.till.display.switch()
    window = counter.studio.till.display.window
    assert window is not None
    counter.studio.settle()
    yield window
    counter.studio.till.display.close()


def test_the_till_keeps_the_keyboard_and_the_display_follows_a_whole_sale(
    counter: Counter, shown: DisplayWindow
) -> None:
    assert counter.preferences["customer_display"] == "on"
    counter.log_in()
    assert counter.page is PageName.SALE  # the PIN arrived at the till, though the display came up last
    counter.studio.scan(ANNA_CARD, MILK_CODE)
    assert any("You will get" in text for text in visible_texts(shown))
    counter.enter("")
    counter.studio.press("F12")
    assert "Thank you!" in visible_texts(shown)
    counter.studio.press("Ctrl+Shift+L")
    assert "Спасибо!" in visible_texts(shown)
    counter.studio.press("F12", "Ctrl+L")
    private = ("Анна", "Anna")
    everything = [one.text() for one in shown.findChildren(QLabel)]
    assert not [text for text in everything if any(name in text for name in private)], (
        "also where nobody sees it"
    )
    assert [one for one in shown.findChildren(QPushButton) if one.focusPolicy().value] == []


@pytest.mark.usefixtures("shown")
def test_a_consent_given_on_the_display_says_so_in_the_fact(counter: Counter) -> None:
    side = counter.studio.till.display.presenter
    counter.log_in()
    counter.studio.press("F3", "F2")
    for typed in ("9161234502", "vera s"):
        for key in typed:
            side.pressed(key)
        side.went_on()
    side.pressed("personal_data")
    side.went_on()
    counter.studio.press("F7", "F12")  # the cashier reads the second one aloud
    counter.studio.settle()
    (fact,) = [one for one in counter.shop.journal.facts if isinstance(one, CardIssued)]
    assert fact.proofs == (("personal_data", "display", ""), ("advertising", "slip", ""))


def test_the_customer_reads_another_language_than_the_cashier(counter: Counter, shown: DisplayWindow) -> None:
    counter.log_in()
    counter.studio.scan(ANNA_CARD, MILK_CODE)
    [other] = [one for one in shown.findChildren(QPushButton) if one.isVisible()]
    assert other.text() == "Русский"
    other.click()
    counter.studio.settle()
    assert any(text.startswith("Вы получите") for text in visible_texts(shown))
    assert "Pay" in counter.texts(), "the till goes on in the cashier's"
    assert other.text() == "English"
    counter.studio.press("F12")
    assert "Спасибо!" in visible_texts(shown)


FACES = {
    "idle": DisplayState(shop="Кофейня у дома на Большой Никитской улице", join="join here"),
    "sale": DisplayState(
        Face.SALE,
        lines=(DisplayLine("Сыр российский особый выдержанный 45 % весовой", 12_860, Unit.KILOGRAM, 1_234_567),) * 40,
        customer="Константин-Александр К.", total_minor=123_456_789, saved_minor=1_234_567,
        points_money_minor=99_999_00, earned=1_234_567, earns=True,
    ),
    "thanks": DisplayState(Face.THANKS, change_minor=1_234_567, earned=1_234_567, earns=True, balance=12_345_678),
    "card": DisplayState(Face.CARD, card="2912345678901234"),
    "phone": DisplayState(Face.PERSON, person=Person(phone="123456789012345")),
    "name": DisplayState(Face.PERSON, person=Person(PersonStep.NAME, name="Константин Константинопольский")),
    "consents": DisplayState(Face.PERSON, person=Person(PersonStep.CONSENTS, given=frozenset({"personal_data", "partners"}))),
    "sent": DisplayState(Face.PERSON, person=Person(PersonStep.SENT)),
}  # fmt: skip


def test_every_face_is_whole_and_legible_in_both_languages_and_all_sizes(
    counter: Counter, shown: DisplayWindow
) -> None:
    look = counter.studio.till.look
    for size in (QSize(800, 480), QSize(1024, 600), QSize(1366, 768)):
        shown.resize(size)
        for language in ("en", "ru"):
            look.speak(language)
            for name, state in FACES.items():
                shown.show_display(state)
                counter.studio.settle()
                assert cut_texts(shown) == [], (size, language, name)
                texts = [one for one in shown.findChildren(QLabel) if one.isVisible() and one.text()]
                keys = [one for one in shown.findChildren(QPushButton) if one.isVisible()]
                least = min(QFontMetrics(one.font()).height() for one in [*texts, *keys])
                assert least >= size.height() // 20, (size, language, name)
    look.speak("en")
    assert QApplication.activeWindow() is counter.studio.till.window


def test_codes_are_drawn_for_what_they_say(counter: Counter) -> None:
    drawn: list[str] = []

    class Seen(Squares):
        def qr(self, text: str) -> list[list[bool]]:
            drawn.append(text)
            return [[True] * 21] * 21

    window = DisplayWindow(counter.studio.till.look, Seen())
    window.show_display(FACES["card"])
    window.grab()
    window.show_display(FACES["idle"])
    window.grab()
    window.deleteLater()
    assert drawn[0] == "2912345678901234"
    assert drawn[-1] == "join here"
