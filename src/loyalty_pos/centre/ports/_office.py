"""What the office writes down: months, adjustments, who did what, what looks odd."""

from collections.abc import Collection, Sequence
from typing import Protocol

from loyalty_pos.centre.together.records import CardDeed
from loyalty_pos.centre.written.adjustments import Adjustment
from loyalty_pos.centre.written.closings import ClosedLine, Closing, LateEntry, Ledger
from loyalty_pos.centre.written.deeds import Deed
from loyalty_pos.centre.written.figures import Sold
from loyalty_pos.centre.written.suspicions import Suspicion
from loyalty_pos.wire.events import Event


class Closings(Protocol):
    """Months once closed; rows are only ever added."""

    def lock(self) -> None:
        """Let nobody else close a month until this transaction ends."""
        ...

    def all(self, month: str = "") -> list[Closing]:
        """Return what is closed, oldest month first; of one month only, where it is named."""
        ...

    def lines(self, month: str = "") -> list[ClosedLine]: ...

    def add(self, closings: Sequence[Closing], lines: Collection[ClosedLine]) -> None: ...

    def sums(self, ledger: Ledger, until_us: int) -> list[tuple[str, int, str, int, int]]:
        """Return (shop, quarter of an hour since 1970, kind, sum, entries) of everything dated before a moment."""
        ...

    def late_points(self, before_us: int, heard_us: int, limit: int) -> list[LateEntry]:
        """Return entries of points dated before one moment and booked from another one on, newest first."""
        ...


class Adjustments(Protocol):
    def get(self, adjustment_id: str) -> Adjustment | None: ...

    def put(self, adjustment: Adjustment) -> None:
        """Add it, or keep what was decided."""
        ...

    def recent(self, limit: int, state: str = "") -> list[Adjustment]:
        """Return the newest ones; of one state only, where it is named."""
        ...

    def alone_since(self, staff_id: str, since_us: int) -> int:
        """Return how many points somebody gave without a second person since a moment."""
        ...


class OfficeDeeds(Protocol):
    def add(self, deed: Deed) -> None:
        """Write a deed down; the same one again changes nothing."""
        ...

    def between(self, from_us: int, until_us: int, limit: int) -> list[Deed]:
        """Return what every book of the centre tells of a time, newest first."""
        ...

    def named(self, what: Collection[str], limit: int) -> list[Deed]:
        """Return the newest deeds of these codes that were written down by themselves."""
        ...

    def blocked_cards(self, limit: int) -> list[CardDeed]:
        """Return cards that are blocked or lost now, with the deed that blocked them where there is one (``at_us`` 0 = none)."""
        ...


class Suspicions(Protocol):
    def all(self) -> list[Suspicion]:
        """Return what looked odd last time, the oddest first."""
        ...

    def replace(self, suspicions: Sequence[Suspicion]) -> None:
        """Keep these and forget those of before."""
        ...

    def happened(
        self, agent_id: str, ids: tuple[str, str], kinds: Collection[str], limit: int
    ) -> list[Event]:
        """Return a till's events of some kinds, with ids behind the one and before the other, in order."""
        ...

    def staff_accounts(self) -> dict[str, str]:
        """Return who of the staff an account belongs to, by account."""
        ...


class Figures(Protocol):
    def since(self, from_us: int) -> list[Sold]:
        """Return what was sold and undone from a moment on, by quarters of an hour."""
        ...

    def certificates(self) -> list[tuple[str, str, int, int, int]]:
        """Return the certificates: (series, state, how many, what they were sold for, what is left), minor units."""
        ...
