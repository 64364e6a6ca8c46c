"""What the counter asks of the timekeeper, and what is kept of it; every answer costs microseconds."""

from dataclasses import dataclass, field
from typing import Final, Protocol

from loyalty_pos.core.clock.watching import Doubt, Kept

BEGAN: Final = "clock_suspect"
ENDED: Final = "clock_trusted"
"""What the audit lines are called."""


@dataclass(frozen=True, slots=True)
class Unsaid:
    """An audit line that is not in the journal yet; the same line twice is one."""

    what: str
    at_us: int
    why: str = ""


@dataclass(frozen=True, slots=True)
class Memory:
    """What is kept in the till's files."""

    kept: Kept = field(default_factory=Kept)
    unsaid: tuple[Unsaid, ...] = ()


class Store(Protocol):
    """Where it is kept; both may raise what files raise."""

    def load(self) -> Memory: ...

    def save(self, memory: Memory) -> None: ...


class Timekeeping(Protocol):
    """``sync.timekeeping.keeper.Timekeeper``."""

    def suspect(self) -> bool:
        """Tell whether this machine's clock is in doubt."""
        ...

    def doubt(self) -> Doubt:
        """Return why it is in doubt."""
        ...

    def now_us(self) -> int:
        """Return the time that is believed, UTC microseconds since 1970."""
        ...

    def offset_us(self) -> int:
        """Return how much later than this machine's clock it really is, as far as is known."""
        ...
