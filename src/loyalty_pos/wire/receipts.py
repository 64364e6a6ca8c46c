"""A till asks the centre about a receipt of another till, and tells it the key that it signs its own with."""

import msgspec

from loyalty_pos.wire.codec import make_ready
from loyalty_pos.wire.rows import ReturnedRow


class ReceiptAnswer(msgspec.Struct, frozen=True):
    """``body``: canonical JSON of the sale, "" = the centre does not know it (yet). ``came_back``: all that did."""

    body: str = ""
    came_back: ReturnedRow | None = None
    server_us: int = 0


class KeyTold(msgspec.Struct, frozen=True):
    """``device_key``: Ed25519 public, base64, with which this till signs from now on.

    ``proof``: signature by that very key that it is this till's (``wire.signing``); the question is signed by the one before.
    """

    device_key: str
    proof: str = ""


class KeyTaken(msgspec.Struct, frozen=True):
    """The centre tells this key to all tills."""

    server_us: int = 0


make_ready(__name__)
