"""What the customer's paper says of certificates: the end of the code and what is left; never more of the code."""

from collections.abc import Collection, Iterable

from loyalty_pos.core.sale import Promised, Tender, TenderKind
from loyalty_pos.core.vouchers.deeds import key_of
from loyalty_pos.till.papers.receipts import CertificateLeft
from loyalty_pos.till.world import TillWorld


def certificates_on_paper(
    world: TillWorld, tenders: Iterable[Tender], alone: Collection[str] = (), *, copy: bool = False
) -> dict[str, CertificateLeft]:
    """Return by reference what this till knows of the certificates among the tenders; a copy tells no rest.

    ``alone``: keys of those whose rest no other till knows before this one was in touch with the centre.
    """
    told: dict[str, CertificateLeft] = {}
    for tender in tenders:
        voucher = (
            world.vouchers.by_key(key_of(tender.reference)) if tender.kind is TenderKind.CERTIFICATE else None
        )
        if voucher is not None and voucher.last4:
            left = None if copy else max(0, voucher.rest_minor)
            told[tender.reference] = CertificateLeft(voucher.last4, left, str(voucher.key) in alone)
    return told


def taken_alone(promised: Iterable[Promised]) -> frozenset[str]:
    """Return the keys of those that paid by this till's own right."""
    return frozenset(one.key for one in promised if one.by_floor or one.by_grant)


def given_back_on_paper(world: TillWorld, tenders: Collection[Tender]) -> dict[str, CertificateLeft]:
    """Return the same of certificates that have money back; without a line nobody else is told of it yet."""
    certificates = [one.reference for one in tenders if one.kind is TenderKind.CERTIFICATE]
    alone = [] if world.in_touch() else [str(key_of(reference)) for reference in certificates]
    return certificates_on_paper(world, tenders, alone)
