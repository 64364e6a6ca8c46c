"""What a till asks the office about: where a member's points are and went, and what all tills together may cost.

Read only on both sides. It must never carry a full name, phone or card number.
"""

import msgspec

from loyalty_pos.core.statement.sums import Sums
from loyalty_pos.wire.codec import make_ready


class StatementAsk(msgspec.Struct, frozen=True):
    """``staff_id``: who wants to know, or approved it. ``present``: the member is at the till and showed a card or phone."""

    account_id: str
    staff_id: str
    present: bool = False


class Told(msgspec.Struct, frozen=True):
    """One change. ``points`` counts in the sum; ``about``: what a line speaks of that changes no sum, as a repaid debt.

    ``debt``: what it added to the debt, below zero repaid of it. ``kind``: of the ledger's entry. ``receipt``: its code. ``heard_us``: when the centre booked it.
    """

    at_us: int
    kind: str
    points: int
    about: int = 0
    debt: int = 0
    store: str = ""
    receipt: str = ""
    heard_us: int = 0


class Kept(msgspec.Struct, frozen=True):
    """Points that wait for a till: held for an operation until ``until_us``, or set aside for it (0 = no end told)."""

    store: str
    till_no: int
    points: int
    until_us: int = 0


class Silent(msgspec.Struct, frozen=True):
    """A till that may still bring something. ``seen_us`` 0 = never heard; ``waiting``: events that came and wait here."""

    store: str
    till_no: int
    seen_us: int
    waiting: int = 0


class Statement(msgspec.Struct, frozen=True):
    """Newest change first; ``opening``: the balance before the oldest one told, ``older``: how many changes are in it.

    ``at_risk``: what all tills together may take without being sure, -1 = not told to this role. ``silent_elsewhere``:
    how many silent tills of other shops are not told to it. ``as_of_us``: when it was true, 0 = not known.
    """

    account_id: str
    name: str
    phone_masked: str
    card_last4: str
    opening: int
    changes: list[Told]
    now: Sums
    older: int = 0
    held: list[Kept] = []
    set_aside: list[Kept] = []
    at_risk: int = -1
    silent: list[Silent] = []
    silent_elsewhere: int = 0
    as_of_us: int = 0
    server_us: int = 0

    @property
    def adds_up(self) -> bool:
        """Tell whether opening and changes give what is there now."""
        return self.opening + sum(one.points for one in self.changes) == self.now.total


class ExposureAsk(msgspec.Struct, frozen=True):
    """``staff_id``: who wants to know, or approved it."""

    staff_id: str


class TillRisk(msgspec.Struct, frozen=True):
    """Minor point units: ``most`` of all members, ``of_one`` of one of them. ``seen_us`` 0 = never heard."""

    store: str
    till_no: int
    most: int
    of_one: int
    used: int
    seen_us: int
    lost: bool = False


class CardRisk(msgspec.Struct, frozen=True):
    """A member by first name, initial and the card's last digits; ``worst``: what all tills may take unsure."""

    name: str
    last4: str
    worst: int
    available: int
    debt: int


class PresetRisk(msgspec.Struct, frozen=True):
    """What the tills that are there now could take under this preset: all members, one member."""

    preset: str
    network: int
    of_one: int


class OtherRisk(msgspec.Struct, frozen=True):
    """Something else than points; ``kind``: one_certificate (the most that one may cost), certificates_owed."""

    kind: str
    most_minor: int


class Exposure(msgspec.Struct, frozen=True):
    """Minor point units; ``scale`` of them are a point, which is worth ``value_minor``. ``stores``: (name, most).

    ``settings``: of the preset in force, by name. ``presets``: the same tills under each preset.
    ``beyond``: whoever is not among ``cards`` costs no more than this; an older centre does not say.
    """

    network: int
    of_one: int
    owed: int
    scale: int
    value_minor: int
    stores: list[tuple[str, int]]
    tills: list[TillRisk]
    cards: list[CardRisk]
    preset: str
    settings: list[tuple[str, int]]
    presets: list[PresetRisk]
    others: list[OtherRisk] = []
    server_us: int = 0
    beyond: int | msgspec.UnsetType = msgspec.UNSET

    def money_minor(self, points: int) -> int:
        """Return what so many minor point units may cost, never less."""
        return -(-points * self.value_minor // self.scale)


make_ready(__name__)
