"""A network cable on loopback that can be pulled: forwards TCP, and on request cuts, delays or half-closes.

The demo's "pull the plug" and the bad networks of the tests are the same few lines. Never listens beyond loopback.
"""

import contextlib
import socket
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

_CHUNK: Final = 16 * 1024
_LOOPBACK: Final = "127.0.0.1"


@dataclass(frozen=True, slots=True)
class Trouble:
    """What happens to one connection. ``cut_after``: bytes in both directions until it is reset, None = never.

    ``delay_s`` is waited before each piece; ``half_close``: the answer's direction ends at the cut, the other lives.
    """

    delay_s: float = 0.0
    cut_after: int | None = None
    half_close: bool = False


def fair_weather() -> Trouble:
    """No trouble at all."""
    return Trouble()


class Cable:
    """Listens on a free port and forwards to the target while it is plugged in.

    ``cuts``: connections that trouble ended; ``carried_up`` and ``carried_down``: bytes to the target and back, over
    finished connections.
    """

    def __init__(self, target_port: int, weather: Callable[[], Trouble] = fair_weather) -> None:
        self._target_port = target_port
        self._weather = weather
        self._listener = socket.create_server((_LOOPBACK, 0))
        self._lock = threading.Lock()
        self._open: set[socket.socket] = set()
        self._plugged = True
        self.cuts = 0
        self.carried_up = 0
        self.carried_down = 0
        threading.Thread(target=self._accept, name="cable", daemon=True).start()

    @property
    def port(self) -> int:
        """Where the near end is."""
        return int(self._listener.getsockname()[1])

    @property
    def url(self) -> str:
        """The near end as the till's centre address."""
        return f"http://{_LOOPBACK}:{self.port}"

    @property
    def plugged(self) -> bool:
        """Whether anything gets through."""
        return self._plugged

    def unplug(self) -> None:
        """Break every connection and let no new one through."""
        self._plugged = False
        with self._lock:
            broken = list(self._open)
        for end in broken:
            _shut(end)

    def plug(self) -> None:
        """Let connections through again."""
        self._plugged = True

    def close(self) -> None:
        """Stop for good."""
        self.unplug()
        _shut(self._listener)

    def _accept(self) -> None:
        while True:
            try:
                near, _ = self._listener.accept()
            except OSError:
                return
            if not self._plugged:
                _shut(near)
                continue
            threading.Thread(target=self._carry, args=(near,), name="cable-pair", daemon=True).start()

    def _carry(self, near: socket.socket) -> None:
        try:
            far = socket.create_connection((_LOOPBACK, self._target_port), timeout=5)
        except OSError:
            _shut(near)
            return
        far.settimeout(None)
        for end in (near, far):
            end.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)  # or each answer waits 40 ms
        pair = _Pair(near, far, self._weather())
        with self._lock:
            self._open |= {near, far}
        if not self._plugged:
            pair.cut()
        other = threading.Thread(target=pair.pump, args=(far, near), name="cable-back", daemon=True)
        other.start()
        pair.pump(near, far)
        other.join()
        with self._lock:
            self._open -= {near, far}
            self.cuts += pair.was_cut
            self.carried_up += pair.carried[near]
            self.carried_down += pair.carried[far]
        pair.cut()


class _Pair:
    """Two sockets that share one fate. ``carried``: bytes that came from each."""

    def __init__(self, near: socket.socket, far: socket.socket, trouble: Trouble) -> None:
        self._near = near
        self._far = far
        self._trouble = trouble
        self.carried = {near: 0, far: 0}
        self.was_cut = False

    def pump(self, source: socket.socket, sink: socket.socket) -> None:
        """Carry one direction until it ends or trouble strikes."""
        with contextlib.suppress(OSError):
            while piece := source.recv(_CHUNK):
                if self._trouble.delay_s:
                    time.sleep(self._trouble.delay_s)
                self.carried[source] += len(piece)
                limit = self._trouble.cut_after
                if limit is not None and sum(self.carried.values()) > limit:
                    self.was_cut = True
                    if self._trouble.half_close and sink is self._near:
                        break
                    self.cut()
                    return
                sink.sendall(piece)
            sink.shutdown(socket.SHUT_WR)

    def cut(self) -> None:
        """End both at once."""
        _shut(self._near)
        _shut(self._far)


def _shut(end: socket.socket) -> None:
    with contextlib.suppress(OSError):
        end.shutdown(socket.SHUT_RDWR)
    end.close()
