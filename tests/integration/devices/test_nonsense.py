"""A printer that talks nonsense, falls silent or hangs up at any byte: the till goes on, and no paper is sent twice."""

import random
import sys
from dataclasses import dataclass, field

import pytest

from loyalty_pos.devices import delivery
from loyalty_pos.devices.delivery import Result, Watch, ask_state, send
from loyalty_pos.devices.printer_status import BLOCKING, State

JOB = b"\x1b@one paper, whole\n\x1dV\x42\x00"
RUNS = 400
_SANE = 0.8


@dataclass
class Babbler:
    """A line whose other end answers by dice."""

    dice: random.Random
    written: bytes = b""
    said: bytes = b""
    two_way: bool = True
    hung_up: int = 0
    answers: list[bytes] = field(default_factory=list)

    def open(self) -> None:
        """Nothing."""

    def write(self, data: bytes) -> None:
        if self.dice.random() < 0.05:
            self.hung_up += 1
            self.written += data[: self.dice.randrange(len(data) + 1)]
            raise ConnectionResetError
        self.written += data

    def read(self, wait_s: float) -> bytes:  # noqa: ARG002 - the line's shape
        if self.dice.random() < 0.03:
            self.hung_up += 1
            raise ConnectionResetError
        usual = self.dice.choice((b"\x12", b"\x12\x12", b"", b"\x00"))
        piece = usual if self.dice.random() < _SANE else self.dice.randbytes(self.dice.randrange(5))
        self.said += piece
        return piece

    def state(self) -> None:
        return

    def close(self) -> None:
        """Nothing."""


@pytest.fixture
def in_a_hurry(monkeypatch: pytest.MonkeyPatch) -> None:
    """Wait for milliseconds where a real printer gets seconds."""
    for name in ("_ANSWER_S", "_POLL_S", "_SLICE_S"):
        monkeypatch.setattr(delivery, name, 0.0005)
    monkeypatch.setattr(delivery, "CONFIRM_S", 0.002)


@pytest.mark.usefixtures("in_a_hurry")
def test_a_printer_that_talks_nonsense_gets_each_paper_once_at_most() -> None:
    ends: dict[Result, int] = dict.fromkeys(Result, 0)
    states: set[State] = set()
    hung_up = said = 0
    for seed in range(RUNS):
        line = Babbler(random.Random(seed))
        begun: list[int] = []
        watch = Watch(lambda begun=begun: begun.append(1), lambda _: None, lambda: b"", lambda: False)  # type: ignore[misc]  # mypy does not infer the default
        try:
            state = ask_state(line)
            states.add(state)
            if state not in BLOCKING:
                ends[send(line, JOB, watch, confirms=seed % 2 == 0)] += 1
        except ConnectionResetError:
            assert not begun, "once the first byte may have left, the end is never an error but a question"
        assert line.written.count(JOB) <= 1
        assert line.written.count(JOB) <= len(begun)
        hung_up, said = hung_up + line.hung_up, said + len(line.said)
    counts = {"hung_up": hung_up, "nonsense_bytes": said, **{end.name: n for end, n in ends.items()}}
    sys.stdout.write(f"{counts}\n")
    assert min(hung_up, said, ends[Result.DONE], ends[Result.UNCERTAIN]) > 0
    assert {State.OK, State.UNKNOWN} & states
    assert states & BLOCKING
