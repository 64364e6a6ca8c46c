"""What a till says of itself beside its questions: nothing that anybody decides by, so that an older side may leave it out.

It travels in the address of a signed question, as base64url of JSON. It must never carry a name, a number of a card or a path.
"""

import base64
import binascii
from typing import Final

import msgspec

from loyalty_pos.wire.codec import make_ready

LONGEST: Final = 1_500
"""Characters as it travels; what is longer is left out as a whole."""
_MOST_CODES: Final = 20


class About(msgspec.Struct, frozen=True, omit_defaults=True):
    """``queue``: events that wait, ``oldest_us``: since when the first does. ``health``: codes of what a person should see.

    ``ahead_s``: how far this machine's clock is before the centre's, ``doubt``: why it is in doubt. ``keys``: full, machine or
    file. ``backup``: of the copy on another medium: "" = there is none, ``ok``, or what is wrong with it; ``behind_us``: since
    when it lacks something. ``host``: by which name the machine goes.
    """

    app: str = ""
    queue: int = 0
    oldest_us: int = 0
    health: list[str] = []
    ahead_s: int = 0
    doubt: str = ""
    keys: str = ""
    backup: str = ""
    behind_us: int = 0
    host: str = ""


_READ: Final = msgspec.json.Decoder(About)


def about_text(about: About) -> str:
    """Return it as it travels, "" = it is too long to be said."""
    short = msgspec.structs.replace(about, health=about.health[:_MOST_CODES])
    text = base64.urlsafe_b64encode(msgspec.json.encode(short)).decode().rstrip("=")
    return text if len(text) <= LONGEST else ""


def read_about(text: str) -> About | None:
    """Return what was said, None = nothing that can be read; fields that are not known are passed over."""
    try:
        return _READ.decode(base64.urlsafe_b64decode(text + "=" * (-len(text) % 4)))
    except (binascii.Error, ValueError, msgspec.MsgspecError):
        return None


make_ready(__name__)
