"""The running till's side: takes calls on a port of this machine, on threads of its own, and lets the window answer.

The port and its token stand in a file that only the till's user (and whoever administers the machine) may read.
"""

import json
import os
import secrets
import threading
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Final

from loyalty_pos.till.upkeep.calls import Ask, Busy, Call
from loyalty_pos.wiring.instance.place import CALL_FILE

if TYPE_CHECKING:
    from loyalty_pos.core.problems import Problem

Facts = dict[str, object]
_ANSWER_S: Final = 5.0
_TOKEN_BYTES: Final = 32


class Receiver:
    """Answers calls. ``window``: takes a call to its own thread, ``books``: says how the till is, nothing = nobody can
    tell; None = not there yet.
    """

    def __init__(self) -> None:
        self.window: Callable[[Call], None] | None = None
        self.books: Callable[[], Facts] | None = None

    def answer(self, action: str, body: bytes) -> tuple[bool, bytes]:
        """Return whether it was done, and the answer; ``body``: ``{"update": true}`` for who minds an open shift."""
        ask = Ask(action) if action in set(Ask) else None
        if ask is None:
            return False, _told({"busy": Busy.SILENT})
        if ask is Ask.STATUS:
            return True, _told(self._status())
        update = bool(body) and bool(json.loads(body).get("update"))
        if update and ask is Ask.QUIT and self.books is not None:
            facts = self._status()
            if not facts or facts.get("shift"):
                return False, _told({"busy": Busy.SHIFT if facts else Busy.SILENT})
        busy = self._asked(ask)
        return busy is Busy.FREE, _told({"busy": busy})

    def refused(self, problem: "Problem") -> bytes:
        """Return a refusal."""
        return _told({"busy": Busy.SILENT, "problem": problem.code})

    def hear(self, window: Callable[[Call], None]) -> Callable[[], None]:
        """Give calls to this window from now on; return how to end that."""
        self.window = window

        def end() -> None:
            self.window = None

        return end

    def know(self, books: Callable[[], Facts]) -> Callable[[], None]:
        """Ask these books how the till is from now on; return how to end that."""
        self.books = books

        def end() -> None:
            self.books = None

        return end

    def _status(self) -> Facts:
        return self.books() if self.books is not None else {}

    def _asked(self, ask: Ask) -> Busy:
        """Let the window answer; one that does not is busy with something nobody should cut off."""
        if self.window is None:
            return Busy.SILENT
        answered = threading.Event()
        said: list[Busy] = []

        def reply(busy: Busy) -> None:
            said.append(busy)
            answered.set()

        self.window(Call(ask, reply))
        return said[0] if answered.wait(_ANSWER_S) else Busy.SILENT


def listen(folder: Path, receiver: Receiver) -> Callable[[], None]:
    """Begin to take calls, on a thread that loads what it takes; return how to end it. A till without a port sells as well."""
    stops: list[Callable[[], None]] = []
    ended = threading.Event()

    def begin() -> None:
        from loyalty_pos.core.problems import Problem
        from loyalty_pos.devices.loopback.server import LoopbackPort
        from loyalty_pos.storage.folders import put_file

        with suppress(OSError, Problem):
            token = secrets.token_urlsafe(_TOKEN_BYTES)
            port = LoopbackPort(0, token, receiver)
            stops.append(port.stop)
            facts = {"port": port.port, "token": token, "pid": os.getpid()}
            if not ended.is_set():
                put_file(folder / CALL_FILE, json.dumps(facts).encode())

    thread = threading.Thread(target=begin, name="window-calls", daemon=True)
    thread.start()

    def end() -> None:
        ended.set()
        thread.join()
        for stop in stops:
            stop()
        with suppress(OSError):
            (folder / CALL_FILE).unlink(missing_ok=True)

    return end


def _told(facts: Facts) -> bytes:
    return json.dumps(facts, default=str).encode()
