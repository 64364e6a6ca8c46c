"""Where a strange scanner is looked at: what the page of scanners asks, and what it is told. Plain facts."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Final, Protocol

from loyalty_pos.till.scanning.profile import ScannerProfile

BAR_TEST: Final = "QAZ-wym-1;2/3"
SQUARE_TEST: Final = "LP-Test:qazWYM?=_&0"
"""Letters that change places between keyboards, both cases, and signs; square codes may hold more."""


class Trouble(StrEnum):
    """Why nothing could be recognised yet."""

    NOTHING = "nothing"
    OTHER_CODE = "other_code"
    CAPS_LOCK = "caps_lock"


@dataclass(frozen=True, slots=True)
class Findings:
    """``profile``: what is known so far; ``bars``: its code of bars was read. ``trouble``: of the last scan, if any."""

    profile: ScannerProfile | None = None
    bars: bool = False
    trouble: Trouble | None = None


@dataclass(frozen=True, slots=True)
class Heard:
    """One scan as it came. ``where`` as in ``ScannerProfile``; ``raw``: bytes or keys in hexadecimal."""

    at: datetime
    where: str
    raw: str
    text: str
    aim: str
    symbology: str


class Bench(Protocol):
    """The scanners of this till, opened for a look. Every call answers at once, but for ``begin`` and ``put_away``."""

    def begin(self) -> None:
        """Listen to everything that might be a scanner; may take a moment."""
        ...

    def end(self) -> None:
        """Be a till again."""
        ...

    def put_away(self) -> None:
        """Give back the ports that are no scanner's; may take a moment."""
        ...

    def again(self) -> None:
        """Forget what was heard."""
        ...

    def heard(self) -> Sequence[Heard]:
        """Return the latest scans, newest first."""
        ...

    def findings(self) -> Findings:
        """Return what is recognised so far."""
        ...

    def known(self) -> Sequence[ScannerProfile]:
        """Return the scanners that were kept."""
        ...

    def keep(self, profile: ScannerProfile) -> None:
        """Use this scanner so from now on."""
        ...

    def forget(self) -> None:
        """Know no scanner any more: the usual settings hold."""
        ...
