"""Gift certificates: may this one be sold, may it pay, how much, until when; pure answers.

A certificate is money paid before: it pays like money, never makes anything cheaper, and is not paid by points or
by another certificate. Nothing here changes one; what facts do is ``deeds``.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Final
from zoneinfo import ZoneInfo

from loyalty_pos.core.basket import Article, FiscalObject
from loyalty_pos.core.dates import micros, moment
from loyalty_pos.core.points import end_of_life
from loyalty_pos.core.problems import (
    CertificateAlreadySold,
    CertificateBlocked,
    CertificateCancelled,
    CertificateExpired,
    CertificateNoSeries,
    CertificateNotSold,
    CertificateUnknown,
    CertificateUsed,
    CertificateWrongValue,
    Problem,
)
from loyalty_pos.core.programme import CertificateSeries, CertificateTax, Programme
from loyalty_pos.core.vouchers.voucher import Voucher, VoucherKind, VoucherState

NO_VAT: Final = -1
GOODS_PREFIX: Final = "certificate:"
"""Article ids of certificates on receipts: this and the series."""
_NOT_ACTIVE: Final = {
    VoucherState.PRINTED: CertificateNotSold,
    VoucherState.BLOCKED: CertificateBlocked,
    VoucherState.CANCELLED: CertificateCancelled,
    VoucherState.USED: CertificateUsed,
}
_MINUTE: Final = timedelta(minutes=1)
_MOST_MINOR: Final = 1_000_000_000


class Why(StrEnum):
    """Why less than all of a certificate may pay: the centre is being asked, cannot be, has said no; a manager must approve."""

    NOTHING = ""
    ASKING = "asking"
    ALONE = "alone"
    REFUSED = "refused"
    MANAGER = "manager"


@dataclass(frozen=True, slots=True)
class Laid:
    """A certificate on the counter: what is on it, and whether one receipt uses all of it.

    ``most_minor``: what may pay now; where that is less, ``why``.
    """

    key: int
    last4: str
    rest_minor: int
    single_use: bool = False
    most_minor: int = 0
    why: Why = Why.NOTHING


@dataclass(frozen=True, slots=True)
class Share:
    """What a certificate pays on this receipt; ``left_minor`` stays on it, ``lost_minor`` is gone (single use)."""

    laid: Laid
    amount_minor: int

    @property
    def left_minor(self) -> int:
        """What can be spent later."""
        return 0 if self.laid.single_use and self.amount_minor else self.laid.rest_minor - self.amount_minor

    @property
    def lost_minor(self) -> int:
        """What nobody can spend any more after this receipt."""
        return self.laid.rest_minor - self.amount_minor - self.left_minor


def series_of(programme: Programme, series_id: str) -> CertificateSeries | None:
    """Return a series of the programme."""
    return next((series for series in programme.certificates if series.id == series_id), None)


def series_sold_as(programme: Programme, article_id: str) -> CertificateSeries | None:
    """Return the series that this article of the price list sells."""
    return next((series for series in programme.certificates if article_id in series.articles), None)


def sale_refusal(voucher: Voucher, programme: Programme) -> Problem | None:
    """Return why this certificate cannot be sold, None if it can."""
    match voucher.state:
        case VoucherState.ACTIVE | VoucherState.USED:
            return CertificateAlreadySold(last4=voucher.last4)
        case VoucherState.BLOCKED:
            return CertificateBlocked(last4=voucher.last4)
        case VoucherState.CANCELLED:
            return CertificateCancelled(last4=voucher.last4)
        case VoucherState.PRINTED:
            known = series_of(programme, voucher.series)
            return None if known else CertificateNoSeries(last4=voucher.last4)


def value_refusal(series: CertificateSeries, value_minor: int, written: str = "") -> Problem | None:
    """Return why a certificate of the series cannot be worth this, None if it can; ``written``: the values for people."""
    allowed = not series.values_minor or value_minor in series.values_minor
    if allowed and 0 < value_minor <= _MOST_MINOR:
        return None
    return CertificateWrongValue(value_minor=value_minor, values=written)


def payment_refusal(voucher: Voucher | None, last4: str, now: datetime, zone: str) -> Problem | None:
    """Return why this certificate cannot pay, None if it can. ``last4``: of the code that was scanned."""
    if voucher is None or voucher.kind is not VoucherKind.CERTIFICATE:
        return CertificateUnknown(last4=last4)
    if (refused := _NOT_ACTIVE.get(voucher.state)) is not None:
        return refused(last4=voucher.last4)
    if voucher.until_us and micros(now) >= voucher.until_us:
        last = moment(voucher.until_us).astimezone(ZoneInfo(zone)).replace(tzinfo=None) - _MINUTE
        return CertificateExpired(last4=voucher.last4, last=last)
    return None if voucher.rest_minor > 0 else CertificateUsed(last4=voucher.last4)


def is_single_use(voucher: Voucher, programme: Programme) -> bool:
    """Tell whether one receipt uses all of it."""
    series = series_of(programme, voucher.series)
    return bool(series and series.single_use)


def laid(voucher: Voucher, programme: Programme, most_minor: int, why: Why) -> Laid:
    """Return the certificate as it lies on the counter; a single-use one pays as a whole or not at all."""
    whole = voucher.rest_minor
    single = is_single_use(voucher, programme)
    most = 0 if single and most_minor < whole else min(most_minor, whole)
    return Laid(voucher.key, voucher.last4, whole, single, most, why if most < whole else Why.NOTHING)


def shares(certificates: Sequence[Laid], certificate_minor: int) -> tuple[Share, ...]:
    """Return what each pays of the part that certificates pay: the first one that was laid down pays first."""
    left = certificate_minor
    found: list[Share] = []
    for one in certificates:
        amount = min(one.most_minor, left)
        left -= amount
        found.append(Share(one, amount))
    return tuple(found)


def offered(certificates: Iterable[Laid]) -> int:
    """Return all the money that certificates on the counter may pay now."""
    return sum(one.most_minor for one in certificates)


def ends_at(series: CertificateSeries, sold_at: datetime, zone: str) -> datetime | None:
    """Return when a certificate sold now stops paying, None = never."""
    return end_of_life(series.life, sold_at, zone)


def as_goods(series: CertificateSeries, value_minor: int) -> Article:
    """Return what stands on the receipt for it: an advance without discount, points and, mostly, without VAT."""
    vat_bp = series.vat_bp if series.tax is CertificateTax.SPV else NO_VAT
    return advance(f"{GOODS_PREFIX}{series.id}", series.name, value_minor, vat_bp)


def advance(article_id: str, name: str, value_minor: int, vat_bp: int) -> Article:
    """Return an advance as an article; see ``as_goods``."""
    return Article(
        id=article_id,
        name=name,
        price_minor=value_minor,
        vat_bp=vat_bp,
        min_price_minor=value_minor,
        fixed_price=True,
        no_discount=True,
        no_earn=True,
        no_redeem=True,
        fiscal_object=FiscalObject.PAYMENT,
    )
