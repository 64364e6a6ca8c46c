"""By whose promise the certificates and coupons of the open receipt count: the centre's hold, or this till's own right.

Never waits: the centre is asked by the background worker, one operation a certificate or coupon, and until it answers
the till takes what it may by itself. What the centre says counts, also a no. It must never let more be taken than was
promised; every operation that no sale captures is given back.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum

from loyalty_pos.core.leases.rights import Right, taken
from loyalty_pos.core.leases.value import voucher_subject
from loyalty_pos.core.sale import Promised
from loyalty_pos.core.vouchers.voucher import Voucher
from loyalty_pos.till.ports import HoldResult
from loyalty_pos.till.receipt_state import HoldQuestion
from loyalty_pos.till.world import TillWorld

OLDER_CENTRE = "unknown_account"
"""What a centre answers that cannot hold certificates: then nobody has said anything about them."""


class Standing(StrEnum):
    """``asking``: nobody has answered yet; ``alone``: nobody could be asked."""

    ASKING = "asking"
    GRANTED = "granted"
    REFUSED = "refused"
    ALONE = "alone"


@dataclass(frozen=True, slots=True)
class Promise:
    """``amount``: what was asked for, ``granted`` of it until ``until``. ``approved_by``: who let a whole certificate pay alone."""

    op: str
    amount: int
    standing: Standing = Standing.ASKING
    granted: int = 0
    until: datetime | None = None
    approved_by: str = ""


class Promises:
    """Those of one open receipt, by the keyed hashes of what lies on it; not thread-safe, like the receipt."""

    def __init__(self, world: TillWorld) -> None:
        self._world = world
        self._by_key: dict[int, Promise] = {}

    def want(self, voucher: Voucher, amount: int) -> None:
        """Ask for a certificate's money or a coupon's use, soon; what was asked for already stays as it is.

        What was set aside for this till it need not ask for.
        """
        if voucher.key in self._by_key:
            return
        is_ours = self._world.voucher_rights.right(voucher).right.grant >= amount
        standing = Standing.ALONE if is_ours else Standing.ASKING
        self._by_key[voucher.key] = Promise(self._world.clock.new_id(), amount, standing)

    def keep(self, keys: Iterable[int]) -> None:
        """Give back everything but what these still want."""
        for key in self._by_key.keys() - set(keys):
            self._world.desk.releases.append(self._by_key.pop(key).op)

    def operations(self) -> tuple[str, ...]:
        """Return the operations that are to be given back if the program ends now."""
        return tuple(promise.op for promise in self._by_key.values())

    def sold(self, promised: Iterable[Promised]) -> None:
        """Forget everything; what the sale did not capture is given back."""
        captured = {one.operation for one in promised}
        for promise in self._by_key.values():
            if promise.op not in captured:
                self._world.desk.releases.append(promise.op)
        self._by_key.clear()

    def approve(self, key: int, staff_id: str) -> None:
        """Remember who let a certificate for one purchase pay without the centre; the paper stays in the shop."""
        if key in self._by_key:
            self._by_key[key] = replace(self._by_key[key], approved_by=staff_id)

    def approved_by(self, key: int) -> str:
        """Return who let it pay without the centre, "" = nobody yet."""
        promise = self._by_key.get(key)
        return promise.approved_by if promise else ""

    # --- the centre -----------------------------------------------------------------------------------

    def question(self) -> HoldQuestion | None:
        """Return what the centre is to be asked next, None = nothing."""
        for key, promise in self._by_key.items():
            if promise.standing is Standing.ASKING:
                return HoldQuestion(promise.op, voucher_subject(key), promise.amount)
        return None

    def answered(self, op: str, result: HoldResult) -> bool:
        """Take the centre's answer; False = it is about something else."""
        for key, promise in self._by_key.items():
            if promise.op == op:
                self._by_key[key] = _after(promise, result)
                return True
        return False

    # --- what may be taken ----------------------------------------------------------------------------

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


def _after(promise: Promise, result: HoldResult) -> Promise:
    if not result.reached or result.reason == OLDER_CENTRE:
        return replace(promise, standing=Standing.ALONE) if promise.standing is Standing.ASKING else promise
    if result.granted <= 0:
        return replace(promise, standing=Standing.REFUSED, granted=0)
    return replace(promise, standing=Standing.GRANTED, granted=result.granted, until=result.until)
