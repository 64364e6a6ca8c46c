"""What an import did or would do, in numbers that somebody can sign; pure."""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass, field

from loyalty_pos.centre.imports.source import RefusedRow


@dataclass(slots=True)
class ImportReport:
    """``read`` = ``accepted`` + ``refused`` rows; ``added`` + ``changed`` + ``same`` = ``accepted`` when carried out.

    ``sums``: name -> whole minor units or counts over the accepted rows. ``exponent``:
    decimals of a point. ``ranges``: blocks of
    old card numbers that tills will now recognise. ``headings``: what the file calls our columns. ``control``: 16 hex digits over all
    accepted rows in their order; two files with the same content have the same one.
    """

    subject: str
    path: str
    dry_run: bool
    read: int = 0
    added: int = 0
    changed: int = 0
    same: int = 0
    refused: list[RefusedRow] = field(default_factory=list)
    sums: dict[str, int] = field(default_factory=dict)
    control: str = ""
    exponent: int = 0
    ranges: list[str] = field(default_factory=list)
    headings: dict[str, str] = field(default_factory=dict)

    @property
    def accepted(self) -> int:
        """Rows that mean something and were not refused."""
        return self.read - len(self.refused)

    def add(self, **amounts: int) -> None:
        """Add to the control sums."""
        for name, amount in amounts.items():
            self.sums[name] = self.sums.get(name, 0) + amount


def control_of(records: Iterable[object]) -> str:
    """Return the control digits of all records in order."""
    digest = hashlib.sha256()
    for record in records:
        digest.update(repr(record).encode() + b"\n")
    return digest.hexdigest()[:16]
