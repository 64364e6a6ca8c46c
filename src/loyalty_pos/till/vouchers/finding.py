"""Which certificate a scanned or typed code names; looks up only, and says nothing of what may be done with it."""

from dataclasses import dataclass

from loyalty_pos.core.cards import last4
from loyalty_pos.core.coupons.codes import compact
from loyalty_pos.core.problems import CertificateUnknown
from loyalty_pos.core.scan import CERTIFICATE_PREFIX
from loyalty_pos.core.vouchers.voucher import Voucher, VoucherKind
from loyalty_pos.till.world import TillWorld


@dataclass(frozen=True, slots=True)
class CertificateFound:
    """``voucher`` None = a code of ours that nobody told this till of; ``last4``: its end, for people."""

    voucher: Voucher | None
    last4: str


def certificate_of(world: TillWorld, code: str) -> CertificateFound:
    """Return the certificate of a code that was printed as one."""
    return CertificateFound(world.vouchers.by_code(code), last4(compact(code)))


def certificate_named(world: TillWorld, text: str) -> CertificateFound | None:
    """Return the certificate of a text that says so by its prefix, or that this till knows as one; else None.

    Certificates of an earlier program keep their codes, whatever those look like.
    """
    bare = text.strip()
    if bare.startswith(CERTIFICATE_PREFIX):
        return certificate_of(world, bare.removeprefix(CERTIFICATE_PREFIX))
    voucher = world.vouchers.by_code(bare)
    if voucher is None or voucher.kind is not VoucherKind.CERTIFICATE:
        return None
    return CertificateFound(voucher, voucher.last4)


def certificate_asked(world: TillWorld, text: str) -> CertificateFound:
    """Return the certificate of a text that was asked for as one. Raises ``CertificateUnknown``."""
    found = certificate_named(world, text)
    if found is None:
        raise CertificateUnknown(last4=last4(compact(text)))
    return found
