"""What a till knows of a member: the account's standing and its lots of points; no rules here."""

from dataclasses import dataclass, field, replace
from datetime import date, datetime
from enum import StrEnum
from typing import Final

from loyalty_pos.core.problems import BadName

LONGEST_NAME: Final = 80


class LotKind(StrEnum):
    """Where a lot came from (domain.md 4.1)."""

    BASE = "base"
    EXTRA = "extra"
    PROMO = "promo"
    COMPENSATION = "compensation"
    TRANSFER = "transfer"
    CASHBACK = "cashback"
    OPENING = "opening"


@dataclass(frozen=True, slots=True)
class Lot:
    """Points with one life. ``remaining`` includes ``held``; active while activate_at <= t < expire_at.

    ``expire_at`` None = never. Amounts in minor point units, times aware UTC. ``spend_scope``: the partner at whose
    stores alone they are taken, "" = everywhere.
    """

    id: str
    kind: LotKind
    amount: int
    remaining: int
    activate_at: datetime
    expire_at: datetime | None = None
    held: int = 0
    spend_scope: str = ""


class CardState(StrEnum):
    NONACTIVE = "nonactive"
    ACTIVE = "active"
    BLOCKED = "blocked"
    LOST = "lost"
    REPLACED = "replaced"
    ARCHIVE = "archive"


class Identified(StrEnum):
    """How the member was recognised; phone alone does not redeem by default (decisions 10).

    NAME: chosen among those whom the centre found by a name or the last digits: nobody has shown anything. CODE: by a
    phone, and read a code out that was sent to it.
    """

    CARD = "card"
    PHONE = "phone"
    QR = "qr"
    MANAGER = "manager"
    NAME = "name"
    CODE = "code"


@dataclass(frozen=True, slots=True)
class ClubMembership:
    """A club that somebody joined: in force while since <= t < until and not paused; ``until`` None = for ever."""

    club_id: str
    since: datetime
    until: datetime | None = None
    paused_at: datetime | None = None

    def in_force(self, at: datetime) -> bool:
        """Tell whether its benefits hold at this moment."""
        return self.paused_at is None and self.since <= at and (self.until is None or at < self.until)


@dataclass(frozen=True, slots=True)
class Standing:
    """The member as pricing sees it, at one moment, from cache plus what this till did since.

    ``available``/``pending``/``debt``: minor point units now. ``spend_minor``/``visits``: what tiers count.
    ``card_discount_bp``: discount of the card's own series for a fixed card, 0 = none.
    ``redeem_right``: points that may be redeemed now (a granted hold or a local right); 0 = none.
    ``birthday``: the birthday window is open; ``opted_out`` of personal offers (A50). ``counters``: how often
    something limited was used already, by its key (a rule's id; ``programme.periods``). ``months``,
    ``tier_since``: see ``programme.tiers.Record``.
    """

    account_id: str
    available: int = 0
    pending: int = 0
    debt: int = 0
    spend_minor: int = 0
    visits: int = 0
    tier_id: str = ""
    card_discount_bp: int = 0
    redeem_right: int = 0
    segments: frozenset[str] = frozenset()
    clubs: frozenset[str] = frozenset()
    birthday: bool = False
    opted_out: bool = False
    counters: tuple[tuple[str, int], ...] = ()
    months: tuple[tuple[int, int, int], ...] = ()
    tier_since: date | None = None


@dataclass(frozen=True, slots=True)
class Member:
    """A row of the till's cache: the least that a counter needs (offline.md 4.4).

    ``name`` is first name + initial, ``phone_masked`` like ``+7 9** ***-**-34``; ``lots`` as of ``as_of``.
    ``staff_id``: cashier id when this is a staff card. ``birthday_window``: a flag, never the date. ``months``,
    ``tier_since``, ``counters``, ``segments``, ``opted_out``: as in ``Standing``; ``clubs``: also those that are over.
    ``shown``: the code of the phone by which the member was recognised (``core.member_code.sighting``), "" = none.
    ``named``: the phone (E.164) that was just named at this counter, in memory alone: nothing writes it down.
    """

    account_id: str
    card_last4: str
    state: CardState
    name: str = ""
    phone_masked: str = ""
    tier_id: str = ""
    spend_minor: int = 0
    visits: int = 0
    card_discount_bp: int = 0
    debt: int = 0
    lots: tuple[Lot, ...] = ()
    staff_id: str = ""
    verified: bool = True
    birthday_window: bool = False
    as_of: datetime | None = None
    identified: Identified = Identified.CARD
    months: tuple[tuple[int, int, int], ...] = ()
    tier_since: date | None = None
    counters: tuple[tuple[str, int], ...] = ()
    clubs: tuple[ClubMembership, ...] = ()
    segments: frozenset[str] = frozenset()
    opted_out: bool = False
    shown: str = ""
    named: str = field(default="", repr=False, compare=False)

    @property
    def is_blank(self) -> bool:
        """Tell whether the card lies in its pack: nobody has it."""
        return self.state is CardState.NONACTIVE


def recognised_again(member: Member, before: Member) -> Member:
    """Return a member recognised once more: the card that was shown is not forgotten when a phone or a name comes behind it."""
    weak = [Identified.NAME, Identified.PHONE]
    if member.identified in weak and before.identified not in weak[: weak.index(member.identified)]:
        return replace(member, identified=before.identified)
    return member


def written_name(typed: str) -> str:
    """Return a name as it is kept: one space between its words. Raises ``BadName`` for what is no name of a person."""
    name = " ".join(typed.split())
    if len(name) > LONGEST_NAME or not name.isprintable():
        raise BadName(most=LONGEST_NAME)
    return name


def shown_name(full_name: str) -> str:
    """Return first name and initial, all that a counter needs: "Anna Kern" -> "Anna K."; the given name comes first."""
    words = full_name.split()
    return f"{words[0]} {words[1][0]}." if len(words) > 1 else full_name.strip()
