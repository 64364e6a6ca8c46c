"""What was sold in a quarter of an hour."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Sold:
    """``quarter``: of an hour, since 1970. ``kind``: sale, return, void; sums of the last two are what was undone.

    ``with_card``: receipts of members. ``goods_minor``: paid and certificates; points in minor units.
    """

    quarter: int
    kind: str
    receipts: int
    with_card: int
    goods_minor: int
    accrued: int
    redeemed: int
