"""Which certificate a scanned or typed code names; looks up only, and says nothing of what may be done with it."""

from dataclasses import dataclass

from loyalty_pos.core.cards import last4
from loyalty_pos.core.coupons.codes import compact
from loyalty_pos.core.problems import CertificateUnknown
from loyalty_pos.core.scan import CERTIFICATE_PREFIX
from loyalty_pos.core.vouchers.voucher import Voucher, VoucherKind
from loyalty_pos.till.guessing.unknown_vouchers import (
    count_unknown_voucher,
    refuse_guessed_voucher,
    vouchers_wait,
)
from loyalty_pos.till.world import TillWorld


@dataclass(frozen=True, slots=True)
class CertificateFound:
    """``voucher`` None = a code of ours that nobody told this till of; ``last4``: its end, for people."""

    voucher: Voucher | None
    last4: str


def certificate_of(world: TillWorld, code: str) -> CertificateFound:
    """Return the certificate of a code that was printed as one. Raises ``TooManyUnknownVouchers``."""
    refuse_guessed_voucher(world)
    voucher = world.vouchers.by_code(code)
    if voucher is None:
        count_unknown_voucher(world, code)
    return CertificateFound(voucher, last4(compact(code)))


def certificate_named(world: TillWorld, text: str) -> CertificateFound | None:
    """Return the certificate of a text that says so by its prefix, or that this till knows as one; else None.

    Certificates of an earlier program keep their codes, whatever those look like. While codes wait, such a text names none;
    one with the prefix raises ``TooManyUnknownVouchers``.
    """
    bare = text.strip()
    if bare.startswith(CERTIFICATE_PREFIX):
        return certificate_of(world, bare.removeprefix(CERTIFICATE_PREFIX))
    voucher = None if vouchers_wait(world) else world.vouchers.by_code(bare)
    if voucher is None or voucher.kind is not VoucherKind.CERTIFICATE:
        return None
    return CertificateFound(voucher, voucher.last4)


def certificate_asked(world: TillWorld, text: str) -> CertificateFound:
    """Return the certificate of a text that was asked for as one. Raises ``CertificateUnknown``, ``TooManyUnknownVouchers``."""
    refuse_guessed_voucher(world)
    found = certificate_named(world, text)
    if found is None:
        count_unknown_voucher(world, text)
        raise CertificateUnknown(last4=last4(compact(text)))
    return found
