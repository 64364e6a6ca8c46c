"""Stands between a till and its centre, passes on what they say, and changes of it what it likes.

With ``stolen`` it also has the centre's own key, as somebody who broke into the centre would.
"""

import threading
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import httpx

from loyalty_pos.storage.sealing import SigningKey
from loyalty_pos.wire.signing.words import HEADER, Answered, Told, answer_text, read_said

PASSED = ("content-type", "content-encoding", "retry-after", HEADER)


@dataclass(frozen=True)
class Heard:
    """A question of the till. ``what``: hello, events, changes, lease, holds, receipts, key or another last word."""

    method: str
    target: str
    headers: dict[str, str]
    body: bytes

    @property
    def what(self) -> str:
        words = self.target.partition("?")[0].strip("/").split("/")
        return words[1] if words[1] in {"holds", "receipts"} else words[-1]

    @property
    def nonce(self) -> str:
        return read_said(self.headers[HEADER]).nonce if HEADER in self.headers else ""


@dataclass(frozen=True)
class Reply:
    """What the till is answered."""

    status: int
    body: bytes
    headers: dict[str, str] = field(default_factory=dict)

    def without_signature(self) -> "Reply":
        return replace(self, headers={k: v for k, v in self.headers.items() if k != HEADER})


Twist = Callable[[Heard, Reply], Reply]
Conduct = Callable[[Heard, Any], bool]


def honest(_: Heard, reply: Reply) -> Reply:
    """Pass everything on as it is."""
    return reply


class Liar:
    """Serves on loopback. ``bend`` changes a question on its way, ``twist`` an answer; ``conduct`` deals with the socket itself, True = no answer follows."""

    def __init__(self, centre_url: Callable[[], str], key: SigningKey) -> None:
        self._centre_url = centre_url
        self.key = key
        self.bend: Callable[[Heard], Heard] = lambda heard: heard
        self.twist: Twist = honest
        self.conduct: Conduct = lambda _heard, _socket: False
        self.told: dict[str, Reply] = {}
        self.dropped = {"host", "accept-encoding", "content-length"}
        self._server = ThreadingHTTPServer(("127.0.0.1", 0), _handler(self))
        self._server.daemon_threads = True
        threading.Thread(
            target=self._server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True
        ).start()

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self._server.server_port}"

    def be_honest(self) -> None:
        """Change nothing any more."""
        self.twist, self.conduct = honest, lambda _heard, _socket: False
        self.bend = lambda heard: heard

    def ask(self, heard: Heard) -> Reply:
        """Ask the real centre in the till's name."""
        kept = {k: v for k, v in heard.headers.items() if k not in self.dropped}
        headers = kept | {"accept-encoding": "identity"}
        answer = httpx.request(
            heard.method,
            self._centre_url() + heard.target,
            headers=headers,
            content=heard.body or None,
            timeout=10,
            verify=False,  # no TLS on this machine: reading everybody's certificates costs more than all the rest
            trust_env=False,
        )
        return Reply(
            answer.status_code, answer.content, {k: v for k, v in answer.headers.items() if k in PASSED}
        )

    def signed(self, heard: Heard, reply: Reply, key: SigningKey | None = None) -> Reply:
        """Sign an answer anew, with the centre's own key or another one."""
        there = reply.headers.get(HEADER, "1;00;").split(";")
        answered = Answered(int(there[0]), there[1])
        told = Told(
            reply.status,
            reply.headers.get("content-encoding", ""),
            reply.headers.get("retry-after", ""),
            reply.body,
        )
        signature = (key or self.key).sign(answer_text(told, heard.nonce, answered))
        return replace(reply, headers=reply.headers | {HEADER: answered._replace(signature=signature).header})

    def close(self) -> None:
        self._server.shutdown()
        self._server.server_close()


def _handler(liar: Liar) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def log_message(self, *_: object) -> None:  # says nothing
            pass

        def handle_one(self) -> None:
            body = self.rfile.read(int(self.headers.get("content-length", 0)))
            headers = {k.lower(): v for k, v in self.headers.items()}
            heard = Heard(self.command, self.path, headers, body)
            if liar.conduct(heard, self.connection):
                self.close_connection = True
                return
            reply = liar.twist(heard, liar.ask(liar.bend(heard)))
            liar.told.setdefault(heard.what, reply)
            self.send_response_only(reply.status)
            for name, value in reply.headers.items():
                self.send_header(name, value)
            self.send_header("content-length", str(len(reply.body)))
            self.end_headers()
            self.wfile.write(reply.body)

        do_GET = do_POST = do_PUT = do_DELETE = handle_one  # noqa: N815 - the names that the server calls

    return Handler
