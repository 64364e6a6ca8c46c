"""The conversation with the centre as a state machine: a fact in, the next action out. No sockets, no clock, no threads.

Events go up before changes come down, so that what the centre tells already contains what it was told; a lease is
asked for when both are through, and whatever comes of it, the talk goes on (docs/why/0026). After
every silence the two sides compare watermark and hash before anything is sent (R19). It must never give up on
its own except where sending would do harm: two histories under one name, or a till that was shut out.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from loyalty_pos.core.problems import BadMessage, CentreRefused, CentreUnreachable, NotEnrolled, Problem

BASE_MS: Final = 1_000
CAP_MS: Final = 5 * 60 * 1_000
NETWORK_UP_MS: Final = 30_000
POLL_MS: Final = 10_000
FORK: Final = "fork"
_SHUT_OUT: Final = 401
_CONFLICT: Final = 409
_PASSING: Final = ("not_served", "say_again")
"""Said by something in between, or of one question: no word of the centre about this till."""

# --- facts --------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Queued:
    """Something was committed and waits to be sent."""


@dataclass(frozen=True, slots=True)
class NetworkUp:
    """The machine has its network back; every till of the shop notices in the same second."""


@dataclass(frozen=True, slots=True)
class WaitOver:
    """The time of the last ``Wait`` has passed."""


@dataclass(frozen=True, slots=True)
class NoProgress:
    """The watchdog: events wait, and nothing was acknowledged for too long (R31)."""


@dataclass(frozen=True, slots=True)
class HelloAnswer:
    """Where the centre stands: its watermark and its hash there."""

    stored: int
    head_hash: str


@dataclass(frozen=True, slots=True)
class PushAnswer:
    """Where the centre stands after a batch."""

    stored: int
    head_hash: str


@dataclass(frozen=True, slots=True)
class Acknowledged:
    """The journal has the centre's watermark, and its own hash there is the same."""


@dataclass(frozen=True, slots=True)
class NothingQueued:
    """All events are at the centre."""


@dataclass(frozen=True, slots=True)
class ChangesAnswer:
    """A page of changes is in the cache; ``more``: the centre has another one ready.

    ``behind``: the centre contains less of this till than it once acknowledged (a restored copy, or it is slow).
    """

    more: bool
    behind: bool = False


@dataclass(frozen=True, slots=True)
class SnapshotPiece:
    """A piece of a snapshot is on the disk, or in use; what was sold meanwhile goes up before the next one."""


@dataclass(frozen=True, slots=True)
class LeaseTaken:
    """A newer lease is in the journal; its rights begin with the rows that it was made out with."""


@dataclass(frozen=True, slots=True)
class LeaseLater:
    """No newer lease: none is needed, or the centre did not give one. It is asked for again after the next changes."""


@dataclass(frozen=True, slots=True)
class Failed:
    """An action came to nothing. ``retry_after_ms``: what the centre asked for, 0 = nothing."""

    problem: Problem
    retry_after_ms: int = 0


Fact = (
    Queued
    | NetworkUp
    | WaitOver
    | NoProgress
    | HelloAnswer
    | PushAnswer
    | Acknowledged
    | NothingQueued
    | ChangesAnswer
    | SnapshotPiece
    | LeaseTaken
    | LeaseLater
    | Failed
)

# --- actions ------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class SayHello:
    """Ask where the centre stands."""


@dataclass(frozen=True, slots=True)
class Acknowledge:
    """Compare hashes at ``stored`` and keep it as the watermark."""

    stored: int
    head_hash: str


@dataclass(frozen=True, slots=True)
class SendEvents:
    """Send the next batch behind the watermark, if there is one."""


@dataclass(frozen=True, slots=True)
class AskChanges:
    """Ask for the next page of changes and take it in."""


@dataclass(frozen=True, slots=True)
class RenewLease:
    """Ask for the next lease, if one is needed, and take it in."""


@dataclass(frozen=True, slots=True)
class Wait:
    """Do nothing for so long, or until somebody wakes the worker."""

    ms: int


