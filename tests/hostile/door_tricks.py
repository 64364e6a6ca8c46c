"""What a hostile till tries at the door: signatures, clocks, nonces, sizes, slowness."""

import socket
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from urllib.parse import urlsplit

import httpx
import zstandard

from loyalty_pos.storage.sealing import new_device_key, signing_key
from loyalty_pos.wire.codec import encode
from loyalty_pos.wire.messages import (
    AccountQuery,
    Enrol,
    LeaseAsk,
)
from loyalty_pos.wire.signing.words import Asked
from tests.e2e.corner import STORE
from tests.hostile.shop import AN_HOUR_US, now_us
from tests.hostile.thief import (
    HELLO,
    Thief,
    asks,
    said,
    trick,
)

asks("asks with its token and no signature", "GET", HELLO, key=None)
asks("signs with a key of its own", "GET", HELLO, key=signing_key(new_device_key()[0]))
asks("signs something else", "GET", HELLO, signature="A" * 86 + "==")
asks("sends a signature that is none", "GET", HELLO, signature="x")
asks("asks with a clock that is an hour late", "GET", HELLO, at_us=now_us() - AN_HOUR_US)
asks("asks with a clock that is an hour ahead", "GET", HELLO, at_us=now_us() + 5 * AN_HOUR_US)
asks("asks a centre's process of before", "GET", HELLO, run="00" * 8)
asks("asks for another till's stream", "GET", "/v1/agents/{others}/{others_life}/hello")
asks("asks for another till's lease", "POST", "/v1/agents/{others}/{others_life}/lease", LeaseAsk(0, 0))
asks("asks the office with its own token", "GET", "/v1/admin/overview")
asks("sends a body nested without end", "POST", "/v1/search", b"\x91" * 100_000)
asks("sends noise", "POST", "/v1/search", b"\xc1\xff" * 100)
asks("sends five megabytes", "POST", "/v1/search", bytes(5_000_000))
asks("names a life like a path", "GET", "/v1/agents/{own}/..%2F..%2Fcentre.keys/hello")


@trick("takes another till's token and signs with its own key")
def _mixed(thief: Thief) -> str:
    mixed = replace(thief.voice, token=thief.other.token)
    return said(mixed.say("GET", mixed.place("hello")))


@trick("asks the same question twice, byte for byte")
def _replayed(thief: Thief) -> str:
    first = thief.voice.say("GET", thief.voice.place("hello"))
    again = httpx.request("GET", first.request.url, headers=first.request.headers)
    return f"{said(first)}, then {said(again)}"


@trick("uses one nonce for two questions")
def _nonce(thief: Thief) -> str:
    same = "ab" * 16
    thief.voice.say("GET", thief.voice.place("hello"), nonce=same)
    return said(thief.voice.say("POST", "/v1/search", AccountQuery("anna"), nonce=same))


@trick("puts another body under a true signature")
def _swapped(thief: Thief) -> str:
    body = encode(AccountQuery("a"))
    headers = thief.voice.headers(Asked("POST", "/v1/search", body=body))
    return said(
        httpx.post(thief.voice.url + "/v1/search", content=encode(AccountQuery("b")), headers=headers)
    )


@trick("puts a true signature on another question")
def _moved(thief: Thief) -> str:
    headers = thief.voice.headers(Asked("GET", thief.voice.place("hello")))
    return said(httpx.get(f"{thief.voice.url}/v1/changes?incarnation=x", headers=headers))


@trick("speaks a language that nobody knows any more")
def _old(thief: Thief) -> str:
    headers = thief.voice.headers(Asked("GET", thief.voice.place("hello"))) | {"lp-proto": "0"}
    return said(httpx.get(thief.voice.url + thief.voice.place("hello"), headers=headers))


@trick("sends a bomb")
def _bomb(thief: Thief) -> str:
    packed = zstandard.compress(bytes(200_000_000))
    headers = thief.voice.headers(Asked("POST", "/v1/search", body=packed)) | {"content-encoding": "zstd"}
    return said(httpx.post(thief.voice.url + "/v1/search", content=packed, headers=headers))


@trick("guesses a code to enrol, ten times")
def _guesses(thief: Thief) -> str:
    code = thief.shop.centre.admin.make_code(STORE)
    answers = []
    for number in range(10):
        guess = Enrol(f"AAAAAA{number:02d}".replace("0", "A").replace("1", "B"), "k", "life", "test")
        response = httpx.post(
            f"{thief.voice.url}/v1/enrol",
            content=encode(guess),
            headers={"content-type": "application/x-msgpack"},
        )
        answers.append(said(response))
    true = httpx.post(
        f"{thief.voice.url}/v1/enrol",
        content=encode(Enrol(code, "k", "life", "test")),
        headers={"content-type": "application/x-msgpack"},
    )
    return f"{answers[-1]}; the true code then: {said(true)}"


@contextmanager
def line(thief: Thief) -> Iterator[socket.socket]:
    """Open a bare connection to the centre."""
    parts = urlsplit(thief.voice.url)
    assert parts.hostname
    assert parts.port
    with socket.create_connection((parts.hostname, parts.port), timeout=20) as connection:
        yield connection


def ended(connection: socket.socket) -> str:
    """Return how the centre ends a connection; wait for it."""
    received = b""
    try:
        while piece := connection.recv(65_536):
            received += piece
    except ConnectionError:
        pass
    return (
        f"answered {received.split(b' ')[1].decode()}, then closed"
        if received.startswith(b"HTTP")
        else "closed"
    )


@trick("begins a question and never ends it")
def _slow_head(thief: Thief) -> str:
    with line(thief) as connection:
        connection.sendall(b"GET /v1/health HTTP/1.1\r\nhost: x\r\n")
        return ended(connection)


@trick("sends headers without end")
def _headers(thief: Thief) -> str:
    with line(thief) as connection:
        try:
            connection.sendall(b"GET /v1/health HTTP/1.1\r\n")
            for number in range(20_000):
                connection.sendall(b"x-%d: %s\r\n" % (number, b"y" * 100))
        except ConnectionError:
            return "closed"
        return "closed" if "closed" in ended(connection) else "open"


@trick("promises a body and never sends it")
def _slow_body(thief: Thief) -> str:
    with line(thief) as connection:
        connection.sendall(b"POST /v1/search HTTP/1.1\r\nhost: x\r\ncontent-length: 1000\r\n\r\nab")
        connection.settimeout(20)
        return "answered " + connection.recv(65_536).split(b" ")[1].decode()


@trick("sends chunks without end")
def _chunks(thief: Thief) -> str:
    with line(thief) as connection:
        connection.sendall(b"POST /v1/search HTTP/1.1\r\nhost: x\r\ntransfer-encoding: chunked\r\n\r\n")
        chunk = b"%x\r\n%s\r\n" % (65_536, bytes(65_536))
        try:
            for _ in range(200):
                connection.sendall(chunk)
        except ConnectionError:
            return "closed"
        connection.settimeout(20)
        return "answered " + connection.recv(65_536).split(b" ")[1].decode()
