"""What the manager's desk shows; plain facts."""

from dataclasses import dataclass, field
from enum import StrEnum

from loyalty_pos.wire.desk import AdjustmentLine, DeskTold


class Section(StrEnum):
    """The drawers of the desk, in the order of their keys F2 to F7."""

    FIGURES = "figures"
    MONTHS = "months"
    ODD = "odd"
    POINTS = "points"
    STAFF = "staff"
    TRAIL = "trail"


class Step(StrEnum):
    """``LIST``: a drawer is looked at; all others wait for one text, or for a choice by key."""

    LIST = "list"
    MEMBER = "member"
    AMOUNT = "amount"
    REASON = "reason"
    NOTE = "note"
    PERSON = "person"
    NAME = "name"
    ROLE = "role"
    PIN = "pin"
    SURE = "sure"


SECTION_KEYS = dict(zip(("F2", "F3", "F4", "F5", "F6", "F7"), Section, strict=True))
REASON_KEYS = {"F2": "goodwill", "F3": "complaint", "F4": "mistake", "F5": "missing_sale", "F6": "abuse"}
ROLE_KEYS = {
    "F2": "cashier",
    "F3": "senior",
    "F4": "issuer",
    "F5": "manager",
    "F6": "auditor",
    "F7": "it",
}
TEXT_STEPS = frozenset({Step.MEMBER, Step.AMOUNT, Step.NOTE, Step.PERSON, Step.NAME, Step.PIN})


@dataclass(frozen=True, slots=True)
class Wish:
    """What is being put together: points for a member, or somebody new. ``name``: the member's or the newcomer's."""

    name: str = ""
    account_id: str = ""
    points: int = 0
    reason: str = ""
    staff_id: str = ""
    role: str = ""


@dataclass(frozen=True, slots=True)
class DeskState:
    """``told`` None = the centre has not answered; ``asking``: it is being asked. ``marked``: the chosen row.

    ``done``: what became of the points that were just given or decided.
    """

    section: Section = Section.FIGURES
    step: Step = Step.LIST
    told: DeskTold | None = None
    asking: bool = False
    marked: int = 0
    wish: Wish = field(default_factory=Wish)
    done: AdjustmentLine | None = None

    @property
    def rows(self) -> int:
        """How many rows the drawer has that can be chosen."""
        if self.told is None:
            return 0
        told = self.told
        lists: dict[Section, int] = {
            Section.FIGURES: 0,
            Section.MONTHS: len(told.months),
            Section.ODD: len(told.odd),
            Section.POINTS: len(told.adjustments),
            Section.STAFF: len(told.staff),
            Section.TRAIL: len(told.deeds),
        }
        return lists[self.section]
