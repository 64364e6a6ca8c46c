"""What people bring to the centre by the thousand (imports, consoles) and what the centre answers; plain facts."""

from dataclasses import dataclass, field

from loyalty_pos.centre.records import Alarm
from loyalty_pos.core.basket import Article
from loyalty_pos.core.member import CardState


@dataclass(frozen=True, slots=True)
class ArticleItem:
    """``page`` and ``position``: its quick key, "" = none."""

    article: Article
    barcodes: tuple[str, ...] = ()
    page: str = ""
    position: int = 0


@dataclass(frozen=True, slots=True)
class PriceItem:
    """``store_id`` "" = the price of every store without one of its own."""

    article_id: str
    price_minor: int
    store_id: str = ""


@dataclass(frozen=True, slots=True)
class StaffItem:
    """``badge_number`` "" = whatever is known stays."""

    staff_id: str
    name: str
    role: str
    pin_hash: str = field(repr=False)
    badge_number: str = field(default="", repr=False)
    active: bool = True


@dataclass(frozen=True, slots=True)
class MemberItem:
    """A card with its member. ``holder``: the shop's own member id, two cards of one holder share an account.

    ``points`` (minor units, negative = debt), ``spend_minor`` and ``visits`` are the opening balance.
    ``phone``: E.164; ``birthday``: YYYY-MM-DD; ``expire_us`` 0 = the points never end.
    """

    card_number: str = field(repr=False)
    holder: str = ""
    name: str = field(default="", repr=False)
    phone: str = field(default="", repr=False)
    birthday: str = field(default="", repr=False)
    state: CardState = CardState.ACTIVE
    discount_bp: int = 0
    tier_id: str = ""
    points: int = 0
    expire_us: int = 0
    spend_minor: int = 0
    visits: int = 0
    verified: bool = True
    staff_id: str = ""


@dataclass(frozen=True, slots=True)
class BalanceItem:
    """The opening balance of a card that is there already."""

    card_number: str = field(repr=False)
    points: int
    spend_minor: int = 0
    visits: int = 0
    tier_id: str = ""
    expire_us: int = 0


@dataclass(frozen=True, slots=True)
class RefusedRow:
    """``index`` counts from 0 within the call."""

    index: int
    code: str


@dataclass(frozen=True, slots=True)
class Counts:
    """What a call did, by rows; refused rows changed nothing."""

    added: int = 0
    changed: int = 0
    same: int = 0
    refused: tuple[RefusedRow, ...] = ()


class Tally:
    """Counts being made."""

    def __init__(self) -> None:
        self._counts = {"added": 0, "changed": 0, "same": 0}
        self._refused: list[RefusedRow] = []

    def add(self, outcome: str) -> None:
        """Count one row: added, changed or same."""
        self._counts[outcome] += 1

    def refuse(self, index: int, code: str) -> None:
        """Keep one refused row."""
        self._refused.append(RefusedRow(index, code))

    def counts(self) -> Counts:
        """Return what was counted."""
        return Counts(**self._counts, refused=tuple(self._refused))


def outcome(known: object, new: object) -> str:
    """Return added, changed or same for a row by what was known before (None = nothing)."""
    if known is None:
        return "added"
    return "same" if known == new else "changed"


# --- what a console shows -----------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class TillLine:
    agent_id: str
    store_id: str
    till_no: int
    incarnation: str
    stored: int
    projected: int
    parked: int
    quarantined: bool
    seen_us: int


@dataclass(frozen=True, slots=True)
class Overview:
    """``totals``: counts and sums by name (events, entries, sale_paid_minor...)."""

    tills: tuple[TillLine, ...]
    alarms: tuple[Alarm, ...]
    totals: dict[str, int]


@dataclass(frozen=True, slots=True)
class BalanceLine:
    """``points_sum`` (lots less debt) must equal ``entries_sum`` (decisions 12)."""

    account_id: str
    available: int
    pending: int
    debt: int
    points_sum: int
    entries_sum: int
    spend_minor: int
    visits: int
