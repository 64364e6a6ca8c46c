"""What is left of a challenge stands on the customer's panel, with the receipt that is open already counted, offline too."""

from collections.abc import Iterator
from dataclasses import replace

import pytest
from pytestqt.qtbot import QtBot

from loyalty_pos.core.programme import Challenge, Counted
from tests.fakes.till import ANNA_CARD, FIVE_PERCENT, MILK_CODE, FakeTill
from tests.gui.conftest import Counter, window_on

SPRING = Challenge("four", "Spring", Counted.PURCHASES, count=3, days=14, points=150)


@pytest.fixture
def counter(qtbot: QtBot) -> Iterator[Counter]:  # noqa: ARG001 - it reports exceptions inside Qt's callbacks
    """A window on a shop with a challenge of three purchases."""
    with window_on(FakeTill(programme=replace(FIVE_PERCENT, challenges=(SPRING,)))) as made:
        yield made.log_in()


def said(counter: Counter) -> str:
    found = [text.replace("\u00a0", " ") for text in counter.texts() if "“Spring”" in text]
    return found[0] if found else ""


def buy(counter: Counter) -> str:
    """Sell a milk to the member; return what the panel said of the challenge before the payment."""
    counter.studio.scan(ANNA_CARD)
    counter.studio.scan(MILK_CODE)
    told = said(counter)
    counter.studio.press("F12")
    return told


def test_the_panel_counts_down_to_the_last_purchase(counter: Counter) -> None:
    assert "2 more until" in buy(counter)
    assert "1 more until" in buy(counter)
    assert "This purchase completes “Spring”: +150" in buy(counter)
