"""``till.voucher_rights.port.VoucherRights``: what the lease and this till's own book allow of certificates and coupons now.

It must never allow more than ``core.leases.rights`` does.
"""

from dataclasses import dataclass

from loyalty_pos.core.leases.lease import Holder
from loyalty_pos.core.leases.rights import Right, Seen, right, weight
from loyalty_pos.core.leases.value import Value, voucher_subject
from loyalty_pos.core.problems import Problem
from loyalty_pos.core.vouchers.coupons import is_for_many
from loyalty_pos.core.vouchers.voucher import Voucher, VoucherKind
from loyalty_pos.storage.cache.rights import Around, TillRights
from loyalty_pos.storage.journal.leases import LeaseBook
from loyalty_pos.till.ports import Programmes
from loyalty_pos.till.voucher_rights.port import VoucherRight


@dataclass(frozen=True, slots=True)
class TillVoucherRights:
    """On the lease of the till; ``rights`` tells whether the rows that it was made out with are in."""

    rights: TillRights
    leases: LeaseBook
    programmes: Programmes
    around: Around

    def right(self, voucher: Voucher, use_minor: int = 0, *, beside: int = 0) -> VoucherRight:
        """Return what may be taken; nothing until the rows of the lease are in."""
        lent = self.rights.begun()
        if lent is None:
            return VoucherRight()
        subject = voucher_subject(voucher.key)
        used = self.leases.used(subject)
        # what this lease gave is counted in ``used``; it must not lower the balance a second time
        there = 0 if self._is_for_many(voucher) else voucher.free + used.grant + used.floor
        seen = Seen(there, lent.grants.get(subject, 0), self._holder(voucher), _value(voucher), use_minor)
        age_us = max(0, self.around.now_us() - lent.lease.issued_us)
        used = used._replace(risk=used.risk + beside)
        now = right(lent.lease, seen, used, age_us, self.around.doubt())
        left = max(0, voucher.there)
        return VoucherRight(Right(min(now.grant, left), now.floor), lent.lease.epoch)

    def weight(self, voucher: Voucher, floor: int, use_minor: int = 0) -> int:
        """Return how much of R it uses up, minor point units."""
        lent = self.leases.lent()
        return weight(lent.lease.policy, _value(voucher), floor, use_minor) if lent else 0

    def _is_for_many(self, voucher: Voucher) -> bool:
        """Tell whether the code has quotas instead of a floor right; what cannot be known has nothing."""
        if voucher.kind is VoucherKind.CERTIFICATE:
            return False
        try:
            programme = self.programmes.current().programme
        except Problem:
            return True
        return is_for_many(voucher, programme)

    def _holder(self, voucher: Voucher) -> Holder:
        return Holder.HOME if voucher.home and voucher.home == self.around.store_id() else Holder.GUEST


def _value(voucher: Voucher) -> Value:
    return Value.MONEY if voucher.kind is VoucherKind.CERTIFICATE else Value.USES
