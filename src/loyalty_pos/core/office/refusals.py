"""Why the centre does not do what a manager asks for: points by hand, the list of staff, remarks, debts, months."""

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


class BadRemark(Problem):
    """``what``: text, receipt or kind."""

    code: ClassVar[str] = "bad_remark"
    what: str


class NothingOwed(Problem):
    """Nothing is owed any more under this name."""

    code: ClassVar[str] = "nothing_owed"


class CentreTooOld(Problem):
    """The centre answered, and does not know this deed yet: nothing was done."""

    code: ClassVar[str] = "centre_too_old"


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


class BadMonth(Problem):
    """``text`` is no month like 2026-11."""

    code: ClassVar[str] = "bad_month"
    text: str


class MonthNotOver(Problem):
    """Sales of this ``month`` may still be made."""

    code: ClassVar[str] = "month_not_over"
    month: str


class MonthNotNext(Problem):
    """Months are closed one behind the other, each once; ``expected`` comes next."""

    code: ClassVar[str] = "month_not_next"
    month: str
    expected: str


class TillsNotComplete(Problem):
    """These ``tills`` may still bring something of the ``month``."""

    code: ClassVar[str] = "tills_not_complete"
    month: str
    tills: str
