"""Decides what the frame does: pages, banners, workers, who may what. No Qt, no words.

While a commit runs, answers of the centre wait: the register is owned by one thread at a time.
"""

from collections.abc import Callable
from datetime import datetime
from typing import Any, Protocol

from loyalty_pos.core.dates import moment
from loyalty_pos.core.problems import Problem
from loyalty_pos.till.ports import DeviceStatus, LeaseView, QueueState
from loyalty_pos.till.room.glance import Glance
from loyalty_pos.till.room.watching import at_a_glance
from loyalty_pos.till.staff import Approval, Permission, Wanted
from loyalty_pos.ui.parts import SyncNews, UiParts
from loyalty_pos.ui.shell.port import Note, NoteKind, T
from loyalty_pos.ui.shell.state import HeadState, LinkState, PageName
from loyalty_pos.wire.rows import LAST_BACKUP

_QUEUE_EVERY = 2
Figures = tuple[QueueState, LeaseView | None, str, int, Glance]
"""Queue, lease in force, why the clock is in doubt, the centre's newest backup (UTC us, 0 = never), the disk's room."""


class Worker(Protocol):
    """One background thread (``ui/background.py``)."""

    def run(
        self, job: Callable[[], Any], then: Callable[[Any], object], failed: Callable[[BaseException], object]
    ) -> None: ...

    def heard_out(self, within_s: float) -> bool: ...


class Frame(Protocol):
    """What the presenter needs of the window."""

    def turn_to(self, name: PageName) -> None: ...
    def show_head(self, state: HeadState) -> None: ...
    def show_time(self, now: datetime) -> None: ...
    def freeze(self, *, frozen: bool) -> None: ...


class Talk(Protocol):
    """The banner of the page in front (``shell/talk.py``)."""

    def show_problem(self, problem: Problem, exponent: int) -> None: ...
    def show_note(self, note: Note) -> None: ...
    def hush(self) -> None: ...


