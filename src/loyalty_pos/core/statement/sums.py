"""Where a member's points are at a moment: parts that add up to the balance of the book, to the last one. Pure.

It must never round, and never leave a point out: whoever reads the page adds it up.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from loyalty_pos.core.member import Lot
from loyalty_pos.core.points import is_expired


@dataclass(frozen=True, slots=True)
class Sums:
    """Minor point units. ``usable``: may be spent now, less what is owed, so it may be below zero; ``held``: by an operation
    that is going on; ``partner``: spent at one partner alone; ``ended``: over, and not written off yet.

    ``debt`` is in ``usable`` already.
    """

    usable: int = 0
    pending: int = 0
    held: int = 0
    partner: int = 0
    ended: int = 0
    debt: int = 0

    @property
    def total(self) -> int:
        """All of it together: the balance of the book."""
        return self.usable + self.pending + self.held + self.partner + self.ended


def sums_of(lots: Iterable[Lot], debt: int, at: datetime) -> Sums:
    """Return where the points of these lots are at this moment."""
    usable = pending = held = partner = ended = 0
    for lot in lots:
        held += lot.held
        free = lot.remaining - lot.held
        if is_expired(lot, at):
            ended += free
        elif lot.activate_at > at:
            pending += free
        elif lot.spend_scope:
            partner += free
        else:
            usable += free
    return Sums(usable - debt, pending, held, partner, ended, debt)
