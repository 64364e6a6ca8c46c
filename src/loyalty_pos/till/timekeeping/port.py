"""What the counter asks of the timekeeper; every answer costs microseconds."""

from typing import Protocol

from loyalty_pos.core.clock.watching import Doubt


class Timekeeping(Protocol):
    """``till.timekeeping.keeper.Timekeeper``."""

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
