"""Servers that behave as badly as the internet does: silent, dripping, talking nonsense, sending bombs."""

import contextlib
import socket
import threading
import time
from collections.abc import Callable, Iterator

Conduct = Callable[[socket.socket], None]


def answer(body: bytes, status: str = "200 OK", headers: str = "") -> Conduct:
    """Read a request, then answer this."""
    head = f"HTTP/1.1 {status}\r\nContent-Length: {len(body)}\r\nConnection: close\r\n{headers}\r\n"

    def conduct(connection: socket.socket) -> None:
        connection.recv(65_536)
        connection.sendall(head.encode() + body)

    return conduct


def say_nothing(connection: socket.socket) -> None:
    """Take everything and never answer."""
    while connection.recv(65_536):
        pass


def hang_up(connection: socket.socket) -> None:
    """Go away in the middle of the question."""
    connection.recv(10)


def drip(connection: socket.socket) -> None:
    """Answer a byte at a time, for ever."""
    connection.recv(65_536)
    connection.sendall(b"HTTP/1.1 200 OK\r\nContent-Length: 100000\r\n\r\n")
    with contextlib.suppress(OSError):
        while True:
            connection.sendall(b".")
            time.sleep(0.02)


@contextlib.contextmanager
def bad_centre(conduct: Conduct) -> Iterator[str]:
    """Serve so on loopback; yield the address."""
    listener = socket.create_server(("127.0.0.1", 0))

    def serve() -> None:
        with contextlib.suppress(OSError):
            while True:
                connection, _ = listener.accept()
                threading.Thread(target=_conduct, args=(conduct, connection), daemon=True).start()

    threading.Thread(target=serve, daemon=True).start()
    yield f"http://127.0.0.1:{listener.getsockname()[1]}"
    listener.close()


def _conduct(conduct: Conduct, connection: socket.socket) -> None:
    with connection, contextlib.suppress(OSError):
        conduct(connection)
