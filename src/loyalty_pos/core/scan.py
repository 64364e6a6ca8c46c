"""What a scanned or typed text is: card, phone, goods, weighed goods, certificate, coupon, receipt, badge.

One pure reader for every screen. It only classifies: whether the card exists or the coupon is valid is asked
elsewhere. A text is never opened as an address or a file, and a payment card number leaves no trace (R69).

Text codes of ours start with four characters that survive a wrong keyboard layout by position (``LPR1:``
receipt, ``LPG1:`` certificate, ``LPC1:`` coupon, ``LPS1:`` badge) and fit the compact alphanumeric mode of a QR.
A receipt: ``LPR1:`` code, optionally ``:`` and proof digits; code = 1-40 of ``0-9 A-Z a-z -``.
"""

import re
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from loyalty_pos.core import gs1, phone
from loyalty_pos.core.cards import (
    CardRange,
    CheckDigit,
    find_range,
    is_digits,
    is_payment_number,
    obeys,
)
from loyalty_pos.core.member_code.layout import is_member_code
from loyalty_pos.core.problems import BadPhone, BadQuantity, PaymentCardRefused, UnreadableCode

MAX_LENGTH = 512
MAX_PROOF = 500
RECEIPT_PREFIX = "LPR1:"
COUPON_PREFIX = "LPC1:"
CERTIFICATE_PREFIX = "LPG1:"
_ARTICLE_DIGITS = 5

_READABLE = re.compile(r"[\x20-\x7e\x1d]+")
_AIM = re.compile(r"\](?P<symbology>[A-Za-z])(?P<modifier>[0-9A-Za-z])")
_GS1_AIM = frozenset({"C1", "d2", "Q3", "e0", "J1"})
_WITH_ADD_ON = "E3"  # a magazine: its issue stands in two or five more digits
_EAN13 = 13
_TRACK = re.compile(r"(?:%B|;)(?P<number>[0-9 ]{1,40})(?:[\^=][^?]*)?\??.*")
_GOODS = re.compile(r"[0-9A-Za-z][0-9A-Za-z $%*+\-./_]{0,47}")
_NUMBER = re.compile(r"[0-9A-Za-z-]{1,40}")
_PHONE = re.compile(r"\+[0-9 ().\-]+|[0-9][0-9 ().\-]*")
_PHONE_LENGTHS = (10, 11)


class Kind(StrEnum):
    """What a configured prefix stands for."""

    GOODS = "goods"
    WEIGHED = "weighed"
    PRICED = "priced"
    CERTIFICATE = "certificate"
    COUPON = "coupon"
    RECEIPT = "receipt"
    STAFF = "staff"


@dataclass(frozen=True, slots=True)
class CodePrefix:
    """Texts of ``min_length`` to ``max_length`` characters that start with ``prefix``; a ``:`` at its end is cut off.

    Weighed and priced labels: prefix, article, amount (grams or minor units), check digit.
    """

    kind: Kind
    prefix: str
    min_length: int
    max_length: int
    check: CheckDigit = CheckDigit.NONE
    article_digits: int = _ARTICLE_DIGITS


@dataclass(frozen=True, slots=True)
class Nomenclature:
    """The shop's own numbers: data of its programme. The longest matching prefix wins, cards before codes."""

    cards: tuple[CardRange, ...] = ()
    codes: tuple[CodePrefix, ...] = ()


DEFAULT_CODES = (
    CodePrefix(Kind.WEIGHED, "21", 13, 13, CheckDigit.EAN13),
    CodePrefix(Kind.PRICED, "23", 13, 13, CheckDigit.EAN13),
    CodePrefix(Kind.STAFF, "041", 13, 13, CheckDigit.EAN13),
    CodePrefix(Kind.COUPON, "98", 13, 13, CheckDigit.EAN13),
    CodePrefix(Kind.COUPON, "99", 13, 13, CheckDigit.EAN13),
    CodePrefix(Kind.CERTIFICATE, CERTIFICATE_PREFIX, 6, 45),
    CodePrefix(Kind.COUPON, COUPON_PREFIX, 6, 45),
    CodePrefix(Kind.STAFF, "LPS1:", 6, 45),
    CodePrefix(Kind.RECEIPT, RECEIPT_PREFIX, 6, MAX_LENGTH),
)


