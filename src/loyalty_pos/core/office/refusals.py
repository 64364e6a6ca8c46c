"""Why the centre does not do what a manager asks for: points by hand, the list of staff."""

from typing import ClassVar

from loyalty_pos.core.problems import Problem


class BadAdjustment(Problem):
    """``what``: points, reason, receipt or note."""

    code: ClassVar[str] = "bad_adjustment"
    what: str


class OwnAccountAdjusted(Problem):
    """Nobody adjusts the account that is their own."""

    code: ClassVar[str] = "own_account_adjusted"


class SamePerson(Problem):
    """Four eyes are two people."""

    code: ClassVar[str] = "same_person"


class NothingWaits(Problem):
    """Nothing under this id waits for a decision."""

    code: ClassVar[str] = "nothing_waits"


class LastOfManagers(Problem):
    """Nobody would be left who may approve, unlock and change the staff."""

    code: ClassVar[str] = "last_manager"


class UnknownStaff(Problem):
    """``staff`` is on no list."""

    code: ClassVar[str] = "unknown_staff"
    staff: str


class StaffKnown(Problem):
    """Somebody works under this id already, or did."""

    code: ClassVar[str] = "staff_known"
    staff: str


class BadStaff(Problem):
    """``what``: id, name, role or pin."""

    code: ClassVar[str] = "bad_staff"
    what: str


class DeskAway(Problem):
    """The centre did not answer: nothing was done, and nothing is known."""

    code: ClassVar[str] = "desk_away"
