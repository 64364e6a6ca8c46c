"""What the counter does for people, and what is written down of it."""

from dataclasses import dataclass
from enum import StrEnum


@dataclass(frozen=True, slots=True)
class CardIssued:
    """A card given out at the counter; name, phone, birthday are in the event's sealed part.

    ``card_number`` is the new card; ``phone_key`` is the keyed hash of the phone (``core/lookup.py``), 0 = none.
    ``consents``: (kind, text version) given. ``proofs``: of each the way it was given and the hash of the text, (kind,
    ``slip`` | ``display`` | ``code``, SHA-256 or ""); none in facts of older tills.
    """

    account_id: str
    person_id: str
    card_number: str
    phone_key: int
    phone_masked: str
    store_id: str
    cashier_id: str
    issued_at_us: int
    programme_id: str
    channel: str
    verified: bool
    consents: tuple[tuple[str, str], ...] = ()
    proofs: tuple[tuple[str, str, str], ...] = ()


class MemberChange(StrEnum):
    """What the counter may change of a member without a sale."""

    JOIN = "join"
    PAUSE = "pause"
    RESUME = "resume"
    LEAVE = "leave"
    OPT_OUT = "opt_out"
    OPT_IN = "opt_in"


@dataclass(frozen=True, slots=True)
class MemberChanged:
    """A club joined by invitation, paused, resumed or left; personal offers refused or wanted again (A50).

    ``club_id`` "" for personal offers. ``key``: keyed hash of the invitation, "" without one. A club joined holds
    from ``since_us`` to ``until_us`` (0 = for ever).
    """

    change_id: str
    what: MemberChange
    account_id: str
    store_id: str
    cashier_id: str
    changed_at_us: int
    club_id: str = ""
    key: str = ""
    since_us: int = 0
    until_us: int = 0
    approved_by: str = ""


@dataclass(frozen=True, slots=True)
class Noted:
    """Something worth an audit line: line deleted, drawer opened, receipt printed again, PIN locked, approval."""

    what: str
    store_id: str
    cashier_id: str
    noted_at_us: int
    shift_id: str = ""
    subject: str = ""
    amount_minor: int = 0
    approved_by: str = ""
    reason: str = ""
