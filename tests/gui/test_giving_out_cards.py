"""The page of new cards and the page of packs, by keys as a cashier presses them: a queue, a code, a card taken back."""

from collections.abc import Iterator
from dataclasses import replace

import pytest

from loyalty_pos.core.cards import own_card
from loyalty_pos.core.member import CardState
from loyalty_pos.core.sale import CardIssued, Noted
from loyalty_pos.till.confirming.codes import PhoneCodes
from loyalty_pos.till.confirming.port import Purpose
from loyalty_pos.till.held_cards.port import HeldCard
from loyalty_pos.till.issuing import IssueForm, Issuing
from loyalty_pos.ui.shell.state import PageName
from loyalty_pos.ui.widgets.key_button import KeyButton
from loyalty_pos.wire.messages import AccountQuery, AccountView, Found
from tests.fakes.shop import PlainSettings
from tests.fakes.till import MILK_CODE, FakeTill
from tests.gui.conftest import Counter, window_on

A_KEY_S = 0.12
"""So long a hand takes for one key."""
BUDGET_S = 25.0


class Gateway:
    is_there = True

    def __init__(self) -> None:
        self.codes: list[str] = []

    def send(self, e164: str, code: str, purpose: Purpose) -> bool:  # noqa: ARG002 - the port's shape
        self.codes.append(code)
        return True


class Centre:
    """Knows the phones it is told."""

    def __init__(self) -> None:
        self.phones: dict[str, str] = {}

    def find(self, ask: AccountQuery) -> Found | None:
        name = self.phones.get(ask.text)
        if name is None or not ask.present:
            return Found([])
        view = AccountView("afar", name, "+7 9** ***-**-77", "4711", "", 0, 0, 0, 0, [], [])
        return Found([view])


class Cards:
    """Every account has one card."""

    def of(self, account_id: str) -> list[HeldCard]:  # noqa: ARG002 - the port's shape
        return [HeldCard(4711, "0000", CardState.ACTIVE)]


@pytest.fixture
def centre() -> Centre:
    return Centre()


@pytest.fixture
def gateway() -> Gateway:
    return Gateway()


@pytest.fixture
def counter(
    qtbot: object,  # noqa: ARG001 - it reports what Qt swallows
    centre: Centre,
    gateway: Gateway,
) -> Iterator[Counter]:
    shop = FakeTill(settings=PlainSettings({"phone_confirmation": "none"}))
    shop.world = replace(shop.world, customers=centre, held_cards=Cards())
    shop.issuing = Issuing(shop.world, PhoneCodes(shop.world, gateway))
    with window_on(shop) as made:
        yield made.log_in()


class Hand:
    """Presses keys, and counts them; a scan is none."""

    def __init__(self, counter: Counter) -> None:
        self._counter, self.keys = counter, 0

    def press(self, *keys: str) -> None:
        self.keys += len(keys)
        self._counter.studio.press(*keys)

    def type(self, text: str) -> None:
        self.keys += len(text)
        self._counter.studio.type(text)


def issued(counter: Counter) -> list[CardIssued]:
    return [fact for fact in counter.shop.journal.facts if isinstance(fact, CardIssued)]


def said(counter: Counter) -> str:
    return " | ".join(counter.texts())


def fill(counter: Counter, phone: str = "9161234567", name: str = "Vera", *keys: str) -> None:
    counter.enter(phone)
    counter.studio.type(name)
    counter.studio.press("F6", *keys)


def test_a_queue_is_served_in_less_than_25_seconds_a_card(counter: Counter) -> None:
    hand = Hand(counter)
    hand.press("F3", "F9")
    for number, name in enumerate(("Vera", "Alexandra Constantine", "Ia"), start=1):
        hand.type(f"916000000{number}")
        hand.press("Return")
        hand.type(name)
        hand.press("Return")
        hand.type("08.03.1991")
        hand.press("F6", "F7")
        counter.studio.scan(own_card(f"600000000000{number}"))
        hand.press("F12")
        assert counter.on(PageName.ISSUE)
        assert len(issued(counter)) == number
        assert f"**** {issued(counter)[-1].card_number[-4:]}" in said(counter)
    assert "3 in a row" in said(counter)
    assert hand.keys / 3 * A_KEY_S < BUDGET_S
    counter.studio.press("Esc")
    assert counter.on(PageName.SALE)


def test_f8_twice_takes_the_last_card_back_and_any_other_key_does_not(counter: Counter) -> None:
    counter.studio.press("F3", "F9")
    fill(counter, "9161234567", "Vera", "F12")
    counter.studio.press("F8", "F9", "F9")
    counter.studio.press("F8")
    assert not [
        fact for fact in counter.shop.journal.facts if isinstance(fact, Noted) and fact.what == "card_undone"
    ]
    counter.studio.press("F8")
    note = counter.shop.journal.facts[-1]
    assert isinstance(note, Noted) and (note.what, note.reason) == ("card_undone", "spoiled")
    assert "nobody has it" in counter.banner
    assert counter.shop.issuing.check_phone("9161234567").known is None


