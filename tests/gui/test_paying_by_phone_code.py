"""A known phone pays with points by a code that goes to it: four actions, nothing to wait for, nothing shown to others."""

from collections.abc import Iterator
from dataclasses import dataclass, field

import pytest
from pytestqt.qtbot import QtBot

from loyalty_pos.core.sale import Sale
from loyalty_pos.till.confirming.codes import PhoneCodes
from loyalty_pos.till.confirming.port import Purpose
from loyalty_pos.till.issuing import Issuing
from loyalty_pos.ui.shell.state import PageName
from tests.fakes.till import ANNA_CARD, ANNA_PHONE, COFFEE_CODE, FakeTill
from tests.gui.conftest import Counter, visible_texts, window_on


@dataclass
class Gateway:
    codes: list[str] = field(default_factory=list)
    away: bool = False
    is_there: bool = True

    def send(self, e164: str, code: str, purpose: Purpose) -> bool:  # noqa: ARG002 - the port's shape
        if not self.away:
            self.codes.append(code)
        return not self.away


@pytest.fixture
def gateway() -> Gateway:
    return Gateway()


@pytest.fixture
def counter(qtbot: QtBot, gateway: Gateway) -> Iterator[Counter]:  # noqa: ARG001 - it reports what Qt swallows
    shop = FakeTill()
    shop.holds.available = 500
    shop.issuing = Issuing(shop.world, PhoneCodes(shop.world, gateway))
    with window_on(shop) as made:
        made.log_in()
        yield made


def anna_named_her_phone(counter: Counter) -> None:
    counter.enter(ANNA_PHONE.removeprefix("+7"))
    counter.studio.scan(COFFEE_CODE)


def said(counter: Counter) -> str:
    plain = [one.replace("\N{NO-BREAK SPACE}", " ") for one in [*counter.texts(), counter.banner]]
    return " | ".join(plain)


def redeemed(counter: Counter) -> int:
    return counter.shop.register.view().quote.redeemed


def test_phone_f5_code_f12(counter: Counter, gateway: Gateway) -> None:
    anna_named_her_phone(counter)
    counter.studio.press("F5")
    counter.studio.settle()
    assert "Code from the SMS" in said(counter)
    assert "+7 9** ***-**-89" in said(counter)
    (code,) = gateway.codes
    assert code not in said(counter), "nobody reads it from a screen"
    counter.enter(code)
    counter.studio.settle()
    assert redeemed(counter) == 500
    counter.studio.press("F12")
    counter.studio.settle()
    sale = next(one for one in counter.shop.journal.facts if isinstance(one, Sale))
    assert (sale.redeemed, sale.shown) == (500, "code")


def test_a_phone_typed_before_f5_says_whose_points_they_are(counter: Counter, gateway: Gateway) -> None:
    """Four actions with the code: the phone, F5, the code, F12."""
    counter.studio.scan(COFFEE_CODE)
    counter.studio.type(ANNA_PHONE.removeprefix("+7"))
    counter.studio.press("F5")
    counter.studio.settle()
    counter.enter(gateway.codes[0])
    counter.studio.settle()
    assert redeemed(counter) == 500


def test_a_phone_that_nobody_has_before_f5_is_told(counter: Counter, gateway: Gateway) -> None:
    counter.studio.scan(COFFEE_CODE)
    counter.studio.type("9160000000")
    counter.studio.press("F5")
    counter.studio.settle()
    assert not gateway.codes
    assert counter.banner
    assert redeemed(counter) == 0


def test_digits_before_f5_are_what_is_paid_when_the_code_was_right(
    counter: Counter, gateway: Gateway
) -> None:
    anna_named_her_phone(counter)
    counter.studio.type("120")
    counter.studio.press("F5")
    counter.studio.settle()
    counter.enter(gateway.codes[0])
    counter.studio.settle()
    assert redeemed(counter) == 120


def test_a_wrong_code_leaves_the_question_and_says_how_many_tries_are_left(
    counter: Counter, gateway: Gateway
) -> None:
    anna_named_her_phone(counter)
    counter.studio.press("F5")
    counter.studio.settle()
    counter.enter(f"{(int(gateway.codes[0]) + 1) % 1_000_000:06}")
    assert "2 tries are left" in said(counter)
    counter.enter(gateway.codes[0])
    counter.studio.settle()
    assert redeemed(counter) == 500


def test_no_sms_now_says_what_to_say_and_the_card_helps(counter: Counter, gateway: Gateway) -> None:
    gateway.away = True
    anna_named_her_phone(counter)
    counter.studio.press("F5")
    counter.studio.settle()
    assert "No SMS now" in said(counter)
    assert "card or QR" in said(counter)
    assert "Code from the SMS" not in said(counter)
    counter.enter(ANNA_CARD)
    counter.studio.press("F5")
    counter.studio.settle()
    assert redeemed(counter) == 500


def test_without_a_gateway_the_card_or_qr_is_asked_for(counter: Counter, gateway: Gateway) -> None:
    gateway.is_there = False
    anna_named_her_phone(counter)
    counter.studio.press("F5")
    counter.studio.settle()
    assert "QR" in said(counter)
    assert "Code from the SMS" not in said(counter)


def test_escape_goes_on_without_points_and_f5_again_sends_no_second_message(
    counter: Counter, gateway: Gateway
) -> None:
    anna_named_her_phone(counter)
    counter.studio.press("F5")
    counter.studio.settle()
    counter.studio.press("Escape")
    assert counter.on(PageName.SALE)
    counter.studio.press("F5")
    counter.studio.settle()
    assert len(gateway.codes) == 1
    counter.enter(gateway.codes[0])
    counter.studio.settle()
    assert redeemed(counter) == 500


def test_the_customers_display_shows_neither_the_code_nor_what_is_typed(
    counter: Counter, gateway: Gateway
) -> None:
    counter.studio.till.display.switch()
    window = counter.studio.till.display.window
    assert window is not None
    anna_named_her_phone(counter)
    before = visible_texts(window)
    counter.studio.press("F5")
    counter.studio.settle()
    counter.studio.type(gateway.codes[0])
    counter.studio.settle()
    shown = visible_texts(window)
    assert shown == before
    assert not any(gateway.codes[0] in text or "**-89" in text for text in shown)
    counter.studio.till.display.close()
