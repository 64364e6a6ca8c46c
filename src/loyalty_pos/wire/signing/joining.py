"""What a one-time code says: the secret that opens a place, and by which key the centre that gave it is known.

It must never take half a mark for none: whoever leaves something out is asked to type it again.
"""

import base64
import hashlib
from typing import Final, NamedTuple

from loyalty_pos.core.problems import BadMessage

SECRET_CHARS: Final = 8
MARK_CHARS: Final = 16
"""80 bits: nobody makes a key with the mark of another one."""
_GROUP: Final = 4
_WORD: Final = b"loyalty-pos centre key\n"


class JoinCode(NamedTuple):
    """``mark``: of the centre's key (``mark_of``), "" = a centre of before, whose first answer must be taken on trust."""

    secret: str
    mark: str = ""


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
    """Return what a person typed. Raises BadMessage for one that is neither with its mark nor without."""
    typed = "".join(text.split()).upper().replace("-", "")
    secret, mark = typed[:SECRET_CHARS], typed[SECRET_CHARS:]
    if len(mark) not in {0, MARK_CHARS}:
        raise BadMessage(reason="code")
    return JoinCode(secret, mark)
