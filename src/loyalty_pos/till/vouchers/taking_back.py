"""Certificates in returns and voids: what they paid goes back onto them; one that was sold goes back only unused."""

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from typing import Final

from loyalty_pos.core.problems import CertificateUnknown, CertificateWasUsed
from loyalty_pos.core.sale import Issued, IssuedKind, Sale, Tender, TenderKind
from loyalty_pos.core.vouchers.deeds import key_of
from loyalty_pos.core.vouchers.voucher import VoucherState
from loyalty_pos.till.other_programs.port import OTHER_TILL
from loyalty_pos.till.world import TillWorld

Means = tuple[TenderKind, str]
"""How something was paid: the kind, and which certificate or whose till."""
_MONEY: Final = (TenderKind.CARD, TenderKind.CASH)


def given_back(
    sale: Sale, already: Iterable[Tender], money_minor: int, certificate_minor: int
) -> tuple[Tender, ...]:
    """Return what goes back by which means, never more than came by it.

    Certificates get their share in the order in which they paid; money goes to the card first, then in cash.
    ``already``: what went back in returns of this sale so far.
    """
    left: Counter[Means] = Counter()
    for tender in sale.tenders:
        left[_means(tender)] += tender.amount_minor
    for tender in already:
        left[_means(tender)] -= tender.amount_minor
    certificates = [means for means in left if means[0] is TenderKind.CERTIFICATE]
    money = [means for kind in _MONEY for means in left if means[0] is kind]
    return (*_shared(left, certificates, certificate_minor), *_shared(left, money, money_minor))


def _means(tender: Tender) -> Means:
    named = tender.kind is TenderKind.CERTIFICATE or tender.reference == OTHER_TILL
    return tender.kind, tender.reference if named else ""


def _shared(left: Mapping[Means, int], order: Sequence[Means], amount_minor: int) -> Iterator[Tender]:
    for kind, reference in order:
        amount = min(amount_minor, left[kind, reference])
        if amount > 0:
            yield Tender(kind, amount, reference)
            amount_minor -= amount
    assert amount_minor == 0, (order, amount_minor)


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
