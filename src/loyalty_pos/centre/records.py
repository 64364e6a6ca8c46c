"""What the centre keeps, as plain facts: streams, tills, accounts with their heads, documents, people, alarms.

Times are UTC microseconds (``*_us``), amounts as in the core. Nothing here decides anything.
"""

from dataclasses import dataclass, field
from enum import StrEnum

from loyalty_pos.core.ledger import AccountState, Entry
from loyalty_pos.core.member import CardState
from loyalty_pos.core.points import LotMove
from loyalty_pos.wire.events import GENESIS


@dataclass(frozen=True, slots=True)
class Stream:
    """Where the centre stands with one incarnation of an agent; ``projected`` <= ``stored`` (decisions 14).

    ``epoch``: of the lease that the till was last heard to hold.
    """

    agent_id: str
    incarnation: str
    stored: int = 0
    projected: int = 0
    head_hash: str = GENESIS
    quarantined: bool = False
    seen_us: int = 0
    epoch: int = 0


@dataclass(frozen=True, slots=True)
class Store:
    store_id: str
    name: str
    zone: str


@dataclass(frozen=True, slots=True)
class Till:
    """``token_hash``: SHA-256 of the bearer secret; the secret itself is at the till alone."""

    agent_id: str
    store_id: str
    till_no: int
    device_key: str
    token_hash: str = field(repr=False)
    revoked: bool = False


@dataclass(frozen=True, slots=True)
class Code:
    """A one-time code for enrolment, known here by its hash. ``till_no`` 0 = the next free one."""

    code_hash: str
    store_id: str
    till_no: int
    expires_us: int
    tries_left: int
    used_us: int = 0


@dataclass(frozen=True, slots=True)
class Head:
    """An account without its points. ``granted_tier``: by hand or import; ``tier_id``: what the till is told.

    ``shown_name`` and ``phone_masked`` are all that a till may see of the person. ``version`` counts entries.
    ``set_aside``: G of docs/why/0026, for tills. ``stores``: (store, when) where the member bought last, newest first.
    ``overdrawn``: when the last times began that a till took more than was there; ``even_us``: when that was repaid.
    ``online_only``: nothing is paid with points without the centre.
    """

    account_id: str
    granted_tier: str = ""
    tier_id: str = ""
    staff_id: str = ""
    verified: bool = True
    blocked: bool = False
    shown_name: str = ""
    phone_masked: str = ""
    version: int = 0
    head_hash: str = GENESIS
    set_aside: int = 0
    stores: tuple[tuple[str, int], ...] = ()
    overdrawn: tuple[int, ...] = ()
    even_us: int = 0
    online_only: bool = False


@dataclass(frozen=True, slots=True)
class Account:
    """``state`` holds lots with points in them and those somebody asked for by name."""

    head: Head
    state: AccountState


@dataclass(frozen=True, slots=True)
class Booked:
    """An entry with what the book adds: where it came from and its place in the account's chain."""

    entry: Entry
    position: int
    hash: str
    store_id: str = ""
    receipt_code: str = ""
    recorded_us: int = 0


@dataclass(frozen=True, slots=True)
class Document:
    """A sale, return or void once applied: the receipt that its sums and its repetitions are checked against.

    ``owner_id``: the account, or the sale itself where there is no member. ``spend_minor`` and ``visits`` are
    what it added to the account. Returns and voids carry what they undid as positive numbers.
    """

    owner_id: str
    document_id: str
    kind: str
    event_id: str
    agent_id: str
    store_id: str
    cashier_id: str
    at_us: int
    sale_id: str
    account_id: str
    gross_minor: int = 0
    discount_minor: int = 0
    points_money_minor: int = 0
    certificate_minor: int = 0
    paid_minor: int = 0
    redeemed: int = 0
    accrued: int = 0
    spend_minor: int = 0
    visits: int = 0


@dataclass(frozen=True, slots=True)
class Card:
    """``person_id``: whom it was given out for, "" = not known, or whoever opened the account."""

    account_id: str
    number: str = field(repr=False)
    number_key: int
    last4: str
    state: CardState
    discount_bp: int = 0
    person_id: str = ""


@dataclass(frozen=True, slots=True)
class Person:
    """Personal data, apart from everything else. ``phone``: E.164, ``birthday``: YYYY-MM-DD.

    ``birthday_changed_us``: when a known member's birthday was last changed, 0 = never.
    """

    account_id: str
    person_id: str
    name: str = field(default="", repr=False)
    phone: str = field(default="", repr=False)
    birthday: str = field(default="", repr=False)
    birthday_changed_us: int = 0


@dataclass(frozen=True, slots=True)
class HoldRecord:
    """``state``: open, lapsed (its time is over, the sale may still come), released, captured (maybe never held: late or offline).

    A released one without an account overtook its hold. ``agent_id``, ``cashier_id``: the till and who asked, "" = not known.
    """

    account_id: str
    op: str
    state: str
    amount: int = 0
    until_us: int = 0
    moves: tuple[LotMove, ...] = ()
    agent_id: str = ""
    cashier_id: str = ""


@dataclass(frozen=True, slots=True)
class Park:
    """An event that is stored but not applied. ``waits_for``: the sale it needs, "" = nothing will help by itself."""

    agent_id: str
    incarnation: str
    seq: int
    code: str
    waits_for: str = ""
    since_us: int = 0


