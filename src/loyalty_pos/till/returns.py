"""Goods that come back: a return by the receipt's code, whole or in part, and the void of a sale.

Gives back exactly what was paid, by whichever means, and never more than is left on a line.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from loyalty_pos.core.basket import Unit
from loyalty_pos.core.receipt import Receipt
from loyalty_pos.core.sale import Return, ReturnedLine, Sale, Tender, Void
from loyalty_pos.till.staff import Approval
from loyalty_pos.till.world import TillWorld


@dataclass(frozen=True, slots=True)
class ReturnableLine:
    """``left_milli`` thousandths of the line may still come back."""

    line_id: int
    name: str
    sold_milli: int
    left_milli: int
    price_minor: int
    paid_minor: int
    unit: Unit = Unit.PIECE


@dataclass(frozen=True, slots=True)
class ReturnPreview:
    """What would happen: money back, points given back to the member, earned points taken back."""

    lines: tuple[ReturnedLine, ...]
    money_minor: int
    points_back: int
    accrued_back: int
    tenders: tuple[Tender, ...]


@dataclass(frozen=True, slots=True)
class ReturnDone:
    fact: Return
    receipt: Receipt


@dataclass(frozen=True, slots=True)
class VoidDone:
    fact: Void
    receipt: Receipt


class Returns:
    """Returns and voids at one till."""

    def __init__(self, world: TillWorld) -> None:
        self._world = world

    def find(self, code: str) -> Sale:
        """Return the sale with this code (scanned or typed). Raises ``ReceiptNotFound``."""
        raise NotImplementedError

    def returnable(self, sale: Sale) -> tuple[ReturnableLine, ...]:
        """Return every line of the sale with what is left to come back."""
        raise NotImplementedError

    def preview(self, sale: Sale, asked: Mapping[int, int]) -> ReturnPreview:
        """Return what giving back ``asked`` (line id -> thousandths) means. Raises ``AlreadyReturned``..."""
        raise NotImplementedError

    def commit(
        self, sale: Sale, asked: Mapping[int, int], reason: str, approval: Approval | None = None
    ) -> ReturnDone:
        """Commit the return. Raises ``NotAllowed`` without the permission and without approval."""
        raise NotImplementedError

    def void(self, sale: Sale, reason: str, approval: Approval | None = None) -> VoidDone:
        """Undo a whole sale of the open shift. Raises ``VoidTooLate``, ``AlreadyVoided``, ``AlreadyReturned``."""
        raise NotImplementedError
