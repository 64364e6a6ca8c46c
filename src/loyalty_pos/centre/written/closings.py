"""A closed month of one book and one legal entity, as it is kept: it never changes any more."""

from dataclasses import dataclass
from enum import StrEnum

from loyalty_pos.core.account.roll_forward import RollForward
from loyalty_pos.core.closing.movements import Moved


class Ledger(StrEnum):
    """Two books are closed: members' points, in minor point units, and the certificates' money, in minor units."""

    POINTS = "points"
    CERTIFICATES = "certificates"


@dataclass(frozen=True, slots=True)
class Closing:
    """``entity``: the legal entity of the shops, "" = nobody named one. ``programme``: what was in force when it was made.

    ``late``: what of the movement belongs to days before the month, in so many ``late_entries``; ``waiting``: tills that
    were not complete, as shop/number. ``prev``/``hash`` chain the months of one book and entity.
    """

    ledger: Ledger
    month: str
    entity: str
    programme: str
    zone: str
    rolled: RollForward
    late: int = 0
    late_entries: int = 0
    waiting: tuple[str, ...] = ()
    made_us: int = 0
    made_by: str = ""
    prev: str = ""
    hash: str = ""


@dataclass(frozen=True, slots=True)
class ClosedLine:
    """One line of a closed month, with the entity that its shop belonged to then."""

    ledger: Ledger
    month: str
    entity: str
    moved: Moved


@dataclass(frozen=True, slots=True)
class LateEntry:
    """An entry that arrived after the month of its date was closed; times UTC microseconds."""

    store_id: str
    receipt: str
    kind: str
    amount: int
    at_us: int
    heard_us: int
