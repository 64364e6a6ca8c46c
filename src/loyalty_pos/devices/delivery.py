"""One job on its way to one printer: ask how it is, send, wait for its word that the paper is out.

It never sends a job twice: after the first byte there is no way back to "not sent". Times out on its own clock only.
"""

from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum, auto
from time import monotonic
from typing import Protocol

from loyalty_pos.devices.printer_status import (
    ASK_OFFLINE_CAUSE,
    ASK_PAPER,
    ASK_PRINTER,
    ASK_WHEN_DONE,
    BLOCKING,
    Hearing,
    State,
    is_done,
    is_live,
    understand,
)

_ANSWER_S = 0.4  # a printer answers in a few milliseconds; Wi-Fi ones take longer
_POLL_S = 1.0
_SLICE_S = 0.1
CONFIRM_S = 30.0  # without trouble seen, 2 kB at 9600 baud take 2 s


class Channel(Protocol):
    """A line to a printer. All calls may block for seconds: worker threads only. They raise ``OSError``."""

    @property
    def two_way(self) -> bool:
        """False: the line takes bytes and says nothing (a file, the spooler of Windows)."""
        ...

    def open(self) -> None: ...

    def write(self, data: bytes) -> None: ...

    def read(self, wait_s: float) -> bytes:
        """Return what came within the time, ``b""`` for nothing."""
        ...

    def state(self) -> State | None:
        """Return what somebody else knows of the printer (the system), None = it has to be asked itself."""
        ...

    def close(self) -> None: ...


class LateChannel:
    """A line whose library is loaded when it is first opened, on the printer's thread, never on the window's."""

    def __init__(self, make: Callable[[], Channel], *, two_way: bool) -> None:
        self._two_way = two_way
        self._make = make
        self._line: Channel | None = None

    @property
    def two_way(self) -> bool:
        """Tell what the line says of itself, or what was said of it before it was made."""
        return self._line.two_way if self._line else self._two_way

    def open(self) -> None:
        """Make the line if this is the first time, then open it."""
        self._line = self._line or self._make()
        self._line.open()

    def write(self, data: bytes) -> None:
        """Send."""
        self._opened().write(data)

    def read(self, wait_s: float) -> bytes:
        """Receive."""
        return self._opened().read(wait_s)

    def state(self) -> State | None:
        """Return what is known of the printer; nothing before the first ``open``."""
        return self._line.state() if self._line else None

    def close(self) -> None:
        """Close; nothing to do before the first ``open``."""
        if self._line:
            self._line.close()

    def _opened(self) -> Channel:
        assert self._line, "open first"
        return self._line


class Result(Enum):
    """How a delivery ended."""

    DONE = auto()
    """On paper, or completely handed to a printer that gives no word."""
    UNCERTAIN = auto()
    """Some or all bytes left, the end is unknown: a person must look."""
    STOPPED = auto()
    """The program ends while the printer holds the job; uncertain for whoever starts next."""


@dataclass(frozen=True, slots=True)
class Watch:
    """What the delivery tells while it runs, and whether it has to give up."""

    sending: Callable[[], None]
    """The first byte is about to leave: write that down first."""
    held: Callable[[State], None]
    """The printer holds the job because of this."""
    urgent: Callable[[], bytes]
    """Bytes that must not wait for the paper (the drawer), ``b""`` for none."""
    stopping: Callable[[], bool]


def ask_state(channel: Channel) -> State:
    """Ask an open channel how the printer is; ``UNKNOWN`` when it gives no answer."""
    if not channel.two_way:
        return channel.state() or State.UNKNOWN
    hearing = Hearing()
    printer = _ask(channel, hearing, ASK_PRINTER)
    if printer is None:
        return hearing.state or State.UNKNOWN
    return understand(printer, _ask(channel, hearing, ASK_OFFLINE_CAUSE), _ask(channel, hearing, ASK_PAPER))


def _ask(channel: Channel, hearing: Hearing, question: bytes) -> int | None:
    channel.write(question)
    until = monotonic() + _ANSWER_S
    while (left := until - monotonic()) > 0:
        for answer in hearing.answers(channel.read(left)):
            if is_live(answer):
                return answer
    return None


def send(channel: Channel, job: bytes, watch: Watch, *, confirms: bool) -> Result:
    """Send a job over an open channel whose printer is ready, and see it through.

    ``confirms``: the printer answers ``ASK_WHEN_DONE``; otherwise the job counts as done when it is taken.
    """
    watch.sending()
    try:
        channel.write(job + ASK_WHEN_DONE if confirms and channel.two_way else job)
        if not (confirms and channel.two_way):
            return Result.DONE
        return _until_done(channel, watch)
    except OSError:
        return Result.UNCERTAIN


def _until_done(channel: Channel, watch: Watch) -> Result:
    patience_s, hearing = CONFIRM_S, Hearing()
    while not watch.stopping():
        started = monotonic()
        channel.write(ASK_PAPER + ASK_OFFLINE_CAUSE)
        live: list[int] = []
        while monotonic() - started < _POLL_S:
            answers = hearing.answers(channel.read(_SLICE_S))
            if any(is_done(answer) for answer in answers):
                return Result.DONE
            live += filter(is_live, answers)
            if urgent := watch.urgent():
                channel.write(urgent)
        trouble = _trouble(live, hearing)
        if trouble:
            patience_s = CONFIRM_S
            watch.held(trouble)
        else:
            patience_s -= monotonic() - started
            if patience_s <= 0:
                return Result.UNCERTAIN
    return Result.STOPPED


def _trouble(live: list[int], hearing: Hearing) -> State | None:
    """What holds the job back, from the answers to both questions in their order, or from what was said unasked."""
    if len(live) < 2:  # noqa: PLR2004 - two questions, two answers
        return hearing.state if hearing.state in BLOCKING else None
    state = understand(None, live[1], live[0])
    return state if state in BLOCKING else None
