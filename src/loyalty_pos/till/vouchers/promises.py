"""By whose promise the certificates and coupons of the open receipt count: the centre's hold, or this till's own right.

Until the centre answers what it is asked (``wishes``) the till takes what it may by itself. What the centre says counts,
also a no. It must never let more be taken than was promised.
"""

from dataclasses import replace

from loyalty_pos.core.leases.rights import Right, taken
from loyalty_pos.core.sale import Promised
from loyalty_pos.core.vouchers.voucher import Voucher
from loyalty_pos.till.vouchers.wishes import Promise, Standing, Wishes


class Promises(Wishes):
    """Those of one open receipt, by the keyed hashes of what lies on it; not thread-safe, like the receipt."""

    def standing(self, key: int) -> Standing:
        """Return how it stands with one; what was never asked for stands alone."""
        promise = self._now(key)
        return promise.standing if promise else Standing.ALONE

    def right(self, voucher: Voucher, use_minor: int = 0, *, beside: int = 0) -> int:
        """Return how much may be taken now, minor units of a certificate or uses; ``beside``: of R, taken by others here."""
        promise = self._now(voucher.key)
        if promise is not None and promise.standing is Standing.GRANTED:
            return min(promise.granted, voucher.there)
        if promise is not None and promise.standing is Standing.REFUSED:
            return 0
        own = self._world.voucher_rights.right(voucher, use_minor, beside=beside).right.points
        return max(0, min(own, voucher.there))

    def weight(self, voucher: Voucher, amount: int) -> int:
        """Return how much of R it takes, at most, to take so much of it now."""
        return self._world.voucher_rights.weight(voucher, amount) if self.is_own(voucher.key) else 0

    def needs_floor(self, voucher: Voucher, amount: int) -> bool:
        """Tell whether so much can be taken now only without a guarantee."""
        own = self._world.voucher_rights.right(voucher)
        return self.is_own(voucher.key) and own.right.grant < amount

    def is_own(self, key: int) -> bool:
        """Tell whether what is taken of it now is taken by this till's own right."""
        return self.standing(key) in {Standing.ASKING, Standing.ALONE}

    def of_sale(
        self, voucher: Voucher, amount: int, use_minor: int = 0, *, beside: int = 0
    ) -> tuple[Promised, int] | None:
        """Return by whose promise a sale takes so much, and the epoch of the lease for it (0 = none was needed).

        None = nobody promises it (any more). ``beside``: of R, taken by others of this sale.
        """
        promise = self._now(voucher.key)
        key = str(voucher.key)
        if promise is not None and promise.standing is Standing.GRANTED and promise.granted >= amount:
            return Promised(key, promise.op), 0
        if promise is not None and promise.standing is Standing.REFUSED:
            return None
        own = self._world.voucher_rights.right(voucher, use_minor, beside=beside)
        met = taken(own.right, amount)
        if met.points < amount:
            return None
        return self._by_right(voucher, promise.op if promise else "", met, use_minor), own.epoch

    def _by_right(self, voucher: Voucher, op: str, met: Right, use_minor: int) -> Promised:
        # under the same operation: a hold that was placed while its answer was lost is ended by the sale
        risk = self._world.voucher_rights.weight(voucher, met.floor, use_minor) if met.floor else 0
        return Promised(str(voucher.key), op, met.grant, met.floor, risk)

    def _now(self, key: int) -> Promise | None:
        """Return the promise as it is at this moment: a hold whose time is over is none, and is asked for again."""
        promise = self._by_key.get(key)
        if promise is None or promise.standing is not Standing.GRANTED or promise.until is None:
            return promise
        if self._world.clock.now() < promise.until:
            return promise
        over = replace(promise, standing=Standing.ASKING, granted=0, until=None)
        self._by_key[key] = over
        return over
