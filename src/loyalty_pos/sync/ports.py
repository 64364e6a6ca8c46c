"""What the conversation needs from the till's own files, and what it tells whoever listens."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from loyalty_pos.core.problems import Problem
from loyalty_pos.wire.messages import Changes, LeaseAsk, Leased, Push


class Outbox(Protocol):
    """What waits for the centre; called on the sync thread only."""

    def watermark(self) -> int:
        """Return the seq up to which the centre has everything."""
        ...

    def head(self) -> int:
        """Return the seq of the newest event, 0 = there is none."""
        ...

    def push(self) -> Push | None:
        """Return the next batch with the person keys it needs, None = nothing waits."""
        ...

    def agree(self, stored: int, head_hash: str) -> None:
        """Keep the centre's watermark. Raises BadMessage ("fork") when the hash there is not ours."""
        ...


class Feed(Protocol):
    """The way of changes into the cache."""

    def cursor(self) -> str:
        """Return where the feed goes on, "" = from the beginning."""
        ...

    def apply(self, changes: Changes) -> None:
        """Take a page in, in one transaction. Raises BadMessage, and then nothing of it is taken."""
        ...


class Leases(Protocol):
    """The way of leases into the journal."""

    def wanted(self) -> LeaseAsk | None:
        """Return what to ask for now; None = the one there is goes on, or something still waits for the centre."""
        ...

    def take(self, leased: Leased) -> bool:
        """Take a lease in; return whether it was one to believe. Raises BadMessage."""
        ...


class NoLeases:
    """A till that never decides anything alone."""

    def wanted(self) -> LeaseAsk | None:
        """Return None."""
        return None

    def take(self, leased: Leased) -> bool:  # noqa: ARG002 - the port's shape
        """Take nothing."""
        return False


@dataclass(frozen=True, slots=True)
class SyncState:
    """``waiting``: events not yet at the centre. ``last_ok``: when it last answered, None = never."""

    online: bool = False
    waiting: int = 0
    last_ok: datetime | None = None
    problem: Problem | None = None


Listener = Callable[[SyncState], None]
