"""The oracle of certificates: what is left of each is what its deeds add up to, and each sale took from it what it says, once."""

from collections import Counter
from typing import TYPE_CHECKING, Final

from loyalty_pos.core.sale import Sale, TenderKind

if TYPE_CHECKING:
    from tests.sim.oracles import Oracles

_LEFT: Final = "SELECT key, rest_minor FROM voucher WHERE kind = 'certificate'"
_DEEDS: Final = "SELECT key, what, sale_id, amount_minor FROM voucher_deed"


class Certificates:
    """As the centre's books stand now."""

    def __init__(self, oracles: "Oracles") -> None:
        self._check = oracles.check
        self._left = dict(oracles.rows(_LEFT))
        self._sums: Counter[int] = Counter()
        self._paid: dict[str, Counter[str]] = {}
        for key, what, sale_id, amount in oracles.rows(_DEEDS):
            self._sums[key] += amount
            if what == "paid":
                self._paid.setdefault(sale_id, Counter())[str(key)] -= amount

    def look(self) -> None:
        """Look at each of them."""
        for key, left in self._left.items():
            self._check(left == self._sums[key], "certificates", f"{left} are left, {self._sums[key]} booked")

    def of_sale(self, sale: Sale) -> None:
        """Look at what one sale took."""
        took: Counter[str] = Counter()
        for tender in sale.tenders:
            if tender.kind is TenderKind.CERTIFICATE:
                took[tender.reference] += tender.amount_minor
        booked = self._paid.get(sale.sale_id, Counter())
        self._check(booked == took, "certificates", f"{sale.sale_id} paid {took}, booked {booked}")
