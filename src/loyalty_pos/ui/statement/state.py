"""What the page of a member's points shows; plain facts."""

from dataclasses import dataclass
from enum import StrEnum

from loyalty_pos.wire.office import Statement


class Source(StrEnum):
    """Whose word the page is: of this till while the centre is asked, of the centre, of this till alone."""

    ASKING = "asking"
    CENTRE = "centre"
    ALONE = "alone"


@dataclass(frozen=True, slots=True)
class StatementState:
    """``told`` None = nobody was looked up yet. ``page`` counts from 0, the newest changes first."""

    told: Statement | None = None
    source: Source = Source.ALONE
    page: int = 0
    exponent: int = 0

    @property
    def from_centre(self) -> bool:
        """Tell whether the centre has answered."""
        return self.source is Source.CENTRE
