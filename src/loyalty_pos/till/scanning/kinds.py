"""What kind of thing a scanned text is at this till: enough to know whose business it is, on whatever page.

Looks up only. A code that counts once (a member's phone) is told by its form alone, so that it is not used up here.
"""

from enum import StrEnum
from typing import Final, assert_never

from loyalty_pos.core import scan
from loyalty_pos.core.beside.paper import is_fiscal_code
from loyalty_pos.core.member import Member
from loyalty_pos.core.problems import Problem
from loyalty_pos.core.sale import Sale
from loyalty_pos.till.benefits.clubs import invitation_in
from loyalty_pos.till.ports import StaffMember
from loyalty_pos.till.resolver import (
    CouponFound,
    Found,
    GoodsFound,
    ReceiptElsewhere,
    SubscriberFound,
    resolve,
)
from loyalty_pos.till.vouchers.coupons import SerialFound
from loyalty_pos.till.vouchers.finding import CertificateFound
from loyalty_pos.till.world import TillWorld


class ScanKind(StrEnum):
    """``CARD``: of a customer, known here or not, blank ones too. ``UNKNOWN``: nothing that this till has a name for."""

    GOODS = "goods"
    CARD = "card"
    PHONE = "phone"
    MEMBER_CODE = "member_code"
    CERTIFICATE = "certificate"
    COUPON = "coupon"
    INVITATION = "invitation"
    RECEIPT = "receipt"
    BADGE = "badge"
    UNKNOWN = "unknown"


PEOPLE = frozenset({ScanKind.CARD, ScanKind.PHONE, ScanKind.MEMBER_CODE})


def kind_of(world: TillWorld, text: str) -> ScanKind:
    """Return the kind; never raises for a text."""
    if is_fiscal_code(text):
        return ScanKind.RECEIPT
    form = form_of(world, text)
    if form in {ScanKind.MEMBER_CODE, ScanKind.BADGE, ScanKind.CARD}:
        return form
    if invitation_in(world, text):
        return ScanKind.INVITATION
    try:
        return _of_found(resolve(world, text))
    except Problem:
        return form


def goods_in(world: TillWorld, text: str) -> GoodsFound | None:
    """Return the goods that were scanned, None where it is something else."""
    try:
        found = resolve(world, text)
    except Problem:
        return None
    return found if isinstance(found, GoodsFound) else None


def badge_in(world: TillWorld, text: str) -> StaffMember:
    """Return whose badge was scanned. Raises ``UnreadableCode`` for a badge that nobody here has."""
    found = resolve(world, text)
    assert isinstance(found, StaffMember), "only a badge is asked for"
    return found


_FORMS: Final[dict[type, ScanKind]] = {
    scan.CardCode: ScanKind.CARD,
    scan.PhoneTyped: ScanKind.PHONE,
    scan.PhoneShown: ScanKind.MEMBER_CODE,
    scan.GoodsCode: ScanKind.UNKNOWN,  # goods are what the shelf knows; ``resolve`` says so
    scan.WeighedCode: ScanKind.GOODS,
    scan.ReceiptCode: ScanKind.RECEIPT,
    scan.StaffBadge: ScanKind.BADGE,
    scan.CertificateCode: ScanKind.CERTIFICATE,
    scan.CouponCode: ScanKind.COUPON,
}


def form_of(world: TillWorld, text: str) -> ScanKind:
    """Return what the text alone shows, without a look into any file; a badge always shows."""
    try:
        return _FORMS[type(scan.read(text, world.nomenclature))]
    except Problem:
        return ScanKind.UNKNOWN


def _of_found(found: Found) -> ScanKind:
    match found:
        case GoodsFound():
            return ScanKind.GOODS
        case Member() | SubscriberFound():
            return ScanKind.PHONE
        case CertificateFound():
            return ScanKind.CERTIFICATE
        case CouponFound() | SerialFound():
            return ScanKind.COUPON
        case Sale() | ReceiptElsewhere():
            return ScanKind.RECEIPT
        case StaffMember():
            return ScanKind.BADGE
        case other:
            assert_never(other)
