"""Refusals where cards are given out: undoing one, packs of plastic, the code that confirms a phone."""

from typing import ClassVar

from loyalty_pos.core.problems._kind import Problem


class NothingToUndo(Problem):
    """No card was given out at this till in this shift since the program began."""

    code: ClassVar[str] = "nothing_to_undo"


class CardUsedAlready(Problem):
    """The card has earned, paid or stands on the open receipt: it is blocked or replaced, not undone."""

    code: ClassVar[str] = "card_used_already"
    last4: str


class OnlyCard(Problem):
    """The account's only card cannot leave it; it is blocked or replaced."""

    code: ClassVar[str] = "only_card"
    last4: str


class BadPackNumber(Problem):
    """A pack's first or last number is no card of this shop: wrong digits, or the check digit does not fit."""

    code: ClassVar[str] = "bad_pack_number"
    last4: str


class BadPackRange(Problem):
    """The two numbers are no pack; ``most``: so many cards a pack has at most."""

    code: ClassVar[str] = "bad_pack_range"
    most: int


class PackAlreadyHere(Problem):
    """Cards of this pack were received before; ``first4``, ``last4``: ends of the pack that is there."""

    code: ClassVar[str] = "pack_already_here"
    first4: str
    last4: str


class CardOfNoPack(Problem):
    """The blank card is of no pack that this till has received."""

    code: ClassVar[str] = "card_of_no_pack"
    last4: str


class WrongPhoneCode(Problem):
    """``tries_left``: of the code that was sent last."""

    code: ClassVar[str] = "wrong_phone_code"
    tries_left: int


class PhoneCodeOver(Problem):
    """No code is in force for this phone: none was sent, its minutes are over, or it was tried too often."""

    code: ClassVar[str] = "phone_code_over"


class PhoneCodeWait(Problem):
    """The next code for this phone has to wait; ``wait_s``: seconds, 0 = not today any more."""

    code: ClassVar[str] = "phone_code_wait"
    wait_s: int


class PhoneOfAnother(Problem):
    """The typed phone is not the one of this member."""

    code: ClassVar[str] = "phone_of_another"


class AgeNotKnown(Problem):
    """The shop gives accounts from ``age`` on, and the birthday with its year was not told."""

    code: ClassVar[str] = "age_not_known"
    age: int


class GuardianNeeded(Problem):
    """Below ``age`` years nobody has an account alone."""

    code: ClassVar[str] = "guardian_needed"
    age: int


class MinorAgreesToNoMore(Problem):
    """Below ``age`` years nothing is agreed to but keeping the data."""

    code: ClassVar[str] = "minor_agrees_to_no_more"
    age: int
