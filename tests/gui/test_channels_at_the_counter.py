"""How the goods go out, chosen by one key and seen beside the scan line (A25, A34); nothing of it where it means nothing."""

from dataclasses import replace

import pytest
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from loyalty_pos.core.programme import Accrual, Extra, PercentOff, Promotion, RateEarn
from loyalty_pos.core.programme.conditions import InChannels
from tests.fakes.till import ANNA_CARD, COFFEE_CODE, FIVE_PERCENT, FakeTill
from tests.gui.conftest import Counter, window_on

PICKUP = Extra("pick-up", 100, when=(InChannels(frozenset({"pickup"})),))
HOME = Promotion("home", "Домой", PercentOff(100), when=(InChannels(frozenset({"delivery"})),))


@pytest.fixture
def shop() -> FakeTill:
    """A shop that gives 100 points for an order that is picked up, and 1 % off for one that is brought home."""
    accrual = Accrual(RateEarn(500), extras=(PICKUP,))
    return FakeTill(programme=replace(FIVE_PERCENT, accrual=accrual, promotions=(HOME,)))


def button_of(counter: Counter) -> QPushButton:
    found = counter.studio.till.window.page.findChild(QPushButton, "channel")
    assert isinstance(found, QPushButton)
    return found


def chip(counter: Counter) -> str:
    """What the chip says, with its key; "" when there is none."""
    button = button_of(counter)
    return button.accessibleName() if button.isVisible() else ""


def test_a34_two_keys_choose_the_pick_up_and_it_is_seen(qtbot: QtBot, shop: FakeTill) -> None:  # noqa: ARG001 - Qt runs
    with window_on(shop) as counter:
        counter.log_in().studio.scan(ANNA_CARD, COFFEE_CODE)
        assert chip(counter) == "At the till (Ctrl+D)"
        counter.studio.press("Ctrl+D")
        assert chip(counter) == "Delivery (Ctrl+D)"
        counter.studio.press("Ctrl+D")
        assert chip(counter) == "Pick-up (Ctrl+D)"
        assert "+150 points" in [text.replace("\u00a0", " ") for text in counter.texts()]
        counter.studio.press("F12")
        (sale,) = shop.journal.last_sales(1)
        assert (sale.channel, sale.accrued) == ("pickup", 150)
        counter.studio.press("Esc")
        assert chip(counter) == "At the till (Ctrl+D)"


def test_behind_the_last_way_comes_the_till_itself(qtbot: QtBot, shop: FakeTill) -> None:  # noqa: ARG001 - Qt runs
    with window_on(shop) as counter:
        counter.log_in().studio.scan(COFFEE_CODE)
        counter.studio.press("Ctrl+D", "Ctrl+D", "Ctrl+D")
        assert (chip(counter), shop.register.view().channel) == ("At the till (Ctrl+D)", "")


def test_the_chip_is_a_button_for_fingers_too(qtbot: QtBot, shop: FakeTill) -> None:  # noqa: ARG001 - Qt runs
    with window_on(shop) as counter:
        counter.log_in().studio.scan(COFFEE_CODE)
        button_of(counter).click()
        assert shop.register.view().channel == "delivery"


def test_in_russian(qtbot: QtBot, shop: FakeTill) -> None:  # noqa: ARG001 - Qt runs
    with window_on(shop) as counter:
        counter.log_in().studio.press("Ctrl+D", "Ctrl+D", "Ctrl+Shift+L")
        assert chip(counter) == "Самовывоз (Ctrl+D)"


def test_a_programme_without_channels_shows_none_and_the_key_does_nothing(counter: Counter) -> None:
    counter.log_in().studio.scan(COFFEE_CODE)
    counter.studio.press("Ctrl+D")
    assert (chip(counter), counter.banner, counter.shop.register.view().channel) == ("", "", "")
