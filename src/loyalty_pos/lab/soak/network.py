"""The line between sixty tills and their centre: cut, slow, answers lost, half open, gone; each fault is counted.

A fault counts when it has hit traffic. Counts the requests of each second too. Never listens beyond loopback.
"""

import asyncio
import contextlib
import random
import threading
import time
from collections import Counter
from typing import Final

LOOPBACK: Final = "127.0.0.1"
FAULTS: Final = ("dropped", "cut", "slow", "answer_lost", "half_open", "half_closed")
DOWN: Final = "refused"
_PIECE: Final = 16 * 1024
_REQUEST: Final = b" HTTP/1.1\r\n"
_BUDGETS: Final = (0, 1, 40, 400, 2_500, 8_000)
"""Bytes that still pass before the fault: in a head, in a small body, in a batch."""
_SLOW_S: Final = 0.2
_SILENCE_S: Final = 3.0
_STRUCK: Final = 0.5
"""Share of the connections that bad weather strikes."""


class Network:
    """Forwards to ``target_port`` under the weather of the moment: ``fair``, ``foul`` or ``down``."""

    def __init__(self, seed: int) -> None:
        self.target_port = 0
        self.weather = "fair"
        self.counts: Counter[str] = Counter()
        self.requests: Counter[int] = Counter()
        self.dice = random.Random(seed)  # noqa: S311 - weather, no secret
        self._links: set[Link] = set()
        self._loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self._loop.run_forever, name="network", daemon=True)
        self._thread.start()
        self._server = asyncio.run_coroutine_threadsafe(self._listen(), self._loop).result(10)
        self.port = int(self._server.sockets[0].getsockname()[1])

    @property
    def url(self) -> str:
        """The near end as the tills' centre address."""
        return f"http://{LOOPBACK}:{self.port}"

    def turn(self, weather: str) -> None:
        """Change the weather; whatever is open breaks, as a router's restart would have it."""
        self.weather = weather
        asyncio.run_coroutine_threadsafe(self._break_all(), self._loop).result(10)

    def close(self) -> None:
        """Stop for good."""
        self.turn("down")
        self._loop.call_soon_threadsafe(self._server.close)
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join()

    def requests_between(self, began_s: float, ended_s: float) -> list[int]:
        """Return the requests of each whole second between two moments of the steady clock."""
        return [self.requests[second] for second in range(int(began_s) + 1, int(ended_s))]

    async def _listen(self) -> asyncio.Server:
        return await asyncio.start_server(self._accept, LOOPBACK, 0, limit=_PIECE)

    async def _break_all(self) -> None:
        for link in tuple(self._links):
            link.end()

    async def _accept(self, near_in: asyncio.StreamReader, near_out: asyncio.StreamWriter) -> None:
        struck = self.weather == "foul" and self.dice.random() < _STRUCK
        fault = self.dice.choice(FAULTS) if struck else ""
        if self.weather == "down" or fault == "dropped":
            self.counts[fault or DOWN] += 1
            near_out.transport.abort()
            return
        try:
            far_in, far_out = await asyncio.open_connection(LOOPBACK, self.target_port, limit=_PIECE)
        except OSError:
            self.counts["unreachable"] += 1
            near_out.transport.abort()
            return
        link = Link(self, (near_out, far_out), fault, self.dice.choice(_BUDGETS))
        self._links.add(link)
        try:
            await asyncio.gather(
                link.carry(near_in, far_out, up=True), link.carry(far_in, near_out, up=False)
            )
        finally:
            self._links.discard(link)
            link.end()


class Link:
    """One connection and its fate; ``budget``: bytes until the fault."""

    def __init__(
        self,
        network: Network,
        ends: tuple[asyncio.StreamWriter, asyncio.StreamWriter],
        fault: str,
        budget: int,
    ) -> None:
        self._network, self._ends = network, ends
        self._fault, self._left = fault, budget
        self._tail = b""

    def end(self) -> None:
        """Break both ends at once."""
        for end in self._ends:
            end.transport.abort()

    async def carry(self, source: asyncio.StreamReader, sink: asyncio.StreamWriter, *, up: bool) -> None:
        """Carry one direction until it ends or the fault strikes."""
        with contextlib.suppress(OSError):
            while piece := await source.read(_PIECE):
                if up:
                    self._count(piece)
                if not await self._passes(piece, sink, up=up):
                    self.end()
                    return
            sink.write_eof()

    async def _passes(self, piece: bytes, sink: asyncio.StreamWriter, *, up: bool) -> bool:
        """Write what the fault lets through; tell whether the connection lives on."""
        match self._fault:
            case "slow":
                self._network.counts["slow"] += 1
                await asyncio.sleep(_SLOW_S)
            case "answer_lost" if not up:
                self._network.counts["answer_lost"] += 1
                return False  # the centre has done it, and nobody hears so
            case "cut" | "half_open" | "half_closed" if len(piece) > self._left:
                return await self._strike(piece[: self._left], sink)
        self._left = max(0, self._left - len(piece))
        sink.write(piece)
        await sink.drain()
        return True

    async def _strike(self, last: bytes, sink: asyncio.StreamWriter) -> bool:
        self._network.counts[self._fault] += 1
        sink.write(last)
        if self._fault == "half_closed":
            sink.write_eof()
        if self._fault != "cut":
            await asyncio.sleep(_SILENCE_S)
        return False

    def _count(self, piece: bytes) -> None:
        found = (self._tail + piece).count(_REQUEST)
        self._tail = piece[-(len(_REQUEST) - 1) :]
        if found:
            self._network.requests[int(time.monotonic())] += found
            self._network.counts["requests"] += found
