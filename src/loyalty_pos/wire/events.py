"""The event envelope: one committed fact of one agent, chained by hash to the one before.

An agent (a till) numbers its events 1, 2, 3... within one incarnation of its journal. ``hash`` =
SHA-256(prev || canonical JSON of everything but ``hash``), so a changed byte, a hole or a fork shows
(offline.md 2.1, I5, I19). The body is one of ``core.sale``'s facts; personal data is only in ``sealed``.
Never changes a released field: a new meaning is a new ``schema`` number (decisions 18-25, R26, R27).
"""

import hashlib
from typing import Final

import msgspec

from loyalty_pos.core.problems import BadMessage
from loyalty_pos.core.sale import (
    CardAttached,
    CardIssued,
    CashMoved,
    Fact,
    MemberChanged,
    Noted,
    Return,
    Sale,
    ShiftClosed,
    ShiftOpened,
    Void,
)
from loyalty_pos.wire.codec import make_ready

SCHEMA: Final = 1
GENESIS: Final = "0" * 64
KINDS: Final[dict[str, type[Fact]]] = {
    "sale": Sale,
    "return": Return,
    "void": Void,
    "shift_opened": ShiftOpened,
    "shift_closed": ShiftClosed,
    "cash_moved": CashMoved,
    "card_issued": CardIssued,
    "card_attached": CardAttached,
    "member_changed": MemberChanged,
    "noted": Noted,
}
_KIND_OF: Final = {body: kind for kind, body in KINDS.items()}
_READERS: Final = {kind: msgspec.json.Decoder(body) for kind, body in KINDS.items()}
_encoder = msgspec.json.Encoder(order="sorted")


class Event(msgspec.Struct, frozen=True, forbid_unknown_fields=False):
    """One committed fact.

    ``id``: UUIDv7, the idempotency key. ``hlc``: hybrid logical time (``core.ids``), strictly increasing.
    ``wall_us``: the till's clock, UTC microseconds, never trusted for order. ``zone``: IANA name of the shop.
    ``body``: canonical JSON text of the fact. ``bundle``: hash of the programme bundle in force.
    ``lease_epoch``: epoch of the lease in force, 0 = none. ``sealed``: base64 of the sealed personal part, "" = none.
    ``person_id``: whose key sealed it. ``prev``/``hash``: 64 hex digits.
    """

    id: str
    agent_id: str
    incarnation: str
    seq: int
    hlc: int
    wall_us: int
    zone: str
    schema: int
    kind: str
    body: str
    cashier_id: str
    bundle: str
    lease_epoch: int
    person_id: str
    sealed: str
    prev: str
    hash: str

    def computed_hash(self) -> str:
        """Return the hash that this event must have."""
        unsigned = msgspec.structs.replace(self, hash="")
        return hashlib.sha256(self.prev.encode() + _encoder.encode(unsigned)).hexdigest()


def sign_chain(event: Event) -> Event:
    """Return the event with its hash set."""
    return msgspec.structs.replace(event, hash=event.computed_hash())


def body_text(fact: Fact) -> str:
    """Return the canonical JSON text of a fact: sorted keys, no spaces, integers only."""
    return _encoder.encode(fact).decode()


def kind_of(fact: Fact) -> str:
    """Return the kind under which a fact travels."""
    return _KIND_OF[type(fact)]


def fact_of(event: Event) -> Fact | None:
    """Return the fact inside, or None for a kind or schema newer than this program (to be parked, R27).

    Unknown fields are ignored. Raises ``BadMessage`` for a known kind whose body does not fit.
    """
    reader = _READERS.get(event.kind)
    if reader is None or event.schema > SCHEMA:
        return None
    try:
        return reader.decode(event.body.encode())
    except (msgspec.MsgspecError, UnicodeError, RecursionError) as error:
        raise BadMessage(reason=f"body of {event.kind}") from error


make_ready(__name__)
