"""One reader for every scan: which member, which goods, which receipt or badge a text names at this till.

Looks up only; changes nothing. What cannot be found is a ``Problem`` that says what to do next.
"""

from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time
from typing import Final, TypeVar, assert_never

from loyalty_pos.core import dates, gs1, phone, scan
from loyalty_pos.core.basket import Article
from loyalty_pos.core.beside.paper import is_fiscal_code
from loyalty_pos.core.cards import last4
from loyalty_pos.core.coupons.codes import compact, find_coupon, rules_of
from loyalty_pos.core.coupons.serials import is_serial
from loyalty_pos.core.lookup import lookup_key
from loyalty_pos.core.member import CardState, Identified, Member
from loyalty_pos.core.money import MILLI, Rounding, divide, line_amount
from loyalty_pos.core.problems import (
    CardBlocked,
    OtherPaperNotFound,
    PackTooOld,
    Problem,
    ReceiptNotFound,
    UnknownArticle,
    UnknownBarcode,
    UnknownCard,
    UnknownCoupon,
    UnknownPhone,
    UnreadableCode,
)
from loyalty_pos.core.programme.conditions import subscription
from loyalty_pos.core.sale import Sale
from loyalty_pos.till.elsewhere.printed import sale_printed_as
from loyalty_pos.till.guessing.unknown_cards import count_unknown, refuse_guessing
from loyalty_pos.till.guessing.unknown_vouchers import (
    count_unknown_voucher,
    refuse_guessed_voucher,
    vouchers_wait,
)
from loyalty_pos.till.member_code.judging import by_member_code
from loyalty_pos.till.ports import StaffMember
from loyalty_pos.till.receipt_code import is_receipt_code
from loyalty_pos.till.vouchers.coupons import SerialFound, serial_named
from loyalty_pos.till.vouchers.finding import CertificateFound, certificate_named, certificate_of
from loyalty_pos.till.world import TillWorld

_SHOWN: Final = 40
"""Characters of an unknown code that are said back."""


@dataclass(frozen=True, slots=True)
class GoodsFound:
    """``qty_milli``/``price_minor`` of the line; from the label of a scale, else 1 unit at the shelf price."""

    article: Article
    qty_milli: int
    price_minor: int


@dataclass(frozen=True, slots=True)
class CouponFound:
    """A promo code of the programme in force; whether it gives something now is asked with the receipt."""

    coupon: str


@dataclass(frozen=True, slots=True)
class ReceiptElsewhere:
    """The receipt of another till; ``text`` as it was scanned, for ``Returns.find_elsewhere``."""

    text: str


@dataclass(frozen=True, slots=True)
class SubscriberFound:
    """A phone of partners' customers, for whom the programme has offers; ``member``: whose phone it is too (A46)."""

    subscriptions: tuple[str, ...]
    member: Member | None = None


Found = (
    SubscriberFound
    | GoodsFound
    | Member
    | CouponFound
    | SerialFound
    | CertificateFound
    | Sale
    | ReceiptElsewhere
    | StaffMember
)
_UNFOUND: Final = (UnknownBarcode, UnreadableCode, ReceiptNotFound)


def resolve(world: TillWorld, text: str) -> Found:
    """Return what the text names. Raises a ``Problem`` when it names nothing here.

    What names goods is goods; only a text that names nothing else may be a promo code without its prefix.
    """
    if is_fiscal_code(text):
        return _printed_elsewhere(world, text)
    try:
        return _named(world, text)
    except (*_UNFOUND, UnknownPhone, UnknownCard) as problem:
        if (code := _bare_code(world, text, problem)) is not None:
            return code
        if isinstance(problem, ReceiptNotFound) and is_receipt_code(problem.receipt):
            return ReceiptElsewhere(text)
        raise


def _bare_code(
    world: TillWorld, text: str, problem: Problem
) -> CertificateFound | CouponFound | SerialFound | None:
    """Return the certificate or coupon of a text without a prefix, None = it is none, or codes wait here: goods go on.

    Raises ``TooManyUnknownVouchers`` for a serial, which is nothing else.
    """
    if vouchers_wait(world):
        if is_serial(text):
            refuse_guessed_voucher(world)
        return None
    if (certificate := certificate_named(world, text)) is not None:
        return certificate
    if not isinstance(problem, _UNFOUND):
        return None
    if (serial := serial_named(world, text)) is not None:
        return serial
    coupon = find_coupon(text, world.programmes.current().programme)
    if coupon:
        return CouponFound(coupon)
    if _may_be_guessed(text, problem):
        count_unknown_voucher(world, text)
    return None


def _may_be_guessed(text: str, problem: Problem) -> bool:
    """Tell whether what names nothing may have been a try at a code: a barcode of goods is none, nor is what a scanner garbled."""
    if isinstance(problem, UnknownBarcode):
        return not gs1.is_gtin(compact(text))
    is_word = len(text) <= _SHOWN and ":" not in text and any(map(str.isalpha, text))
    return isinstance(problem, UnreadableCode) and is_word


def _printed_elsewhere(world: TillWorld, text: str) -> Sale:
    """Return the sale for which another program printed this fiscal receipt. Raises ``OtherPaperNotFound``..."""
    sale = sale_printed_as(world, text)
    if sale is None:
        raise OtherPaperNotFound
    return sale


def coupon_named(world: TillWorld, text: str) -> CouponFound | SerialFound:
    """Return the promo code or the serial that was asked for as a coupon. Raises ``UnknownCoupon``, ``TooManyUnknownVouchers``."""
    refuse_guessed_voucher(world)
    if (serial := serial_named(world, text)) is not None:
        return serial
    bare = text.strip().removeprefix(scan.COUPON_PREFIX)
    coupon = find_coupon(bare, world.programmes.current().programme)
    if not coupon:
        count_unknown_voucher(world, bare)
        raise UnknownCoupon(coupon=bare[:_SHOWN])
    return CouponFound(coupon)


