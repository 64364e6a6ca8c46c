"""The network: bytes to the centre and bytes back, lost, late, twice, in another order, or not at all.

Between a question and its answer something may happen at the same till, as at a real one, whose counter does not wait.
"""

import random
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from types import SimpleNamespace
from typing import Any, Final, NamedTuple

from loyalty_pos.core.problems import CentreUnreachable
from loyalty_pos.sync.client import Access, CentreClient, Listening, _Question
from loyalty_pos.wire.messages import MAX_ANSWER_BYTES
from loyalty_pos.wire.signing.words import HEADER
from loyalty_pos.wire.zstd import ENCODING, Zstd
from tests.sim.clocks import WALL

_GOOD: Final = 200


class Question(NamedTuple):
    """What travels. ``number``: in the order of asking; ``who``: the machine that asks."""

    number: int
    who: str
    method: str
    path: str
    body: bytes
    headers: dict[str, str]


class Answer(NamedTuple):
    """What comes back, packed or not. ``forged``: a stranger's word."""

    status_code: int
    body: bytes
    headers: dict[str, str]
    forged: bool = False

    @property
    def is_success(self) -> bool:
        """Tell whether it is a good one."""
        return self.status_code == _GOOD

    @property
    def plain(self) -> bytes:
        """The body as it is read."""
        is_packed = self.headers.get("content-encoding") == ENCODING
        return Zstd().unpack(self.body, MAX_ANSWER_BYTES) if is_packed else self.body


DEAD: Final = Answer(0, b"", {})
"""The centre died of the question: nothing comes back."""
Serve = Callable[[Question], Answer]
Carry = Callable[[str, str, bytes, dict[str, str]], Answer]


@dataclass(frozen=True)
class Weather:
    """Chances out of a hundred, of one question."""

    lost: int = 4
    late: int = 4
    doubled: int = 6
    answer_lost: int = 5
    meanwhile: int = 5
    forged: int = 2


class Network:
    """All lines. ``cut``: machines without one. ``meanwhile`` lets something happen at a machine that waits."""

    def __init__(self, dice: random.Random, serve: Serve, faults: Counter[str]) -> None:
        self._dice, self._serve, self._faults = dice, serve, faults
        self.weather = Weather()
        self.cut: set[str] = set()
        self.late: list[Question] = []
        self._of_before: dict[tuple[str, str], Answer] = {}
        self.meanwhile: Callable[[str], None] = lambda _: None
        self._count = 0
        self._newest: Counter[str] = Counter()

    def fair(self) -> None:
        """Let everything arrive from now on; what is under way arrives first, in whatever order."""
        while self.late:
            self.deliver_late()
        self.cut.clear()
        self.weather = Weather(0, 0, 0, 0, 0, 0)

    def ask(self, who: str, method: str, path: str, body: bytes, headers: dict[str, str]) -> Answer:
        """Carry a question there and its answer back. Raises CentreUnreachable."""
        self._count += 1
        question = Question(self._count, who, method, path, body, headers)
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
        if answer is DEAD:
            self._failed(question, "centre died", placed=True)
        fate = self._dice.randrange(100)
        if fate < weather.answer_lost:
            self._failed(question, "answer lost", placed=True)
        if fate >= 100 - weather.meanwhile and question.path.startswith("/v1/agents"):
            self._faults["sale while waiting"] += 1
            self.meanwhile(who)
        return self._forged(question, answer)

    def _forged(self, question: Question, answer: Answer) -> Answer:
        """Let a stranger answer now and then whoever can notice it: with another body, or with an answer of before."""
        if HEADER not in question.headers or self._dice.randrange(100) >= self.weather.forged:
            return answer
        key = (question.who, question.path)
        before = self._of_before.get(key)
        self._of_before[key] = answer
        self._faults["answer forged"] += 1
        if before is not None:
            return before._replace(forged=True)
        place = self._dice.randrange(len(answer.body) + 1)
        return answer._replace(body=answer.body[:place] + b"\x2a" + answer.body[place:], forged=True)

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


class _Sent(NamedTuple):
    """What the client builds to send, as far as it looks at it."""

    method: str
    url: SimpleNamespace
    headers: dict[str, str]
    content: bytes


class _Coming:
    """What comes back, as far as the client looks at it."""

    def __init__(self, answer: Answer) -> None:
        self.status_code, self.headers, self._body = answer.status_code, answer.headers, answer.body
        self.is_success = answer.is_success

    def iter_raw(self) -> Iterator[bytes]:
        """Yield the body."""
        yield self._body

    def close(self) -> None:
        """Nothing is open."""


class _Socket:
    """Stands where the HTTP library's client is: what it is given travels through the network."""

    def __init__(self, carry: Carry) -> None:
        self._carry = carry

    def build_request(
        self, method: str, path: str, *, headers: dict[str, str], content: bytes | None, timeout: object
    ) -> _Sent:
        """Return what is to be sent."""
        del timeout
        return _Sent(method, SimpleNamespace(raw_path=path.encode()), dict(headers), content or b"")

    def send(self, sent: _Sent, *, stream: bool) -> _Coming:
        """Send it, and wait. Raises CentreUnreachable."""
        assert stream
        return _Coming(self._carry(sent.method, sent.url.raw_path.decode(), sent.content, sent.headers))

    def close(self) -> None:
        """Nothing is open."""


class Line(CentreClient):
    """The product's own client, with its packing, its signatures and what it believes; only sockets are replaced.

    ``wall_us``: the clock of the machine that asks.
    """

    def __init__(
        self, access: Access, time_told: Listening, carry: Carry, wall_us: Callable[[], int]
    ) -> None:
        super().__init__(access, time_told)
        self._carry, self._wall_us = carry, wall_us
        self.believed_a_stranger = False

    def _once(self, question: _Question, deadline: float) -> bytes:
        body = super()._once(question, deadline)
        self.believed_a_stranger |= self._last.forged
        return body

    def _carried(self, method: str, path: str, body: bytes, headers: dict[str, str]) -> Answer:
        self._last = answer = self._carry(method, path, body, headers)
        return answer

    def _connection(self) -> Any:
        WALL.asks = self._wall_us
        return _Socket(self._carried)
