"""What can be refused about a till's one window; the sentences are the command line's."""

from typing import ClassVar

from loyalty_pos.core.problems import Problem


class TillStartsTwice(Problem):
    """This till's window is open already, and does not come to the front."""

    code: ClassVar[str] = "till_starts_twice"


class TillStays(Problem):
    """The till was asked to go and did not; ``why`` is one of ``till.upkeep.calls.Busy``."""

    code: ClassVar[str] = "till_stays"
    why: str