class ShellPresenter:
    """The frame around all pages; the ``Shell`` of the other presenters."""

    def __init__(self, frame: Frame, talk: Talk, parts: UiParts, commits: Worker, centre: Worker) -> None:
        self._frame, self._talk, self._parts = frame, talk, parts
        self._commits, self._centre = commits, centre
        self._busy = False
        self._waiting: list[Callable[[], object]] = []
        self._news: SyncNews | None = None
        self._queue = QueueState(0, None, 0, 0)
        self._lease: LeaseView | None = None
        self._clock, self._backup_us, self._disk = "", 0, Glance()
        self._printer = "ok"
        self._ticks = 0
        self.page = PageName.LOGIN
        self.ask_pin: Callable[[Wanted, Callable[[Approval], object]], None] | None = None

    # --- the Shell of the other presenters ------------------------------------------------------------

    def go(self, page: PageName) -> None:
        """Turn to a page."""
        self.page = page
        self._frame.turn_to(page)
        self._show_head()

    def refuse(self, problem: Problem) -> None:
        """Show a refusal and make it heard."""
        exponent = self._parts.world.programmes.current().programme.unit.exponent
        self._talk.show_problem(problem, exponent)

    def note(self, note: Note) -> None:
        """Show good news."""
        self._talk.show_note(note)

    def hush(self) -> None:
        """Take the banner away."""
        self._talk.hush()

    def commit(self, job: Callable[[], T], done: Callable[[T], object], *, hear_s: float = 0.0) -> None:
        """Run a durable or slow job; a second one meanwhile is dropped: keys are pressed twice in a hurry."""
        if self._busy:
            return
        self._busy = True
        self._frame.freeze(frozen=True)

        def finished(result: T) -> None:
            self._thaw()
            done(result)
            self._flush()
            self._read_queue()

        def failed(error: BaseException) -> None:
            self._thaw()
            self._flush()
            self._failed(error)

        def heard_first() -> T:
            if hear_s:
                self._centre.heard_out(hear_s)
            return job()

        self._commits.run(heard_first, finished, failed)

    def ask_centre(self, job: Callable[[], T], done: Callable[[T], object]) -> None:
        """Ask over the network; the answer is delivered when no commit runs."""

        def answered(result: T) -> None:
            if self._busy:
                self._waiting.append(lambda: done(result))
            else:
                done(result)

        self._centre.run(job, answered, self._failed)

    def approve(
        self, permission: Permission, done: Callable[[Approval], object], amount_minor: int = 0
    ) -> None:
        """Approve by the cashier's own role, or ask for somebody's PIN."""
        current = self._parts.staff.current
        if current is not None and self._parts.staff.may(permission, amount_minor):
            done(Approval(current.staff_id, permission))
            return
        assert self.ask_pin is not None
        self.ask_pin(Wanted(permission, amount_minor), done)

    # --- what comes from outside ----------------------------------------------------------------------

    def tick(self) -> None:
        """Once a second: the clock, the queue, the draft of the open receipt, holds to give back."""
        self._ticks += 1
        self._frame.show_time(self._parts.world.clock.now())
        self._save_draft()
        self._release_holds()
        if self._ticks % _QUEUE_EVERY == 0:
            self._read_queue()

    def sync_changed(self, news: SyncNews) -> None:
        """Show what the sync thread said."""
        self._news = news
        self._show_head()
        self._read_queue()

    def printer_changed(self, status: DeviceStatus) -> None:
        """Show what the printer said."""
        self._printer = status.state
        self._show_head()

    def _read_queue(self) -> None:
        self._commits.run(self._figures, self._queue_read, self._failed)

    def _figures(self) -> Figures:
        """On the worker: what waits for the centre, what may be decided without it, clock, newest backup, disk."""
        world, around = self._parts.world, self._parts.around
        lease = world.rights.lease()
        in_force = lease if lease.epoch else None
        doubt = world.time.doubt() if world.time else ""
        disk = at_a_glance(around.room(), around.disk())
        return world.journal.queue(), in_force, doubt, world.setting(LAST_BACKUP, 0), disk

    def _show_head(self) -> None:
        shift = self._parts.shift.current()
        cashier = self._parts.staff.current
        self._frame.show_head(
            HeadState(
                till_no=self._parts.world.identity.till_no,
                shift_no=shift.number if shift else 0,
                cashier=cashier.name if cashier else "",
                link=self.link(),
                printer=self._printer,
                clock=self._clock,
                keys=self._parts.around.keys,
                backup=moment(self._backup_us) if self._backup_us else None,
                disk=self._disk,
            )
        )

    def link(self) -> LinkState:
        """Return the state of the connection and the queue."""
        news = self._news
        return LinkState(
            online=news.online if news else False,
            waiting=self._queue.waiting,
            oldest=self._queue.oldest,
            last_sync=news.last_sync if news else None,
            trouble=news.trouble if news else None,
            known=news is not None,
            lease=self._lease,
            exponent=self._parts.world.programmes.current().programme.unit.exponent,
        )

    def restore(self) -> bool:
        """Bring back the receipt a crash interrupted; tell the cashier."""
        restored = self._parts.register.restore()
        if restored:
            self.note(Note(NoteKind.RECEIPT_RESTORED))
        return restored

    # --- inside ---------------------------------------------------------------------------------------

    def _queue_read(self, figures: Figures) -> None:
        if figures != (self._queue, self._lease, self._clock, self._backup_us, self._disk):
            self._queue, self._lease, self._clock, self._backup_us, self._disk = figures
            self._show_head()

    def _save_draft(self) -> None:
        desk, journal = self._parts.world.desk, self._parts.world.journal
        if desk.draft is None or self._busy:
            return
        text = desk.take_draft()
        if text is not None:
            self._commits.run(lambda: journal.save_draft(text), lambda _: None, self._failed)

    def _release_holds(self) -> None:
        operations = self._parts.world.desk.take_releases() if self._parts.world.desk.releases else []
        for operation in operations:
            self._centre.run(lambda op=operation: self._parts.holds.release(op), lambda _: None, self._failed)  # type: ignore[misc]  # mypy does not infer the default

    def _thaw(self) -> None:
        self._busy = False
        self._frame.freeze(frozen=False)

    def _flush(self) -> None:
        """Deliver what the centre answered meanwhile; not while the receipt is on the worker again."""
        if self._busy:
            return
        waiting, self._waiting = self._waiting, []
        for one in waiting:
            one()

    def _failed(self, error: BaseException) -> None:
        if not isinstance(error, Problem):
            raise error
        self.refuse(error)