@dataclass(frozen=True, slots=True)
class CardCode:
    """A number of one of our blocks, its check digit right; whether the block is still valid: ``range``."""

    number: str
    range: CardRange


@dataclass(frozen=True, slots=True)
class PhoneTyped:
    """``phone`` in E.164."""

    phone: str


@dataclass(frozen=True, slots=True)
class GoodsCode:
    """``barcode`` in the form goods are kept under; ``marking``: the whole element string of marked goods.

    ``last_day``: of use, as the pack says; batch and serial number stand in the marking.
    """

    barcode: str
    marking: str = ""
    last_day: date | None = None


@dataclass(frozen=True, slots=True)
class WeighedCode:
    """A label of a scale: ``article`` and exactly one of weight (thousandths) and price of the line (minor units)."""

    article: str
    qty_milli: int = 0
    price_minor: int = 0
    last_day: date | None = None


@dataclass(frozen=True, slots=True)
class CertificateCode:
    number: str


@dataclass(frozen=True, slots=True)
class CouponCode:
    number: str


@dataclass(frozen=True, slots=True)
class ReceiptCode:
    """``code`` as in ``Sale.code``; ``proof``: digits behind it, ``""`` without."""

    code: str
    proof: str = ""


@dataclass(frozen=True, slots=True)
class StaffBadge:
    number: str


@dataclass(frozen=True, slots=True)
class PhoneShown:
    """``digits``: the code on a member's phone (``core.member_code``), read and judged elsewhere."""

    digits: str


Scanned = (
    PhoneShown
    | CardCode
    | PhoneTyped
    | GoodsCode
    | WeighedCode
    | CertificateCode
    | CouponCode
    | ReceiptCode
    | StaffBadge
)


def receipt_text(code: str, proof: str = "") -> str:
    """Return what the receipt's QR says; ``proof`` is digits only."""
    assert _NUMBER.fullmatch(code), code
    assert not proof or (is_digits(proof) and len(proof) <= MAX_PROOF - len(code)), len(proof)
    return f"{RECEIPT_PREFIX}{code}:{proof}" if proof else RECEIPT_PREFIX + code


def read(text: str, nomenclature: Nomenclature) -> Scanned:
    """Classify one scan or one typed line.

    Raises ``UnreadableCode`` (not ours, too long, check digit wrong), ``PaymentCardRefused``, ``BadPhone`` (starts
    with + but is none) or ``BadQuantity`` (label of a scale with nothing on it).
    """
    bare = text.strip(" \r\n\t")
    if len(text) > MAX_LENGTH or not _READABLE.fullmatch(bare):
        raise UnreadableCode(length=len(text))
    symbology, bare = _without_aim(bare)
    if symbology == _WITH_ADD_ON and len(bare) > _EAN13:
        bare = bare[:_EAN13]
    if symbology in _GS1_AIM or gs1.looks_like_elements(bare):
        return _element_string(bare)
    track = _TRACK.fullmatch(bare)
    if track:
        bare = track["number"]
    compact = bare.replace(" ", "").replace("-", "")
    number = compact if is_digits(compact) else bare
    if is_member_code(number):
        return PhoneShown(number)
    return _known_prefix(number, nomenclature) or _anything_else(number, bare)


def _without_aim(text: str) -> tuple[str, str]:
    aim = _AIM.match(text)
    return (aim["symbology"] + aim["modifier"], text[aim.end() :]) if aim else ("", text)


