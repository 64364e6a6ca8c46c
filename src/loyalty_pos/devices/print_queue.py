"""Receipts wait here for the printer: a thread of its own, jobs that survive a restart, nothing printed twice.

A printer without paper keeps what it was sent and prints it later, so a job is sent once. When its end is unknown
(cable out in the middle, program ended), it becomes uncertain: the cashier looks at the paper and says ``again``
(a marked copy) or ``settled``.
"""

import logging
import threading
from collections.abc import Callable
from dataclasses import dataclass, replace

from loyalty_pos.core.receipt import Receipt
from loyalty_pos.devices.delivery import Channel, Result, Watch, ask_state, send
from loyalty_pos.devices.escpos import (
    PrinterProfile,
    QrDrawing,
    drawer_kick,
    encode,
    live_drawer_kick,
    native_qr,
)
from loyalty_pos.devices.held_papers import HeldPapers
from loyalty_pos.devices.job_book import JobBook
from loyalty_pos.devices.job_store import Job, JobState, JobStore
from loyalty_pos.devices.late_jobs import LateJobs
from loyalty_pos.devices.printer_status import BLOCKING, State
from loyalty_pos.till.ports import DeviceStatus, PrintState

log = logging.getLogger(__name__)

_FIRST_PAUSE_S, _LONGEST_PAUSE_S = 0.5, 15.0
_IDLE_LOOK_S = 15.0


@dataclass(frozen=True, slots=True)
class PrinterSetup:
    """One printer: its line, what it can do, who draws its QR codes, how a paper is spelled for it."""

    name: str
    channel: Channel
    profile: PrinterProfile
    draw_qr: QrDrawing = native_qr
    spell: Callable[[Receipt, PrinterProfile, QrDrawing], bytes] = encode


@dataclass(frozen=True, slots=True)
class PrintReport:
    """What became of the receipt ``key`` (``""``: only the printer's state changed). Told on the queue's thread."""

    key: str
    state: PrintState | None
    status: DeviceStatus


Listener = Callable[[PrintReport], None]


