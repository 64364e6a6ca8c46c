"""Who lives through the receipts: what is known or taken for granted of a member, the same under every programme."""

from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Final

from loyalty_pos.core.dates import in_birthday_window
from loyalty_pos.core.ledger import AccountState
from loyalty_pos.core.member import ClubMembership
from loyalty_pos.lab.simulation.assumptions import Assumptions
from loyalty_pos.lab.simulation.past.beginnings import Beginning

NEAR_DAYS: Final = 3
"""How many days before and after it a birthday is near; as a centre has it until somebody says otherwise."""
_EVER: Final = datetime(1970, 1, 1, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Person:
    """``member`` "" = nobody with a card; ``begins`` None = with nothing."""

    member: str
    segments: frozenset[str] = frozenset()
    clubs: frozenset[str] = frozenset()
    birthday: date | None = None
    begins: Beginning | None = None

    def account(self) -> AccountState:
        """Return the empty account of this person."""
        clubs = tuple(ClubMembership(club, _EVER) for club in sorted(self.clubs))
        return AccountState(self.member, clubs=clubs, segments=self.segments)

    def birthday_is_near(self, day: date) -> bool:
        """Tell whether the window around the birthday is open."""
        return self.birthday is not None and in_birthday_window(self.birthday, day, NEAR_DAYS, NEAR_DAYS)


def person_of(member: str, assumptions: Assumptions, begins: Beginning | None) -> Person:
    """Return the member; a birthday that is known comes before one that is assumed."""
    if not member:
        return Person("")
    known = begins.birthday if begins else None
    return Person(
        member,
        assumptions.segments_of(member),
        assumptions.clubs_of(member),
        known or assumptions.birthday_of(member),
        begins,
    )
