"""A till asks for its next lease when it must, by its own files; what goes wrong with that stops nothing else.

The centre here is a small one in memory that keeps the rules of the seam: a lease only for a stream that is settled.
"""

from collections.abc import Callable
from dataclasses import dataclass, field

import msgspec
import pytest

from loyalty_pos.core.leases.rights import Right
from loyalty_pos.core.problems import CentreUnreachable, Problem
from loyalty_pos.storage.cache.renewal import RENEW_AFTER_S, OfTill, Renewal
from loyalty_pos.sync.answers import Refusal
from loyalty_pos.sync.worker import SyncWorker
from loyalty_pos.till.ports import Draft
from loyalty_pos.wire.events import GENESIS, Event
from loyalty_pos.wire.messages import Change, Changes, Hello, LeaseAsk, Leased, Push, Pushed
from loyalty_pos.wire.rows import AccountRow
from tests.fakes.leases import lease_row, leased, rights_of
from tests.fakes.till_folder import Counter, a_lot, a_sale

ACCOUNT = "account-1"
PROGRAMME = 'id = "club"\n[names]\nen = "Club"\n'


@dataclass
class SmallCentre:
    """Stores events, tells one member, lends. ``trouble``: what the next questions for a lease meet."""

    till: Counter
    stored: list[Event] = field(default_factory=list)
    asked: list[LeaseAsk] = field(default_factory=list)
    trouble: list[Exception] = field(default_factory=list)
    epoch: int = 0
    place: int = 7

    def hello(self) -> Hello:
        return Hello(len(self.stored), len(self.stored), self._head(), 0)

    def push(self, push: Push) -> Pushed:
        self.stored += [event for event in push.events if event.seq > len(self.stored)]
        return Pushed(len(self.stored), len(self.stored), self._head(), 0)

    def changes(self, cursor: str) -> Changes:  # noqa: ARG002 - everything is told every time
        lots = [a_lot()]
        row = AccountRow(ACCOUNT, "Anna K.", "", "", 0, 0, 0, lots, stores=["store-1"])
        change = Change("account", ACCOUNT, msgspec.msgpack.encode(row))
        return Changes(f"feed.{self.place}", len(self.stored), more=False, rows=[change], server_us=0)

    def lease(self, ask: LeaseAsk) -> Leased:
        self.asked.append(ask)
        if self.trouble:
            raise self.trouble.pop(0)
        if ask.closed_seq > len(self.stored):
            raise Refusal(409, "unsettled")
        self.epoch += 1
        self.place += 1
        row = lease_row(self.till, self.epoch, closed_seq=ask.closed_seq, cursor=f"feed.{self.place}")
        return leased(self.till, row)

    def _head(self) -> str:
        return self.stored[-1].hash if self.stored else GENESIS


@dataclass
class Shop:
    """A till, its centre, and how it talks. ``steady``: seconds of a clock that nobody sets."""

    till: Counter
    centre: SmallCentre
    steady: float = 0.0
    talk: Callable[[], object] = lambda: None

    def begin(self) -> "Shop":
        files = self.till.files
        rights = rights_of(self.till)
        renewal = Renewal(
            OfTill(files.leases, rights, files.journal.queue, files.programmes), lambda: self.steady
        )
        worker = SyncWorker(self.centre, files.outbox, files.feed, leases=renewal)
        self.talk = worker.run_once
        return self

    def redeem(self, points: int) -> None:
        sale = a_sale(1, account_id=ACCOUNT, redeemed=points, operation="op", by_floor=points)
        self.till.files.journal.record([Draft(sale, "anna", epoch=self.centre.epoch)])

    def right(self) -> Right:
        return rights_of(self.till).right(ACCOUNT)


@pytest.fixture
def shop(selling: Counter) -> Shop:
    selling.tell_programme(PROGRAMME)
    return Shop(selling, SmallCentre(selling)).begin()


def test_the_first_exchange_brings_a_lease_and_then_its_rows(shop: Shop) -> None:
    assert shop.right() == Right()
    shop.talk()
    assert shop.centre.asked == [LeaseAsk(0, 1)], "the opening of the shift was closed by it"
    assert shop.right() == Right(0, 500)


def test_nothing_was_taken_so_the_lease_goes_on(shop: Shop) -> None:
    shop.talk()
    shop.till.sell(1)
    shop.talk()
    assert len(shop.centre.asked) == 1


def test_after_a_redemption_the_next_lease_closes_it(shop: Shop) -> None:
    shop.talk()
    shop.redeem(300)
    assert shop.right() == Right(0, 200)
    shop.talk()
    assert shop.centre.asked[1:] == [LeaseAsk(1, 2)]
    assert shop.right() == Right(0, 500)


def test_points_that_the_centre_held_need_no_new_lease(shop: Shop) -> None:
    shop.talk()
    shop.till.sell(1, account_id=ACCOUNT, redeemed=300, operation="op")
    shop.talk()
    assert len(shop.centre.asked) == 1


def test_after_a_quarter_of_an_hour_it_is_renewed(shop: Shop) -> None:
    shop.talk()
    shop.steady += RENEW_AFTER_S - 1
    shop.talk()
    assert len(shop.centre.asked) == 1
    shop.steady += 1
    shop.talk()
    assert len(shop.centre.asked) == 2


def test_another_programme_may_allow_something_else(shop: Shop) -> None:
    shop.talk()
    shop.till.tell_programme('id = "other"\n[names]\nen = "Other"\n', serial=2)
    shop.talk()
    assert len(shop.centre.asked) == 2


def test_after_a_restart_the_right_is_there_at_once_and_a_new_lease_is_asked_for(shop: Shop) -> None:
    shop.talk()
    shop.redeem(300)
    shop.till.restart()
    shop.begin()
    assert shop.right() == Right(0, 200)
    shop.talk()
    assert shop.right() == Right(0, 500)


@pytest.mark.parametrize(
    "trouble",
    [
        Refusal(409, "unsettled"),
        Refusal(404, "not_served"),
        CentreUnreachable("ReadTimeout"),
        KeyError("bug"),
    ],
    ids=repr,
)
def test_a_lease_that_does_not_come_stops_nothing_else(shop: Shop, trouble: Problem) -> None:
    shop.centre.trouble.append(trouble)
    shop.till.sell(1)
    shop.talk()
    assert shop.till.files.journal.queue().waiting == 0
    assert shop.right() == Right()
    shop.till.sell(2)
    shop.talk()
    assert shop.till.files.journal.queue().waiting == 0
    assert shop.right() == Right(0, 500), "and it was asked for again"


def test_a_lease_is_not_asked_for_while_something_waits(shop: Shop) -> None:
    files = shop.till.files
    renewal = Renewal(OfTill(files.leases, rights_of(shop.till), files.journal.queue, files.programmes))
    assert renewal.wanted() is None
    shop.talk()
    assert renewal.wanted() == LeaseAsk(1, 1)
