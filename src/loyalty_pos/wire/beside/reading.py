"""Bytes of the port to requests and back; any bytes give a request or ``BadMessage`` that says where it is wrong."""

import re
from typing import Any, Final

import msgspec

from loyalty_pos.core.problems import BadMessage
from loyalty_pos.wire.beside.messages import ACTIONS, ANSWERS, Answer, Request

_READERS: Final = {name: msgspec.json.Decoder(kind) for name, kind in ACTIONS.items()}
_encoder = msgspec.json.Encoder()
_LONGEST_REASON: Final = 120
_PLAIN: Final = re.compile(r"[^\x20-\x7e]")


def read_request(action: str, data: bytes) -> Request:
    """Return the request. Raises ``BadMessage``; ``action`` is one of ``ACTIONS``."""
    try:
        return _READERS[action].decode(data)
    except (msgspec.MsgspecError, UnicodeError, ValueError, RecursionError) as error:
        reason = _PLAIN.sub("?", str(error))[:_LONGEST_REASON]
        raise BadMessage(reason=reason) from error


def answer_bytes(answer: Answer) -> bytes:
    """Return the answer as JSON."""
    return _encoder.encode(answer)


def schema() -> dict[str, Any]:
    """Return the JSON Schema of all requests and answers by the name of their action."""
    kinds = [*ACTIONS.values(), *ANSWERS.values()]
    refs, parts = msgspec.json.schema_components(kinds, ref_template="#/$defs/{name}")
    requests = dict(zip(ACTIONS, refs, strict=False))
    answers = dict(zip(ANSWERS, refs[len(ACTIONS) :], strict=True))
    return {
        "$schema": "json-schema.org/draft/2020-12/schema",
        "title": "The port for a program beside the till, version 1",
        "requests": requests,
        "answers": answers,
        "$defs": parts,
    }
