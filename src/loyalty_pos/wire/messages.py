"""Requests and answers between till and centre, protocol ``PROTO``; the same types on both sides.

Transport: POST/GET bodies are MessagePack of these, compressed with zstd (``wire/codec.py``). Both sides
ignore fields they do not know.
"""

from typing import Final

import msgspec

from loyalty_pos.wire.codec import make_ready
from loyalty_pos.wire.events import Event
from loyalty_pos.wire.signing.commands import Command

PROTO: Final = 2
"""2: questions and answers are signed, the centre may order something."""
SIGNED_PROTO: Final = 2
OLDEST_PROTO: Final = max(1, PROTO - 3)
MAX_BATCH_EVENTS: Final = 200
MAX_BATCH_BYTES: Final = 256 * 1024
MAX_ANSWER_BYTES: Final = 16 * 1024 * 1024
UNTOLD: Final = msgspec.UNSET
"""Of a field that is left out: what was answered before it was there stays as it was."""
LEASE_WORD: Final = b"loyalty-pos lease\n"
"""Before what is signed as a lease: a signature of anything else is none of a lease."""


class Enrol(msgspec.Struct, frozen=True):
    """A till asks for its place. ``code``: one-time, 8 base32 characters; ``device_key``: Ed25519 public, base64.

    ``host``: by which name of its machine a batch has a place for it, then ``code`` is the batch's; ``proof``: the key's
    signature that its owner asks (``wire.signing.joining.host_text``), so that a lost answer is given again to nobody else.
    """

    code: str
    device_key: str
    incarnation: str
    app: str
    proto: int = PROTO
    host: str = ""
    proof: str = ""


class Enrolled(msgspec.Struct, frozen=True):
    """The till's place. ``token``: bearer secret for the vault. ``lookup_key``: base64 of 32 bytes for the cache's
    keyed hashes. ``centre_key``: X25519 public key, base64, to which person keys are wrapped.
    ``bundle_key``: Ed25519 public key, base64, that signs what the till prices by; "" = the till believes its line.
    ``proto``: what the centre speaks; from 2 on it signs every answer with the same key.
    ``device_key``: to whose owner the place was given; a centre of before does not say.
    ``devices``: what stands beside a till of a batch, as its settings name it (``printer``...); of no other is it said."""

    agent_id: str
    store_id: str
    store_name: str
    till_no: int
    token: str
    lookup_key: str
    centre_key: str
    zone: str
    currency: str = "RUB"
    bundle_key: str = ""
    proto: int = 1
    device_key: str | msgspec.UnsetType = msgspec.UNSET
    devices: dict[str, str] | msgspec.UnsetType = msgspec.UNSET


class Hello(msgspec.Struct, frozen=True):
    """Where the centre stands with this stream: watermarks and the head hash at ``stored`` (R19); what it orders."""

    stored: int
    projected: int
    head_hash: str
    server_us: int
    proto: int = PROTO
    commands: list[Command] = []


class Push(msgspec.Struct, frozen=True):
    """Events ``from_seq``.. in order. ``person_keys``: person id -> key wrapped to the centre, base64.

    ``lost_from``: the events from here to the one before ``from_seq`` are lost with a disk, 0 = none is.
    ``head_sig``: the till's Ed25519 over its history up to the last of them (``wire.signing``), base64, "" = does not sign.
    """

    agent_id: str
    incarnation: str
    from_seq: int
    events: list[Event]
    person_keys: dict[str, str] = {}
    proto: int = PROTO
    lost_from: int = 0
    head_sig: str = ""


class Parked(msgspec.Struct, frozen=True):
    """An event that is stored but not applied; ``code`` says why (unknown kind, bad body, missing sale)."""

    seq: int
    code: str


class Pushed(msgspec.Struct, frozen=True):
    """``stored``: everything up to here is durable at the centre; ``projected``: applied or parked up to here."""

    stored: int
    projected: int
    head_hash: str
    server_us: int
    parked: list[Parked] = []


class Change(msgspec.Struct, frozen=True, gc=False):
    """One row of the till's cache. ``row``: MessagePack of the table's row type (``wire/rows.py``), b"" = tombstone.

    Thousands come at once and refer to nothing, so the collector need not look at them (``gc=False``).
    """

    table: str
    key: str
    row: bytes


class Changes(msgspec.Struct, frozen=True):
    """Rows changed since a cursor; ``cursor`` is opaque. ``projected``: this till's projected watermark that the
    rows already contain, read in the same transaction. ``more``: ask again at once.
    ``till_no``: told to a till that got a dead one's place; from its next start on it goes by this number."""

    cursor: str
    projected: int
    more: bool
    rows: list[Change]
    server_us: int
    commands: list[Command] = []
    till_no: int | msgspec.UnsetType = msgspec.UNSET


