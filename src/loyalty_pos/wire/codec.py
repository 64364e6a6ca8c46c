"""Bytes on the wire: MessagePack, inside zstd (``zstd.py``); any bytes give a message or ``BadMessage``.

msgspec learns a kind of message at its first use, step by step, and a second thread that reads the same kind meanwhile
ends the whole process (0.22). So every module of messages lets its kinds be learned while it is imported.
"""

import sys
from typing import Final, TypeVar

import msgspec

from loyalty_pos.core.problems import BadMessage

MEDIA_TYPE = "application/x-msgpack"

_encoder = msgspec.msgpack.Encoder()
Message = TypeVar("Message", bound=msgspec.Struct)
READY: Final[set[type[msgspec.Struct]]] = set()
"""Kinds that any thread may read."""


def make_ready(module: str) -> None:
    """Let every kind of message of a module be learned now; called at its end with ``__name__``."""
    for kind in tuple(vars(sys.modules[module]).values()):
        if isinstance(kind, type) and issubclass(kind, msgspec.Struct) and kind.__module__ == module:
            msgspec.msgpack.Decoder(kind)
            READY.add(kind)


def encode(message: msgspec.Struct) -> bytes:
    """Return the message as MessagePack."""
    return _encoder.encode(message)


def decode(data: bytes, kind: type[Message]) -> Message:
    """Return the message of this kind, or raise ``BadMessage``; unknown fields are ignored."""
    try:
        return msgspec.msgpack.decode(data, type=kind)
    except (msgspec.MsgspecError, UnicodeError, ValueError, RecursionError) as error:
        raise BadMessage(reason=f"not a {kind.__name__}") from error
