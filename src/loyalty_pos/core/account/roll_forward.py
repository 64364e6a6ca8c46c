"""From the entries of a period to what finance asks: closing = opening + issued - redeemed - expired - reversed + adjusted.

Memos (holds, activations, prolongations, repaid debt) move nothing. Points given back by a return lower what was
redeemed in the period in which they come back (W18).
"""

from collections.abc import Iterable
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
    sums = dict.fromkeys(EntryKind, 0)
    for entry in entries:
        sums[entry.kind] += entry.amount
    return RollForward(
        opening=opening,
        issued=sum(sums[kind] for kind in _ISSUED),
        redeemed=-sum(sums[kind] for kind in _REDEEMED),
        expired=-sum(sums[kind] for kind in _EXPIRED),
        reversed=-sum(sums[kind] for kind in _REVERSED),
        adjusted=sum(sums[kind] for kind in _ADJUSTED),
    )