class HoldAsk(msgspec.Struct, frozen=True):
    """Reserve points for one operation; asking again with the same ``op`` gives the same answer.

    ``account_id`` may name a certificate or a code (``core.leases.value.voucher_subject``): then ``points`` are its money
    or its uses, and what is granted may be less. ``shown``: how the member was recognised (``core.member.Identified``), "" = an
    older till does not tell. ``card_last4``: by which card, the same word that the sale will say: by it a till that has not
    heard that two accounts were parted holds the points of the right one, "" = not told. ``cashier_id``: who asks, a staff
    id, so that whoever hears that the hold was taken over knows whom to ask; "" = an older till does not tell.
    """

    op: str
    account_id: str
    points: int
    shown: str = ""
    card_last4: str = ""
    cashier_id: str = ""


class HoldAnswer(msgspec.Struct, frozen=True):
    """``granted`` 0 = refused for ``reason``; ``available`` is what the account has left now.

    ``expires_us``: when the hold ends by the centre's clock, ``server_us``: what that clock says now (0 = not told).
    Refused as "held_elsewhere": till number ``held_till`` holds ``held`` points for ``held_op``, which a manager may take over.
    Refused as "redeem_by_phone_refused" or "redeem_by_name_refused": ``held`` points are the most for what was shown.
    """

    op: str
    granted: int
    available: int
    reason: str = ""
    expires_us: int = 0
    server_us: int = 0
    held: int = 0
    held_op: str = ""
    held_till: int = 0


class HoldTake(msgspec.Struct, frozen=True):
    """Give back what another till holds of this account; ``approved_by``: staff id of the manager."""

    account_id: str
    approved_by: str


class LeaseAsk(msgspec.Struct, frozen=True):
    """A till asks for its next lease. ``epoch``: the one it holds, 0 = none; ``closed_seq``: its newest event."""

    epoch: int
    closed_seq: int


class LeaseRow(msgspec.Struct, frozen=True):
    """A lease as it travels, see ``core.leases.lease``. ``cursor``: of the feed, rights begin when the rows up to it
    are in. ``floors``: home, visited, guest, app. ``grants``: account -> points set aside for this till.

    Of vouchers: ``certificates``: home, guest, minor units; ``coupons``: uses of one; ``worth``: money of so many minor point
    units, by which both count in ``risk``; ``quotas``: keyed hash of a code, decimal -> uses set aside for this till.
    An older centre tells nothing of these: then there is no such right.
    """

    agent_id: str
    incarnation: str
    epoch: int
    issued_us: int
    closed_seq: int
    cursor: str
    bundle: str
    floors: tuple[int, int, int, int]
    risk: int
    per_sale: int
    ttl_us: int
    wait: str
    grants: dict[str, int] = {}
    certificates: tuple[int, int] = (0, 0)
    coupons: int = 0
    worth: tuple[int, int] = (100, 1)
    quotas: dict[str, int] = {}


class Leased(msgspec.Struct, frozen=True):
    """``lease``: MessagePack of ``LeaseRow``; ``signature``: the centre's Ed25519 over ``LEASE_WORD`` + these bytes, base64."""

    lease: bytes
    signature: str
    server_us: int


class AccountQuery(msgspec.Struct, frozen=True):
    """A look at accounts online: by card number, full phone, name or last four digits; or at the one account named.

    ``staff_id``: who wants to know, or approved it. ``present``: the member is at the till and showed a card or phone.
    """

    text: str
    limit: int = 20
    staff_id: str = ""
    account_id: str = ""
    present: bool = False


class Posting(msgspec.Struct, frozen=True):
    """One ledger entry as the manager reads it; ``points`` signed minor units."""

    at_us: int
    kind: str
    points: int
    store_name: str
    receipt_code: str
    reason: str = ""


class AccountView(msgspec.Struct, frozen=True):
    """An account as the centre knows it now; lots as (points, activate_us, expire_us or 0).

    ``available``: what may still be promised to anybody, without what is held or set aside. ``consents``: those in
    force as (kind, version, given_us).
    """

    account_id: str
    name: str
    phone_masked: str
    card_last4: str
    tier_id: str
    spend_minor: int
    available: int
    pending: int
    debt: int
    lots: list[tuple[int, int, int]] = []
    history: list[Posting] = []
    consents: list[tuple[str, str, int]] = []


class Found(msgspec.Struct, frozen=True):
    accounts: list[AccountView]


class Refused(msgspec.Struct, frozen=True):
    """Body of every error answer. ``code``: a problem code; ``expect``: the seq wanted next after a gap."""

    code: str
    detail: str = ""
    expect: int = 0
    server_us: int = 0


make_ready(__name__)
