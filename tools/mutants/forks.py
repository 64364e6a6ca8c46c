"""Work in a fork of this process: silent, alone with its memory, and gone when it is done."""

import os
import pickle
from collections.abc import Callable
from typing import Any, BinaryIO

from tools.complaint import Complaint


class Fork:
    """A child that answers with pickled values."""

    def __init__(self, work: Callable[[Callable[[Any], None]], None]) -> None:
        reader, writer = os.pipe()
        self.pid = os.fork()
        if not self.pid:
            os.close(reader)
            _work_and_go(work, os.fdopen(writer, "wb"))
        os.close(writer)
        self._answers = os.fdopen(reader, "rb")

    def answer(self) -> Any:
        """Return the next value; raise EOFError where the child died before it gave one."""
        value = pickle.load(self._answers)  # noqa: S301 - written by our own fork
        if isinstance(value, Complaint):
            raise value
        return value

    def close(self) -> None:
        """Forget the answers."""
        self._answers.close()


def _work_and_go(work: Callable[[Callable[[Any], None]], None], out: BinaryIO) -> None:
    def say(value: Any) -> None:
        pickle.dump(value, out)
        out.flush()

    silence = os.open(os.devnull, os.O_WRONLY)
    os.dup2(silence, 1)
    os.dup2(silence, 2)
    try:
        work(say)
    except BaseException as error:  # noqa: BLE001 - nothing may leave a fork, not even pytest's own exits
        say(Complaint(f"the count itself failed: {error!r}"))
    finally:
        os._exit(0)
