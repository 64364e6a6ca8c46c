"""Why a month is not closed."""

from typing import ClassVar

from loyalty_pos.core.problems import Problem


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