def _element_string(text: str) -> Scanned:
    """Goods by their GTIN; with a net weight or price in the code, like a label of a scale."""
    found = gs1.elements(text)
    gtin = (found or {}).get(gs1.GTIN) or (found or {}).get(gs1.CONTENT) or ""
    if not found or not gs1.is_gtin(gtin):
        raise UnreadableCode(length=len(text))
    barcode = gs1.canonical(gtin)
    grams = gs1.amount(found, gs1.WEIGHT_KG, decimals=3)
    price = gs1.amount(found, gs1.PRICE, decimals=2)
    last_day = gs1.last_day_of_use(found)
    if price:
        return WeighedCode(barcode, price_minor=price, last_day=last_day)
    if grams:
        return WeighedCode(barcode, qty_milli=grams, last_day=last_day)
    return GoodsCode(barcode, text.lstrip(gs1.GS), last_day)


def _known_prefix(text: str, nomenclature: Nomenclature) -> Scanned | None:
    """Return what the shop's own table says; None when no prefix fits. Raises if the check digit is wrong."""
    block = find_range(text, nomenclature.cards) if is_digits(text) else None
    fitting = [
        code
        for code in nomenclature.codes
        if text.startswith(code.prefix) and code.min_length <= len(text) <= code.max_length
    ]
    code = max(fitting, key=lambda one: len(one.prefix), default=None)
    if block and (code is None or len(block.first) >= len(code.prefix)):
        if not obeys(text, block.check):
            raise UnreadableCode(length=len(text))
        return CardCode(text, block)
    return _configured(text, code) if code else None


def _configured(text: str, code: CodePrefix) -> Scanned:
    number = text.removeprefix(code.prefix) if code.prefix.endswith(":") else text
    wrong_check = code.check is not CheckDigit.NONE and not (is_digits(number) and obeys(number, code.check))
    if wrong_check or (code.kind is not Kind.RECEIPT and not _NUMBER.fullmatch(number)):
        raise UnreadableCode(length=len(text))
    match code.kind:
        case Kind.GOODS:
            return GoodsCode(gs1.canonical(number))
        case Kind.WEIGHED | Kind.PRICED:
            return _scale_label(number, code)
        case Kind.CERTIFICATE:
            return CertificateCode(number)
        case Kind.COUPON:
            return CouponCode(number)
        case Kind.RECEIPT:
            return _receipt(number)
        case Kind.STAFF:
            return StaffBadge(number)


def _scale_label(number: str, code: CodePrefix) -> WeighedCode:
    article_end = len(code.prefix) + code.article_digits
    article, value = number[len(code.prefix) : article_end], number[article_end:-1]
    if not (is_digits(article) and is_digits(value)):
        raise UnreadableCode(length=len(number))
    if not int(value):
        raise BadQuantity(text=value)
    if code.kind is Kind.WEIGHED:
        return WeighedCode(article, qty_milli=int(value))
    return WeighedCode(article, price_minor=int(value))


def _receipt(text: str) -> ReceiptCode:
    code, colon, proof = text.partition(":")
    if not _NUMBER.fullmatch(code) or (colon and not is_digits(proof)):
        raise UnreadableCode(length=len(text))
    return ReceiptCode(code, proof)


def _anything_else(number: str, bare: str) -> Scanned:
    """Payment card, phone or goods: what no prefix of the shop claims."""
    if is_payment_number(number):
        raise PaymentCardRefused
    if gs1.is_gtin(number):
        return GoodsCode(gs1.canonical(number))
    typed = _typed_phone(bare)
    if typed:
        return PhoneTyped(typed)
    if _GOODS.fullmatch(bare):
        return GoodsCode(bare)
    raise UnreadableCode(length=len(bare))


def _typed_phone(bare: str) -> str:
    """Return E.164 for a text that can only be a phone, ``""`` otherwise; no barcode has 10 or 11 digits."""
    digits = sum(map(is_digits, bare))
    foreign = bare.startswith("+")
    if not _PHONE.fullmatch(bare) or not (foreign or digits in _PHONE_LENGTHS):
        return ""
    try:
        return phone.normalise(bare)
    except BadPhone:
        if foreign:
            raise
        return ""
