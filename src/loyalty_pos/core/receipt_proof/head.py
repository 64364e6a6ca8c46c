"""What both forms of a paper begin with: which sale, whose, where in the chain, how it was paid, when points begin."""

import uuid
from dataclasses import dataclass, replace
from typing import Final

from loyalty_pos.core.problems import NotAProof
from loyalty_pos.core.receipt_code import is_receipt_code, place_in_time
from loyalty_pos.core.receipt_proof.bits import BitReader, BitWriter
from loyalty_pos.core.sale import Sale, SoldAward, Tender, TenderKind

_ROUND_MS: Final = 10**12
_ROUND_BITS: Final = 9
_NUMBER_BITS: Final = 14
_HASH_BITS: Final = 48
_KEY_BITS: Final = 64
_LIFE_BITS: Final = 56
_COUNT_BITS: Final = 3
_TEXT_BITS: Final = 5
_CHANCE: Final = 1_000
_NOBODY, _BY_UUID, _BY_TEXT = 0, 1, 2
_AT_ONCE, _AS_BASE, _OWN = 0, 1, 2
_KINDS: Final = (TenderKind.CASH, TenderKind.CARD, TenderKind.CERTIFICATE)
_MOST: Final = 1 << 62


@dataclass(frozen=True, slots=True)
class Head:
    """``sale``: without goods and sums."""

    sale: Sale
    seq: int
    hash: str


def head_of(sale: Sale, seq: int, hash_: str) -> Head | None:
    """Return what a paper says of this sale, None where it cannot say it."""
    if not _is_uuid(sale.sale_id):
        return None
    number = uuid.UUID(sale.sale_id)
    account = sale.account_id
    ordinary = (
        number.version == 7  # noqa: PLR2004 - the only kind of id that names its moment
        and number.variant == uuid.RFC_4122
        and is_receipt_code(sale.code)
        and (
            _is_uuid(account)
            or (account.isascii() and account.isprintable() and len(account) < 1 << _TEXT_BITS)
        )
        and all(0 < tender.amount_minor < _MOST and _key(tender) < 1 << _KEY_BITS for tender in sale.tenders)
        and max(len(sale.tenders), len(sale.awards)) < 1 << _COUNT_BITS
    )
    return Head(on_paper(sale), seq, hash_) if ordinary else None


def on_paper(sale: Sale) -> Sale:
    """Return the sale without its goods and sums, as a paper can say it."""
    return Sale(
        sale_id=sale.sale_id,
        code=sale.code,
        number=min(sale.number, (1 << _NUMBER_BITS) - 1),
        shift_id="",
        store_id="",
        cashier_id="",
        sold_at_us=begun_us(sale.sale_id),
        programme_id="",
        bundle="",
        account_id=sale.account_id,
        card_last4="",
        lines=(),
        tenders=tuple(_paid(tender) for tender in sale.tenders),
        gross_minor=0,
        discount_minor=0,
        points_money_minor=0,
        certificate_minor=0,
        paid_minor=0,
        redeemed=0,
        operation="",
        accrued=0,
        activate_at_us=_later(sale.activate_at_us, sale),
        expire_at_us=0,
        awards=tuple(SoldAward("", a.points, _later(a.activate_at_us, sale), 0) for a in sale.awards),
    )


def _later(activate_us: int, sale: Sale) -> int:
    """Return when points begin, 0 where they began with the sale: then it is over when goods come back."""
    return activate_us if activate_us > sale.sold_at_us else 0


def begun_us(sale_id: str) -> int:
    """Return when the receipt was begun, UTC microseconds."""
    return (uuid.UUID(sale_id).int >> 80) * 1000


