"""The network of a shop is back: its tills notice in the same second, and come back one by one; a cashier's own wish waits for nothing."""

import itertools
import random
import time
from collections.abc import Callable

import pytest

from loyalty_pos.core.ids import uuid7
from loyalty_pos.core.problems import CentreUnreachable
from loyalty_pos.sync import session as talk
from loyalty_pos.sync.line import Line, way_to
from loyalty_pos.sync.pause import Pause
from loyalty_pos.sync.session import NETWORK_UP_MS, Session
from loyalty_pos.sync.worker import SyncWorker
from tests.integration.centre.conftest import OpenTill
from tests.integration.centre.test_stopping_and_waking import NobodyThere

TILLS = 400
AN_HOUR_MS = 3_600_000


def a_way(looks: str) -> Callable[[], bool]:
    """Return what the looks for a way find one after the other, + or -; the last stays."""
    left = list(looks)
    return lambda: (left.pop(0) if len(left) > 1 else left[0]) == "+"


def resting(seed: int) -> Session:
    """Return a talk that has failed so often that its next try is minutes away."""
    dice = random.Random(seed)
    session = Session(lambda most: dice.randint(0, most))
    session.on(talk.WaitOver())
    for _ in range(10):
        session.on(talk.Failed(CentreUnreachable("ConnectError")))
    return session


def test_four_hundred_tills_do_not_return_in_one_second() -> None:
    waits = [resting(seed).on(talk.NetworkUp()) for seed in range(TILLS)]

    seconds = [wait.ms // 1_000 for wait in waits if isinstance(wait, talk.Wait)]
    assert len(seconds) == TILLS
    assert max(seconds) <= NETWORK_UP_MS // 1_000
    busiest = max(len(list(same)) for _, same in itertools.groupby(sorted(seconds)))
    assert busiest <= 3 * TILLS * 1_000 // NETWORK_UP_MS
    assert len(set(seconds)) >= NETWORK_UP_MS // 1_000 - 2, "the whole half minute is used"


def test_a_line_that_comes_back_ends_a_long_wait() -> None:
    pause = Pause(watchdog_s=AN_HOUR_MS, line=Line(a_way("+--+")), look_s=0.001)
    assert pause.sleep(AN_HOUR_MS, cut_off=True) == talk.NetworkUp()


def test_a_line_that_was_never_gone_ends_none() -> None:
    pause = Pause(watchdog_s=AN_HOUR_MS, line=Line(), look_s=0.001)
    assert pause.sleep(0.01, cut_off=True) == talk.WaitOver()


def test_whose_centre_answered_looks_for_no_line() -> None:
    def look() -> bool:
        raise AssertionError

    assert Pause(AN_HOUR_MS, Line(look), look_s=0.001).sleep(0.01) == talk.WaitOver()


def test_the_worker_hears_it(open_till: OpenTill) -> None:
    files = open_till().counter.files
    line = Line(a_way("-+"))
    worker = SyncWorker(NobodyThere(), files.outbox, files.feed, line=line)
    assert isinstance(worker.run_once().problem, CentreUnreachable)
    assert not line.came_back()

    assert worker._done(talk.Wait(AN_HOUR_MS)) == talk.NetworkUp()


def test_the_cashiers_own_wish_does_not_wait_until_it_is_this_tills_turn(open_till: OpenTill) -> None:
    till = open_till()
    session = till.worker._session
    turn = session.on(talk.NetworkUp())
    assert isinstance(turn, talk.Wait)

    began = time.monotonic()
    assert till.holds.ask(uuid7(1, bytes(10)), "somebody", 100).reached
    assert time.monotonic() - began < NETWORK_UP_MS / 1_000
    assert session.on(talk.Queued()) == talk.KeepWaiting(), "a sale is stored here, and can wait for its turn"
    assert session.on(talk.WaitOver()) == talk.SayHello(), "whoever presses the button is next"


@pytest.mark.parametrize("url", ["http://127.0.0.1:8000", "http://localhost:8000"])
def test_there_is_always_a_way_to_this_machine_itself(url: str) -> None:
    assert way_to(url)()


def test_there_is_no_way_to_nowhere() -> None:
    """Addresses of this kind are of no use on any line."""
    assert not way_to("https://[fe80::1]")()
    assert isinstance(way_to("https://centre.example")(), bool)
