"""What a till says of its own disk: room, the copy beside it, and what was salvaged."""

from typing import ClassVar

from loyalty_pos.core.problems._kind import Problem


class QueueGrows(Problem):
    """What waits for the centre is a lot; ``why``: many (``number`` events), old (``number`` hours), large (``number`` MB)."""

    code: ClassVar[str] = "queue_grows"
    why: str
    number: int


class DiskLow(Problem):
    """Less than a tenth of the till's disk is free: ``left_mb`` megabytes."""

    code: ClassVar[str] = "disk_low"
    left_mb: int


class DiskFullMode(Problem):
    """The disk is full: sales, returns and the end of the shift go on from the reserved space, all else waits."""

    code: ClassVar[str] = "disk_full_mode"


class SecondMediumTrouble(Problem):
    """The copy on another medium is not written; ``why``: away | full | read_only | failing | behind."""

    code: ClassVar[str] = "second_medium"
    why: str


class JournalSalvaged(Problem):
    """A damaged journal was read through: ``events`` are out of it, ``missing`` numbers are nowhere: ``numbers``."""

    code: ClassVar[str] = "journal_salvaged"
    events: int
    missing: int
    numbers: str
