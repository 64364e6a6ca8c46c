"""Partners of a programme as data: where they are, what points cost between them and the operator, what they give back.

It must never say who owes whom: that is ``core.partners.settlement``.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

CEILING_BP: Final = 3_000
"""No partner gives more than 30 % back unless its contract says so (A18)."""


class PartnerKind(StrEnum):
    """Where a partner's offers are shown: everywhere, or in its own regions (A48)."""

    FEDERAL = "federal"
    LOCAL = "local"


@dataclass(frozen=True, slots=True)
class PartnerReward:
    """A code out of the partner's own pool for ``points``, minor point units (A13)."""

    id: str
    name: str
    points: int


@dataclass(frozen=True, slots=True)
class Partner:
    """``stores``: the shops with tills that are this partner's; ``regions`` only of a local one.

    ``rate_bp``: given back of an order somewhere else, ``first_rate_bp`` of a member's first one (0 = the same), never
    more than ``ceiling_bp``, and ``month_cap`` (minor point units) a member and month. ``issue_price_minor``: what the
    partner pays for 100 whole points issued, ``redeem_price_minor``: what it gets for 100 redeemed; None = what the points pay.
    """

    id: str
    name: str
    kind: PartnerKind = PartnerKind.FEDERAL
    regions: frozenset[str] = frozenset()
    stores: frozenset[str] = frozenset()
    accepts_points: bool = True
    rate_bp: int = 0
    first_rate_bp: int = 0
    ceiling_bp: int = CEILING_BP
    month_cap: int | None = None
    issue_price_minor: int | None = None
    redeem_price_minor: int | None = None
    rewards: tuple[PartnerReward, ...] = ()

    def is_shown_in(self, region: str) -> bool:
        """Tell whether a client of this region is shown its offers; without a region nobody knows, so only federal ones."""
        return self.kind is PartnerKind.FEDERAL or region in self.regions


def partner_at(partners: Iterable[Partner], store_id: str) -> Partner | None:
    """Return whose store it is, None = the operator's own."""
    return next((partner for partner in partners if store_id in partner.stores), None)


def scope_at(partners: Iterable[Partner], store_id: str) -> str:
    """Return the partner whose own points may be used in this store, "" = none."""
    partner = partner_at(partners, store_id)
    return partner.id if partner else ""
