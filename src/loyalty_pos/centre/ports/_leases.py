"""What tills may decide alone, and the debts that came of it."""

from collections.abc import Collection, Mapping, Sequence
from typing import Protocol

from loyalty_pos.centre.lent.records import Debt, FloorUse, LeaseRecord
from loyalty_pos.core.leases.reserve import Shares
from loyalty_pos.core.leases.value import Value


class Leases(Protocol):
    """Leases, and what was taken under them without a guarantee."""

    def of(self, agent_id: str, incarnation: str) -> list[LeaseRecord]:
        """Return the epochs of an incarnation that are kept, oldest first."""
        ...

    def all(self) -> list[LeaseRecord]: ...

    def put(self, lease: LeaseRecord) -> None: ...

    def forget(self, agent_id: str, incarnation: str, below: int) -> None:
        """Forget the epochs below one, and what was taken under them; not their shares."""
        ...

    def lose(self, agent_id: str, incarnation: str, now_us: int) -> None:
        """Mark all leases of an incarnation as those of a lost till."""
        ...

    def add_floor(self, use: FloorUse) -> tuple[int, int]:
        """Count what was taken; return what it is now of this account, and of R by everything of the epoch."""
        ...

    def floors(self) -> list[FloorUse]:
        """Return everything that was counted under the epochs that are kept."""
        ...


class SetAside(Protocol):
    """What is set aside for tills, of whom, and how members buy; changes under the lock of the account or the code."""

    def with_shares(self, agent_id: str, incarnation: str = "", below: int = 0) -> list[str]:
        """Return the accounts, in order, with shares of a till; of one incarnation, of epochs below one (0 = all)."""
        ...

    def shares(self, account_ids: Collection[str]) -> dict[str, dict[tuple[str, str], Shares]]:
        """Return by account and (agent, incarnation)."""
        ...

    def put_shares(self, who: tuple[str, str], shares: Mapping[str, Shares]) -> None:
        """Replace what an incarnation has of each of these accounts; () = nothing any more."""
        ...

    def at_home(self, store_id: str, limit: int) -> list[str]:
        """Return accounts whose newest purchase was in a store."""
        ...

    def reserved_ones(self) -> list[str]:
        """Return, in order, every account of which something is held or set aside."""
        ...

    def watched(self, after: str, limit: int) -> list[str]:
        """Return accounts behind an id, in order, that pay with points only while the centre is there."""
        ...

    def richest(self, moment_us: int, limit: int) -> list[tuple[str, int]]:
        """Return (account, points) with most points that are not over and that every shop takes, active or not yet."""
        ...


class Debts(Protocol):
    """Points that were not there, by the entry that made them; an account's change under its lock."""

    def open_of(self, account_ids: Collection[str]) -> list[Debt]:
        """Return what is still owed (open or claimed), oldest first."""
        ...

    def put(self, debts: Sequence[Debt]) -> None: ...

    def owed_to(self, agent_id: str, value: str = Value.POINTS) -> int:
        """Return what is still owed of what a till took."""
        ...

    def owed(self, value: str = Value.POINTS) -> int:
        """Return what is owed in all."""
        ...

    def newest(self, limit: int, *, also_ended: bool) -> list[Debt]:
        """Return debts, the newest first."""
        ...

    def small_or_old(self, points: int, before_us: int, limit: int, value: str = Value.POINTS) -> list[str]:
        """Return accounts with open debts of tills that are together below so much, or with one older than a moment."""
        ...
