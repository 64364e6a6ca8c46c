"""What of the open receipt's certificates and coupons the centre is asked for, one operation each, and what it said.

Never waits: the background worker asks. Every operation that no sale captures is given back.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum

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


class Wishes:
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


def _after(promise: Promise, result: HoldResult) -> Promise:
    if not result.reached or result.reason == OLDER_CENTRE:
        return replace(promise, standing=Standing.ALONE) if promise.standing is Standing.ASKING else promise
    if result.granted <= 0:
        return replace(promise, standing=Standing.REFUSED, granted=0)
    return replace(promise, standing=Standing.GRANTED, granted=result.granted, until=result.until)
