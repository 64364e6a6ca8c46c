"""The loop around the session: a thread that does what it says, sleeps when told, wakes when called.

It must never touch the till's files after ``stop`` has returned, and never show a bug as a lost connection.
"""

import logging
import secrets
import threading
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from functools import partial
from typing import Final, Protocol

from loyalty_pos.core.problems import CentreUnreachable, Problem, SyncFailed
from loyalty_pos.sync import session as talk
from loyalty_pos.sync.answers import SHUT_OUT, Refusal
from loyalty_pos.sync.line import Line
from loyalty_pos.sync.paging import Paging
from loyalty_pos.sync.pause import FOR_EVER, Pause
from loyalty_pos.sync.ports import Feed, Leases, Listener, NoLeases, Outbox, SyncState
from loyalty_pos.sync.snapshot.fetching import Fetching
from loyalty_pos.wire.messages import Changes, Hello, LeaseAsk, Leased, Push, Pushed
from loyalty_pos.wire.signing.commands import Command

STOP_S: Final = 2.0
WATCHDOG_S: Final = 15 * 60
_log = logging.getLogger(__name__)


class Questions(Protocol):
    """What the loop asks the centre (``CentreClient``)."""

    def hello(self) -> Hello: ...

    def push(self, push: Push) -> Pushed: ...

    def changes(self, cursor: str) -> Changes: ...

    def lease(self, ask: LeaseAsk) -> Leased: ...


