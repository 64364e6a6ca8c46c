"""What moved, by shop, day and kind; what a month takes of it, and what came too late for an earlier one; pure.

A month takes everything dated before its end that no earlier month has taken: so each entry is in one month and in no
other, whenever it arrives, and months chain. It must never look at when something arrived: clocks of two transactions
may cross, what stands in the books does not.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final

from loyalty_pos.core.account.roll_forward import RollForward, rolled
from loyalty_pos.core.ledger import EntryKind
from loyalty_pos.core.vouchers.deeds import What

Key = tuple[str, date, str]
"""Shop, day in the books' zone, kind of the entry."""

_SOLD: Final = frozenset({What.SOLD})
_USED: Final = frozenset({What.PAID, What.GIVEN_BACK, What.PAYMENT_VOIDED})
_ENDED: Final = frozenset({What.FORFEITED})
_BACK: Final = frozenset({What.CANCELLED, What.SALE_VOIDED})


@dataclass(frozen=True, slots=True)
class Moved:
    """What one kind of entry did in one shop on one day: signed ``amount``, in so many ``entries``."""

    store_id: str
    day: date
    kind: str
    amount: int
    entries: int

    @property
    def key(self) -> Key:
        """By what it is added up."""
        return self.store_id, self.day, self.kind


def untaken(books: Iterable[Moved], taken: Iterable[Moved]) -> tuple[Moved, ...]:
    """Return what stands in the books and no month has taken; in the order of days.

    ``books`` are the sums of everything up to a moment, ``taken`` what all months before have.
    """
    rest: dict[Key, tuple[int, int]] = {one.key: (one.amount, one.entries) for one in books}
    for one in taken:
        amount, entries = rest.get(one.key, (0, 0))
        rest[one.key] = (amount - one.amount, entries - one.entries)
    found = (Moved(*key, amount, entries) for key, (amount, entries) in rest.items() if amount or entries)
    return tuple(sorted(found, key=lambda one: (one.day, one.store_id, one.kind)))


def late(lines: Iterable[Moved], first: date) -> tuple[Moved, ...]:
    """Return the lines that belong to days before the month."""
    return tuple(one for one in lines if one.day < first)


def points_closed(opening: int, lines: Iterable[Moved]) -> RollForward:
    """Add up lines of the points' book."""
    return rolled(opening, {EntryKind(kind): amount for kind, amount in _by_kind(lines).items()})


def money_closed(opening: int, lines: Iterable[Moved]) -> RollForward:
    """Add up lines of the certificates: sold, used, ended, taken back by returns, and whatever else put money on them."""
    sums = _by_kind(lines)
    known = _SOLD | _USED | _ENDED | _BACK
    return RollForward(
        opening=opening,
        issued=_of(sums, _SOLD),
        redeemed=-_of(sums, _USED),
        expired=-_of(sums, _ENDED),
        reversed=-_of(sums, _BACK),
        adjusted=sum(amount for kind, amount in sums.items() if kind not in known),
    )


def _by_kind(lines: Iterable[Moved]) -> dict[str, int]:
    sums: dict[str, int] = {}
    for one in lines:
        sums[one.kind] = sums.get(one.kind, 0) + one.amount
    return sums


def _of(sums: Mapping[str, int], kinds: Iterable[str]) -> int:
    return sum(sums.get(kind, 0) for kind in kinds)
