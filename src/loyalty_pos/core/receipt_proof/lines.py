"""The lines of a sale on paper: each with its own exact shares, told as what differs from a fair share of the whole.

A discount, points or what was earned mostly follow the sums of the lines; then a line costs nothing but its article,
quantity and price. A long receipt leaves its articles out: their names stand on the same paper for people. What no formula gives back to the last unit is not put on paper at all: see ``fit_on_paper``.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from hashlib import blake2b
from typing import Final

from loyalty_pos.core.money import MILLI, Rounding, apportion, divide
from loyalty_pos.core.problems import NotAProof
from loyalty_pos.core.receipt_proof.bits import WIDTH_BITS, BitReader, BitWriter
from loyalty_pos.core.sale import IssuedKind, Sale, SoldDiscount, SoldLine

MOST_LINES: Final = 63
_COUNT_BITS, _ID_BITS, _REF_BITS, _RATES_BITS, _RATE_BITS = 6, 10, 24, 3, 15
_MOST: Final = 1 << 62
_REF_BYTES: Final = _REF_BITS // 8


@dataclass(frozen=True, slots=True)
class _Columns:
    """One number a line, column by column."""

    gross: list[int]
    discount: list[int]
    points_money: list[int]
    points: list[int]
    certificate: list[int]
    accrued: list[int]

    def worth(self) -> list[int]:
        """Return what each line cost after its discounts."""
        return [gross - cut for gross, cut in zip(self.gross, self.discount, strict=True)]

    def net(self) -> list[int]:
        """Return what was due for each line."""
        return [worth - points for worth, points in zip(self.worth(), self.points_money, strict=True)]

    def paid(self) -> list[int]:
        """Return what was paid for each line in money."""
        return [net - part for net, part in zip(self.net(), self.certificate, strict=True)]


def article_ref(article_id: str) -> str:
    """Return the short name under which a paper knows an article; several may share one."""
    return blake2b(article_id.encode(), digest_size=_REF_BYTES).hexdigest()


def fit_on_paper(sale: Sale) -> bool:
    """Tell whether the lines can be told exactly, and taken back by any till."""
    rights = any(one.kind in {IssuedKind.CERTIFICATE, IssuedKind.MEMBERSHIP} for one in sale.issued)
    ids = [line.line_id for line in sale.lines]
    rates = {line.vat_bp for line in sale.lines}
    return (
        not rights
        and not sale.stamps
        and 0 < len(ids) <= MOST_LINES
        and len(set(ids)) == len(ids)
        and all(0 < one < 1 << _ID_BITS for one in ids)
        and len(rates) < 1 << _RATES_BITS
        and all(-1 <= rate < (1 << _RATE_BITS) - 1 for rate in rates)
        and all(map(_is_plain, sale.lines))
        and sum(line.paid_minor for line in sale.lines) == sale.paid_minor
        and sum(line.certificate_minor for line in sale.lines) == sale.certificate_minor
        and sum(line.points for line in sale.lines) == sale.redeemed
        and sum(line.accrued for line in sale.lines) == sale.accrued
    )


def put_lines(writer: BitWriter, sale: Sale, *, named: bool) -> None:
    """Write the lines, with the short names of their articles or without; ``fit_on_paper`` holds."""
    lines, columns = sale.lines, _columns(sale)
    rates = sorted({line.vat_bp for line in lines})
    writer.put(len(lines), _COUNT_BITS)
    in_order = [line.line_id for line in lines] == list(range(1, len(lines) + 1))
    in_pieces = all(line.qty_milli % MILLI == 0 for line in lines)
    writer.put(int(in_order), 1)
    writer.put(int(in_pieces), 1)
    writer.put(int(named), 1)
    writer.put(len(rates), _RATES_BITS)
    for rate in rates:
        writer.put(rate + 1, _RATE_BITS)
    if not in_order:
        _put_column(writer, [line.line_id for line in lines])
    for line in lines:
        if named:
            writer.put(int(article_ref(line.article_id), 16), _REF_BITS)
        writer.put(rates.index(line.vat_bp), (len(rates) - 1).bit_length())
        writer.put(int(len(line.parts) > 1), 1)
    _put_column(writer, [line.qty_milli // (MILLI if in_pieces else 1) for line in lines])
    _put_column(writer, columns.gross)
    _put_shares(writer, columns.discount, columns.gross)
    _put_shares(writer, columns.points_money, columns.worth())
    _put_shares(writer, columns.points, columns.points_money)
    _put_shares(writer, columns.certificate, columns.net())
    _put_shares(writer, columns.accrued, columns.net())


def take_lines(reader: BitReader, head: Sale) -> Sale:
    """Read the lines. Raises ``NotAProof``, also where they contradict themselves."""
    count, in_order, in_pieces, named = (reader.take(bits) for bits in (_COUNT_BITS, 1, 1, 1))
    rates = [reader.take(_RATE_BITS) - 1 for _ in range(reader.take(_RATES_BITS))]
    if not count or not rates:
        raise NotAProof
    ids = list(range(1, count + 1)) if in_order else _take_column(reader, count)
    lines = []
    for line_id in ids:
        ref = f"{reader.take(_REF_BITS):06x}" if named else ""
        rate = reader.take((len(rates) - 1).bit_length())
        if rate >= len(rates):
            raise NotAProof
        lines.append((line_id, ref, bool(reader.take(1)), rates[rate]))
    unit = MILLI if in_pieces else 1
    quantities = [number * unit for number in _take_column(reader, count)]
    columns = _take_columns(reader, count)
    told = [
        (line_id, ref, qty, split, vat)
        for (line_id, ref, split, vat), qty in zip(lines, quantities, strict=True)
    ]
    _check(told, columns)
    return _sale(head, told, columns)


def _check(lines: Sequence[tuple[int, str, int, bool, int]], columns: _Columns) -> None:
    """Raise ``NotAProof`` for what no sale can be."""
    ids = [line_id for line_id, *_ in lines]
    sound = len(set(ids)) == len(ids) and all(0 < one < 1 << _ID_BITS for one in ids)
    sound = sound and min(columns.worth()) >= 0 and min(columns.net()) >= 0 and min(columns.paid()) >= 0
    for (_, _, qty_milli, split, _), net in zip(lines, columns.net(), strict=True):
        sound = sound and 0 < qty_milli < _MOST and (not split or len(split_parts(qty_milli, net)) > 1)
    if not sound:
        raise NotAProof


def split_parts(qty_milli: int, net_minor: int) -> tuple[tuple[int, int, int], ...]:
    """Return the printed sub-lines of pieces whose sum is not divisible by them (W04), else one."""
    count = qty_milli // MILLI
    if qty_milli % MILLI or not count or not net_minor % count:
        return ((qty_milli, divide(net_minor * MILLI, qty_milli, Rounding.HALF_UP), net_minor),)
    price, dearer = divmod(net_minor, count)
    cheaper = count - dearer
    return (
        (dearer * MILLI, price + 1, dearer * (price + 1)),
        (cheaper * MILLI, price, cheaper * price),
    )


def _is_plain(line: SoldLine) -> bool:
    """Tell whether a formula gives this line back: whole, or split as every till splits."""
    split = len(line.parts) > 1
    amounts = (
        line.gross_minor,
        line.points,
        line.points_money_minor,
        line.certificate_minor,
        line.paid_minor,
    )
    discount = line.gross_minor - line.points_money_minor - line.net_minor
    return (
        line.qty_milli > 0
        and all(0 <= amount < _MOST for amount in (*amounts, line.accrued, discount, line.qty_milli))
        and (not split or line.parts == split_parts(line.qty_milli, line.net_minor))
    )


def _columns(sale: Sale) -> _Columns:
    lines = sale.lines
    return _Columns(
        gross=[line.gross_minor for line in lines],
        discount=[line.gross_minor - line.points_money_minor - line.net_minor for line in lines],
        points_money=[line.points_money_minor for line in lines],
        points=[line.points for line in lines],
        certificate=[line.certificate_minor for line in lines],
        accrued=[line.accrued for line in lines],
    )


def _take_columns(reader: BitReader, count: int) -> _Columns:
    """Read each column with those before it, which it follows."""
    columns = _Columns(_take_column(reader, count), [], [], [], [], [])
    columns.discount.extend(_take_shares(reader, columns.gross))
    worth = columns.worth()
    columns.points_money.extend(_take_shares(reader, worth))
    columns.points.extend(_take_shares(reader, columns.points_money))
    net = [one - part for one, part in zip(worth, columns.points_money, strict=True)]
    columns.certificate.extend(_take_shares(reader, net))
    columns.accrued.extend(_take_shares(reader, net))
    return columns


def _put_column(writer: BitWriter, numbers: Sequence[int]) -> None:
    width = max(numbers).bit_length()
    writer.put(width, WIDTH_BITS)
    for number in numbers:
        writer.put(number, width)


def _take_column(reader: BitReader, count: int) -> list[int]:
    width = reader.take(WIDTH_BITS)
    return [reader.take(width) for _ in range(count)]


def _put_shares(writer: BitWriter, numbers: Sequence[int], weights: Sequence[int]) -> None:
    """Write the sum, and of each line how far it is from its fair share of it."""
    total = sum(numbers)
    writer.put_any(total)
    if total:
        fair = apportion(total, weights)
        _put_column(writer, [_unsigned(number - part) for number, part in zip(numbers, fair, strict=True)])


def _take_shares(reader: BitReader, weights: Sequence[int]) -> list[int]:
    if any(weight < 0 for weight in weights):
        raise NotAProof
    total = reader.take_any()
    if not total:
        return [0] * len(weights)
    fair = apportion(total, weights)
    off = _take_column(reader, len(weights))
    numbers = [part + _signed(one) for part, one in zip(fair, off, strict=True)]
    if min(numbers) < 0 or sum(numbers) != total:
        raise NotAProof
    return numbers


def _unsigned(number: int) -> int:
    return 2 * number if number >= 0 else -2 * number - 1


def _signed(number: int) -> int:
    return number // 2 if number % 2 == 0 else -(number + 1) // 2


def _sale(head: Sale, lines: Sequence[tuple[int, str, int, bool, int]], columns: _Columns) -> Sale:
    """Put the sale together; ``lines``: id, short name of the article, quantity, whether it is split, VAT."""
    net, paid = columns.net(), columns.paid()
    sold = tuple(
        SoldLine(
            line_id=line_id,
            article_id="",
            name=ref,
            category="",
            qty_milli=qty_milli,
            price_minor=divide(columns.gross[at] * MILLI, qty_milli, Rounding.HALF_UP),
            gross_minor=columns.gross[at],
            discounts=(SoldDiscount("", "", columns.discount[at]),) if columns.discount[at] else (),
            points=columns.points[at],
            points_money_minor=columns.points_money[at],
            certificate_minor=columns.certificate[at],
            paid_minor=paid[at],
            accrued=columns.accrued[at],
            vat_bp=vat_bp,
            fiscal_object="",
            fiscal_method="",
            parts=split_parts(qty_milli, net[at]) if split else ((qty_milli, 0, net[at]),),
        )
        for at, (line_id, ref, qty_milli, split, vat_bp) in enumerate(lines)
    )
    return replace(
        head,
        lines=sold,
        gross_minor=sum(columns.gross),
        discount_minor=sum(columns.discount),
        points_money_minor=sum(columns.points_money),
        certificate_minor=sum(columns.certificate),
        paid_minor=sum(paid),
        redeemed=sum(columns.points),
        accrued=sum(columns.accrued),
    )