def _named(world: TillWorld, text: str) -> Found:
    match scan.read(text, world.nomenclature):
        case scan.CardCode() | scan.PhoneTyped() | scan.PhoneShown() as person:
            return _person(world, person)
        case scan.GoodsCode(barcode, last_day=last_day):
            return _fresh(world, _goods(world, barcode), last_day)
        case scan.WeighedCode() as label:
            return _fresh(world, _weighed(world, label), label.last_day)
        case scan.ReceiptCode(code):
            return _receipt(world, code)
        case scan.StaffBadge(number):
            return _badge(world, number)
        case scan.CertificateCode() | scan.CouponCode() as code:
            return _voucher(world, code)
        case other:
            assert_never(other)


def _voucher(
    world: TillWorld, code: scan.CertificateCode | scan.CouponCode
) -> CertificateFound | CouponFound | SerialFound:
    if isinstance(code, scan.CertificateCode):
        return certificate_of(world, code.number)
    return coupon_named(world, code.number)


def _person(
    world: TillWorld, code: scan.CardCode | scan.PhoneTyped | scan.PhoneShown
) -> Member | SubscriberFound:
    if isinstance(code, scan.PhoneShown):
        return by_member_code(world, code.digits)
    if isinstance(code, scan.CardCode):
        return by_card(world, code)
    return _subscriber(world, code.phone) or by_phone(world, code.phone)


def _subscriber(world: TillWorld, number: str) -> SubscriberFound | None:
    """Return whose customer has this phone, as far as the programme has something for them."""
    partners = world.members.partners_of(number)
    if not partners:
        return None
    programme = world.programmes.current().programme
    known = tuple(one for one in map(subscription, partners) if any(rules_of(programme, one)))
    if not known:
        return None
    is_member = world.members.by_phone(number) is not None
    return SubscriberFound(known, by_phone(world, number) if is_member else None)


def by_card(world: TillWorld, code: scan.CardCode) -> Member:
    """Return the holder of the card. Raises ``UnknownCard``, ``CardBlocked``, ``TooManyUnknownCards``."""
    refuse_guessing(world)
    member = world.members.by_card(code.number)
    if member is None:
        count_unknown(world)
    if member is None or member.state is CardState.NONACTIVE:
        raise UnknownCard(last4=last4(code.number))
    today = dates.local_day(world.clock.now(), world.identity.zone)
    if member.state is not CardState.ACTIVE or not code.range.is_valid_on(today):
        raise CardBlocked(last4=member.card_last4)
    return member


def by_phone(world: TillWorld, number: str) -> Member:
    """Return the member with this phone (E.164). Raises ``UnknownPhone``, ``CardBlocked``."""
    member = world.members.by_phone(number)
    if member is None:
        raise UnknownPhone(masked=phone.masked(number))
    if member.state is not CardState.ACTIVE:
        raise CardBlocked(last4=member.card_last4)
    return replace(member, identified=Identified.PHONE, named=number)


def _goods(world: TillWorld, barcode: str) -> GoodsFound | Sale:
    article = world.goods.by_barcode(barcode)
    if article is not None:
        return GoodsFound(article, MILLI, article.price_minor)
    code = barcode.replace(" ", "")
    if is_receipt_code(code):  # typed from the paper, without the prefix that its QR has
        return _receipt(world, code)
    raise UnknownBarcode(barcode=barcode)


F = TypeVar("F", bound=GoodsFound | Sale)


def _fresh(world: TillWorld, found: F, last_day: date | None) -> F:
    """Raise ``PackTooOld`` where the pack itself says that its last day is over, in the shop's own days."""
    if last_day is None or not isinstance(found, GoodsFound):
        return found
    if dates.local_day(world.clock.now(), world.identity.zone) > last_day:
        raise PackTooOld(name=found.article.name, last_day=datetime.combine(last_day, time(), UTC))
    return found


def _weighed(world: TillWorld, label: scan.WeighedCode) -> GoodsFound:
    article = world.goods.by_barcode(label.article) or world.goods.by_id(label.article)
    if article is None:
        raise UnknownArticle(article_id=label.article)
    if not label.price_minor:
        return GoodsFound(article, label.qty_milli, article.price_minor)
    return _priced_label(article, label.price_minor)


def _priced_label(article: Article, sum_minor: int) -> GoodsFound:
    """Return the weight behind a label that states only its sum; the customer pays exactly what it says.

    Where no weight gives that sum to the kopeck, the label is sold as one unit at its own price.
    """
    if article.price_minor > 0:
        qty_milli = divide(sum_minor * MILLI, article.price_minor, Rounding.HALF_UP)
        if qty_milli > 0 and line_amount(article.price_minor, qty_milli) == sum_minor:
            return GoodsFound(article, qty_milli, article.price_minor)
    return GoodsFound(article, MILLI, sum_minor)


def _receipt(world: TillWorld, code: str) -> Sale:
    sale = world.journal.sale_by_code(code)
    if sale is None:
        raise ReceiptNotFound(receipt=code)
    return sale


def _badge(world: TillWorld, number: str) -> StaffMember:
    """Return whose badge it is; the till keeps its keyed hash only."""
    key = lookup_key("badge", number, world.identity.lookup_key)
    for member in world.staff.active():
        if member.badge_key == key:
            return member
    raise UnreadableCode(length=len(number))
