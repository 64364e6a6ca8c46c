"""Requests and answers packed with zstd, on the way in and out; sizes are limited before anything is read.

It must never hold more of a body than its limits.
"""

import asyncio
from collections.abc import Awaitable, Callable, MutableMapping
from typing import Any, Final

from loyalty_pos.api.signing.answers import BODY, SignedSend, Signer, nonce_of
from loyalty_pos.core.problems import BadMessage
from loyalty_pos.wire.codec import MEDIA_TYPE, encode
from loyalty_pos.wire.messages import Refused
from loyalty_pos.wire.signing.words import HEADER
from loyalty_pos.wire.zstd import ENCODING, SMALLEST, Zstd

# ASGI as its specification has it; frameworks type it more narrowly, each in its own way.
Message = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]
Application = Callable[[Message, Receive, Send], Awaitable[None]]

MAX_PACKED_BYTES: Final = 1024 * 1024
MAX_BODY_BYTES: Final = 4 * 1024 * 1024
_STATUS: Final = {"too slow": 408}
BODY_S: Final = 30
"""So long a body may take to come."""


def squeezed(app: Application, signer: Signer | None = None) -> Application:
    """Wrap an application: plain bodies inside, packed ones outside where the client can read them.

    ``signer`` signs the answers to questions that are signed; what it signs is what travels.
    """

    async def outside(scope: Message, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await app(scope, receive, send)
            return
        headers = {name.lower(): value for name, value in scope["headers"]}
        nonce = nonce_of(headers.get(HEADER.encode(), b""))
        if signer is not None and nonce:
            send = SignedSend(send, nonce, signer).send
        try:
            raw, body = await _body(receive, packed=headers.get(b"content-encoding") == ENCODING.encode())
        except BadMessage as problem:
            await _refuse(send, problem)
            return
        scope[BODY] = raw
        packs = ENCODING.encode() in headers.get(b"accept-encoding", b"")
        await app(scope, _given(body), _Packing(send).send if packs else send)

    return outside


async def _body(receive: Receive, *, packed: bool) -> tuple[bytes, bytes]:
    """Return the body as it came, and as it is read. Raises BadMessage: too large, too slow, or a bomb."""
    try:
        async with asyncio.timeout(BODY_S):
            raw = await _read(receive, MAX_PACKED_BYTES if packed else MAX_BODY_BYTES)
    except TimeoutError as error:
        raise BadMessage(reason="too slow") from error
    return raw, Zstd().unpack(raw, MAX_BODY_BYTES) if packed else raw


async def _read(receive: Receive, limit: int) -> bytes:
    body, more = bytearray(), True
    while more:
        message = await receive()
        if message["type"] != "http.request":
            break
        body += message.get("body", b"")
        more = message.get("more_body", False)
        if len(body) > limit:
            raise BadMessage(reason="too large")
    return bytes(body)


def _given(body: bytes) -> Receive:
    """Return a ``receive`` that gives this body once; behind it the client is there until it goes."""
    messages: list[Message] = [{"type": "http.request", "body": body, "more_body": False}]

    async def receive() -> Message:
        return messages.pop() if messages else {"type": "http.disconnect"}

    return receive


async def _refuse(send: Send, problem: BadMessage) -> None:
    body = encode(Refused(problem.code, problem.reason))
    headers = [(b"content-type", MEDIA_TYPE.encode()), (b"content-length", str(len(body)).encode())]
    await send(
        {"type": "http.response.start", "status": _STATUS.get(problem.reason, 413), "headers": headers}
    )
    await send({"type": "http.response.body", "body": body, "more_body": False})


class _Packing:
    """Holds the start of an answer until its body is there, and packs it if that is worth it."""

    def __init__(self, send: Send) -> None:
        self._send = send
        self._start: Message | None = None
        self._body = bytearray()

    async def send(self, message: Message) -> None:
        if message["type"] == "http.response.start":
            self._start = message
            return
        self._body += message.get("body", b"")
        if message.get("more_body", False) or self._start is None:
            return
        body = bytes(self._body)
        headers = [(n, v) for n, v in self._start.get("headers", []) if n.lower() != b"content-length"]
        if len(body) >= SMALLEST:
            body = Zstd().compress(body)
            headers.append((b"content-encoding", ENCODING.encode()))
        headers.append((b"content-length", str(len(body)).encode()))
        await self._send({**self._start, "headers": headers})
        await self._send({"type": "http.response.body", "body": body, "more_body": False})
