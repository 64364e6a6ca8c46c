"""The bytes under each signature between till and centre. Each begins with what it is, because one key signs several things.

It must never leave out anything that a stranger between the two could change: a question is bound to its method, place,
body and moment, an answer to the question's nonce, its status, its body and what the till does by its headers.
"""

import base64
import binascii
import hashlib
import re
from typing import Final, NamedTuple

from loyalty_pos.core.problems import BadMessage

HEADER: Final = "lp-sig"
PROTO_HEADER: Final = "lp-proto"
NONCE_BYTES: Final = 16
KEY_BYTES: Final = 32
_REQUEST: Final = b"loyalty-pos request 1\n"
_ANSWER: Final = b"loyalty-pos answer 1\n"
_HEAD: Final = b"loyalty-pos head 1\n"
_COMMAND: Final = b"loyalty-pos command 1\n"
_NEW_KEY: Final = b"loyalty-pos device key 1\n"
_BASE64: Final = r"[A-Za-z0-9+/]{86}=="
_SAID: Final = re.compile(rf"([0-9a-f]{{16}});(\d{{1,18}});([0-9a-f]{{32}});([0-9a-f]{{0,32}});({_BASE64})")
_ANSWERED: Final = re.compile(rf"(\d{{1,18}});([0-9a-f]{{1,32}});({_BASE64})")


class Said(NamedTuple):
    """What stands in the header of a question. ``run``: the life of the centre's process that it is meant for, "" = not known yet.

    ``at_us``: the till's time, corrected by the centre's; ``nonce``: 32 random hex digits, never used twice.
    """

    key_id: str
    at_us: int
    nonce: str
    run: str
    signature: str = ""

    @property
    def header(self) -> str:
        """As it travels."""
        return f"{self.key_id};{self.at_us};{self.nonce};{self.run};{self.signature}"


class Answered(NamedTuple):
    """What stands in the header of an answer: the centre's time, the life of its process."""

    server_us: int
    run: str
    signature: str = ""

    @property
    def header(self) -> str:
        """As it travels."""
        return f"{self.server_us};{self.run};{self.signature}"


class Asked(NamedTuple):
    """A question as both sides see it. ``target``: path with query; ``body``: as it travels, packed where it is."""

    method: str
    target: str
    proto: str = ""
    encoding: str = ""
    body: bytes = b""


class Told(NamedTuple):
    """An answer as both sides see it."""

    status: int
    encoding: str = ""
    retry_after: str = ""
    body: bytes = b""


def read_said(header: str) -> Said:
    """Return what the header of a question says. Raises BadMessage."""
    found = _SAID.fullmatch(header)
    if found is None:
        raise BadMessage(reason="signature")
    key_id, at_us, nonce, run, signature = found.groups()
    return Said(key_id, int(at_us), nonce, run, signature)


def read_answered(header: str) -> Answered | None:
    """Return what the header of an answer says, None = it is none."""
    found = _ANSWERED.fullmatch(header)
    return Answered(int(found[1]), found[2], found[3]) if found else None


def key_id(public: str) -> str:
    """Return how a public key (base64) is named in a header."""
    return hashlib.sha256(public.encode()).hexdigest()[:16]


def request_text(asked: Asked, said: Said) -> bytes:
    """Return what a till signs to ask something."""
    moment = (said.key_id, str(said.at_us), said.nonce, said.run)
    return _text(_REQUEST, asked.method, asked.target, asked.proto, asked.encoding, *moment, _sha(asked.body))


def answer_text(told: Told, nonce: str, answered: Answered) -> bytes:
    """Return what the centre signs to answer the question with this nonce."""
    moment = (nonce, str(answered.server_us), answered.run)
    return _text(_ANSWER, str(told.status), told.encoding, told.retry_after, *moment, _sha(told.body))


def head_text(agent_id: str, incarnation: str, seq: int, head: str) -> bytes:
    """Return what a till signs to stand by its whole history up to an event."""
    return _text(_HEAD, agent_id, incarnation, str(seq), head)


def command_text(agent_id: str, serial: int, kind: str) -> bytes:
    """Return what the centre signs to order something of one till."""
    return _text(_COMMAND, agent_id, str(serial), kind)


def new_key_text(agent_id: str, public: str) -> bytes:
    """Return what the owner of a new key signs with it, to show that it is theirs."""
    return _text(_NEW_KEY, agent_id, public)


def _text(word: bytes, *parts: str) -> bytes:
    """Join the parts; none may hold the mark between them."""
    if any("\n" in part for part in parts):
        raise BadMessage(reason="signed text")
    return word + "\n".join(parts).encode()


def _sha(body: bytes) -> str:
    return hashlib.sha256(body).hexdigest()


def is_key(text: str) -> bool:
    """Tell whether a text is 32 bytes in base64."""
    try:
        return len(base64.b64decode(text, validate=True)) == KEY_BYTES
    except (binascii.Error, ValueError):
        return False
