"""The thread that talks to the centre ends when it is told to, whatever is under way, and wakes when nothing moves."""

import logging
import threading
import time
from collections.abc import Callable

import pytest

from loyalty_pos.core.problems import CentreUnreachable
from loyalty_pos.sync.worker import STOP_S, SyncWorker
from loyalty_pos.wire.messages import Changes, Hello, LeaseAsk, Leased, Push, Pushed
from tests.integration.centre.conftest import OpenTill

_PATIENCE_S = 20.0
_SLOW_MACHINE_S = 3.0


def wait_until(true: Callable[[], bool], what: str) -> None:
    end = time.monotonic() + _PATIENCE_S
    while not true():
        assert time.monotonic() < end, what
        time.sleep(0.01)


class LateAnswers:
    """A centre that takes what it is sent, and whose answer to a push stays on the way until it is let go."""

    def __init__(self, centre: SyncWorker | object) -> None:
        self._centre = centre
        self.stored, self.let_go = threading.Event(), threading.Event()

    def __getattr__(self, name: str) -> object:
        return getattr(self._centre, name)

    def push(self, push: Push) -> Pushed:
        answer: Pushed = self._centre.push(push)  # type: ignore[union-attr]  # the real client
        self.stored.set()
        assert self.let_go.wait(_PATIENCE_S)
        return answer


class NobodyThere:
    """A line that is down. ``asked``: how often somebody tried."""

    def __init__(self) -> None:
        self.asked = 0

    def hello(self) -> Hello:
        self.asked += 1
        raise CentreUnreachable(reason="ConnectError")

    def push(self, push: Push) -> Pushed:
        raise CentreUnreachable(reason=str(push.from_seq))

    def changes(self, cursor: str) -> Changes:
        raise CentreUnreachable(reason=cursor)

    def lease(self, ask: LeaseAsk) -> Leased:
        raise CentreUnreachable(reason=str(ask.epoch))


def test_a_push_under_way_is_abandoned_within_two_seconds_and_nothing_is_lost_or_doubled(
    open_till: OpenTill,
) -> None:
    """R35."""
    till = open_till()
    files = till.counter.files
    till.counter.sell(1)
    late = LateAnswers(till.client)
    worker = SyncWorker(late, files.outbox, files.feed)  # type: ignore[arg-type]  # by its attributes
    worker.start()
    assert late.stored.wait(_PATIENCE_S)

    began_s = time.monotonic()
    worker.stop()
    assert time.monotonic() - began_s <= STOP_S + _SLOW_MACHINE_S
    late.let_go.set()
    worker._thread.join(_PATIENCE_S)
    assert files.outbox.watermark() == 0, "an answer after the end touched the files"

    till.counter.sell(2)
    resumed = SyncWorker(till.client, files.outbox, files.feed)
    assert resumed.run_once().problem is None
    head = files.journal.queue().head_seq
    hello = till.client.hello()
    assert (files.outbox.watermark(), hello.stored, hello.projected) == (head, head, head)


def test_when_nothing_moves_although_events_wait_the_talk_begins_anew_and_the_log_says_why(
    open_till: OpenTill, caplog: pytest.LogCaptureFixture
) -> None:
    """R31: whatever the back-off has come to, and however long the present wait still is."""
    files = open_till().counter.files
    nobody = NobodyThere()
    worker = SyncWorker(nobody, files.outbox, files.feed, waiting=lambda: 7, watchdog_s=0.3)
    with caplog.at_level(logging.WARNING, "loyalty_pos.sync.worker"):
        worker.start()
        try:
            wait_until(
                lambda: "sync.no_progress waiting=7 problem=centre_unreachable" in caplog.text, "a log"
            )
            asked = nobody.asked
            wait_until(lambda: nobody.asked > asked, "another hello")
        finally:
            worker.stop()


def test_the_watchdog_sleeps_where_nothing_waits(
    open_till: OpenTill, caplog: pytest.LogCaptureFixture
) -> None:
    files = open_till().counter.files
    nobody = NobodyThere()
    worker = SyncWorker(nobody, files.outbox, files.feed, watchdog_s=0.0)
    with caplog.at_level(logging.WARNING, "loyalty_pos.sync.worker"):
        worker.start()
        try:
            wait_until(lambda: nobody.asked >= 2, "a second hello after the back-off")
        finally:
            worker.stop()
    assert "no_progress" not in caplog.text
