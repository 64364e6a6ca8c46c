"""Why the list of staff is not changed."""

from typing import ClassVar

from loyalty_pos.core.problems import Problem


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
