"""A low window with everything at once: whatever bars stand above the sale page, no text of it is cut off."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from itertools import product

import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from loyalty_pos.core.problems import HoldEnded, PaperUncertain
from loyalty_pos.core.quote import Cause
from loyalty_pos.till.receipt_state import RedemptionState
from loyalty_pos.ui.lesson.tasks import Topic
from loyalty_pos.ui.lesson.view import LessonBar
from loyalty_pos.ui.parts import DemoParts, Practice, SyncNews
from loyalty_pos.ui.sale.state import CustomerFacts, NamedAmount, RightFacts, SaleState, TotalFacts
from loyalty_pos.ui.sale.view import SaleView
from loyalty_pos.ui.shell.state import PageName
from loyalty_pos.ui.standing.presenter import Answer, StandingState
from loyalty_pos.ui.standing.view import StandingBar
from loyalty_pos.ui.studio import Studio
from loyalty_pos.ui.tour.steps import Caption
from loyalty_pos.ui.tour.view import TourBar
from tests.fakes.till import ANNA_CARD, COFFEE_CODE, MILK_CODE, FakeTill
from tests.gui.conftest import Counter, PaperTrail, Remembered, parts_of
from tests.gui.measuring import cut_texts, outside
from tests.gui.test_demo_bar import Plug
from tests.gui.test_look import HALF

SOON = datetime(2026, 12, 31, 12, tzinfo=UTC)
FULL = CustomerFacts(
    name="Александра Константинопольская-Заречная",
    tier="Platinum",
    discount_bp=1_250,
    card_last4="4321",
    phone_masked="+7 9** ***-**-77",
    available=1_234_567,
    pending=12_345,
    pending_until=SOON,
    debt=150,
    expiring=2_400,
    expires_at=SOON,
    next_tier="Diamond",
    next_missing_minor=12_345_600,
    toward_bp=6_000,
    birthday=True,
    as_of=None,
    rights=(RightFacts("Coffee club", SOON, priority=True), RightFacts("Кофейная карта", there=7, needed=10)),
)
TOTALS = TotalFacts(
    gross_minor=123_456_789,
    discounts=tuple(NamedAmount(f"Offer number {one}", Cause.BASKET, 0, 1_234_500) for one in range(6)),
    points_money_minor=1_000_000,
    redeemed=10_000,
    redeemable=10_000,
    accrued=1_234,
    payable_minor=98_765_432,
    redemption=RedemptionState.OFFLINE,
)


@pytest.fixture
def counter(qtbot: QtBot) -> Iterator[Counter]:  # noqa: ARG001 - it reports exceptions inside Qt's callbacks
    """A low window of training in the demo, which has the most bars; the sale page shows."""
    shop, paper, preferences = FakeTill(), PaperTrail(), Remembered(language="en")
    demo = DemoParts((("Maria", "1111"),), (ANNA_CARD,), Plug(), (MILK_CODE, COFFEE_CODE))
    parts = replace(parts_of(shop, paper, preferences), demo=demo, practice=Practice(on=True))
    with Studio(parts) as studio:
        studio.till.shell.sync_changed(SyncNews(online=True))
        made = Counter(shop, paper, preferences, studio).log_in()
        studio.till.window.resize(1024, 600)
        yield made


def _bars(counter: Counter) -> dict[str, QWidget]:
    """Return the bars that come and go, each with something to say."""
    window, look = counter.studio.till.window, counter.studio.till.look
    [lesson] = window.findChildren(LessonBar)
    tour, standing = TourBar(look), StandingBar(look)
    for one in (tour, standing):
        window.bars.addWidget(one)
    lesson.say(Topic.RETURN)
    tour.say(Caption.ONLINE)
    standing.show_standing(StandingState(PaperUncertain("sale", 12), (Answer.COPY, Answer.THERE)))
    return {"lesson": lesson, "tour": tour, "standing": standing}


@pytest.mark.parametrize("size", [(1024, 600), HALF])
def test_the_customer_and_the_sums_are_whole_below_every_bar(counter: Counter, size: tuple[int, int]) -> None:
    counter.studio.till.window.resize(*size)
    till, states, cut = counter.studio.till, list[SaleState](), list[tuple[str, str, bool, str]]()
    view = till.window.pages[PageName.SALE]
    assert isinstance(view, SaleView)
    view.shown.connect(states.append)
    counter.studio.scan(ANNA_CARD)
    counter.studio.scan(COFFEE_CODE)
    full = replace(states[-1], customer=FULL, totals=TOTALS, earns_points=True)
    bars = _bars(counter)
    for language, name, banner in product(("en", "ru"), ("", *bars), (False, True)):
        till.look.speak(language)
        for bar in bars.values():
            bar.setVisible(bar is bars.get(name))
        till.shell.hush()
        if banner:
            till.shell.refuse(HoldEnded(points=300))
        view.show_sale(full)
        counter.studio.settle()
        words = (*cut_texts(till.window), *outside(till.window))
        cut += [(language, name, banner, text) for text in words]
    assert cut == []


def test_with_room_enough_everything_of_the_customer_shows_again(counter: Counter) -> None:
    till, states = counter.studio.till, list[SaleState]()
    view = till.window.pages[PageName.SALE]
    assert isinstance(view, SaleView)
    view.shown.connect(states.append)
    bars = _bars(counter)
    counter.studio.scan(ANNA_CARD)
    view.show_sale(replace(states[-1], customer=FULL))
    counter.studio.settle()
    assert not any("Diamond" in text for text in counter.texts())
    for bar in bars.values():
        bar.hide()
    till.window.resize(1366, 768)
    counter.studio.settle()
    assert any("Diamond" in text for text in counter.texts())
    assert any("7/10" in text for text in counter.texts())
