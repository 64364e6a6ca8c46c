"""The internet between tills and centre, as a process: resets, delays, half-closes, silences, cuts inside a message.

``python -m tests.e2e.proxy PORT SEED`` prints ``{"port": n}`` and then answers commands, one JSON line each:
``weather`` (fair, foul, down) and ``counts``. A fault is counted when it has hit traffic, not when it was planned.
Never listens beyond loopback.
"""

import contextlib
import json
import random
import socket
import struct
import sys
import threading
import time
from collections import Counter
from typing import Final

LOOPBACK: Final = "127.0.0.1"
FAULTS: Final = ("dropped", "delayed", "half_closed", "cut", "silenced")
_PIECE: Final = 1024
_LONGEST_DELAY_S: Final = 0.03
_SILENCE_S: Final = 0.7
_BUDGETS: Final = (0, 1, 40, 150, 400, 900, 2_500, 8_000)
"""Bytes that still pass before the fault: in a head, in a small body, in a batch, between two messages."""


class Proxy:
    """Forwards to one port under the weather of the moment."""

    def __init__(self, target_port: int, seed: int) -> None:
        self.weather = "fair"
        self.counts: Counter[str] = Counter()
        self._target = (LOOPBACK, target_port)
        self._dice = random.Random(seed)
        self._links: set[Link] = set()
        self._lock = threading.Lock()
        self._listener = socket.create_server((LOOPBACK, 0))
        self.port = int(self._listener.getsockname()[1])
        threading.Thread(target=self._accept, daemon=True).start()

    def turn(self, weather: str) -> None:
        """Change the weather; whatever is open breaks, as a router's restart would have it."""
        self.weather = weather
        with self._lock:
            links, self._links = self._links, set()
        for link in links:
            link.reset()

    def hit(self, fault: str) -> None:
        """Count a fault that happened."""
        with self._lock:
            self.counts[fault] += 1

    def _accept(self) -> None:
        while True:
            near, _ = self._listener.accept()
            fault = self._dice.choice(FAULTS) if self.weather == "foul" else ""
            if self.weather == "down" or fault == "dropped":
                self.hit(fault or "refused")
                _reset(near)
                continue
            try:
                far = socket.create_connection(self._target)
            except OSError:
                self.hit("unreachable")
                _reset(near)
                continue
            link = Link(self, (near, far), fault, self._dice.choice(_BUDGETS) + self._dice.randrange(40))
            with self._lock:
                self._links.add(link)
            link.start()


class Link:
    """One connection and its fate. ``budget``: bytes in both directions until the fault."""

    def __init__(
        self, proxy: Proxy, ends: tuple[socket.socket, socket.socket], fault: str, budget: int
    ) -> None:
        self._proxy, self._fault, self._left = proxy, fault, budget
        self._near, self._far = ends
        self._lock = threading.Lock()

    def start(self) -> None:
        """Carry both directions."""
        for source, sink in ((self._near, self._far), (self._far, self._near)):
            threading.Thread(target=self._carry, args=(source, sink), daemon=True).start()

    def reset(self) -> None:
        """Break both ends at once."""
        _reset(self._near)
        _reset(self._far)

    def _carry(self, source: socket.socket, sink: socket.socket) -> None:
        with contextlib.suppress(OSError):
            while piece := source.recv(_PIECE):
                passed = self._passed(piece)
                if self._fault == "delayed":
                    self._proxy.hit("delayed")
                    time.sleep(_LONGEST_DELAY_S * len(piece) / _PIECE)
                sink.sendall(piece[:passed])
                if passed < len(piece):
                    self._strike(sink)
                    return
            sink.shutdown(socket.SHUT_WR)

    def _passed(self, piece: bytes) -> int:
        """Return how much of the piece passes before the fault strikes."""
        if self._fault in {"", "delayed"}:
            return len(piece)
        with self._lock:
            passed = max(0, min(len(piece), self._left))
            self._left -= len(piece)
        return passed

    def _strike(self, sink: socket.socket) -> None:
        self._proxy.hit(self._fault)
        match self._fault:
            case "half_closed":
                sink.shutdown(socket.SHUT_WR)  # the other direction lives on
                time.sleep(_SILENCE_S)
            case "silenced":
                time.sleep(_SILENCE_S)
            case _:
                pass
        self.reset()


def _reset(end: socket.socket) -> None:
    """Close without a good-bye."""
    with contextlib.suppress(OSError):
        end.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        end.shutdown(socket.SHUT_RDWR)
    end.close()


def main() -> None:
    """Obey until the input ends."""
    proxy = Proxy(int(sys.argv[1]), int(sys.argv[2]))
    answer: dict[str, object] = {"port": proxy.port}
    while True:
        sys.stdout.write(json.dumps(answer) + "\n")
        sys.stdout.flush()
        line = sys.stdin.readline()
        if not line:
            return
        order = json.loads(line)
        if order["do"] == "weather":
            proxy.turn(order["weather"])
        answer = dict(proxy.counts)


if __name__ == "__main__":
    main()