@dataclass(frozen=True, slots=True)
class Alarm:
    """Something a person must look at. ``subject``: an id, never a number or a name."""

    alarm_id: str
    code: str
    agent_id: str
    subject: str
    at_us: int


@dataclass(frozen=True, slots=True)
class VoucherDeed:
    """Something done with a voucher, once. ``what``: printed, sold, paid, used, given_back, cancelled, blocked...

    ``key``: the voucher's; ``amount_minor``: money that moved, positive into the voucher. ``rule_id``: what a coupon gave.
    """

    deed_id: str
    key: int
    what: str
    event_id: str
    sale_id: str
    store_id: str
    amount_minor: int
    at_us: int
    rule_id: str = ""


@dataclass(frozen=True, slots=True)
class OfferUse:
    """What one offer took off one line of a sale. ``back_milli``: how much of ``qty_milli`` came back since."""

    sale_id: str
    line_id: int
    offer: str
    amount_minor: int
    qty_milli: int
    back_milli: int = 0

    @property
    def cost_minor(self) -> int:
        """What it still costs: the share of what was kept, rounded so that partial returns add up to the whole."""
        if not self.qty_milli:
            return self.amount_minor
        return self.amount_minor - self.amount_minor * self.back_milli // self.qty_milli


@dataclass(frozen=True, slots=True)
class OfferCost:
    """What an offer has cost in all, minor units, on so many receipts; a change of it may be negative."""

    offer: str
    cost_minor: int
    receipts: int


@dataclass(frozen=True, slots=True)
class PoolCode:
    """A code of a partner's own pool: ``sealed`` at rest, given to one member by one ``operation`` ("" = to nobody yet)."""

    key: int
    partner: str
    sealed: str = field(repr=False)
    account_id: str = ""
    operation: str = ""
    given_us: int = 0


@dataclass(frozen=True, slots=True)
class FeedRow:
    """A row for the tills: ``scope`` "" = every store. ``packed`` b"" = a tombstone."""

    scope: str
    kind: str
    row_key: str
    packed: bytes


@dataclass(frozen=True, slots=True)
class Caller:
    """A program of somebody else that may speak to the centre: a web shop, a survey tool, a partner.

    ``scopes``: what it may speak of (``centre.outside.callers``). ``token_hash``: SHA-256 of its bearer secret.
    """

    name: str
    token_hash: str = field(repr=False)
    scopes: tuple[str, ...]
    made_us: int
    revoked: bool = False


@dataclass(frozen=True, slots=True)
class Activity:
    """An event told from outside, taken once. ``state``: given, nothing (see ``reason``), waits, invited, rejected.

    ``day``: ordinal of the day it happened, in the programme's zone. ``content_key``: keyed hash of what was told, to
    know the same event from another one under its id. ``facts``: JSON. ``points``: minor point units given or promised.
    """

    caller: str
    event_id: str
    kind: str
    account_id: str
    subject: str = field(repr=False)
    facts: str = field(repr=False)
    content_key: int
    at_us: int
    day: int
    received_us: int
    rule_id: str
    state: str
    reason: str = ""
    points: int = 0
    decided_by: str = ""


@dataclass(frozen=True, slots=True)
class StepDone:
    """Something that counts towards a challenge or achievement: a sale or an event, on a day (ordinal)."""

    account_id: str
    rule_id: str
    source_id: str
    day: int
    amount: int


@dataclass(frozen=True, slots=True)
class GivenAward:
    """Points that an action, challenge, level, medal or birthday gave; ``award_id`` is the id of its posting.

    ``number``: which one of its rule for this member, or which level. ``state``: given, recalled.
    """

    award_id: str
    account_id: str
    rule_id: str
    kind: str
    number: int
    points: int
    at_us: int
    source_id: str
    state: str = "given"


@dataclass(frozen=True, slots=True)
class Referral:
    """A member who was invited by another. ``state``: waits, paid; ``sale_id``: the purchase that it was paid for."""

    friend_id: str
    referrer_id: str
    rule_id: str
    caller: str
    event_id: str
    state: str
    sale_id: str
    at_us: int


@dataclass(frozen=True, slots=True)
class HeldMedal:
    """``state``: held, recalled (then only a person gives it again). ``given_by``: rule or person."""

    account_id: str
    medal_id: str
    state: str
    at_us: int
    source_id: str
    given_by: str


class PrivacyWhat(StrEnum):
    """What was asked for."""

    EXPORT = "export"
    ERASE = "erase"
    WITHDRAW = "withdraw"


@dataclass(frozen=True, slots=True)
class PrivacyDeed:
    """One request that was met. ``number`` stands on the customer's slip; ``by``: who met it.

    ``detail``: of a withdrawal ``kind version`` of the consent, else "".
    """

    number: str
    what: PrivacyWhat
    account_id: str
    at_us: int
    by: str
    detail: str = ""


@dataclass(frozen=True, slots=True)
class Erasure:
    """Whom the shop has forgotten: ids made by chance, kept beside the keys so that an old copy forgets again."""

    number: str
    account_id: str
    person_ids: tuple[str, ...]
    at_us: int
    by: str
