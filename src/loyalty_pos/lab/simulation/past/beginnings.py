"""What members have when the receipts begin: points, purchases, tier, the discount of their card; from the list of an import.

Read as the centre's import of balances reads it, so that one file serves both. A row that does not fit is refused: a
simulation that leaves members out would be believed all the same.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Final

from loyalty_pos.centre.imports.people import CardRecord, read_cards
from loyalty_pos.centre.imports.source import RefusedRow, with_columns
from loyalty_pos.lab.simulation.past.receipt_file import BadReceipts
from loyalty_pos.storage.import_files import read_rows

EXPONENT: Final = 2
"""Decimals of points in a beginning; each programme takes as many as its points have."""


@dataclass(frozen=True, slots=True)
class Beginning:
    """``points``: in hundredths of a point, below zero = debt; ``expires``: their last day, None = never."""

    points: int = 0
    expires: date | None = None
    spend_minor: int = 0
    visits: int = 0
    tier: str = ""
    discount_bp: int = 0
    birthday: date | None = None


def read_beginnings(path: Path, members: Mapping[str, str]) -> dict[str, Beginning]:
    """Return what members have, by how receipts call them. ``members``: who holds a card; without it by the card.

    Raises ``BadImportFile``, ``MissingColumns``, and ``BadReceipts`` for the first row that does not fit.
    """
    _, rows = with_columns(read_rows(path, "cards"), ("card",), str(path))
    found: dict[str, Beginning] = {}
    for outcome in read_cards(rows, EXPONENT):
        if isinstance(outcome, RefusedRow):
            raise BadReceipts(path=str(path), row=outcome.line, column=outcome.column, reason=outcome.reason)
        record = outcome.record
        found.setdefault(members.get(record.number, record.number), _beginning(record))
    return found


def _beginning(record: CardRecord) -> Beginning:
    return Beginning(
        points=record.points or 0,
        expires=record.expires,
        spend_minor=record.spend_minor or 0,
        visits=record.visits or 0,
        tier=record.tier_id,
        discount_bp=record.discount_bp,
        birthday=record.birthday,
    )
