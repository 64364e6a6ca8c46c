"""What a code for a place says: the secret that opens one, and by which key the centre that gave it is known.

A one-time code opens one place for whoever has it; a batch's opens, for each machine that it knows by name, that one's.

It must never take half a mark for none: whoever leaves something out is asked to type it again.
"""

import base64
import hashlib
import re
from typing import Final, NamedTuple

from loyalty_pos.core.problems import BadMessage

SECRET_CHARS: Final = 8
MARK_CHARS: Final = 16
"""80 bits: nobody makes a key with the mark of another one."""
BATCH_CHARS: Final = 32
"""160 bits: it lives for days and lies in a file, so nobody may guess it."""
_GROUP: Final = 4
_WORD: Final = b"loyalty-pos centre key\n"
_HOST: Final = b"loyalty-pos host 1\n"
_HOST_NAME: Final = re.compile(r"[a-z0-9]([a-z0-9_-]{0,61}[a-z0-9])?")


class JoinCode(NamedTuple):
    """``mark``: of the centre's key (``mark_of``), "" = a centre of before, whose first answer must be taken on trust."""

    secret: str
    mark: str = ""

    @property
    def is_batch(self) -> bool:
        """Whether it is a batch's, which asks for the machine's name."""
        return len(self.secret) == BATCH_CHARS


def mark_of(public: str) -> str:
    """Return the mark of a centre's public key (base64), 16 characters of A-Z and 2-7."""
    return base64.b32encode(hashlib.sha256(_WORD + public.encode()).digest()).decode()[:MARK_CHARS]


def code_text(secret: str, public: str) -> str:
    """Return the code as a person is told it."""
    return in_groups(secret + mark_of(public))


def in_groups(text: str) -> str:
    """Return a text in groups of four."""
    return "-".join(text[at : at + _GROUP] for at in range(0, len(text), _GROUP))


def read_code(text: str) -> JoinCode:
    """Return what a person typed, or a file holds. Raises BadMessage for one that is neither with its mark nor without."""
    typed = "".join(text.split()).upper().replace("-", "")
    if len(typed) == BATCH_CHARS + MARK_CHARS:
        return JoinCode(typed[:BATCH_CHARS], typed[BATCH_CHARS:])
    secret, mark = typed[:SECRET_CHARS], typed[SECRET_CHARS:]
    if len(mark) not in {0, MARK_CHARS}:
        raise BadMessage(reason="code")
    return JoinCode(secret, mark)


def host_name(text: str) -> str:
    """Return how a machine is called in a batch: small letters, without its domain; "" = that is no name of a machine."""
    name = text.strip().lower().partition(".")[0]
    return name if _HOST_NAME.fullmatch(name) else ""


def host_text(host: str, device_key: str, incarnation: str) -> bytes:
    """Return what a machine signs with its new key to ask for its place in a batch."""
    return _HOST + f"{host}\n{device_key}\n{incarnation}".encode()
