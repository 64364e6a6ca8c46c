"""Refusals that have to do with this moment: codes that change every half minute, and a clock that is in doubt."""

from typing import ClassVar

from loyalty_pos.core.problems._kind import Problem


class MemberCodeRefused(Problem):
    """The code of a member's phone is not believed; ``why`` as ``core.member_code.judging.Why``."""

    code: ClassVar[str] = "member_code_refused"
    why: str


class ClockSuspect(Problem):
    """This machine's clock went back or jumped and the centre has not answered since; ``why``: ``core.clock.watching.Doubt``."""

    code: ClassVar[str] = "clock_suspect"
    why: str
