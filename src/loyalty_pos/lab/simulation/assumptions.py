"""What the simulation takes for granted, all of it told in the report; chance is a stable hash, never a dice.

Members do in a simulation what they did: they come when they came and buy what they bought. What they would do
with points they never had is an assumption, and so is everything here.
"""

import hashlib
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from loyalty_pos.core.money import BASIS

Named = tuple[tuple[str, int], ...]
"""Names from a programme, each with a share in basis points."""

MARGINS_TO_SHOW: Final = (2000, 3000, 4000)
"""Shares of the shelf price for which break-even is told when neither cost prices nor a margin are known."""
_LEAP_YEAR: Final = date(2000, 1, 1)
_DAYS: Final = 366


@dataclass(frozen=True, slots=True)
class Assumptions:
    """Shares in basis points. ``redeem_bp``: at which share of visits a member redeems all that is allowed.

    ``member_share_bp``: of those who have a card, how many take part. ``card_bp``: discount of a fixed card's
    series. ``margin_bp``: margin in the shelf price of goods without cost price, None = unknown.
    ``expected_bp``: share of outstanding points that will be redeemed, None = as measured on points whose life
    has ended in these receipts. ``segments``, ``clubs``: which share of members is in each, one independent of the
    other; ``coupons``: at which share of visits each lies on the counter; ``channels``: which share of receipts goes
    to the customer this way, together at most all. ``birthdays``: members without a known birthday have one, any day
    of the year alike.
    """

    redeem_bp: int = 3000
    member_share_bp: int = BASIS
    card_bp: int = 0
    margin_bp: int | None = None
    expected_bp: int | None = None
    segments: Named = ()
    clubs: Named = ()
    coupons: Named = ()
    channels: Named = ()
    birthdays: bool = False

    def redeems(self, receipt_id: str) -> bool:
        """Tell whether the member asks to pay with points at this visit; the same for every programme."""
        return drawn("redeem", receipt_id) < self.redeem_bp

    def takes_part(self, member: str) -> bool:
        """Tell whether this member has the card of the simulated programme."""
        return self.member_share_bp == BASIS or drawn("member", member) < self.member_share_bp

    def coupons_at(self, receipt_id: str) -> tuple[str, ...]:
        """Return the coupons that lie on the counter at this visit."""
        return _drawn_of("coupon", self.coupons, receipt_id)

    def channel_of(self, receipt_id: str) -> str:
        """Return how the goods go to the customer, "" = over the counter."""
        place = drawn("channel", receipt_id)
        for name, bp in self.channels:
            if place < bp:
                return name
            place -= bp
        return ""

    def segments_of(self, member: str) -> frozenset[str]:
        """Return the segments of a member."""
        return frozenset(_drawn_of("segment", self.segments, member))

    def clubs_of(self, member: str) -> frozenset[str]:
        """Return the clubs of a member."""
        return frozenset(_drawn_of("club", self.clubs, member))

    def birthday_of(self, member: str) -> date | None:
        """Return the birthday that is taken for granted; its year is a leap year and means nothing."""
        return _LEAP_YEAR + timedelta(days=drawn("birthday", member) % _DAYS) if self.birthdays else None


def _drawn_of(what: str, named: Named, of: str) -> tuple[str, ...]:
    return tuple(name for name, bp in named if drawn(f"{what}/{name}", of) < bp)


def drawn(what: str, name: str) -> int:
    """Return a number below 10 000 that depends on these texts alone, the same on any machine."""
    digest = hashlib.blake2b(f"{what}/{name}".encode(), digest_size=8).digest()
    return int.from_bytes(digest, "big") % BASIS
