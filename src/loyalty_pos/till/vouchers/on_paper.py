"""What the customer's paper says of certificates: the end of the code and what is left; never more of the code."""

from collections.abc import Iterable

from loyalty_pos.core.sale import Tender, TenderKind
from loyalty_pos.core.vouchers.deeds import key_of
from loyalty_pos.till.papers.receipts import CertificateLeft
from loyalty_pos.till.world import TillWorld


def certificates_on_paper(
    world: TillWorld, tenders: Iterable[Tender], *, copy: bool = False
) -> dict[str, CertificateLeft]:
    """Return by reference what this till knows of the certificates among the tenders; a copy tells no rest."""
    told: dict[str, CertificateLeft] = {}
    for tender in tenders:
        voucher = (
            world.vouchers.by_key(key_of(tender.reference)) if tender.kind is TenderKind.CERTIFICATE else None
        )
        if voucher is not None and voucher.last4:
            left = None if copy else max(0, voucher.rest_minor)
            told[tender.reference] = CertificateLeft(voucher.last4, left)
    return told
