"""What the centre may order of a till: a closed list of words, each signed for one till with a rising serial.

It must never carry code, a statement or a path.
"""

from typing import Final

import msgspec

from loyalty_pos.wire.codec import make_ready

END_LEASE: Final = "end_lease"
"""Decide nothing alone until a new lease came."""
READ_ANEW: Final = "read_anew"
"""Forget how far the feed was read: the cache is told again from its start."""
ROTATE_KEY: Final = "rotate_key"
"""Make a new device key and sign with it from then on."""
KINDS: Final = (END_LEASE, READ_ANEW, ROTATE_KEY)


class Command(msgspec.Struct, frozen=True):
    """``serial``: higher than of any order before; ``kind``: a word that this program does not know is passed over."""

    serial: int
    kind: str
    signature: str


make_ready(__name__)
