"""When a till asks for its next lease: ``sync.ports.Leases`` on its files.

It must never ask while an event waits for the centre: a lease closes what was written before it (docs/why/0026).
"""

import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from loyalty_pos.core.problems import Problem
from loyalty_pos.storage.journal.leases import LeaseBook
from loyalty_pos.till.ports import LocalRights, Programmes, QueueState
from loyalty_pos.wire.messages import LeaseAsk, Leased

RENEW_AFTER_S: Final = 15 * 60


@dataclass(frozen=True, slots=True)
class OfTill:
    """What the lease depends on."""

    leases: LeaseBook
    rights: LocalRights
    queue: Callable[[], QueueState]
    programmes: Programmes


class Renewal:
    """One till's renewals, used by the sync thread alone. ``steady_s``: a clock that nobody sets."""

    def __init__(self, till: OfTill, steady_s: Callable[[], float] = time.monotonic) -> None:
        self._till = till
        self._steady_s = steady_s
        self._taken: tuple[float, str] | None = None

    def wanted(self) -> LeaseAsk | None:
        """Return what to ask for now; see ``sync.ports.Leases``."""
        queue = self._till.queue()
        if queue.waiting or not self._is_due():
            return None
        return LeaseAsk(self._till.leases.epoch(), queue.head_seq)

    def take(self, leased: Leased) -> bool:
        """Take a lease in."""
        taken = self._till.leases.take(leased)
        if taken:
            self._taken = self._steady_s(), self._bundle()
        return taken

    def _is_due(self) -> bool:
        """Tell whether there is none, it was used, it is a quarter of an hour old, or the programme is another one.

        Points that the centre held for a sale touch no lease.
        """
        if self._taken is None or not self._till.rights.lease().epoch:
            return True
        taken_at, bundle = self._taken
        touched = self._till.leases.is_touched()
        return touched or self._steady_s() - taken_at >= RENEW_AFTER_S or bundle != self._bundle()

    def _bundle(self) -> str:
        try:
            return self._till.programmes.current().bundle
        except Problem:  # none came yet, or none can be read
            return ""
