"""A command that a service manager or another program ends: it tidies up behind itself as it does after Ctrl+C."""

import signal
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType
from typing import Final

_SIGNALS: Final = tuple(
    getattr(signal, name) for name in ("SIGTERM", "SIGHUP", "SIGBREAK") if hasattr(signal, name)
)
_BY_SIGNAL: Final = 128


class Stopped(KeyboardInterrupt):
    """A signal asked this process to end. ``code``: the exit code that says so."""

    def __init__(self, number: int) -> None:
        super().__init__(number)
        self.code = _BY_SIGNAL + number


@contextmanager
def ended_in_order() -> Iterator[None]:
    """Turn signals that would end the process at once into ``Stopped``, so that every ``finally`` is done.

    A signal that the process was told to ignore (``nohup``) stays ignored.
    """
    before = {number: signal.getsignal(number) for number in _SIGNALS}
    ours = [number for number, handler in before.items() if handler is not signal.SIG_IGN]
    for number in ours:
        signal.signal(number, _stop)
    try:
        yield
    finally:
        for number in ours:
            signal.signal(number, before[number])


def _stop(number: int, _frame: FrameType | None) -> None:
    signal.signal(number, signal.SIG_IGN)  # once is enough: the tidying itself is not to be broken off
    raise Stopped(number)