def put_head(writer: BitWriter, head: Head) -> None:
    """Write it."""
    sale = head.sale
    number = uuid.UUID(sale.sale_id).int
    writer.put((number >> 80) // _ROUND_MS, _ROUND_BITS)
    writer.put(number >> 64 & 0xFFF, 12)
    writer.put(number & (1 << 62) - 1, 62)
    writer.put(sale.number, _NUMBER_BITS)
    writer.put_any(head.seq)
    writer.put(int(head.hash, 16), _HASH_BITS)
    _put_account(writer, sale.account_id)
    _put_life(writer, sale.activate_at_us, 0)
    writer.put(len(sale.awards), _COUNT_BITS)
    for award in sale.awards:
        writer.put_any(award.points)
        _put_life(writer, award.activate_at_us, sale.activate_at_us)
    writer.put(len(sale.tenders), _COUNT_BITS)
    for tender in sale.tenders:
        writer.put(_KINDS.index(tender.kind), 2)
        writer.put_any(tender.amount_minor)
        if tender.kind is TenderKind.CERTIFICATE:
            writer.put(_key(tender), _KEY_BITS)


def take_head(reader: BitReader, code: str) -> Head:
    """Read it; the code says which till and when. Raises ``NotAProof``."""
    if not is_receipt_code(code):
        raise NotAProof
    round_ms = reader.take(_ROUND_BITS) * _ROUND_MS
    number = (round_ms + place_in_time(code)) << 80 | 0x7 << 76 | reader.take(12) << 64 | 0x2 << 62
    chance = reader.take(62)
    if number >> 128 or chance % _CHANCE != int(code[16:19]):
        raise NotAProof
    sale_id = str(uuid.UUID(int=number | chance))
    receipt_number, seq = reader.take(_NUMBER_BITS), reader.take_any()
    hash_ = f"{reader.take(_HASH_BITS):012x}"
    account_id, activate_us = _take_account(reader), _take_life(reader, 0)
    awards = tuple(_take_award(reader, activate_us) for _ in range(reader.take(_COUNT_BITS)))
    tenders = tuple(_take_tender(reader) for _ in range(reader.take(_COUNT_BITS)))
    bare = replace(
        _EMPTY,
        sale_id=sale_id,
        code=code,
        number=receipt_number,
        sold_at_us=begun_us(sale_id),
        account_id=account_id,
        tenders=tenders,
        activate_at_us=activate_us,
        awards=awards,
    )
    return Head(bare, seq, hash_)


def _put_account(writer: BitWriter, account_id: str) -> None:
    if not account_id:
        writer.put(_NOBODY, 2)
    elif _is_uuid(account_id):
        writer.put(_BY_UUID, 2)
        writer.put(uuid.UUID(account_id).int, 128)
    else:
        writer.put(_BY_TEXT, 2)
        writer.put(len(account_id), _TEXT_BITS)
        for character in account_id:
            writer.put(ord(character), 7)


def _take_account(reader: BitReader) -> str:
    match reader.take(2):
        case 0:
            return ""
        case 1:
            return str(uuid.UUID(int=reader.take(128)))
        case 2:
            text = "".join(chr(reader.take(7)) for _ in range(reader.take(_TEXT_BITS)))
            if text and text.isprintable() and not _is_uuid(text):
                return text
        case _:
            pass
    raise NotAProof


def _put_life(writer: BitWriter, activate_us: int, base_us: int) -> None:
    how = _AT_ONCE if not activate_us else _AS_BASE if activate_us == base_us else _OWN
    writer.put(how, 2)
    if how == _OWN:
        writer.put(activate_us, _LIFE_BITS)


def _take_award(reader: BitReader, base_us: int) -> SoldAward:
    points = reader.take_any()
    return SoldAward("", points, _take_life(reader, base_us), 0)


def _take_life(reader: BitReader, base_us: int) -> int:
    match reader.take(2):
        case 0:
            return 0
        case 1:
            return base_us
        case 2:
            return reader.take(_LIFE_BITS)
        case _:
            raise NotAProof


def _take_tender(reader: BitReader) -> Tender:
    kind, amount_minor = reader.take(2), reader.take_any()
    if kind >= len(_KINDS) or not 0 < amount_minor < _MOST:
        raise NotAProof
    known = _KINDS[kind]
    reference = str(reader.take(_KEY_BITS)) if known is TenderKind.CERTIFICATE else ""
    return Tender(known, amount_minor, reference)


def _paid(tender: Tender) -> Tender:
    """Return the tender as a paper says it: what only the terminal knows is left out."""
    reference = tender.reference if tender.kind is TenderKind.CERTIFICATE else ""
    return Tender(tender.kind, tender.amount_minor, reference)


def _key(tender: Tender) -> int:
    if tender.kind is not TenderKind.CERTIFICATE:
        return 0
    is_key = tender.reference.isascii() and tender.reference.isdigit()
    return (
        int(tender.reference) if is_key and str(int(tender.reference)) == tender.reference else 1 << _KEY_BITS
    )


def _is_uuid(text: str) -> bool:
    try:
        return str(uuid.UUID(text)) == text
    except ValueError:
        return False


_EMPTY: Final = Sale("", "", 0, "", "", "", 0, "", "", "", "", (), (), 0, 0, 0, 0, 0, 0, "", 0, 0, 0)
