"""From the entries of a period to what finance asks: closing = opening + issued - redeemed - expired - reversed + adjusted.

Memos (holds, activations, prolongations, repaid debt) move nothing. Points given back by a return lower what was
redeemed in the period in which they come back (W18).
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final

from loyalty_pos.core.ledger import Entry, EntryKind

_ISSUED: Final = frozenset({EntryKind.ACCRUAL})
_REDEEMED: Final = frozenset({EntryKind.REDEMPTION, EntryKind.REDEMPTION_REFUND, EntryKind.WITHDRAWAL})
_EXPIRED: Final = frozenset({EntryKind.EXPIRY})
_REVERSED: Final = frozenset({EntryKind.ACCRUAL_REVERSAL})
_ADJUSTED: Final = frozenset(
    {
        EntryKind.ADJUST_CREDIT,
        EntryKind.ADJUST_DEBIT,
        EntryKind.TRANSFER_IN,
        EntryKind.TRANSFER_OUT,
        EntryKind.DEBT_WRITE_OFF,
        EntryKind.MERGE,
    }
)


@dataclass(frozen=True, slots=True)
class RollForward:
    """Minor point units of a period; all but ``opening`` and ``adjusted`` are positive in the ordinary course."""

    opening: int
    issued: int
    redeemed: int
    expired: int
    reversed: int
    adjusted: int

    @property
    def closing(self) -> int:
        """What is there at the end."""
        gone = self.redeemed + self.expired + self.reversed
        return self.opening + self.issued - gone + self.adjusted


def roll_forward(opening: int, entries: Iterable[Entry]) -> RollForward:
    """Add up the entries of a period."""
    sums: dict[EntryKind, int] = {}
    for entry in entries:
        sums[entry.kind] = sums.get(entry.kind, 0) + entry.amount
    return rolled(opening, sums)


def rolled(opening: int, sums: Mapping[EntryKind, int]) -> RollForward:
    """Put sums by kind into what finance asks; what memos speak of counts nowhere."""
    return RollForward(
        opening=opening,
        issued=_of(sums, _ISSUED),
        redeemed=-_of(sums, _REDEEMED),
        expired=-_of(sums, _EXPIRED),
        reversed=-_of(sums, _REVERSED),
        adjusted=_of(sums, _ADJUSTED),
    )


def _of(sums: Mapping[EntryKind, int], kinds: Iterable[EntryKind]) -> int:
    return sum(sums.get(kind, 0) for kind in kinds)
