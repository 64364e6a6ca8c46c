"""A port for programs on this machine: HTTP on 127.0.0.1 alone, a token, limits of size, time and number.

Standard library only. It must never listen beyond loopback, never serve a page of a browser (a request with an Origin
is refused), and never let a caller hold a thread: a connection lives for seconds and there are few of them.
"""

import hmac
import logging
import socket
import sys
import threading
from contextlib import suppress
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Final, Protocol

from loyalty_pos.core.problems import BadMessage, BesideNoSuchAction, BesideToken, BesideTooLarge, Problem
from loyalty_pos.wire.loopback import is_loopback

log = logging.getLogger(__name__)
HOST: Final = "127.0.0.1"
LARGEST: Final = 256 * 1024
"""Bytes of a request: five hundred lines are a fifth of it."""
_PREFIX: Final = "/v1/"
_NO_REQUEST: Final = (
    '{"refusal":{"code":"bad_message","text":"This is no request of the port.","next_step":""},"version":1}'
)
_LENGTH_DIGITS: Final = 9
_OK, _BAD, _UNAUTHORISED, _NOT_FOUND, _REFUSED, _TOO_LARGE, _BROKEN = 200, 400, 401, 404, 409, 413, 500


class Desk(Protocol):
    """Who answers; from several threads at once."""

    def answer(self, action: str, body: bytes) -> tuple[bool, bytes]:
        """Return whether it was done, and the answer as JSON. Raises ``Problem`` for what is no request."""
        ...

    def refused(self, problem: Problem) -> bytes:
        """Return a refusal as JSON."""
        ...


@dataclass(frozen=True, slots=True)
class Limits:
    """``connection_s``: how long one connection may live, whatever it does. ``connections``: at once."""

    connection_s: float = 15.0
    connections: int = 8


class LoopbackPort:
    """Listens from its making on; ``port`` 0 = a free one. Raises ``OSError`` when the port is taken."""

    def __init__(self, port: int, token: str, desk: Desk, limits: Limits = Limits()) -> None:
        self._server = _Server((HOST, port), _Handler)
        self._server.token, self._server.desk, self._server.limits = token.encode(), desk, limits
        self._server.room = threading.BoundedSemaphore(limits.connections)
        self._thread = threading.Thread(target=self._server.serve_forever, args=(0.2,), name="beside-port")
        self._thread.daemon = True
        self._thread.start()

    @property
    def port(self) -> int:
        """Where it listens."""
        return int(self._server.server_address[1])

    def stop(self) -> None:
        """Take no more requests."""
        self._server.shutdown()
        self._server.server_close()
        self._thread.join(5.0)


class _Server(ThreadingHTTPServer):
    daemon_threads = True
    block_on_close = False
    allow_reuse_address = sys.platform != "win32"  # there it would let a second program take the port
    token = b""
    desk: Desk
    limits: Limits
    room: threading.BoundedSemaphore

    def process_request(self, request: object, client_address: object) -> None:
        """Give the connection a thread if there is room; else close it at once."""
        assert isinstance(request, socket.socket)
        if not self.room.acquire(blocking=False):
            self.shutdown_request(request)
            return
        super().process_request(request, client_address)

    def process_request_thread(self, request: object, client_address: object) -> None:
        """Serve it; its time ends it whatever it does."""
        assert isinstance(request, socket.socket)
        end = threading.Timer(self.limits.connection_s, _cut, (request,))
        end.daemon = True
        end.start()
        try:
            super().process_request_thread(request, client_address)
        finally:
            end.cancel()
            self.room.release()

    def handle_error(self, request: object, client_address: object) -> None:  # noqa: ARG002 - the server's shape
        """Whoever hangs up in the middle is nobody's trouble."""
        log.debug("beside.connection_ended")


def _cut(request: socket.socket) -> None:
    with suppress(OSError):
        request.shutdown(socket.SHUT_RDWR)


class _Handler(BaseHTTPRequestHandler):
    """One request a connection."""

    server: _Server
    server_version, sys_version = "loyalty-pos", ""
    error_message_format = _NO_REQUEST
    error_content_type = "application/json"
    timeout = 5.0

    def do_POST(self) -> None:
        """Check the caller, read the body, tell the answer."""
        try:
            done, body = self.server.desk.answer(self._action(), self._body())
            status = _OK if done else _REFUSED
        except Problem as problem:
            status, body = _status_of(problem), self.server.desk.refused(problem)
        except OSError:
            raise
        except Exception:
            log.exception("beside.bug")
            status, body = _BROKEN, self.server.desk.refused(Problem())
        self._send(status, body)

    def do_GET(self) -> None:
        """Refuse: every action is a POST."""
        try:
            self._refuse_strangers()
            problem: Problem = BesideNoSuchAction()
        except Problem as stranger:
            problem = stranger
        self._send(_status_of(problem), self.server.desk.refused(problem))

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the library's name
        """Say nothing on stderr: what happens stands in the journal."""

    def _action(self) -> str:
        self._refuse_strangers()
        if not self.path.startswith(_PREFIX):
            raise BesideNoSuchAction
        return self.path.removeprefix(_PREFIX)

    def _refuse_strangers(self) -> None:
        """Raise ``BesideToken`` for whoever has no token, comes by another name, or is a page of a browser."""
        shown = self.headers.get("Authorization", "").encode("latin-1", "replace")
        host = self.headers.get("Host", HOST).rpartition(":")[0] or self.headers.get("Host", HOST)
        known = hmac.compare_digest(shown, b"Bearer " + self.server.token)
        if not known or self.headers.get("Origin") is not None or not is_loopback(host.strip("[]")):
            raise BesideToken

    def _body(self) -> bytes:
        text = self.headers.get("Content-Length", "")
        if not (text.isascii() and text.isdigit() and len(text) <= _LENGTH_DIGITS):
            raise BadMessage(reason="no Content-Length")
        if int(text) > LARGEST:
            raise BesideTooLarge(limit=LARGEST)
        body = self.rfile.read(int(text))
        if len(body) != int(text):
            raise BadMessage(reason="the body broke off")
        return body

    def _send(self, status: int, body: bytes) -> None:
        self.send_response(status)
        for name, value in (
            ("Content-Type", "application/json; charset=utf-8"),
            ("Content-Length", str(len(body))),
            ("Cache-Control", "no-store"),
            ("Connection", "close"),
        ):
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(body)
        self.close_connection = True


def _status_of(problem: Problem) -> int:
    match problem:
        case BesideToken():
            return _UNAUTHORISED
        case BesideNoSuchAction():
            return _NOT_FOUND
        case BesideTooLarge():
            return _TOO_LARGE
        case BadMessage():
            return _BAD
        case _:
            return _REFUSED
