"""A serial scanner that is not there: one end of a pseudo terminal is its port, the other its trigger."""

import os
import random
import select
import sys
import time
from types import TracebackType
from typing import Final, Self

from loyalty_pos.lab.scanners.faults import Fault, spoiled

if sys.platform != "win32":
    import tty

_LETTER_S: Final = 0.01
_STOP_S: Final = 0.6
_FETCHED_S: Final = 5.0


class VirtualPort:
    """Use it as a context. Raises ``OSError`` where the system has no pseudo terminals."""

    def __init__(self) -> None:
        if sys.platform == "win32":
            message = "no pseudo terminals here"
            raise OSError(message)
        self._trigger, self._port = os.openpty()
        tty.setraw(self._port)
        self.name = os.ttyname(self._port)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        for end in (self._trigger, self._port):
            os.close(end)

    def scan(self, code: str, fault: Fault, dice: random.Random) -> None:
        """Send one code, ended by CR, as a scanner with this fault does."""
        data = (spoiled(code, fault, dice) + "\r").encode()
        match fault:
            case Fault.DOUBLED:
                os.write(self._trigger, data * 2)
            case Fault.SPLIT:
                at = dice.randrange(1, len(data))
                os.write(self._trigger, data[:at])
                time.sleep(_STOP_S)
                os.write(self._trigger, data[at:])
            case Fault.SLOW:
                for byte in data:
                    os.write(self._trigger, bytes([byte]))
                    time.sleep(_LETTER_S)
            case _:
                os.write(self._trigger, data)

    def flush(self) -> None:
        """Wait for a moment until somebody has fetched everything."""
        end = time.monotonic() + _FETCHED_S
        while _unread(self._port) and time.monotonic() < end:
            time.sleep(_LETTER_S)


def _unread(port: int) -> bool:
    return bool(select.select([port], [], [], 0)[0])
