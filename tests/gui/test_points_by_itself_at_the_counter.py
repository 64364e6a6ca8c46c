"""Points while the centre is away, in the window: what is taken, what is left, what is said; and points that another till holds."""

import threading
from collections.abc import Iterator
from contextlib import AbstractContextManager
from dataclasses import dataclass, field, replace

import pytest
from pytestqt.qtbot import QtBot

from loyalty_pos.core.leases.lease import Wait
from loyalty_pos.till.ports import HoldResult
from loyalty_pos.ui.parts import SyncNews
from loyalty_pos.ui.shell.state import PageName
from tests.fakes.rights import GENEROUS
from tests.fakes.shop import CentreHolds
from tests.fakes.till import ANNA_CARD, COFFEE_CODE, FakeTill
from tests.gui.conftest import Counter, window_on


@dataclass
class SlowHolds(CentreHolds):
    """A centre that answers when it is let."""

    let: threading.Event = field(default_factory=threading.Event)

    def ask(self, op: str, account_id: str, points: int, shown: str = "", card_last4: str = "") -> HoldResult:
        assert self.let.wait(20)
        return super().ask(op, account_id, points, shown, card_last4)


@dataclass
class SharedHolds(CentreHolds):
    """A centre where till 2 holds all points until somebody takes them over."""

    theirs: int = 500
    taken_by: str = ""

    def ask(self, op: str, account_id: str, points: int, shown: str = "", card_last4: str = "") -> HoldResult:
        if self.theirs:
            return HoldResult(0, 0, "held_elsewhere", held=self.theirs, held_op="theirs", held_till=2)
        return super().ask(op, account_id, points, shown, card_last4)

    def take_over(self, op: str, account_id: str, approved_by: str) -> None:
        assert (op, account_id) == ("theirs", "anna")
        self.theirs, self.taken_by = 0, approved_by


@pytest.fixture
def counter(qtbot: QtBot) -> Iterator[Counter]:  # noqa: ARG001 - it reports exceptions inside Qt's callbacks
    """A till with a lease whose line is cut."""
    with _counter(FakeTill()) as made:
        made.shop.holds.reached = False
        made.studio.till.shell.sync_changed(SyncNews(online=False))
        made.studio.settle()
        yield made


def _counter(shop: FakeTill) -> AbstractContextManager[Counter]:
    shop.rights.lend()
    return window_on(shop)


def anna_buys_coffee(counter: Counter) -> Counter:
    counter.log_in()
    counter.enter(ANNA_CARD)
    counter.enter(COFFEE_CODE)
    return counter


def said(counter: Counter, text: str) -> bool:
    plain = [one.replace("\N{NO-BREAK SPACE}", " ") for one in [*counter.texts(), counter.banner]]
    return any(text in one for one in plain)


def test_without_the_centre_the_till_takes_its_right_and_the_cashier_knows_what_to_say(
    counter: Counter,
) -> None:
    anna_buys_coffee(counter).studio.press("F5")
    assert said(counter, "up to 300 points today, the rest is safe")
    assert said(counter, "Paid with 300 points, without the centre")
    counter.studio.press("F12")
    assert counter.shop.journal.last_sales(1)[0].by_floor == 300


def test_the_head_line_tells_what_is_left(counter: Counter) -> None:
    anna_buys_coffee(counter)
    assert said(counter, "points: 1,000")
    counter.studio.press("F5")
    counter.studio.press("F12")
    counter.studio.settle()
    assert said(counter, "points: 700")


def test_the_page_of_the_queue_tells_the_rest(counter: Counter) -> None:
    counter.log_in().studio.press("F10", "6")
    assert counter.on(PageName.STATUS)
    assert said(counter, "1,000 points of 1,000 points left, allowed 0 s ago")


def test_strict_waits_for_the_centre_and_takes_what_it_says(qtbot: QtBot) -> None:  # noqa: ARG001 - as above
    holds = SlowHolds(available=500)
    shop = FakeTill(holds=holds)
    with _counter(shop) as counter:
        shop.rights.lend(replace(GENEROUS, wait=Wait.SHORTLY))
        anna_buys_coffee(counter)
        threading.Timer(0.2, holds.let.set).start()
        counter.studio.press("F5")
        counter.studio.press("F12")
        counter.studio.settle()
        sale = shop.journal.last_sales(1)[0]
        assert (sale.redeemed, sale.by_floor) == (500, 0)


def test_strict_hears_the_centre_before_the_payment_page_says_what_is_due(qtbot: QtBot) -> None:  # noqa: ARG001 - as above
    holds = SlowHolds()
    shop = FakeTill(holds=holds)
    with _counter(shop) as counter:
        shop.rights.lend(replace(GENEROUS, wait=Wait.SHORTLY))
        anna_buys_coffee(counter)
        threading.Timer(0.2, holds.let.set).start()
        counter.studio.press("F5")
        counter.studio.press("Return")
        counter.studio.settle(lambda: counter.on(PageName.PAYMENT))
        assert counter.shop.register.view().redemption.granted == 500
        counter.studio.press("F12")
        sale = shop.journal.last_sales(1)[0]
        assert (sale.redeemed, sale.by_floor) == (500, 0)


def test_a_right_that_is_as_it_should_be_is_told_calmly(counter: Counter) -> None:
    anna_buys_coffee(counter).studio.press("F5")

    assert counter.studio.till.window.page.banner.property("tone") == "calm"


def test_points_that_another_till_holds_are_taken_over_by_a_manager(qtbot: QtBot) -> None:  # noqa: ARG001 - as above
    holds = SharedHolds()
    shop = FakeTill(holds=holds)
    with _counter(shop) as counter:
        anna_buys_coffee(counter).studio.press("F5")
        assert said(counter, "Till 2 holds 500 points of this customer.")
        counter.studio.press("F5")
        counter.enter("3333")
        counter.studio.settle()
        assert holds.taken_by == "m1"
        counter.studio.press("F12")
        assert shop.journal.last_sales(1)[0].redeemed == 500


def test_strict_does_not_pay_more_than_the_screen_said_when_the_centre_says_no(qtbot: QtBot) -> None:  # noqa: ARG001 - as above
    holds = SlowHolds()
    shop = FakeTill(holds=holds)
    with _counter(shop) as counter:
        holds.available = 0
        shop.rights.lend(replace(GENEROUS, wait=Wait.SHORTLY))
        anna_buys_coffee(counter)
        counter.studio.press("F5")
        threading.Timer(0.2, holds.let.set).start()
        counter.studio.press("F12")
        counter.studio.settle()
        assert not shop.journal.last_sales(1)
        assert said(counter, "Points could not be redeemed")
        counter.studio.press("F12")
        assert shop.journal.last_sales(1)[0].redeemed == 0
