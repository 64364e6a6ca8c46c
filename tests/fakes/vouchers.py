"""Gift certificates and coupons of the tests: their keys, the facts that speak of them, and what the centre holds."""

from loyalty_pos.centre.records import VoucherDeed
from loyalty_pos.core.coupons.codes import compact
from loyalty_pos.core.sale import Issued, IssuedKind, Sale, Tender, TenderKind, UsedCode
from loyalty_pos.core.vouchers.voucher import Voucher, VoucherKind, VoucherState
from loyalty_pos.wire.codec import decode
from loyalty_pos.wire.rows import VoucherRow
from tests.fakes.centre import Headquarters
from tests.fakes.codes import GIFT, key_of
from tests.fakes.till_folder import a_sale

__all__ = ["GIFT", "key_of"]


def printed(code: str = GIFT, kind: VoucherKind = VoucherKind.CERTIFICATE, **told: object) -> Voucher:
    """A voucher as the print house made it."""
    usual: dict[str, object] = {"series": "gift", "state": VoucherState.PRINTED, "last4": compact(code)[-4:]}
    return Voucher(key=key_of(code), kind=kind, **(usual | told))  # type: ignore[arg-type]  # any field may be told


def certificate(amount_minor: int = 100_000, code: str = GIFT, **told: object) -> Issued:
    """A certificate that a sale brings into the world."""
    usual: dict[str, object] = {"series": "gift", "line_id": 1, "last4": compact(code)[-4:]}
    facts = usual | told
    return Issued(IssuedKind.CERTIFICATE, str(key_of(code)), amount_minor=amount_minor, **facts)  # type: ignore[arg-type]  # as above


def used(code: str = GIFT) -> UsedCode:
    return UsedCode(str(key_of(code)), "tea", "tea-10", compact(code)[-4:])


def by_certificate(amount_minor: int, code: str = GIFT) -> Tender:
    return Tender(TenderKind.CERTIFICATE, amount_minor, str(key_of(code)))


def paid_by_certificate(number: int, amount_minor: int, code: str = GIFT, **told: object) -> Sale:
    """A sale of which this much was paid by certificate and nothing otherwise."""
    return a_sale(
        number,
        tenders=(by_certificate(amount_minor, code),),
        certificate_minor=amount_minor,
        paid_minor=0,
        **told,
    )


def put(hq: Headquarters, *vouchers: Voucher) -> None:
    """Bring vouchers to the centre."""
    hq.books.write(lambda desk: desk.vouchers.put(vouchers))


def at_centre(hq: Headquarters, code: str = GIFT) -> Voucher:
    """Return the voucher as the centre holds it."""
    return hq.books.write(lambda desk: desk.vouchers.load({key_of(code)}))[key_of(code)]


def deeds(hq: Headquarters, code: str = GIFT) -> list[VoucherDeed]:
    return hq.books.write(lambda desk: desk.vouchers.deeds_of([key_of(code)]))


def told(hq: Headquarters, code: str = GIFT) -> VoucherRow:
    """Return the voucher as tills are told of it."""
    rows = [c for c in hq.admin.feed_rows("store-1") if c.table == "voucher" and c.key == str(key_of(code))]
    return decode(rows[-1].row, VoucherRow)
