"""Bytes on the wire: MessagePack, inside zstd (``zstd.py``); any bytes give a message or ``BadMessage``."""

from typing import TypeVar

import msgspec

from loyalty_pos.core.problems import BadMessage

MEDIA_TYPE = "application/x-msgpack"

_encoder = msgspec.msgpack.Encoder()
Message = TypeVar("Message", bound=msgspec.Struct)


def encode(message: msgspec.Struct) -> bytes:
    """Return the message as MessagePack."""
    return _encoder.encode(message)


def decode(data: bytes, kind: type[Message]) -> Message:
    """Return the message of this kind, or raise ``BadMessage``; unknown fields are ignored."""
    try:
        return msgspec.msgpack.decode(data, type=kind)
    except (msgspec.MsgspecError, UnicodeError, ValueError, RecursionError) as error:
        raise BadMessage(reason=f"not a {kind.__name__}") from error
