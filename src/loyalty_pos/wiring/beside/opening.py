"""Opens the port for a program beside the till: its desk, its token, where it is written down.

The port's threads never wait for the window; the centre is asked within the time limit of ``sync.holds``.
"""

import json
import os
import secrets
import threading
from collections.abc import Callable
from pathlib import Path
from typing import Final

from loyalty_pos.core.problems import BesideNoSuchAction, BesidePortTaken, Problem
from loyalty_pos.devices.loopback.server import LoopbackPort
from loyalty_pos.storage.folders import refusals
from loyalty_pos.till.beside.answers import refused
from loyalty_pos.till.beside.service import BesideService
from loyalty_pos.till.ports import HoldResult
from loyalty_pos.till.receipt_state import HoldQuestion
from loyalty_pos.till.staff import Approval, Permission, Staff
from loyalty_pos.till.world import TillWorld
from loyalty_pos.wire.beside.messages import ACTIONS, RefusedTold
from loyalty_pos.wire.beside.reading import answer_bytes, read_request
from loyalty_pos.wiring.till import Till

ADDRESS_FILE: Final = "beside.json"
"""In the till's folder, readable by its user alone: ``{"url": ..., "token": ...}``."""
_TOKEN_BYTES: Final = 32
_WRITES: Final = frozenset({"sale", "return"})


class TillDesk:
    """Answers requests at one till; from any thread."""

    def __init__(self, till: Till) -> None:
        self._till = till
        self._lock = threading.Lock()
        self._service = BesideService(till.world, self._hear, self._approve, lambda: self._lock)

    def answer(self, action: str, body: bytes) -> tuple[bool, bytes]:
        """Return whether it was done, and the answer. Raises ``BesideNoSuchAction``, ``BadMessage``."""
        if action not in ACTIONS:
            raise BesideNoSuchAction
        answer = self._service.answer(read_request(action, body))
        self._give_back()
        done = not isinstance(answer, RefusedTold)
        if done and action in _WRITES:
            self._till.worker.wake()
        return done, answer_bytes(answer)

    def refused(self, problem: Problem) -> bytes:
        """Return a refusal in the till's language."""
        return answer_bytes(refused(problem, self._till.world))

    def _hear(self, question: HoldQuestion) -> HoldResult:
        self._give_back()
        return self._till.holds.ask(
            question.op, question.account_id, question.points, question.shown, question.card_last4
        )

    def _approve(self, world: TillWorld, pin: str) -> Approval:
        return Staff(world, self._till.pins, self._till.files.pin_locks).approve(pin, Permission.RETURN)

    def _give_back(self) -> None:
        for operation in self._till.world.desk.take_releases():
            self._till.holds.release(operation)


def open_port(till: Till, folder: Path, port: int) -> tuple[int, Callable[[], None]]:
    """Listen, and write down where and with which token; return the port and how to stop. Raises ``BesidePortTaken``."""
    token = _token_in(folder) or secrets.token_urlsafe(_TOKEN_BYTES)
    try:
        made = LoopbackPort(port, token, TillDesk(till))
    except OSError as error:
        raise BesidePortTaken(port=port) from error
    _write(folder / ADDRESS_FILE, {"url": f"http://127.0.0.1:{made.port}/v1/", "token": token})
    return made.port, made.stop


def _token_in(folder: Path) -> str:
    """Return the token of the last time: the other program has read it already."""
    try:
        token = json.loads((folder / ADDRESS_FILE).read_text(encoding="utf-8"))["token"]
    except (OSError, ValueError, KeyError, TypeError):
        return ""
    return token if isinstance(token, str) and len(token) >= _TOKEN_BYTES else ""


def _write(path: Path, facts: dict[str, str]) -> None:
    """Write the file so that nobody else can ever read it."""
    fresh = path.with_suffix(".new")
    with refusals(path):
        fresh.unlink(missing_ok=True)
        handle = os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(handle, "w", encoding="utf-8") as file:
            json.dump(facts, file)
        fresh.replace(path)