class PrintQueue:
    """A ``ReceiptPrinter`` and ``CashDrawer`` that never makes the caller wait. ``papers``: those that are not out yet."""

    def __init__(self, setup: PrinterSetup, store: JobStore, listener: Listener) -> None:
        self._setup = setup
        self._listener = listener
        self._wake = threading.Condition()
        self._store = LateJobs(store)
        self._book = JobBook(self._store)
        self.papers = HeldPapers(self._book, self._wake, self._hurry)
        self._kick = False
        self._slip = b""
        self._stopping = threading.Event()
        self._state = State.UNKNOWN
        self._pause_s, self._hurried = 0.0, False
        self._told: tuple[str, PrintState] | None = None
        self._thread = threading.Thread(target=self._run, name=f"printer {setup.name}", daemon=True)

    # --- for the till, from any thread ----------------------------------------------------------------

    def print(self, receipt: Receipt) -> None:
        """Queue a receipt; its drawer opens at once, whatever the paper does.

        The same key a second time is not printed again unless it is marked as a copy.
        """
        with self._wake:
            if self._book.add(replace(receipt, open_drawer=False)):
                self._kick = self._kick or receipt.open_drawer
                self._hurry()

    def open(self) -> None:
        """Open the drawer now, also when there is no paper."""
        with self._wake:
            self._kick = True
            self._hurry()

    def status(self) -> DeviceStatus:
        """Return the state last seen."""
        return DeviceStatus(self._setup.name, self._state)

    def probe(self, slip: bytes) -> None:
        """Print a slip that is nobody's: it is forgotten when the printer cannot now."""
        with self._wake:
            self._slip = slip
            self._hurry()

    @property
    def profile(self) -> PrinterProfile:
        """What the printer is taken for."""
        return self._setup.profile

    def change(self, profile: PrinterProfile, draw_qr: QrDrawing) -> None:
        """Take the printer for another kind from the next paper on."""
        with self._wake:
            self._setup = replace(self._setup, profile=profile, draw_qr=draw_qr)

    def start(self) -> None:
        """Start printing; tell about jobs a former run left uncertain."""
        for receipt in self.papers.uncertain():
            self._tell(receipt.key, PrintState.UNCERTAIN)
        self._thread.start()

    def stop(self, wait_s: float = 5.0) -> bool:
        """Finish the job at hand if the printer lets us, keep the others for the next start."""
        with self._wake:
            self._stopping.set()
            self._hurry()
        if self._thread.is_alive():
            self._thread.join(wait_s)
        self._store.stop(wait_s)
        return not self._thread.is_alive()

    def _hurry(self) -> None:
        self._pause_s, self._hurried = 0.0, True
        self._wake.notify_all()

    # --- the queue's own thread -----------------------------------------------------------------------

    def _run(self) -> None:
        while not self._stopping.is_set():
            with self._wake:
                job, self._hurried = self._book.next_waiting(), False
                slip, self._slip = self._slip, b""
            try:
                self._turn(job, slip)
            except Exception:  # a printer must never end the till; the journal has the sale
                log.exception("printer.failed")
                self._back_off()
            with self._wake:
                more = self._kick or bool(self._slip) or self._book.next_waiting() is not None
                is_calm = (
                    not self._hurried
                )  # a turn may have found trouble while somebody already asked for the next
                if not self._stopping.is_set() and is_calm and (self._pause_s or not more):
                    self._wake.wait(self._pause_s if more else _IDLE_LOOK_S)

    def _turn(self, job: Job | None, slip: bytes) -> None:
        """Connect, look, open the drawer, print one job."""
        channel, kick = self._setup.channel, self._take_kick()
        if not (job or kick or slip or channel.two_way):
            if (known := channel.state()) is not None:
                self._see(known)
            return
        try:
            channel.open()
        except OSError:
            self._hold_back(State.OFFLINE, job)
            return
        try:
            self._connected(channel, job, slip, kick=kick)
        except OSError:
            self._hold_back(State.OFFLINE, job)
        finally:
            channel.close()

    def _connected(self, channel: Channel, job: Job | None, slip: bytes, *, kick: bool) -> None:
        state = ask_state(channel)
        blocked = state in BLOCKING
        if kick:
            channel.write(
                live_drawer_kick(self._setup.profile) if blocked else drawer_kick(self._setup.profile)
            )
        if blocked:
            self._hold_back(state, job)
            return
        self._see(state)
        self._pause_s = 0.0
        if slip:
            channel.write(slip)
        if job:
            self._send(channel, job)

    def _hold_back(self, state: State, job: Job | None) -> None:
        self._see(state)
        self._back_off()
        if job:
            self._tell(job.receipt.key, PrintState.HELD)

    def _send(self, channel: Channel, job: Job) -> None:
        key = job.receipt.key
        watch = Watch(
            sending=lambda: self._begin(job),
            held=lambda state: self._held(key, state),
            urgent=lambda: live_drawer_kick(self._setup.profile) if self._take_kick() else b"",
            stopping=self._stopping.is_set,
        )
        try:
            paper = self._setup.spell(job.receipt, self._setup.profile, self._setup.draw_qr)
        except AssertionError:  # a receipt that breaks our own laws must not block all others
            log.exception("printer.receipt_not_encoded")
            self._end_unknown(job)
            return
        match send(channel, paper, watch, confirms=self._setup.profile.confirms):
            case Result.DONE:
                with self._wake:
                    self._book.forget(job)
                self._tell(key, PrintState.PRINTED)
            case Result.UNCERTAIN:
                self._end_unknown(job)
            case Result.STOPPED:  # kept as being sent, hence uncertain at the next start
                return

    def _begin(self, job: Job) -> None:
        """Write down that the job is being sent, before the first byte leaves."""
        self._put(replace(job, state=JobState.SENDING))
        self._store.flush()

    def _end_unknown(self, job: Job) -> None:
        self._put(replace(job, state=JobState.UNCERTAIN))
        self._tell(job.receipt.key, PrintState.UNCERTAIN)

    def _put(self, job: Job) -> None:
        with self._wake:
            self._book.keep(job)

    def _take_kick(self) -> bool:
        with self._wake:
            kick, self._kick = self._kick, False
        return kick

    def _held(self, key: str, state: State) -> None:
        self._see(state)
        self._tell(key, PrintState.HELD)

    def _see(self, state: State) -> None:
        if state is not self._state:
            self._state = state
            self._tell("", None)

    def _tell(self, key: str, state: PrintState | None) -> None:
        """Say it once, not at every try."""
        if state and self._told == (key, state):
            return
        if state:
            self._told = (key, state)
        self._listener(PrintReport(key, state, self.status()))

    def _back_off(self) -> None:
        self._pause_s = min(_LONGEST_PAUSE_S, (self._pause_s or _FIRST_PAUSE_S / 2) * 2)
