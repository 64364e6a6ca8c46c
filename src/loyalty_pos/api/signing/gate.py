"""Who asks: the till whose token came along and whose key signed the question, each question once.

It must never let a till that has signed before speak without its signature, nor answer such a one unsigned.
"""

import secrets
from typing import Any, Final

from litestar import Request
from litestar.di import NamedDependency

from loyalty_pos.api.signing.answers import BODY
from loyalty_pos.api.signing.window import NonceWindow
from loyalty_pos.centre.centre import Centre
from loyalty_pos.centre.enrolment import NotAuthorised
from loyalty_pos.centre.records import Till
from loyalty_pos.centre.speaking.hearing import Speaker
from loyalty_pos.centre.speaking.refusals import ProtocolTooOld, SayAgain, ShutOut, Unsigned
from loyalty_pos.wire.messages import OLDEST_PROTO
from loyalty_pos.wire.signing.words import (
    HEADER,
    PROTO_HEADER,
    Answered,
    Asked,
    Said,
    read_said,
    request_text,
)

_BEARER: Final = "Bearer "
AnyRequest = Request[Any, Any, Any]


class Gate:
    """Of one process. ``run``: its life, which every question must name."""

    def __init__(self, centre: Centre) -> None:
        self._centre = centre
        self._window = NonceWindow()
        self.run = secrets.token_hex(8)

    def hear(self, request: AnyRequest) -> Speaker:
        """Return who asks, also a till that was shut out. Raises NotAuthorised, Unsigned, SayAgain, BadMessage."""
        header = request.headers.get("authorization", "")
        if not header.startswith(_BEARER):
            raise NotAuthorised
        _check_proto(request.headers.get(PROTO_HEADER, "1"))
        speaker = self._centre.speaking.speaker(header.removeprefix(_BEARER))
        signature = request.headers.get(HEADER, "")
        if signature:
            speaker = self._signed(request, speaker, read_said(signature))
        elif speaker.voice.signs:
            raise Unsigned
        self._centre.office.heard.note(speaker.till.agent_id, self._centre.speaking.now_us())
        return speaker

    def answered(self) -> Answered:
        """Return time and life of now."""
        return Answered(self._centre.speaking.now_us(), self.run)

    def sign(self, text: bytes) -> str:
        """Return the centre's signature."""
        return self._centre.speaking.sign(text)

    def _signed(self, request: AnyRequest, speaker: Speaker, said: Said) -> Speaker:
        if said.run != self.run:
            raise SayAgain(reason="run")
        asked = Asked(
            request.method,
            _target(request),
            request.headers.get(PROTO_HEADER, ""),
            request.headers.get("content-encoding", ""),
            request.scope.get(BODY, b""),  # type: ignore[arg-type]  # put there by ``answers.signed``
        )
        text = request_text(asked, said)
        now_us, agent_id = self._centre.speaking.now_us(), speaker.till.agent_id
        if not self._window.is_in_time(agent_id, said.at_us, now_us):
            raise SayAgain(reason="time")
        speaker = self._centre.speaking.signed_by(speaker, said.key_id, text, said.signature)
        if not self._window.take(agent_id, said.nonce, said.at_us, now_us):
            raise SayAgain(reason="nonce")
        self._centre.speaking.heard(speaker)
        return speaker


def heard_speaker(request: AnyRequest, gate: NamedDependency[Gate]) -> Speaker:
    """Return who speaks; a till that was shut out must sign to bring what it still has. Raises NotAuthorised."""
    speaker = gate.hear(request)
    if speaker.till.revoked and not speaker.key:
        raise NotAuthorised
    return speaker


def speaking_till(speaker: NamedDependency[Speaker]) -> Till:
    """Return the till that speaks. Raises ShutOut."""
    if speaker.till.revoked:
        raise ShutOut
    return speaker.till


def _check_proto(text: str) -> None:
    """Refuse what is older than the last four versions; what is newer leaves out nothing that we know."""
    if not (text.isascii() and text.isdigit()) or int(text[:9]) < OLDEST_PROTO:
        raise ProtocolTooOld(oldest=OLDEST_PROTO)


def _target(request: AnyRequest) -> str:
    """Return path and query as they came."""
    path = request.scope.get("raw_path") or request.scope["path"].encode()
    query = request.scope["query_string"]
    return (path + (b"?" + query if query else b"")).decode("latin-1")
