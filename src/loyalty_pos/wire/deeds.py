"""What a senior does with accounts from a till, with the centre's answer: two made one, or parted; asked before it is done.

It must never carry a full name, phone or card number.
"""

import msgspec

from loyalty_pos.wire.codec import make_ready


class JoinAsk(msgspec.Struct, frozen=True):
    """``other_id`` becomes part of ``stays_id``. ``sure``: do it; else only what it would mean is told.

    ``join_id``: a UUID, the same one again does it once. ``kind``: duplicate, family. ``staff_id``: who approved.
    """

    join_id: str
    stays_id: str
    other_id: str
    kind: str
    staff_id: str
    sure: bool = False


class JoinTold(msgspec.Struct, frozen=True):
    """What there is, or would be, on the one account; minor point units. ``until_us``: can be undone until then, 0 = always.

    ``pending``: not active yet.
    """

    available: int
    pending: int
    debt: int
    until_us: int = 0


class JoinedLine(msgspec.Struct, frozen=True):
    """An account that is part of another. ``last4``: of its cards. ``until_us`` 0 = may leave whenever it wants."""

    join_id: str
    name: str
    last4: list[str]
    kind: str
    at_us: int
    until_us: int = 0


class JoinedAsk(msgspec.Struct, frozen=True):
    """Who is part of this account? ``staff_id``: who wants to know."""

    account_id: str
    staff_id: str


class JoinedTold(msgspec.Struct, frozen=True):
    joined: list[JoinedLine]


class PartAsk(msgspec.Struct, frozen=True):
    """Undo a joining. ``sure``, ``staff_id`` as in ``JoinAsk``."""

    join_id: str
    staff_id: str
    sure: bool = False


class PartTold(msgspec.Struct, frozen=True):
    """What each has afterwards, less its debt, and what each is charged for points of the other's that it used."""

    leaves: int
    stays: int
    stays_charged: int
    leaver_charged: int


make_ready(__name__)
