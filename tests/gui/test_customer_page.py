"""The customer's page: who is found and by whom, how sure the points are, what the centre adds, what can be done from here."""

import threading
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from zoneinfo import ZoneInfo

import pytest
from pytestqt.qtbot import QtBot

from loyalty_pos.core.member import CardState
from loyalty_pos.till.held_cards.port import HeldCard
from loyalty_pos.till.office.finding import is_for_centre
from loyalty_pos.ui.customer.words import CustomerWords
from loyalty_pos.ui.issuing.state import CONSENTS
from loyalty_pos.ui.shell.state import PageName
from loyalty_pos.wire.messages import AccountQuery, AccountView, Found, Posting
from tests.fakes.till import ANNA_CARD, COFFEE_CODE, STAFF_CARD, FakeTill, anna
from tests.gui.conftest import Counter, window_on


@dataclass
class Centre:
    """A centre that answers when it is let; ``silent``: it never does."""

    silent: bool = False
    let: threading.Event = field(default_factory=threading.Event)
    asked: list[AccountQuery] = field(default_factory=list)

    def find(self, ask: AccountQuery) -> Found | None:
        assert self.let.wait(20)
        self.asked.append(ask)
        if self.silent:
            return None
        if ask.account_id:
            return Found([_vera(account_id=ask.account_id)])
        return Found([_vera(), _vera(account_id="v2", last4="7788")] if ask.text == "vera" else [])


def _vera(account_id: str = "v1", last4: str = "5566") -> AccountView:
    history = [Posting(1_760_000_000_000_000, "accrual", 75, "Second shop", "R1")]
    consents = [(kind, "3", 1_750_000_000_000_000) for kind in CONSENTS.values()]
    return AccountView(
        account_id, "Vera P.", "+7 9** ***-**-77", last4, "", 0, 820, 0, 0, [(820, 0, 0)], history, consents
    )


@dataclass
class Desk:
    centre: Centre
    counter: Counter

    def sees(self, text: str) -> bool:
        """Tell whether the page says it."""
        return any(text in one.replace("\N{NO-BREAK SPACE}", " ") for one in self.counter.texts())

    def notes(self) -> list[str]:
        return self.counter.shop.journal.notes()


@pytest.fixture
def desk(qtbot: QtBot) -> Iterator[Desk]:  # noqa: ARG001 - it reports exceptions inside Qt's callbacks
    shop, centre = FakeTill(), Centre()
    shop.customers = centre
    shop.restart()
    with window_on(shop) as counter:
        yield Desk(centre, counter)
        centre.let.set()


@pytest.mark.parametrize(
    ("typed", "asks"),
    [
        ("вера", True),
        ("Vera Petrova", True),
        ("4321", True),
        ("9123456789", False),
        ("X", False),
        ("43a1", False),
    ],
)
def test_names_and_last_digits_are_for_the_centre_all_else_is_found_here(typed: str, *, asks: bool) -> None:
    assert is_for_centre(typed) is asks


def test_what_the_till_knows_shows_at_once_and_grows_when_the_centre_answers(desk: Desk) -> None:
    desk.counter.log_in().studio.press("F9")
    desk.counter.studio.scan(ANNA_CARD)
    assert desk.sees("500 points")
    assert desk.sees("The centre is being asked…")
    desk.centre.let.set()
    desk.counter.studio.settle(lambda: desk.sees("The centre was heard just now."))
    assert desk.sees("personal data (15 June 2025)")
    assert desk.sees("Second shop")
    assert desk.centre.asked == [AccountQuery("", 1, "c1", "anna", present=True)]


@pytest.mark.parametrize("language", ["en", "ru"])
def test_every_consent_that_can_be_given_has_a_word_of_its_own(desk: Desk, language: str) -> None:
    counter = desk.counter.log_in()
    if counter.studio.till.look.language != language:
        counter.studio.press("Ctrl+Shift+L")
    counter.studio.press("F9")
    counter.studio.scan(ANNA_CARD)
    desk.centre.let.set()
    agreed = {"en": "Agreed to: ", "ru": "Согласия: "}[language]
    counter.studio.settle(lambda: any(one.startswith(agreed) and "2025" in one for one in counter.texts()))
    said = next(one for one in counter.texts() if one.startswith(agreed)).removeprefix(agreed)
    words = [part.partition(" (")[0] for part in said.split(", ")]
    assert len(set(words)) == len(CONSENTS)
    assert not set(words) & set(CONSENTS.values())


def test_a_name_is_looked_up_by_whoever_may_and_one_of_those_found_is_chosen(desk: Desk) -> None:
    desk.centre.let.set()
    desk.counter.log_in("3333").studio.press("F9")
    desk.counter.enter("vera")
    desk.counter.studio.settle(lambda: desk.sees("**** 7788"))
    assert desk.notes()[-1] == "members_searched"
    desk.counter.studio.press("Down", "Return")
    assert desk.sees("820 points")
    desk.counter.studio.press("F12")
    member = desk.counter.shop.register.view().member
    assert member is not None
    assert (member.account_id, member.card_last4) == ("v2", "7788")
    assert desk.centre.asked[0] == AccountQuery("vera", 8, "m1")


