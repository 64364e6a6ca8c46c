"""The manager's desk: one question that looks, or does one thing and then looks; one answer with how everything stands.

It must never carry a PIN, a full name of a member, a phone or a card number.
"""

import msgspec

from loyalty_pos.wire.codec import make_ready


class Adjust(msgspec.Struct, frozen=True):
    """Points by hand, minor units, negative = taken. ``adjustment_id``: a UUID, the same one again does it once."""

    adjustment_id: str
    account_id: str
    points: int
    reason: str
    note: str = ""
    receipt: str = ""


class Decide(msgspec.Struct, frozen=True):
    """The second person's word."""

    adjustment_id: str
    agrees: bool


class StaffDeed(msgspec.Struct, frozen=True):
    """``what``: create, pin, role, dismiss. ``pin_hash``: argon2id over the keyed PIN, made at the till."""

    what: str
    staff_id: str
    name: str = ""
    role: str = ""
    pin_hash: str = ""


class CloseMonth(msgspec.Struct, frozen=True):
    """``month``: like 2026-11. ``although_waiting``: the asker saw which tills are missing and closes all the same."""

    month: str
    although_waiting: bool = False


class Remark(msgspec.Struct, frozen=True):
    """What a customer said of somebody's work. ``what``: praise, complaint. ``remark_id``: a UUID, kept once; ``receipt``: its number."""

    remark_id: str
    what: str
    staff_id: str
    note: str
    receipt: str = ""


class DebtDeed(msgspec.Struct, frozen=True):
    """``what``: write_off, claim. ``subject``: whose debt, as the line of the debt names it."""

    what: str
    subject: str
    note: str


class CloseParked(msgspec.Struct, frozen=True):
    """Let an event wait aside no more, because somebody has dealt with it. ``name``: as its line says; ``reason``: what was done."""

    name: str
    reason: str


class DeskAsk(msgspec.Struct, frozen=True):
    """``staff_id``: who asks. At most one deed is done before the desk is told.

    ``parked``: look, again: only what waits aside is told, to whoever may see the queue. ``close_parked`` goes with look: a
    centre that is older than this deed looks only, and ``made`` says that nothing was done.
    """

    staff_id: str
    adjust: Adjust | None = None
    decide: Decide | None = None
    staff: StaffDeed | None = None
    close: CloseMonth | None = None
    remark: Remark | None = None
    debt: DebtDeed | None = None
    parked: str = ""
    close_parked: CloseParked | None = None


class MonthLine(msgspec.Struct, frozen=True):
    """A month of one book (points, certificates), one legal entity and programme; minor units. ``made_us`` 0 = still open."""

    month: str
    ledger: str
    entity: str
    opening: int
    issued: int
    redeemed: int
    expired: int
    reversed: int
    adjusted: int
    closing: int
    late: int = 0
    waiting: list[str] = []
    made_us: int = 0
    programme: str = ""


class OddLine(msgspec.Struct, frozen=True):
    """``kind``: t1 to t5. ``cashier``: name; ``account``: first name and initial, "" = none. ``facts``: numbers by name."""

    kind: str
    cashier: str
    account: str
    till: str
    facts: list[tuple[str, int]]
    receipts: list[str]


class DayLine(msgspec.Struct, frozen=True):
    """``day``: 2026-11-22. ``sold_minor``: goods less what came back; ``with_card``: receipts of members; points minor units."""

    day: str
    receipts: int
    with_card: int
    sold_minor: int
    issued: int
    redeemed: int


class AdjustmentLine(msgspec.Struct, frozen=True):
    """``account``: first name and initial. ``proposed_by``, ``decided_by``: names of the staff, "" = nobody."""

    adjustment_id: str
    account: str
    points: int
    reason: str
    note: str
    receipt: str
    state: str
    proposed_by: str
    proposed_us: int
    decided_by: str = ""


class PersonLine(msgspec.Struct, frozen=True):
    """Somebody of the list of staff."""

    staff_id: str
    name: str
    role: str
    active: bool


class DeedLine(msgspec.Struct, frozen=True):
    """A line of the audit trail; ``what``: a code."""

    at_us: int
    what: str
    done_by: str
    subject: str = ""
    detail: str = ""


class TillHeard(msgspec.Struct, frozen=True):
    """A till and the month that is closed next. ``till``: shop/number; ``seen_us`` 0 = never; ``waits``: events of it not in the books yet."""

    till: str
    seen_us: int
    waits: int
    complete: bool
    shut_out: bool = False


class DebtLine(msgspec.Struct, frozen=True):
    """What was taken and not there. ``value``: points, money; minor units. ``subject``: what a deed names; ``who``: for people."""

    subject: str
    who: str
    value: str
    points: int
    rest: int
    cause: str
    state: str
    at_us: int
    till: str = ""


class BlockedLine(msgspec.Struct, frozen=True):
    """A card that is blocked. ``at_us`` 0 = nobody wrote down when: it came with an older list."""

    account: str
    last4: str
    reason: str = ""
    done_by: str = ""
    at_us: int = 0


class CertificateLine(msgspec.Struct, frozen=True):
    """Certificates of one series and state: how many, what they were sold for, what is left on them; minor units."""

    series: str
    state: str
    count: int
    value_minor: int
    rest_minor: int


class ParkedLine(msgspec.Struct, frozen=True):
    """An event that is stored at the centre and not applied. ``reason``: a code; ``money_minor``: what it says was paid, 0 = none."""

    name: str
    till: str
    kind: str
    reason: str
    since_us: int
    receipt: str = ""
    money_minor: int = 0


class DeskTold(msgspec.Struct, frozen=True):
    """How the desk stands. ``odd_us``: when it was looked for odd things, 0 = never. ``exponent``: decimals of points.

    ``days``: oldest first; ``sold``: the same by months, ``day`` being 2026-11. ``done``: the adjustment that was asked
    for, None = none was. ``parked`` None = was not asked for.
    ``over_us``: from when the next month can be closed, 0 = the centre is too old to tell. ``made``: what else was done, "" = nothing, or the centre is older than that deed.
    """

    exponent: int
    days: list[DayLine]
    months: list[MonthLine]
    waiting: list[str]
    odd: list[OddLine]
    adjustments: list[AdjustmentLine]
    staff: list[PersonLine]
    deeds: list[DeedLine]
    done: AdjustmentLine | None = None
    odd_us: int = 0
    server_us: int = 0
    made: str = ""
    sold: list[DayLine] = []
    tills: list[TillHeard] = []
    debts: list[DebtLine] = []
    blocked: list[BlockedLine] = []
    certificates: list[CertificateLine] = []
    remarks: list[DeedLine] = []
    parked: list[ParkedLine] | None = None
    over_us: int = 0


make_ready(__name__)
