"""Certificates in returns and voids: what they paid goes back onto them; one that was sold goes back only unused."""

from collections import Counter
from collections.abc import Collection, Iterable

from loyalty_pos.core.problems import CertificateUnknown, CertificateWasUsed
from loyalty_pos.core.sale import Issued, IssuedKind, Return, Sale, Tender, TenderKind
from loyalty_pos.core.vouchers.deeds import key_of
from loyalty_pos.core.vouchers.voucher import VoucherState
from loyalty_pos.till.world import TillWorld


def paid_back(sale: Sale, returns: Iterable[Return], certificate_minor: int) -> tuple[Tender, ...]:
    """Return how much goes back onto each certificate: to the first one first, never more than it paid.

    ``returns``: those of this sale so far. ``certificate_minor``: the certificates' share of the goods that come back.
    """
    left: Counter[str] = Counter()
    for tender in sale.tenders:
        if tender.kind is TenderKind.CERTIFICATE:
            left[tender.reference] += tender.amount_minor
    for returned in returns:
        for tender in returned.tenders:
            if tender.kind is TenderKind.CERTIFICATE:
                left[tender.reference] -= tender.amount_minor
    tenders: list[Tender] = []
    for reference, most in left.items():
        amount = min(certificate_minor, most)
        if amount > 0:
            tenders.append(Tender(TenderKind.CERTIFICATE, amount, reference))
            certificate_minor -= amount
    assert certificate_minor == 0, (sale.sale_id, certificate_minor)
    return tuple(tenders)


def cancelled_with(world: TillWorld, sale: Sale, line_ids: Collection[int]) -> tuple[Issued, ...]:
    """Return the certificates that end with these lines. Raises ``CertificateWasUsed``, ``CertificateUnknown``."""
    sold = [one for one in sale.issued if one.kind is IssuedKind.CERTIFICATE and one.line_id in set(line_ids)]
    for one in sold:
        voucher = world.vouchers.by_key(key_of(one.key))
        if voucher is None:
            raise CertificateUnknown(last4=one.last4)
        if voucher.state is not VoucherState.ACTIVE or voucher.rest_minor < one.amount_minor:
            raise CertificateWasUsed(last4=one.last4)
    return tuple(sold)
