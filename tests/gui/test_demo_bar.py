"""The demo: PINs to read, codes to scan by a click, a cable to pull; a shop sees nothing of it."""

from collections.abc import Iterator
from dataclasses import replace

import pytest
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from loyalty_pos.core.sale import Sale
from loyalty_pos.ui.parts import DemoParts, SyncNews
from loyalty_pos.ui.studio import Studio
from tests.fakes.till import ANNA_CARD, ANNA_PHONE, COFFEE_CODE, MILK_CODE, FakeTill
from tests.gui.conftest import Counter, PaperTrail, Remembered, parts_of


class Plug:
    """A cable that only remembers whether it is in."""

    def __init__(self) -> None:
        self.plugged = True

    def plug(self) -> None:
        self.plugged = True

    def unplug(self) -> None:
        self.plugged = False


class Handset:
    """A customer's phone on which nothing has come yet."""

    number, code = ANNA_PHONE, ""


class Demo(Counter):
    plug: Plug
    tries: list[bool]

    def click(self, words: str) -> None:
        """Click the button whose words begin so."""
        found = [
            one
            for one in self.studio.till.window.findChildren(QPushButton)
            if one.isVisible() and one.text().strip().startswith(words)
        ]
        assert len(found) == 1, words
        found[0].click()
        self.studio.settle()


@pytest.fixture
def demo(qtbot: QtBot) -> Iterator[Demo]:  # noqa: ARG001 - it reports exceptions inside Qt's callbacks
    """Return the demo's window in English; ``tries``: how the cable was each time the till tried the line."""
    shop, paper, preferences = FakeTill(), PaperTrail(), Remembered(language="en")
    plug, tries = Plug(), list[bool]()
    parts = replace(
        parts_of(shop, paper, preferences),
        demo=DemoParts((("Maria", "1111"),), (ANNA_CARD,), plug, (MILK_CODE, COFFEE_CODE)),
        sync_now=lambda: tries.append(plug.plugged),
    )
    with Studio(parts) as studio:
        studio.till.shell.sync_changed(SyncNews(online=True))
        made = Demo(shop, paper, preferences, studio)
        made.plug, made.tries = plug, tries
        yield made


def test_whoever_must_log_in_reads_the_pins(demo: Demo) -> None:
    assert "PIN: Maria 1111" in demo.texts()
    demo.log_in()
    assert "PIN: Maria 1111" not in demo.texts()


def test_a_click_on_a_card_and_on_goods_is_a_scan(demo: Demo) -> None:
    demo.log_in()
    demo.click("Анна К.")
    demo.click("Молоко")
    view = demo.shop.register.view()
    assert (view.member.account_id if view.member else "", len(view.quote.lines)) == ("anna", 1)


def test_nothing_can_be_scanned_before_somebody_logs_in(demo: Demo) -> None:
    assert not any("Молоко" in text for text in demo.texts())


def test_the_cable_is_pulled_and_plugged_in_by_one_key_and_the_till_tries_the_line_at_once(
    demo: Demo,
) -> None:
    demo.log_in()
    assert "Cable is in" in demo.texts()
    demo.studio.press("Ctrl+N")
    assert "Cable is out" in demo.texts()
    demo.click("Plug the cable in")
    assert "Cable is in" in demo.texts()
    assert demo.tries == [False, True]


def test_without_the_cable_the_sale_goes_on(demo: Demo) -> None:
    demo.log_in()
    demo.click("Pull the network cable")
    demo.shop.holds.reached = False
    demo.click("Анна К.")
    demo.click("Кофе")
    demo.studio.press("F12")
    assert [one.paid_minor for one in demo.shop.journal.facts if isinstance(one, Sale)] == [100_000]


def test_a_narrow_bar_keeps_a_card_and_something_to_sell(demo: Demo) -> None:
    demo.log_in()
    demo.studio.till.window.resize(960, 600)
    demo.studio.settle()
    shown = [text.strip() for text in demo.texts()]
    assert {"Анна К.", "Молоко 3,2 %"} <= set(shown)


def test_a_shop_has_no_demo_bar(counter: Counter) -> None:
    counter.log_in()
    assert "DEMO" not in counter.texts()
    before = counter.texts()
    counter.studio.press("Ctrl+N")
    assert counter.texts() == before


def test_a_code_that_comes_to_the_customers_phone_shows_in_the_bar(qtbot: QtBot) -> None:
    shop, paper, handset = FakeTill(), PaperTrail(), Handset()
    bar = DemoParts((("Maria", "1111"),), (ANNA_CARD,), Plug(), (COFFEE_CODE,), phone=handset)
    parts = replace(parts_of(shop, paper, Remembered(language="en")), demo=bar)
    with Studio(parts) as studio:
        made = Demo(shop, paper, Remembered(), studio)
        made.log_in()
        made.click(ANNA_PHONE)
        assert shop.register.view().member is not None
        assert not any("SMS" in text for text in made.texts())
        handset.code = "123456"
        qtbot.waitUntil(lambda: "SMS to the customer: 123456" in made.texts(), timeout=20_000)
        made.studio.press("F10")
        made.studio.settle()
        assert not any("SMS" in text for text in made.texts()), (
            "it was read; the bar has room for the next customer"
        )
