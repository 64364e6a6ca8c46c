"""Refusals of a card that is shown after the receipt was paid."""

from typing import ClassVar

from loyalty_pos.core.problems._kind import Problem


class LateCardTooLate(Problem):
    """A receipt takes a card for ``days`` days; 0 = on its own day only."""

    code: ClassVar[str] = "late_card_too_late"
    receipt: str
    days: int


class LateCardElsewhere(Problem):
    """The receipt is of another till: only its own till knows all of it."""

    code: ClassVar[str] = "late_card_elsewhere"
    receipt: str


class NotACustomer(Problem):
    """What was scanned or typed is neither a card nor a phone."""

    code: ClassVar[str] = "not_a_customer"
