"""Words and facts to stdout, for the command line and the lab; nothing else writes there."""

import io
import json
import logging
import sys
import threading
from collections.abc import Iterable


def say(text: str = "") -> None:
    """Write one line."""
    sys.stdout.write(text + "\n")
    sys.stdout.flush()


def say_all(lines: Iterable[str]) -> None:
    """Write lines."""
    for line in lines:
        say(line)


def say_json(facts: object) -> None:
    """Write facts as JSON that people can read too."""
    say(json.dumps(facts, ensure_ascii=False, indent=2, default=str))


class _Unheard(io.TextIOBase):
    """Where a windowed program speaks: there is no console, so what it says goes into the log, line by line.

    What the log itself says of its troubles comes here as well, and goes no further.
    """

    def __init__(self, level: int) -> None:
        super().__init__()
        self._level, self._begun = level, ""
        self._inside = threading.local()

    def write(self, text: str) -> int:
        """Log the lines that are whole."""
        if getattr(self._inside, "logging", False):
            return len(text)
        *lines, self._begun = (self._begun + text).split("\n")
        self._inside.logging = True
        try:
            for line in lines:
                if line.strip():
                    logging.getLogger("loyalty_pos.console").log(self._level, "%s", line)
        finally:
            self._inside.logging = False
        return len(text)


def give_voice() -> bool:
    """Give a program without a console somewhere to speak, tracebacks of all threads included; return whether it needed it.

    Otherwise the first word would end it, or a box with a traceback would stand there until somebody comes.
    """
    needed = sys.stderr is None or sys.stdout is None
    if sys.stdout is None:
        sys.stdout = _Unheard(logging.INFO)
    if sys.stderr is None:
        sys.stderr = _Unheard(logging.ERROR)
    return needed


def nobody_reads() -> bool:
    """Tell whether what is said goes nowhere but into the log."""
    return isinstance(sys.stderr, _Unheard)
