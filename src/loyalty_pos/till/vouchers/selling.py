"""A gift certificate sold as a line of its own: for the sum that it is printed with, chosen, or typed.

It must never sell one twice, nor for a sum that its series does not allow.
"""

from collections.abc import Callable
from dataclasses import dataclass

from loyalty_pos.core import dates
from loyalty_pos.core.basket import Article
from loyalty_pos.core.problems import (
    CertificateAlreadyThere,
    CertificateNeedsCode,
    CertificateNoSeries,
    CertificateUnknown,
)
from loyalty_pos.core.programme import CertificateSeries, Programme
from loyalty_pos.core.sale import Issued, IssuedKind
from loyalty_pos.core.vouchers.certificates import (
    GOODS_PREFIX,
    as_goods,
    ends_at,
    sale_refusal,
    series_of,
    series_sold_as,
    value_refusal,
)
from loyalty_pos.core.vouchers.voucher import Voucher
from loyalty_pos.till.formats import format_money
from loyalty_pos.till.open_receipt import OpenReceipt
from loyalty_pos.till.receipt_state import CertificateAsks, LineAdded
from loyalty_pos.till.world import TillWorld


@dataclass(frozen=True, slots=True)
class Receipts:
    """How the open receipt is read and changed."""

    now: Callable[[], OpenReceipt]
    change: Callable[[OpenReceipt], None]


class CertificateSelling:
    """What a cashier does to sell certificates on one open receipt."""

    def __init__(self, world: TillWorld, receipts: Receipts) -> None:
        self._world = world
        self._receipts = receipts
        self._asked: Voucher | None = None
        self._wished_minor = 0

    def wished(self, article: Article) -> None:
        """Hear that an article of the price list was rung up; raise ``CertificateNeedsCode`` if it sells certificates."""
        if series_sold_as(self._programme(), article.id) is not None:
            self._wished_minor = article.price_minor
            raise CertificateNeedsCode(article=article.name)

    def sell_for(self, value_minor: int) -> LineAdded:
        """Sell the certificate that was asked about for this sum. Raises ``CertificateWrongValue``, ``CertificateUnknown``."""
        voucher = self._asked
        if voucher is None:
            raise CertificateUnknown(last4="")
        return self._line(voucher, self._series(voucher), value_minor)

    def _sell(self, voucher: Voucher) -> LineAdded | CertificateAsks:
        refused = sale_refusal(voucher, self._programme())
        if refused is not None:
            raise refused
        series = self._series(voucher)
        value_minor = self._value(voucher, series)
        if value_minor:
            return self._line(voucher, series, value_minor)
        self._asked = voucher
        return CertificateAsks(voucher.last4, series.name, series.values_minor)

    def _value(self, voucher: Voucher, series: CertificateSeries) -> int:
        """Return what the certificate is worth, 0 = somebody must say."""
        if voucher.value_minor:
            return voucher.value_minor
        if self._wished_minor:
            return self._wished_minor
        return series.values_minor[0] if len(series.values_minor) == 1 else 0

    def _line(self, voucher: Voucher, series: CertificateSeries, value_minor: int) -> LineAdded:
        values = ", ".join(format_money(one, self._world.identity.language) for one in series.values_minor)
        printed = 0 < voucher.value_minor == value_minor
        refused = None if printed else value_refusal(series, value_minor, values)
        if refused is not None:
            raise refused
        self._refuse_twice(voucher)
        goods = as_goods(series, value_minor)
        receipt, line_id = self._receipts.now().with_voucher(goods, voucher.key, voucher.last4)
        self._receipts.change(receipt)
        self.forget()
        return LineAdded(line_id)

    def forget(self) -> None:
        """Forget what was asked about and what was wished for."""
        self._asked, self._wished_minor = None, 0

    def _issued(self, sold_at_us: int) -> tuple[Issued, ...]:
        sold_at = dates.moment(sold_at_us)
        found: list[Issued] = []
        for line in self._receipts.now().lines:
            if not line.voucher:
                continue
            series = series_of(self._programme(), line.article.id.removeprefix(GOODS_PREFIX))
            if series is None:
                raise CertificateNoSeries(last4=line.voucher_last4)
            ends = ends_at(series, sold_at, self._world.identity.zone)
            found.append(
                Issued(
                    kind=IssuedKind.CERTIFICATE,
                    key=str(line.voucher),
                    series=series.id,
                    line_id=line.id,
                    amount_minor=line.gross_minor,
                    since_us=sold_at_us,
                    until_us=dates.micros(ends) if ends else 0,
                    last4=line.voucher_last4,
                )
            )
        return tuple(found)

    def _programme(self) -> Programme:
        return self._world.programmes.current().programme

    def _series(self, voucher: Voucher) -> CertificateSeries:
        series = series_of(self._programme(), voucher.series)
        if series is None:
            raise CertificateNoSeries(last4=voucher.last4)
        return series

    def _refuse_twice(self, voucher: Voucher) -> None:
        receipt = self._receipts.now()
        if voucher.key in receipt.certificates or any(line.voucher == voucher.key for line in receipt.lines):
            raise CertificateAlreadyThere(last4=voucher.last4)