def test_a_cashier_needs_a_managers_pin_to_look_for_names(desk: Desk) -> None:
    desk.centre.let.set()
    desk.counter.log_in().studio.press("F9")
    desk.counter.enter("vera")
    assert desk.counter.on(PageName.LOGIN)
    desk.counter.enter("3333")
    desk.counter.studio.settle(lambda: desk.sees("**** 7788"))
    assert desk.centre.asked[0].staff_id == "m1"


@pytest.mark.parametrize(
    ("silent", "said"),
    [(True, "Without the centre nobody is found by name"), (False, "The centre knows nobody")],
)
def test_nobody_found_and_no_centre_are_said_with_a_next_step(desk: Desk, said: str, *, silent: bool) -> None:
    desk.centre.silent = silent
    desk.centre.let.set()
    desk.counter.log_in("3333").studio.press("F9")
    desk.counter.enter("nobody at all")
    desk.counter.studio.settle(lambda: said in desk.counter.banner)


def test_without_an_answer_the_page_keeps_what_is_known_here_and_says_so(desk: Desk) -> None:
    desk.centre.silent = True
    desk.centre.let.set()
    desk.counter.log_in().studio.press("F9")
    desk.counter.studio.scan(ANNA_CARD)
    desk.counter.studio.settle(lambda: desk.sees("The centre did not answer"))
    assert desk.sees("500 points")
    assert desk.sees("Agreed to: with the line only")


def test_f5_puts_the_customer_on_the_receipt_and_pays_with_points(desk: Desk) -> None:
    desk.counter.log_in().studio.scan(COFFEE_CODE)
    desk.counter.studio.press("F9")
    desk.counter.studio.scan(ANNA_CARD)
    desk.counter.studio.press("F5")
    assert desk.counter.on(PageName.SALE)
    desk.counter.studio.settle(lambda: desk.counter.shop.register.view().redemption.wanted > 0)


def test_a_cashiers_own_card_goes_on_the_receipt_with_a_seniors_pin(desk: Desk) -> None:
    counter = desk.counter.log_in()
    counter.studio.scan(COFFEE_CODE)
    counter.studio.scan(STAFF_CARD)
    assert "F9, your card, F12" in counter.banner
    counter.studio.press("F9")
    counter.studio.scan(STAFF_CARD)
    counter.studio.press("F12")
    assert counter.on(PageName.LOGIN)
    counter.enter("2222")
    counter.studio.settle(lambda: counter.on(PageName.SALE))
    member = counter.shop.register.view().member
    assert member is not None and member.account_id == "maria"


def test_an_answer_about_somebody_who_shows_no_more_is_dropped(desk: Desk) -> None:
    desk.counter.log_in().studio.press("F9")
    desk.counter.studio.scan(ANNA_CARD)
    desk.counter.studio.press("Esc", "F9")
    desk.centre.let.set()
    desk.counter.studio.settle(lambda: len(desk.centre.asked) == 1)
    assert not desk.sees("Second shop")


def test_cards_are_one_key_there_and_one_back(desk: Desk) -> None:
    desk.centre.let.set()
    desk.counter.log_in().studio.press("F9")
    desk.counter.studio.scan(ANNA_CARD)
    desk.counter.studio.press("F6")
    assert desk.counter.on(PageName.CARDS)
    desk.counter.studio.press("Esc")
    assert desk.counter.on(PageName.BALANCE)
    assert desk.sees("500 points")


def test_lots_that_have_no_place_are_counted(desk: Desk) -> None:
    counter, shop = desk.counter.log_in(), desk.counter.shop
    first = anna().lots[0]
    lots = tuple(
        replace(first, id=f"lot-{n}", remaining=50 + n, expire_at=None, amount=100) for n in range(9)
    )
    shop.members.accounts["anna"] = replace(anna(), lots=lots)
    counter.studio.press("F9")
    counter.studio.scan(ANNA_CARD)
    shown = sum("never expire" in one for one in counter.texts())
    assert 0 < shown < 9
    assert desk.sees(f"and {9 - shown} more")
    assert desk.sees(f"{sum(50 + n for n in range(shown, 9))} points")
    shop.members.accounts["anna"] = replace(anna(), lots=lots[:shown])
    counter.studio.scan(ANNA_CARD)
    assert not desk.sees(" more")


def test_cards_that_have_no_place_are_counted(desk: Desk) -> None:
    cards = tuple(HeldCard(number, f"000{number}", CardState.ACTIVE) for number in range(5))
    said = CustomerWords(desk.counter.studio.till.look, ZoneInfo("UTC")).cards(cards)
    assert said.endswith(", and 2 more")
    assert said.count("****") == 3