def test_only_back_wears_the_arrow_of_back(counter: Counter) -> None:
    def arrows() -> list[str]:
        keys = counter.studio.till.window.findChildren(KeyButton)
        return [key.words.text() for key in keys if key.isVisible() and key._picture == "back"]

    counter.studio.press("F3", "F9")
    fill(counter, "9161234567", "Vera", "F12")
    assert any("Take the last card back" in text for text in counter.texts())
    assert arrows() == ["Back"]
    counter.enter("9161234568")
    counter.studio.scan(own_card("6000000000001"))
    assert any("Virtual card" in text for text in counter.texts())
    assert arrows() == ["Back"]


def test_the_card_given_out_before_the_program_was_started_anew_is_shown_and_taken_back(
    counter: Counter,
) -> None:
    before = Issuing(counter.shop.world)
    done = before.issue(IssueForm("Vera", "9161234567", consents=(("personal_data", "1"),)))
    counter.studio.press("F3")
    assert f"Given out: **** {done.member.card_last4} Vera" in said(counter)
    counter.studio.press("F8", "F8")
    assert "nobody has it" in counter.banner
    assert counter.shop.issuing.check_phone("9161234567").known is None


def test_a_card_that_stands_on_the_receipt_is_not_taken_back(counter: Counter) -> None:
    counter.studio.scan(MILK_CODE)
    counter.studio.press("F3")
    fill(counter, "9161234567", "Vera", "F12", "F12", "F3", "F8", "F8")
    assert "has been used" in counter.banner


def test_each_consent_and_the_channel_have_a_key(counter: Counter) -> None:
    counter.shop.settings.values["consent_version"] = "4 partners:9"
    counter.studio.press("F3")
    fill(counter, "9161234567", "Vera", "F5", "F3", "F3", "F4", "F4", "F12")
    (fact,) = issued(counter)
    assert fact.consents == (("personal_data", "4"), ("partners", "9"))
    assert fact.channel == "messenger"


def test_a_phone_that_only_the_centre_knows_is_told_while_the_form_is_open(
    counter: Counter, centre: Centre
) -> None:
    centre.phones["+79161234577"] = "Olga S."
    counter.studio.press("F3")
    counter.enter("9161234577")
    assert "Olga S." in said(counter) and "**** 4711" in said(counter)
    counter.studio.press("F12")
    member = counter.shop.register.view().member
    assert member is not None and member.account_id == "afar"


def test_a_code_confirms_the_phone_and_without_it_the_card_only_earns(
    counter: Counter, gateway: Gateway
) -> None:
    counter.shop.settings.values["phone_confirmation"] = "code"
    counter.studio.press("F3", "F9")
    fill(counter)
    counter.studio.press("Return", "Return")
    counter.studio.type(gateway.codes[-1])
    counter.studio.press("F12")
    fill(counter, "9161234568", "Ia", "F12")
    assert [fact.verified for fact in issued(counter)] == [True, False]


def test_a_phone_is_confirmed_later_on_the_page_of_the_card(counter: Counter, gateway: Gateway) -> None:
    counter.shop.settings.values["phone_confirmation"] = "code"
    counter.studio.press("F3")
    fill(counter, "9161234567", "Vera", "F12", "Esc", "F9")
    counter.studio.scan(issued(counter)[0].card_number)
    counter.studio.press("F6", "F9")
    counter.shop.clock.pass_time(minutes=2)
    counter.enter("9161234567")
    counter.enter(gateway.codes[-1])
    note = counter.shop.journal.facts[-1]
    assert isinstance(note, Noted) and (note.what, note.reason) == ("member_verified", "code")
    assert "confirmed" in counter.banner


def test_a_pack_comes_a_card_of_it_is_spoiled_and_the_count_is_printed(counter: Counter) -> None:
    counter.studio.press("F3", "F4")
    assert counter.on(PageName.PACKS)
    counter.studio.scan(own_card("6000000000001"))
    counter.studio.scan(own_card("6000000000009"))
    assert counter.on(PageName.LOGIN), "a senior receives packs"
    counter.enter("2222")
    assert "Received: 9 cards" in counter.banner
    counter.studio.press("F3")
    counter.studio.scan(own_card("6000000000002"))
    counter.studio.press("F4")
    counter.enter("7")
    assert "8 must be left" in counter.banner
    assert counter.paper.receipts[-1].kind == "pack_count"
    counter.studio.press("Esc")
    assert counter.on(PageName.ISSUE)
    assert "8 left" in said(counter)
