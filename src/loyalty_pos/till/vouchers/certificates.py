"""Gift certificates on the open receipt: sold as a line of their own, laid down to pay, taken off again.

Decides by what this till knows (the centre's last word and its own deeds) and never waits for the network: what it
does not know, or knows as blocked or not sold, is refused with what to do instead. What one may pay is what somebody
promises (``promises``). It never touches a price: what a certificate pays is worked out by pricing, as a prepayment.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import Final

from loyalty_pos.core.problems import (
    CertificateAlone,
    CertificateChanged,
    CertificateHeld,
    CertificateNeedsManager,
    LeaseRenewed,
    Problem,
)
from loyalty_pos.core.sale import Promised, Sale, Tender, TenderKind
from loyalty_pos.core.vouchers.certificates import (
    Laid,
    Share,
    Why,
    laid,
    payment_refusal,
)
from loyalty_pos.core.vouchers.voucher import Voucher, VoucherKind, VoucherState
from loyalty_pos.till.receipt_state import CertificateAsks, CertificateLaid, LineAdded
from loyalty_pos.till.staff import Approval, Permission, require
from loyalty_pos.till.vouchers.finding import CertificateFound
from loyalty_pos.till.vouchers.promises import Promises
from loyalty_pos.till.vouchers.selling import CertificateSelling, Receipts
from loyalty_pos.till.vouchers.wishes import Standing
from loyalty_pos.till.world import TillWorld

Outcome = LineAdded | CertificateLaid | CertificateAsks
TAKEN_ALONE: Final = "certificate_taken_alone"
"""What is written down when a manager lets a certificate for one purchase pay without the centre."""
_WHY: Final = {
    Standing.ASKING: Why.ASKING,
    Standing.GRANTED: Why.REFUSED,
    Standing.REFUSED: Why.REFUSED,
    Standing.ALONE: Why.ALONE,
}


class Certificates(CertificateSelling):
    """What a cashier does with certificates on one open receipt."""

    def __init__(self, world: TillWorld, receipts: Receipts, promises: Promises) -> None:
        super().__init__(world, receipts)
        self._promises = promises

    # --- what a scan does -----------------------------------------------------------------------------

    def scanned(self, found: CertificateFound) -> Outcome:
        """Sell a printed certificate, or lay an active one down to pay. Raises why neither is possible."""
        voucher = found.voucher
        if voucher is not None and voucher.kind is VoucherKind.CERTIFICATE:
            self._refuse_unapproved(voucher)
            self._refuse_twice(voucher)
            if voucher.state is VoucherState.PRINTED:
                return self._sell(voucher)
        return self.lay_down(found)

    def lay_down(self, found: CertificateFound) -> CertificateLaid:
        """Let an active certificate pay. Raises ``CertificateUnknown``, ``CertificateNotSold``, ``CertificateUsed``..."""
        voucher = found.voucher
        now, zone = self._world.clock.now(), self._world.identity.zone
        refused = payment_refusal(voucher, found.last4, now, zone)
        if refused is not None:
            raise refused
        assert voucher is not None, found
        self._refuse_unapproved(voucher)
        self._refuse_twice(voucher)
        self._promises.want(voucher, voucher.rest_minor)
        receipt = self._receipts.now()
        self._receipts.change(replace(receipt, certificates=(*receipt.certificates, voucher.key)))
        return CertificateLaid(voucher.key)

    def take_off(self, key: int) -> None:
        """Let a certificate not pay any more."""
        self._keep([one for one in self._receipts.now().certificates if one != key])

    def approve(self, key: int, approver: Approval) -> None:
        """Let a certificate for one purchase pay without the centre; whoever approves keeps its paper. Raises ``NotAllowed``."""
        voucher = self._world.vouchers.by_key(key)
        receipt = self._receipts.now()
        if voucher is None or key not in receipt.certificates:
            return
        who = require(self._world, Permission.TRUST_PAPER, approver)
        self._promises.approve(key, who or self._world.cashier().staff_id)
        note = self._world.noted(
            TAKEN_ALONE, subject=voucher.last4, amount_minor=voucher.rest_minor, approved_by=who
        )
        self._receipts.change(replace(receipt, notes=(*receipt.notes, note)))

    # --- at payment -----------------------------------------------------------------------------------

    def laid(self, beside: int = 0) -> tuple[Laid, ...]:
        """Return the certificates that lie there, in their order, with what each may pay now.

        ``beside``: of this till's budget R, what the points on the receipt take already.
        """
        programme, found = self._programme(), []
        for voucher in self._good():
            most = self._promises.right(voucher, beside=beside)
            one = laid(voucher, programme, most, self._why(voucher))
            if one.single_use and one.most_minor and not self._may_alone(voucher):
                one = replace(one, most_minor=0, why=Why.MANAGER)
            beside += self._promises.weight(voucher, one.most_minor)
            found.append(one)
        return tuple(found)

    def trouble(self) -> Problem | None:
        """Return why the newest certificate pays less than it has, None = it does not, or the centre is being asked."""
        there = self.laid()
        return _told_of(there[-1]) if there else None

    def refuse_changed(self, shown: Sequence[Share], beside: int = 0) -> None:
        """Raise ``CertificateChanged`` if a certificate is not what the screen said; it is taken off or has its new rest."""
        now = {one.key: one for one in self.laid(beside)}
        gone = [share.laid for share in shown if _is_less(share, now.get(share.laid.key))]
        new = [one for one in now.values() if one.key not in {share.laid.key for share in shown}]
        if not (gone or new):
            return
        self._keep([key for key in self._receipts.now().certificates if key in now])
        raise CertificateChanged(last4=(gone or new)[0].last4)

    def in_sale(self, sale: Sale, shown: Sequence[Share], beside: int = 0) -> tuple[Sale, int]:
        """Return the sale with the certificates that it sells and those that pay, and the lease's epoch for these (0 = none).

        Raises ``CertificateNoSeries``, ``LeaseRenewed``.
        """
        issued, tenders = self._issued(sale.sold_at_us), _tenders_of(shown)
        promised, epoch = self._promised(shown, beside)
        if not (issued or tenders):
            return sale, 0
        sale = replace(sale, issued=(*sale.issued, *issued), tenders=(*tenders, *sale.tenders))
        return replace(sale, promised=(*sale.promised, *promised)), epoch

    def _promised(self, shown: Sequence[Share], beside: int) -> tuple[tuple[Promised, ...], int]:
        """Return by whose promises the shares are paid. Raises ``LeaseRenewed`` when one is promised by nobody any more."""
        found: list[Promised] = []
        epoch = 0
        for share in shown:
            voucher = self._world.vouchers.by_key(share.laid.key)
            if not share.amount_minor or voucher is None:
                continue
            amount = voucher.rest_minor if share.laid.single_use else share.amount_minor
            met = self._promises.of_sale(voucher, amount, beside=beside)
            if met is None:
                raise LeaseRenewed
            found.append(met[0])
            epoch = max(epoch, met[1])
            beside += met[0].risk
        return tuple(found), epoch

    def _good(self) -> Iterator[Voucher]:
        now, zone = self._world.clock.now(), self._world.identity.zone
        for key in self._receipts.now().certificates:
            voucher = self._world.vouchers.by_key(key)
            if voucher is not None and payment_refusal(voucher, voucher.last4, now, zone) is None:
                yield voucher

    def _why(self, voucher: Voucher) -> Why:
        return _WHY[self._promises.standing(voucher.key)]

    def _may_alone(self, voucher: Voucher) -> bool:
        """Tell whether a whole certificate may pay as it stands: by the centre, or with a manager's word."""
        floor = self._promises.needs_floor(voucher, voucher.rest_minor)
        return not floor or bool(self._promises.approved_by(voucher.key))

    def _refuse_unapproved(self, voucher: Voucher) -> None:
        """Raise ``CertificateNeedsManager`` for one that lies there and waits for a manager's word only."""
        waits = [one for one in self.laid() if one.key == voucher.key and one.why is Why.MANAGER]
        if waits and self._promises.standing(voucher.key) is Standing.ALONE:
            raise CertificateNeedsManager(
                last4=voucher.last4, value_minor=voucher.rest_minor, key=voucher.key
            )

    def _keep(self, keys: Iterable[int]) -> None:
        self._receipts.change(replace(self._receipts.now(), certificates=tuple(keys)))


def _told_of(one: Laid) -> Problem | None:
    match one.why:
        case Why.ALONE:
            return CertificateAlone(last4=one.last4, right_minor=one.most_minor)
        case Why.REFUSED:
            return CertificateHeld(last4=one.last4)
        case Why.MANAGER:
            return CertificateNeedsManager(last4=one.last4, value_minor=one.rest_minor, key=one.key)
        case Why.ASKING | Why.NOTHING:
            return None


def _is_less(share: Share, now: Laid | None) -> bool:
    """Tell whether a certificate is not there any more as it was shown, or cannot pay what was shown."""
    if now is None or now.rest_minor != share.laid.rest_minor:
        return True
    return now.most_minor < share.amount_minor


def _tenders_of(shares: Sequence[Share]) -> tuple[Tender, ...]:
    """Return what certificates pay, each as a tender that names it by its keyed hash."""
    return tuple(
        Tender(TenderKind.CERTIFICATE, share.amount_minor, str(share.laid.key))
        for share in shares
        if share.amount_minor
    )
