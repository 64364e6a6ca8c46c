"""One till's signed conversation: what stands beside each question, and whether an answer is the centre's.

The time of a question is this machine's, corrected by what the centre said last; so is the life of the centre's process
that it names. It must never take either from an answer that is not signed where the centre's key is known.
"""

import secrets
import time
from typing import Final

from loyalty_pos.sync.signing.ports import Voice
from loyalty_pos.wire.messages import PROTO
from loyalty_pos.wire.signing.words import (
    HEADER,
    NONCE_BYTES,
    PROTO_HEADER,
    Answered,
    Asked,
    Said,
    Told,
    answer_text,
    read_answered,
    request_text,
)

SAY_AGAIN: Final = "say_again"
MOST_TRIES: Final = 3


class Speaking:
    """Used by several threads; the newest word of the centre counts."""

    def __init__(self, voice: Voice) -> None:
        self._voice = voice
        self._run = ""
        self._offset_us = 0

    def beside(self, asked: Asked) -> tuple[dict[str, str], str]:
        """Return the headers of a question, and its nonce, "" = it is not signed."""
        key = self._voice.key()
        if key is None:
            return {}, ""
        asked = asked._replace(proto=str(PROTO))
        said = Said(key.id, _now_us() + self._offset_us, secrets.token_hex(NONCE_BYTES), self._run)
        signature = key.sign(request_text(asked, said))
        return {PROTO_HEADER: asked.proto, HEADER: said._replace(signature=signature).header}, said.nonce

    def believes(self, told: Told, header: str, nonce: str) -> bool:
        """Tell whether this is the centre's answer to the question with this nonce, and hear what it says of itself."""
        answered = read_answered(header) if nonce else None
        if answered is None:
            return not self._voice.is_strict()
        if self._voice.pins():
            if not self._voice.is_centre(answer_text(told, nonce, answered), answered.signature):
                return False
            self._voice.heard_signed()
        self._hear(answered)
        return True

    def _hear(self, answered: Answered) -> None:
        self._run = answered.run
        self._offset_us = answered.server_us - _now_us()


def _now_us() -> int:
    return time.time_ns() // 1_000
