"""What a hostile centre tries without the true one's key: it stands between, or where the centre should be."""

import contextlib
import socket
import struct
from dataclasses import replace

import msgspec
import zstandard

from loyalty_pos.core.ids import uuid7
from loyalty_pos.core.problems import EnrolmentRefused
from loyalty_pos.storage.sealing import new_device_key, signing_key
from loyalty_pos.storage.vault import VAULT_FILE, FileVault
from loyalty_pos.wire.codec import decode, encode
from loyalty_pos.wire.messages import (
    Enrol,
    Enrolled,
    Hello,
    Refused,
)
from loyalty_pos.wire.signing.words import HEADER
from loyalty_pos.wiring.till import TillSettings, enrol
from tests.e2e.corner import STORE
from tests.hostile.liar import Heard, Reply
from tests.hostile.stage import (
    MEMBER,
    YEAR_S,
    ZSTD,
    Stage,
    behaves,
    lies,
    trick,
)

lies("answers without a signature", "", lambda _: lambda _heard, reply: reply.without_signature())
lies(
    "answers with a key of its own",
    "",
    lambda stage: lambda heard, reply: stage.liar.signed(heard, reply, signing_key(new_device_key()[0])),
)
lies(
    "answers with a signature that is none",
    "",
    lambda _: lambda _h, r: replace(r, headers=r.headers | {HEADER: "x"}),
)
lies(
    "repeats an older answer to the same question",
    "hello",
    lambda stage: lambda _h, _r: stage.liar.told["hello"],
)
lies(
    "answers a question with the answer to another one",
    "changes",
    lambda stage: lambda _h, _r: stage.liar.told["hello"],
)
lies(
    "changes one byte of a true answer",
    "hello",
    lambda _: lambda _h, r: replace(r, body=r.body[:-1] + b"\x00"),
)
lies("says a true answer were a refusal", "hello", lambda _: lambda _h, r: replace(r, status=401))
lies("shuts the till out", "", lambda _: lambda _h, _r: Reply(401, encode(Refused("till_shut_out"))))
lies(
    "says the till were not enrolled",
    "",
    lambda _: lambda _h, _r: Reply(401, encode(Refused("not_authorised"))),
)
lies("says the histories differ", "", lambda _: lambda _h, _r: Reply(409, encode(Refused("fork"))))
lies(
    "asks again and again for another signature",
    "",
    lambda _: lambda _h, _r: Reply(401, encode(Refused("say_again"))),
)
lies("fails for ever with 500", "", lambda _: lambda _h, _r: Reply(500, b"oops"))
lies("says come again in a year", "", lambda _: lambda _h, _r: Reply(503, b"", {"retry-after": str(YEAR_S)}))
lies(
    "sends the till elsewhere",
    "",
    lambda _: lambda _h, _r: Reply(302, b"", {"location": "http://192.0.2.1/"}),
)
lies(
    "says it were a centre of before that signs nothing",
    "hello",
    lambda _: (
        lambda _h, r: replace(
            r, body=encode(msgspec.structs.replace(decode(r.body, Hello), proto=1))
        ).without_signature()
    ),
)
lies(
    "sends a bomb", "", lambda _: lambda _h, _r: Reply(200, zstandard.compress(bytes(64 * 1024 * 1024)), ZSTD)
)
lies("sends something packed that is not", "", lambda _: lambda _h, _r: Reply(200, b"??", ZSTD))
lies("sends a body nested without end", "", lambda _: lambda _h, _r: Reply(200, b"\x91" * 100_000))
lies("sends a body of 32 MB", "", lambda _: lambda _h, _r: Reply(200, bytes(32 * 1024 * 1024)))


def _drip(_: Heard, line: socket.socket) -> bool:
    line.sendall(b"HTTP/1.1 200 OK\r\nContent-Length: 100000\r\n\r\n")
    with contextlib.suppress(OSError):
        while True:
            line.sendall(b".")
            _wait_a_little(line)
    return True


def _wait_a_little(line: socket.socket) -> None:
    line.settimeout(0.02)
    with contextlib.suppress(TimeoutError):
        if not line.recv(1):
            raise OSError


def _reset(_: Heard, line: socket.socket) -> bool:
    line.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
    line.close()
    return True


def _heads(_: Heard, line: socket.socket) -> bool:
    with contextlib.suppress(OSError):
        line.sendall(b"HTTP/1.1 200 OK\r\n")
        for number in range(100_000):
            line.sendall(b"x-%d: %s\r\n" % (number, b"y" * 100))
    return True


def _half(_: Heard, line: socket.socket) -> bool:
    line.sendall(b"HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\n" + bytes(500))
    return True


behaves("answers a byte at a time, for ever", _drip)
behaves("hangs up", _reset)
behaves("sends headers without end", _heads)
behaves("sends half a body", _half)


@trick("never answers when points are asked for")
def _silent(stage: Stage) -> str:
    stage.liar.conduct = lambda _heard, line: bool(line.recv(1)) or True
    answered = stage.till.holds.ask(uuid7(1, bytes(10)), MEMBER, 100)
    assert (answered.granted, answered.reached) == (0, False)
    return "0 points, within a second"


def _enrolled(stage: Stage) -> str:
    """Let a new till ask for its place through whoever stands here."""
    folder = stage.shop.new_folder()
    settings = TillSettings(folder, "en", vault=FileVault(folder / VAULT_FILE))
    try:
        enrol(settings, stage.liar.url, stage.shop.centre.admin.make_code(STORE))
    except EnrolmentRefused as refused:
        return f"{refused.code} ({refused.reason})"
    return "enrolled"


@trick("gives a new till a place in its own name")
def _false_place(stage: Stage) -> str:
    thief = signing_key(new_device_key()[0])

    def twist(heard: Heard, reply: Reply) -> Reply:
        if heard.what != "enrol":
            return reply
        place = msgspec.structs.replace(decode(reply.body, Enrolled), bundle_key=thief.public)
        return stage.liar.signed(heard, replace(reply, body=encode(place)), thief)

    stage.liar.twist = twist
    return _enrolled(stage)


@trick("puts a key of its own into a new till's question")
def _another_key(stage: Stage) -> str:
    def bend(heard: Heard) -> Heard:
        if heard.what != "enrol":
            return heard
        public = signing_key(new_device_key()[0]).public
        return replace(
            heard, body=encode(msgspec.structs.replace(decode(heard.body, Enrol), device_key=public))
        )

    stage.liar.bend = bend
    return _enrolled(stage)
