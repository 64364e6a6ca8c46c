"""The network: bytes to the centre and bytes back, lost, late, twice, in another order, or not at all.

Between a question and its answer something may happen at the same till, as at a real one, whose counter does not wait.
"""

import random
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from typing import Final, NamedTuple

import msgspec

from loyalty_pos.core.problems import CentreUnreachable
from loyalty_pos.sync.client import Access, CentreClient, Listening, _Question, _refusal
from loyalty_pos.wire.codec import encode

_GOOD: Final = 200


class Question(NamedTuple):
    """What travels. ``number``: in the order of asking; ``who``: the machine that asks."""

    number: int
    who: str
    method: str
    path: str
    body: bytes
    token: str


class Answer(NamedTuple):
    """What comes back."""

    status_code: int
    body: bytes
    headers: dict[str, str]

    @property
    def is_success(self) -> bool:
        """Tell whether it is a good one."""
        return self.status_code == _GOOD


Serve = Callable[[Question], Answer]


@dataclass(frozen=True)
class Weather:
    """Chances out of a hundred, of one question."""

    lost: int = 4
    late: int = 4
    doubled: int = 6
    answer_lost: int = 5
    meanwhile: int = 5


class Network:
    """All lines. ``cut``: machines without one. ``meanwhile`` lets something happen at a machine that waits."""

    def __init__(self, dice: random.Random, serve: Serve, faults: Counter[str]) -> None:
        self._dice, self._serve, self._faults = dice, serve, faults
        self.weather = Weather()
        self.cut: set[str] = set()
        self.late: list[Question] = []
        self.meanwhile: Callable[[str], None] = lambda _: None
        self._count = 0
        self._newest: Counter[str] = Counter()

    def fair(self) -> None:
        """Let everything arrive from now on; what is under way arrives first, in whatever order."""
        while self.late:
            self.deliver_late()
        self.cut.clear()
        self.weather = Weather(0, 0, 0, 0, 0)

    def ask(self, who: str, method: str, path: str, body: bytes, token: str) -> Answer:
        """Carry a question there and its answer back. Raises CentreUnreachable."""
        self._count += 1
        question = Question(self._count, who, method, path, body, token)
        fate, weather = self._dice.randrange(100), self.weather
        if who in self.cut:
            self._failed(question, "partition", placed=False)
        if fate < weather.lost:
            self._failed(question, "request lost", placed=False)
        fate -= weather.lost
        if 0 <= fate < weather.late:
            self.late.append(question)
            self._failed(question, "late", placed=False)
        fate -= weather.late
        if 0 <= fate < weather.doubled:
            self._faults["doubled"] += 1
            self.late.append(question)
        answer = self._arrived(question)
        fate = self._dice.randrange(100)
        if fate < weather.answer_lost:
            self._failed(question, "answer lost", placed=True)
        if fate >= 100 - weather.meanwhile and question.path.startswith("/v1/agents"):
            self._faults["sale while waiting"] += 1
            self.meanwhile(who)
        return answer

    def deliver_late(self) -> None:
        """Let one of those that are under way arrive; whoever asked has given up long ago."""
        if self.late:
            number = self._dice.randrange(len(self.late))
            self._faults["reordered"] += number > 0
            self._arrived(self.late.pop(number))

    def _arrived(self, question: Question) -> Answer:
        self._faults["overtaken"] += self._newest[question.who] > question.number
        self._newest[question.who] = max(self._newest[question.who], question.number)
        return self._serve(question)

    def _failed(self, question: Question, why: str, *, placed: bool) -> None:
        self._faults[why] += 1
        if question.path.endswith("/lease") and placed:
            self._faults["lease reply lost"] += 1
        if question.method == "PUT" and "/holds/" in question.path:
            self._faults[f"hold timed out, {'placed' if placed else 'not placed'}"] += 1
        raise CentreUnreachable(reason=why)


class Line(CentreClient):
    """The product's own client; only sockets are replaced, by bytes through the network."""

    def __init__(
        self, access: Access, time_told: Listening, carry: Callable[[str, str, bytes], Answer]
    ) -> None:
        super().__init__(access, time_told)
        self._carry = carry

    def _exchange(self, question: _Question) -> bytes:
        body = encode(question.message) if isinstance(question.message, msgspec.Struct) else b""
        answer = self._carry(question.method, question.path, body)
        if not answer.is_success:
            raise _refusal(answer, answer.body)  # type: ignore[arg-type]  # all that is looked at is there
        return answer.body
