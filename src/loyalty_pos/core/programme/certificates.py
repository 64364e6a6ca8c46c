"""Gift certificates of a programme as data: which series there are, what they may be worth and how long they hold."""

from dataclasses import dataclass, field
from enum import StrEnum

from loyalty_pos.core.programme.accrual import Expiry, NeverExpires


class CertificateTax(StrEnum):
    """Multi-purpose: taxed by the goods it pays later. Single-purpose: taxed when it is sold, at ``vat_bp``."""

    MPV = "MPV"
    SPV = "SPV"


@dataclass(frozen=True, slots=True)
class CertificateSeries:
    """``single_use``: what one receipt leaves of it is gone. ``life`` begins when it is sold.

    ``values_minor``: what it may be worth, empty = any sum. ``articles``: goods of the price list under which it is
    sold; their price is its value.
    """

    id: str
    name: str
    single_use: bool = False
    life: Expiry = field(default_factory=NeverExpires)
    values_minor: tuple[int, ...] = ()
    articles: frozenset[str] = frozenset()
    tax: CertificateTax = CertificateTax.MPV
    vat_bp: int = 0
