"""uvicorn around the application: in a thread of its own, or as the process itself.

It must never listen beyond this machine without a certificate.
"""

import socket
import threading
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import uvicorn

from loyalty_pos.api.hurry import MAX_HEAD_BYTES, HurriedProtocol
from loyalty_pos.api.squeezing import Application
from loyalty_pos.core.problems import InsecureCentre, Problem
from loyalty_pos.wire.loopback import is_loopback

START_S: Final = 20
STOP_S: Final = 5
QUIET_S: Final = 20
"""So long a connection may be quiet. Longer than a till keeps one (``sync.client``): else both would end it in one
moment, and a till would ask on a line that is gone."""
_BACKLOG: Final = 1024
MOST_CONNECTIONS: Final = 1_000
"""Sixty tills have three each; more than this is somebody's flood, and is told to come again."""


class AddressTaken(Problem):
    """Another program listens there already, or the address is none of this machine's."""

    code = "address_taken"
    host: str
    port: int


@dataclass(frozen=True, slots=True)
class Address:
    """Where to listen. ``port`` 0 = a free one. ``certificate`` and ``private_key``: PEM files, for TLS."""

    host: str = "127.0.0.1"
    port: int = 0
    certificate: Path | None = None
    private_key: Path | None = None


class CentreServer:
    """Listens from the moment it is made; serves when told to."""

    def __init__(self, app: Application, address: Address) -> None:
        if address.certificate is None and not is_loopback(address.host):
            raise InsecureCentre(url=f"http://{address.host}")
        self._socket = _listen(address)
        config = uvicorn.Config(
            app,
            log_config=None,
            access_log=False,
            lifespan="off",
            server_header=False,
            http=HurriedProtocol,
            ws="none",
            h11_max_incomplete_event_size=MAX_HEAD_BYTES,
            limit_concurrency=MOST_CONNECTIONS,
            timeout_keep_alive=QUIET_S,
            timeout_graceful_shutdown=STOP_S - 2,
            ssl_certfile=address.certificate,
            ssl_keyfile=address.private_key,
        )
        self._server = uvicorn.Server(config)
        self._thread: threading.Thread | None = None
        self._host = address.host
        self._scheme = "https" if address.certificate else "http"

    @property
    def port(self) -> int:
        """The port it listens on."""
        return int(self._socket.getsockname()[1])

    @property
    def url(self) -> str:
        """The address for a till on this machine (or the name in the certificate)."""
        host = f"[{self._host}]" if ":" in self._host else self._host
        return f"{self._scheme}://{host}:{self.port}"

    def start(self) -> None:
        """Serve in a thread; return at once, connections wait in the backlog until it does."""
        self._thread = threading.Thread(target=self._run, name="centre-http", daemon=True)
        self._thread.start()

    def run(self, ready: Callable[[str], None]) -> None:
        """Serve in this thread until SIGINT or SIGTERM; ``ready`` is told the address."""
        ready(self.url)
        self._run()

    def stop(self) -> None:
        """End within ``STOP_S`` seconds: open requests are finished, new ones refused."""
        self._server.should_exit = True
        if self._thread is not None:
            self._thread.join(STOP_S)
        self._socket.close()

    def _run(self) -> None:
        self._server.run(sockets=[self._socket])


def _listen(address: Address) -> socket.socket:
    family = socket.AF_INET6 if ":" in address.host else socket.AF_INET
    listener = socket.socket(family, socket.SOCK_STREAM)
    try:
        if hasattr(socket, "SO_EXCLUSIVEADDRUSE"):  # Windows: nobody may share the port
            listener.setsockopt(socket.SOL_SOCKET, socket.SO_EXCLUSIVEADDRUSE, 1)
        else:
            listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        # head and body of an answer are two small packets: the second must not wait for the other side to thank for the first
        listener.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        listener.bind((address.host, address.port))
        listener.listen(_BACKLOG)
    except OSError as error:
        listener.close()
        raise AddressTaken(host=address.host, port=address.port) from error
    return listener
