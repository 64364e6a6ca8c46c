"""One line of a copy: one event, packed and sealed; the first line says who can open the others.

The key is made of the journal's key and serves this purpose alone; a copy of it for the centre stands in the first line.
Whoever finds the stick has nothing. Names of people are sealed once more under their own keys, which are never here: an
erasure need not find the stick. A torn or damaged line is one event less, never a wrong one.
"""

import base64
import binascii
import hmac
import secrets
from typing import Final

import msgspec
from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from loyalty_pos.core.problems import BadMessage
from loyalty_pos.wire.events import Event
from loyalty_pos.wire.zstd import Zstd

SUFFIX: Final = ".lpcopy"
_PURPOSE: Final = b"loyalty-pos second medium 1"
_KEY_HEX: Final = 64
_NONCE_BYTES: Final = 12
_MOST_BYTES: Final = 16 * 1024 * 1024


class Head(msgspec.Struct, frozen=True):
    """``sealed``: the key for the owner of ``centre_key`` (X25519 public, base64), bound to ``name``."""

    agent_id: str
    incarnation: str
    centre_key: str
    sealed: str
    version: int = 1

    @property
    def name(self) -> str:
        """What the sealed key is bound to."""
        return f"copy:{self.agent_id}:{self.incarnation}"


def copy_key(journal_key: str) -> bytes:
    """Return the key of copies (32 bytes) for a journal's key (96 hex digits)."""
    return hmac.digest(bytes.fromhex(journal_key[:_KEY_HEX]), _PURPOSE, "sha256")


def head_line(head: Head) -> bytes:
    """Return the first line of a copy."""
    return msgspec.json.encode(head) + b"\n"


def read_head(line: bytes) -> Head | None:
    """Return what the first line says, None when it is none."""
    try:
        return msgspec.json.decode(line, type=Head)
    except msgspec.MsgspecError:
        return None


def sealed_line(key: bytes, event: Event) -> bytes:
    """Return an event as a line."""
    nonce = secrets.token_bytes(_NONCE_BYTES)
    packed = Zstd().compress(msgspec.json.encode(event))
    return base64.b64encode(nonce + AESGCM(key).encrypt(nonce, packed, _PURPOSE)) + b"\n"


def open_line(key: bytes, line: bytes) -> Event | None:
    """Return the event of a line, None for anything that is not one of ours, whole."""
    try:
        data = base64.b64decode(line.strip(), validate=True)
        packed = AESGCM(key).decrypt(data[:_NONCE_BYTES], data[_NONCE_BYTES:], _PURPOSE)
        event = msgspec.json.decode(Zstd().expand(packed, _MOST_BYTES), type=Event)
    except (binascii.Error, ValueError, InvalidTag, BadMessage, msgspec.MsgspecError):
        return None
    return event if event.computed_hash() == event.hash else None
