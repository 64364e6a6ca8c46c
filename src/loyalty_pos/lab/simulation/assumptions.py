"""What the simulation takes for granted, all of it told in the report; chance is a stable hash, never a dice.

Members do in a simulation what they did: they come when they came and buy what they bought. What they would do
with points they never had is an assumption, and so is everything here.
"""

import hashlib
from dataclasses import dataclass
from typing import Final

from loyalty_pos.core.money import BASIS

MARGINS_TO_SHOW: Final = (2000, 3000, 4000)
"""Shares of the shelf price for which break-even is told when neither cost prices nor a margin are known."""


@dataclass(frozen=True, slots=True)
class Assumptions:
    """Shares in basis points. ``redeem_bp``: at which share of visits a member redeems all that is allowed.

    ``member_share_bp``: of those who have a card, how many take part. ``card_bp``: discount of a fixed card's
    series. ``margin_bp``: margin in the shelf price of goods without cost price, None = unknown.
    ``expected_bp``: share of outstanding points that will be redeemed, None = as measured on points whose life
    has ended in these receipts.
    """

    redeem_bp: int = 3000
    member_share_bp: int = BASIS
    card_bp: int = 0
    margin_bp: int | None = None
    expected_bp: int | None = None

    def redeems(self, receipt_id: str) -> bool:
        """Tell whether the member asks to pay with points at this visit; the same for every programme."""
        return drawn("redeem", receipt_id) < self.redeem_bp

    def takes_part(self, member: str) -> bool:
        """Tell whether this member has the card of the simulated programme."""
        return drawn("member", member) < self.member_share_bp


def drawn(what: str, name: str) -> int:
    """Return a number below 10 000 that depends on these texts alone, the same on any machine."""
    digest = hashlib.blake2b(f"{what}/{name}".encode(), digest_size=8).digest()
    return int.from_bytes(digest, "big") % BASIS
