"""A code goes to the shop's own gateway: taken, refused, silent, away; never over an open line."""

import json
import socket
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer

import pytest

from loyalty_pos.sync.codes.gateway import HttpCodes
from loyalty_pos.till.confirming.port import Purpose
from loyalty_pos.wire.loopback import is_safe


class Gateway(HTTPServer):
    """Takes codes, and answers as it is told."""

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.answer = 202
        self.taken: list[dict[str, str]] = []


class _Handler(BaseHTTPRequestHandler):
    server: Gateway

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["Content-Length"]))
        self.server.taken.append(json.loads(body) | {"path": self.path})
        self.send_response(self.server.answer)
        self.end_headers()

    def log_message(self, *_args: object) -> None:
        """Nothing: a code stands in no log."""


@pytest.fixture
def gateway() -> Iterator[Gateway]:
    with Gateway() as made:
        thread = threading.Thread(target=made.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        yield made
        made.shutdown()
        thread.join()


def test_a_code_is_handed_to_the_shops_gateway(gateway: Gateway) -> None:
    codes = HttpCodes(lambda: f"http://127.0.0.1:{gateway.server_port}/send?shop=7")
    assert codes.is_there
    assert codes.send("+79161234567", "123456", Purpose.PAY)
    said = {"phone": "+79161234567", "code": "123456", "purpose": "pay"}
    assert gateway.taken == [said | {"path": "/send?shop=7"}]
    gateway.answer = 503
    assert not codes.send("+79161234567", "123456", Purpose.PAY)


def test_a_gateway_that_is_away_is_said_so_at_once() -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))  # nobody listens there
        codes = HttpCodes(lambda: f"http://127.0.0.1:{taken.getsockname()[1]}/")
        assert codes.is_there
        assert not codes.send("+79161234567", "123456", Purpose.JOIN)


@pytest.mark.parametrize(
    "address", ["", "http://sms.example/", "ftp://127.0.0.1/", "http://[", "https://", "sms"]
)
def test_no_code_goes_over_an_open_line(address: str) -> None:
    codes = HttpCodes(lambda: address)
    assert not is_safe(address)
    assert not codes.is_there
    assert not codes.send("+79161234567", "123456", Purpose.JOIN)


@pytest.mark.parametrize(
    "address", ["https://sms.example/send", "http://localhost:8080", "http://127.0.0.2/x"]
)
def test_an_encrypted_line_or_this_machine_may_carry_it(address: str) -> None:
    assert is_safe(address)
