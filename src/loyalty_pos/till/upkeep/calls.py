"""What another start of the program asks of the till that runs: come to the front, finish and go, say how you are.

Who asks waits for the answer; a till never goes while it would leave something unfinished at the counter.
"""

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum


class Ask(StrEnum):
    """The words of the call."""

    RAISE = "raise"
    QUIT = "quit"
    STATUS = "status"


class Busy(StrEnum):
    """Why a till stays: a receipt is open, a page is in the middle of something, something is being written, a shift
    is open (only an update minds), or nothing answers in time.
    """

    FREE = ""
    RECEIPT = "receipt"
    PAGE = "page"
    WRITING = "writing"
    SHIFT = "shift"
    SILENT = "silent"


@dataclass(frozen=True, slots=True)
class Call:
    """One call, for the thread of the window. ``reply`` is called there, before the till goes."""

    ask: Ask
    reply: Callable[[Busy], None]
