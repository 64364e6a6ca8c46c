"""Every answer to a signed question is signed: bound to the question's nonce, the centre's time and life.

Refusals too, whoever makes them inside: a till believes no word that is not the centre's.
"""

from typing import Any, Final, Protocol

from loyalty_pos.core.problems import BadMessage
from loyalty_pos.wire.signing.words import HEADER, Answered, Told, answer_text, read_said

BODY: Final = "loyalty_pos.body"
"""Where the body stands in a question's scope, as it came."""


class Signer(Protocol):
    """What an answer needs (``gate.Gate`` beside the centre's key)."""

    def answered(self) -> Answered:
        """Return time and life of now."""
        ...

    def sign(self, text: bytes) -> str: ...


class SignedSend:
    """Holds an answer until it is whole, then sends it with its signature."""

    def __init__(self, send: Any, nonce: str, signer: Signer) -> None:
        self._send, self._nonce, self._signer = send, nonce, signer
        self._start: Any = None
        self._body = bytearray()

    async def send(self, message: Any) -> None:
        """Take one part of the answer."""
        if message["type"] == "http.response.start":
            self._start = message
            return
        self._body += message.get("body", b"")
        if message.get("more_body", False) or self._start is None:
            return
        headers = list(self._start.get("headers", []))
        told = Told(
            self._start["status"], _header(headers, b"content-encoding"), _header(headers, b"retry-after"),
            bytes(self._body),
        )  # fmt: skip
        answered = self._signer.answered()
        signature = self._signer.sign(answer_text(told, self._nonce, answered))
        headers.append((HEADER.encode(), answered._replace(signature=signature).header.encode()))
        await self._send({**self._start, "headers": headers})
        await self._send({"type": "http.response.body", "body": told.body, "more_body": False})


def nonce_of(header: bytes) -> str:
    """Return the nonce of a question's signature, "" = there is none to answer to."""
    try:
        return read_said(header.decode("latin-1")).nonce
    except BadMessage:
        return ""


def _header(headers: Any, name: bytes) -> str:
    found = [value for key, value in headers if key.lower() == name]
    return found[0].decode("latin-1") if found else ""
