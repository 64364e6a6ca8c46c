"""What the manager's desk shows; plain facts."""

from dataclasses import dataclass, field
from enum import StrEnum
from typing import Final

from loyalty_pos.core.sale import CashMoved, Noted
from loyalty_pos.wire.desk import AdjustmentLine, DeskTold, MonthLine


class Section(StrEnum):
    """The drawers of the desk, in the order of their keys F2 to F7."""

    FIGURES = "figures"
    MONTHS = "months"
    ODD = "odd"
    POINTS = "points"
    STAFF = "staff"
    TRAIL = "trail"


class Sheet(StrEnum):
    """What lies in a drawer; the drawer's own key turns to the next one."""

    DAYS = "days"
    SOLD = "sold"
    CLOSINGS = "closings"
    TILLS = "tills"
    CERTIFICATES = "certificates"
    ODD = "odd"
    ADJUSTMENTS = "adjustments"
    DEBTS = "debts"
    BLOCKED = "blocked"
    PEOPLE = "people"
    REMARKS = "remarks"
    TRAIL = "trail"
    HERE = "here"


SHEETS: Final = {
    Section.FIGURES: (Sheet.DAYS, Sheet.SOLD),
    Section.MONTHS: (Sheet.CLOSINGS, Sheet.TILLS, Sheet.CERTIFICATES),
    Section.ODD: (Sheet.ODD,),
    Section.POINTS: (Sheet.ADJUSTMENTS, Sheet.DEBTS, Sheet.BLOCKED),
    Section.STAFF: (Sheet.PEOPLE, Sheet.REMARKS),
    Section.TRAIL: (Sheet.TRAIL, Sheet.HERE),
}


class Step(StrEnum):
    """``LIST``: a drawer is looked at; all others wait for one text, or for a choice by key. ``WHOSE``: for a row of the staff."""

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
    RECEIPT = "receipt"
    WHOSE = "whose"
    KIND = "kind"
    SAID = "said"
    DEBT = "debt"


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
KIND_KEYS = {"F2": "praise", "F3": "complaint"}
TEXT_STEPS = frozenset(
    {
        Step.MEMBER,
        Step.AMOUNT,
        Step.NOTE,
        Step.PERSON,
        Step.NAME,
        Step.PIN,
        Step.RECEIPT,
        Step.SAID,
        Step.DEBT,
    }
)
MAY_BE_EMPTY = frozenset({Step.NOTE, Step.RECEIPT})
"""Texts that Enter alone may leave out."""
SHOWS_ROWS = frozenset({Step.LIST, Step.SURE, Step.WHOSE})


@dataclass(frozen=True, slots=True)
class Wish:
    """What is being put together: points for a member, somebody new, a remark, a debt's end, a month's closing.

    ``name``: the member's, the newcomer's, or of whoever a remark is about. ``what``: which deed, where a step serves several.
    """

    name: str = ""
    account_id: str = ""
    points: int = 0
    reason: str = ""
    staff_id: str = ""
    role: str = ""
    receipt: str = ""
    what: str = ""


@dataclass(frozen=True, slots=True)
class DeskState:
    """``told`` None = the centre has not answered; ``asking``: it is being asked. ``marked``: the chosen row.

    ``turn``: which sheet of the drawer. ``done``: what became of the points that were just given or decided; ``made``:
    which other deed was just done. ``here``: what was written down at this till, newest first.
    """

    section: Section = Section.FIGURES
    turn: int = 0
    step: Step = Step.LIST
    told: DeskTold | None = None
    asking: bool = False
    marked: int = 0
    wish: Wish = field(default_factory=Wish)
    done: AdjustmentLine | None = None
    made: str = ""
    here: tuple[Noted | CashMoved, ...] = ()

    @property
    def sheet(self) -> Sheet:
        """What is looked at."""
        return SHEETS[self.section][self.turn]

    @property
    def next_sheet(self) -> Sheet | None:
        """Where the drawer's own key leads, None = it has one sheet only."""
        sheets = SHEETS[self.section]
        return sheets[(self.turn + 1) % len(sheets)] if len(sheets) > 1 else None

    @property
    def open_month(self) -> MonthLine | None:
        """The month that is closed next."""
        months = self.told.months if self.told else []
        return next((one for one in months if not one.made_us), None)

    @property
    def is_over(self) -> bool:
        """Tell whether that month was over when the centre spoke; a centre that does not tell decides when it is asked."""
        return self.told is None or self.told.over_us <= self.told.server_us

    @property
    def rows(self) -> int:
        """How many rows the sheet has that can be chosen."""
        if self.sheet is Sheet.HERE and self.step is not Step.WHOSE:
            return len(self.here)
        if self.told is None:
            return 0
        told = self.told
        lists: dict[Sheet, int] = {
            Sheet.SOLD: len(told.sold),
            Sheet.CLOSINGS: len(told.months),
            Sheet.TILLS: len(told.tills),
            Sheet.CERTIFICATES: len(told.certificates),
            Sheet.ODD: len(told.odd),
            Sheet.ADJUSTMENTS: len(told.adjustments),
            Sheet.DEBTS: len(told.debts),
            Sheet.BLOCKED: len(told.blocked),
            Sheet.PEOPLE: len(told.staff),
            Sheet.REMARKS: len(told.remarks),
            Sheet.TRAIL: len(told.deeds),
        }
        return len(told.staff) if self.step is Step.WHOSE else lists.get(self.sheet, 0)
