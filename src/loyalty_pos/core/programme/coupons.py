"""Serial coupons as data: series of codes of which each counts a few times, and who gets one printed.

What a coupon gives is an offer of the programme that asks for the series as its coupon. It must never hold codes:
those are known to the centre, by their keyed hashes.
"""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Prints:
    """A receipt from ``from_minor`` on brings a coupon for the next purchase; ``offer``: the one it is printed with.

    "" = the first offer by the series. ``stores``: only there, none = in all (A08: earned here, used at a partner).
    """

    from_minor: int
    offer: str = ""
    stores: frozenset[str] = frozenset()

    def is_printed(self, due_minor: int, store_id: str) -> bool:
        """Tell whether a receipt of this sum in this store brings the coupon."""
        return due_minor >= self.from_minor and (not self.stores or store_id in self.stores)


@dataclass(frozen=True, slots=True)
class CouponSeries:
    """Each code counts ``uses`` times; a member may use ``per_member`` codes of the series, 0 = no limit.

    ``personal``: a code is for the member it was given to. Codes hold from the day ``since`` to the day before ``until``
    of the programme's zone; one that is printed with a receipt lives ``life_days`` from that day on, 0 = as long as
    the series.
    """

    id: str
    name: str
    uses: int = 1
    per_member: int = 0
    personal: bool = False
    since: date | None = None
    until: date | None = None
    life_days: int = 0
    prints: Prints | None = None
