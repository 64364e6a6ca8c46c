"""Refusals of a scan that came at a moment when something else is wanted."""

from datetime import datetime
from typing import ClassVar

from loyalty_pos.core.problems._kind import Problem


class PinWanted(Problem):
    """Nobody works here yet, or somebody's PIN is being asked for."""

    code: ClassVar[str] = "pin_wanted"


class ReceiptWanted(Problem):
    """Goods come back by their receipt, and what was scanned is none."""

    code: ClassVar[str] = "receipt_wanted"


class BlankCardWanted(Problem):
    """A new card is being given out, and what was scanned is no card of the shop."""

    code: ClassVar[str] = "blank_card_wanted"


class NotInThisReceipt(Problem):
    """What was scanned was not bought with the receipt that is being returned, or is back already."""

    code: ClassVar[str] = "not_in_this_receipt"
    name: str


class PackTooOld(Problem):
    """The pack's own code says that its last day is over; ``last_day`` at its midnight, in the shop's own days."""

    code: ClassVar[str] = "pack_too_old"
    name: str
    last_day: datetime