@dataclass(frozen=True, slots=True)
class KeepWaiting:
    """Go on with the last ``Wait``: what was called can wait until its end."""


@dataclass(frozen=True, slots=True)
class Stop:
    """Send nothing any more until a person has looked at it."""

    problem: Problem


Action = SayHello | Acknowledge | SendEvents | AskChanges | RenewLease | Wait | KeepWaiting | Stop


class Session:
    """One till's conversation. ``pick(n)`` returns a random whole number from 0 to n.

    ``online``: the last question was answered. ``problem``: why things stand still, None = they do not.
    """

    def __init__(self, pick: Callable[[int], int]) -> None:
        self._pick = pick
        self._greeted = False
        self._resting = False
        self._renewed = False
        self._failures = 0
        self._stored = 0
        self._stopped: Stop | None = None
        self.online = False
        self.problem: Problem | None = None

    def on(self, fact: Fact) -> Action:  # noqa: C901, PLR0911, PLR0912, PLR0915 - one case a fact, as flat as it can be
        """Return what to do next."""
        if self._stopped is not None:
            return self._stopped
        match fact:
            case Queued() if self._resting:
                return KeepWaiting()
            case Queued() | WaitOver():
                self._resting = False
                return SendEvents() if self._greeted else SayHello()
            case NetworkUp():
                self._failures = 0
                self._greeted = False
                self._resting = True
                return Wait(self._pick(NETWORK_UP_MS))
            case NoProgress():
                self._greeted = False
                self._resting = False
                return SayHello()
            case HelloAnswer(stored, head_hash):
                return self._agreeing(stored, head_hash)
            case PushAnswer(stored, _) if stored <= self._stored:
                return self._failed(BadMessage(reason="no progress"), 0)
            case PushAnswer(stored, head_hash):
                self._failures = 0
                return self._agreeing(stored, head_hash)
            case Acknowledged():
                self._greeted = True
                return SendEvents()
            case NothingQueued():
                return AskChanges()
            case ChangesAnswer(more, behind):
                self._answered()
                self._failures = 0
                self._greeted = self._greeted and not behind
                if more:
                    return AskChanges()
                return self._round_over() if behind or self._renewed else RenewLease()
            case SnapshotPiece():
                self._answered()
                self._failures = 0
                return SendEvents() if self._greeted else SayHello()
            case LeaseTaken():
                self._renewed = True
                return AskChanges()
            case LeaseLater():
                return self._round_over()
            case Failed(problem, retry_after_ms):
                return self._failed(problem, retry_after_ms)

    def _round_over(self) -> Action:
        """Everything was said: rest. A lease is asked for at most once between two rests."""
        self._renewed = False
        return Wait(POLL_MS + self._pick(POLL_MS))

    def _agreeing(self, stored: int, head_hash: str) -> Action:
        self._stored = stored
        self._answered()
        return Acknowledge(stored, head_hash)

    def _answered(self) -> None:
        self.online = True
        self.problem = None

    def _failed(self, problem: Problem, retry_after_ms: int) -> Action:
        self._greeted = False
        self._resting = True
        self._renewed = False
        self.problem = problem
        self.online = not isinstance(problem, CentreUnreachable)
        if _is_final(problem):
            self._stopped = Stop(problem)
            return self._stopped
        self._failures += 1
        return Wait(max(retry_after_ms, self._pick(backoff_ms(self._failures))))


def backoff_ms(failures: int) -> int:
    """Return the longest wait after so many failures in a row: doubled from 1 s, never above 5 minutes (R30)."""
    doublings = min(failures - 1, CAP_MS.bit_length())
    return min(CAP_MS, BASE_MS << doublings)


def _is_final(problem: Problem) -> bool:
    """Tell whether going on would do harm: a fork, or a till that is not let in."""
    match problem:
        case BadMessage(reason=reason):
            return reason == FORK
        case CentreRefused(status=status, reason=reason):
            return (status == _SHUT_OUT and reason not in _PASSING) or (
                status == _CONFLICT and reason == FORK
            )
        case NotEnrolled():
            return True
        case _:
            return False
