"""Gift certificates on the open receipt: sold as a line of their own, laid down to pay, taken off again.

Decides by what this till knows (the centre's last word and its own deeds) and never waits for the network: what it
does not know, or knows as blocked or not sold, is refused with what to do instead. It never touches a price: what a
certificate pays is worked out by pricing, as a prepayment.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace

from loyalty_pos.core import dates
from loyalty_pos.core.basket import Article
from loyalty_pos.core.problems import (
    CertificateAlreadyThere,
    CertificateChanged,
    CertificateNeedsCode,
    CertificateNoSeries,
    CertificateUnknown,
)
from loyalty_pos.core.programme import CertificateSeries, Programme
from loyalty_pos.core.sale import Issued, IssuedKind, Sale, Tender, TenderKind
from loyalty_pos.core.vouchers.certificates import (
    GOODS_PREFIX,
    Laid,
    Share,
    as_goods,
    ends_at,
    laid,
    payment_refusal,
    sale_refusal,
    series_of,
    series_sold_as,
    value_refusal,
)
from loyalty_pos.core.vouchers.voucher import Voucher, VoucherKind, VoucherState
from loyalty_pos.till.formats import format_money
from loyalty_pos.till.open_receipt import OpenReceipt
from loyalty_pos.till.receipt_state import CertificateAsks, CertificateLaid, LineAdded
from loyalty_pos.till.vouchers.finding import CertificateFound
from loyalty_pos.till.world import TillWorld

Outcome = LineAdded | CertificateLaid | CertificateAsks


@dataclass(frozen=True, slots=True)
class Receipts:
    """How the open receipt is read and changed."""

    now: Callable[[], OpenReceipt]
    change: Callable[[OpenReceipt], None]


class Certificates:
    """What a cashier does with certificates on one open receipt."""

    def __init__(self, world: TillWorld, receipts: Receipts) -> None:
        self._world = world
        self._receipts = receipts
        self._asked: Voucher | None = None
        self._wished_minor = 0

    # --- what a scan does -----------------------------------------------------------------------------

    def scanned(self, found: CertificateFound) -> Outcome:
        """Sell a printed certificate, or lay an active one down to pay. Raises why neither is possible."""
        voucher = found.voucher
        if voucher is not None and voucher.kind is VoucherKind.CERTIFICATE:
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
        self._refuse_twice(voucher)
        receipt = self._receipts.now()
        self._receipts.change(replace(receipt, certificates=(*receipt.certificates, voucher.key)))
        return CertificateLaid(voucher.key)

    def take_off(self, key: int) -> None:
        """Let a certificate not pay any more."""
        self._keep([one for one in self._receipts.now().certificates if one != key])

    # --- selling --------------------------------------------------------------------------------------

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

    # --- at payment -----------------------------------------------------------------------------------

    def laid(self) -> tuple[Laid, ...]:
        """Return the certificates that may pay now, in the order in which they were laid down."""
        now, zone, programme = self._world.clock.now(), self._world.identity.zone, self._programme()
        known = [self._world.vouchers.by_key(key) for key in self._receipts.now().certificates]
        return tuple(
            laid(voucher, programme)
            for voucher in known
            if voucher is not None and payment_refusal(voucher, voucher.last4, now, zone) is None
        )

    def refuse_changed(self, shown: Sequence[Share]) -> None:
        """Raise ``CertificateChanged`` if a certificate is not what the screen said; it is taken off or has its new rest."""
        now = self.laid()
        before = tuple(share.laid for share in shown)
        if now == before:
            return
        still = {one.key for one in now}
        gone = [one for one in before if one not in now] or list(now)
        self._keep([key for key in self._receipts.now().certificates if key in still])
        raise CertificateChanged(last4=gone[0].last4)

    def in_sale(self, sale: Sale, shown: Sequence[Share]) -> Sale:
        """Return the sale with the certificates that it sells and those that pay. Raises ``CertificateNoSeries``."""
        issued, tenders = self._issued(sale.sold_at_us), _tenders_of(shown)
        if not (issued or tenders):
            return sale
        return replace(sale, issued=(*sale.issued, *issued), tenders=(*tenders, *sale.tenders))

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

    # --- looking up -----------------------------------------------------------------------------------

    def _programme(self) -> Programme:
        return self._world.programmes.current().programme

    def _series(self, voucher: Voucher) -> CertificateSeries:
        series = series_of(self._programme(), voucher.series)
        if series is None:
            raise CertificateNoSeries(last4=voucher.last4)
        return series

    def _keep(self, keys: Iterable[int]) -> None:
        self._receipts.change(replace(self._receipts.now(), certificates=tuple(keys)))

    def _refuse_twice(self, voucher: Voucher) -> None:
        receipt = self._receipts.now()
        if voucher.key in receipt.certificates or any(line.voucher == voucher.key for line in receipt.lines):
            raise CertificateAlreadyThere(last4=voucher.last4)


def _tenders_of(shares: Sequence[Share]) -> tuple[Tender, ...]:
    """Return what certificates pay, each as a tender that names it by its keyed hash."""
    return tuple(
        Tender(TenderKind.CERTIFICATE, share.amount_minor, str(share.laid.key))
        for share in shares
        if share.amount_minor
    )
