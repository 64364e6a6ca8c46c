"""Why points are not adjusted."""

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