class SyncWorker:
    """One till's worker. ``waiting`` counts events not yet at the centre; ``listener`` is called on this thread."""

    def __init__(  # noqa: PLR0913 - what a till has, each by its name
        self,
        centre: Questions,
        outbox: Outbox,
        feed: Feed,
        *,
        leases: Leases | None = None,
        fetching: Fetching | None = None,
        waiting: Callable[[], int] = lambda: 0,
        listener: Listener = lambda _: None,
        orders: Callable[[Sequence[Command]], None] = lambda _: None,
        shut_out: Callable[[], None] = lambda: None,
        numbered: Callable[[int], None] = lambda _: None,
        watchdog_s: float = WATCHDOG_S,
        line: Line | None = None,
    ) -> None:
        """``orders`` hears what the centre orders; ``shut_out``: that it hears this till no more; ``numbered``: by which number
        it goes from now on.

        ``watchdog_s``: after so long without progress the talk begins anew, if something waits (R31). ``line``: what tells
        that the machine has its network back; all tills of a shop notice in the same second, and come back one by one.
        """
        self._centre, self._outbox = centre, outbox
        self._leases = leases or NoLeases()
        self._paging = Paging(centre, feed, outbox, fetching)
        self._waiting, self._listener = waiting, listener
        self._orders, self._shut_out, self._numbered = orders, shut_out, numbered
        self._pause = Pause(watchdog_s, line or Line())
        self._session = talk.Session(lambda most: secrets.randbelow(most + 1))
        self._files = threading.Lock()
        self._thread = threading.Thread(target=self._run, name="sync", daemon=True)
        self._last_ok: datetime | None = None
        self.state = SyncState()

    # --- from other threads ---------------------------------------------------------------------------

    def start(self) -> None:
        """Begin; the first thing said is hello."""
        self._thread.start()

    def wake(self) -> None:
        """Say that something was committed. Costs microseconds, from any thread."""
        self._pause.call(talk.Queued())

    def try_now(self) -> None:
        """End a wait: somebody pressed the button, or plugged the cable in."""
        self._pause.call(talk.WaitOver())

    def stop(self) -> None:
        """End within two seconds; a question still open is abandoned, and its answer touches nothing."""
        self._pause.end()
        if self._thread.is_alive():
            self._thread.join(STOP_S)
        with self._files:
            return  # whoever was writing has finished, and nobody begins any more

    def run_once(self) -> SyncState:
        """Talk in this thread until nothing is left to say or something is wrong."""
        action: talk.Action = self._session.on(talk.WaitOver())
        while not isinstance(action, talk.Wait | talk.KeepWaiting | talk.Stop):
            action = self._session.on(self._done(action))
        self._tell()
        return self.state

    # --- the loop -------------------------------------------------------------------------------------

    def _run(self) -> None:
        action: talk.Action = self._session.on(talk.WaitOver())
        while not self._pause.ended:
            action = self._session.on(self._done(action))
            self._tell()

    def _done(self, action: talk.Action) -> talk.Fact:
        """Do one thing and return what came of it."""
        try:
            return self._do(action)
        except Refusal as refusal:
            if refusal.reason == SHUT_OUT:
                self._keep(self._shut_out, talk.NothingQueued())
            return talk.Failed(refusal, refusal.retry_after_ms)
        except Problem as problem:
            return talk.Failed(problem)
        except Exception as error:  # noqa: BLE001 - a bug must not end the exchange until somebody starts the till anew
            _log.exception("sync.failed")
            return talk.Failed(SyncFailed(kind=type(error).__name__))

    def _do(self, action: talk.Action) -> talk.Fact:  # noqa: PLR0911 - one case an action
        match action:
            case talk.SayHello():
                hello = self._centre.hello()
                self._last_ok = datetime.now(UTC)
                self._obey(hello.commands)
                return talk.HelloAnswer(hello.stored, hello.head_hash)
            case talk.Acknowledge(stored, head_hash):
                return self._keep(lambda: self._outbox.agree(stored, head_hash), talk.Acknowledged())
            case talk.SendEvents():
                return self._send()
            case talk.AskChanges():
                return self._change()
            case talk.RenewLease():
                return self._renew()
            case talk.Wait(ms):
                return self._woken(partial(self._pause.sleep, ms / 1000))
            case talk.KeepWaiting():
                return self._woken(self._pause.sleep_on)
            case talk.Stop(problem):
                _log.error("sync.stopped code=%s", problem.code)
                return self._pause.sleep(FOR_EVER)

    def _change(self) -> talk.Fact:
        page = self._paging.next()
        self._last_ok = datetime.now(UTC)
        if page.changes is None:
            return self._keep(page.write, talk.SnapshotPiece())
        self._obey(page.changes.commands)
        if till_no := page.changes.till_no:
            self._keep(lambda: self._numbered(till_no), talk.NothingQueued())
        return self._keep(page.write, talk.ChangesAnswer(page.more, page.behind))

    def _send(self) -> talk.Fact:
        push = self._outbox.push()
        if push is None:
            self._pause.moved()
            return talk.NothingQueued()
        pushed = self._centre.push(push)
        self._last_ok = datetime.now(UTC)
        self._pause.moved()
        return talk.PushAnswer(pushed.stored, pushed.head_hash)

    def _renew(self) -> talk.Fact:
        """Ask for a lease if one is needed. Whatever goes wrong with it, events and changes go on as before."""
        try:
            ask = self._leases.wanted()
            if ask is None:
                return talk.LeaseLater()
            leased = self._centre.lease(ask)
            with self._files:
                taken = not self._pause.ended and self._leases.take(leased)
        except Problem as problem:
            _log.warning("sync.no_lease %s", problem)
            return talk.LeaseLater()
        except Exception:  # noqa: BLE001 - a bug in it must not keep sales from the centre
            _log.exception("sync.lease_failed")
            return talk.LeaseLater()
        return talk.LeaseTaken() if taken else talk.LeaseLater()

    def _obey(self, commands: Sequence[Command]) -> None:
        if commands:
            self._keep(lambda: self._orders(commands), talk.NothingQueued())

    def _keep(self, write: Callable[[], object], fact: talk.Fact) -> talk.Fact:
        """Write to the till's files unless they are being closed."""
        with self._files:
            if not self._pause.ended:
                write()
        return fact

    def _woken(self, sleep: Callable[..., talk.Fact]) -> talk.Fact:
        """Sleep, and return what ended it."""
        problem = self.state.problem
        fact = sleep(watched=self.state.waiting > 0, cut_off=isinstance(problem, CentreUnreachable))
        if isinstance(fact, talk.NoProgress):
            why = problem.code if problem else ""
            _log.warning("sync.no_progress waiting=%s problem=%s", self.state.waiting, why)
        return fact

    def _tell(self) -> None:
        """Tell the listener how things stand, if that is news."""
        with self._files:
            if self._pause.ended:
                return
            try:
                waiting = self._waiting()
            except Exception:  # noqa: BLE001 - not the end of this thread: the files may be well again next time
                _log.exception("sync.waiting_unknown")
                waiting = self.state.waiting
        state = SyncState(self._session.online, waiting, self._last_ok, self._session.problem)
        if state != self.state:
            self.state = state
            try:
                self._listener(state)
            except Exception:  # noqa: BLE001 - whoever listens; the exchange is more important than its display
                _log.exception("sync.listener_failed")
