"""What the customer sees, as plain facts; each face is told whole, so that nothing of an earlier customer stays. No Qt."""

from dataclasses import dataclass, field
from enum import StrEnum
from typing import Final

from loyalty_pos.core.basket import Unit

PERSONAL_DATA: Final = "personal_data"
ADVERTISING: Final = "advertising"
PROFILING: Final = "profiling"
PARTNERS: Final = "partners"
CONSENTS: Final = (PERSONAL_DATA, ADVERTISING, PROFILING, PARTNERS)
"""What a customer may agree to; without the first one no card is given out."""


class Face(StrEnum):
    """What the display is about now."""

    IDLE = "idle"
    SALE = "sale"
    THANKS = "thanks"
    CARD = "card"
    PERSON = "person"


class PersonStep(StrEnum):
    """What a customer is asked for; the last one is only shown."""

    PHONE = "phone"
    NAME = "name"
    CONSENTS = "consents"
    SENT = "sent"


@dataclass(frozen=True, slots=True)
class DisplayLine:
    """One row of the receipt. Money in minor units."""

    name: str
    qty_milli: int
    unit: Unit
    net_minor: int


@dataclass(frozen=True, slots=True)
class Person:
    """What a customer typed so far. Nothing is ticked before the customer ticks it."""

    step: PersonStep = PersonStep.PHONE
    phone: str = ""
    name: str = ""
    given: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class DisplayState:
    """One face. Points in minor point units with ``exponent`` decimals; ``balance`` None = nobody's.

    ``join``: where to join, as a text for a QR, "" = nowhere; ``card``: the number of a new card. ``earns``: whether the
    customer gets points at all. ``language``: the customer's own choice, "" = as the shop set it.
    """

    face: Face = Face.IDLE
    shop: str = ""
    join: str = ""
    lines: tuple[DisplayLine, ...] = ()
    customer: str = ""
    total_minor: int = 0
    saved_minor: int = 0
    points_money_minor: int = 0
    change_minor: int = 0
    earned: int = 0
    earns: bool = False
    exponent: int = 0
    balance: int | None = None
    card: str = ""
    person: Person = field(default_factory=Person)
    language: str = ""
