"""Who owes whom, row by row, written when it happens: points issued and redeemed at partners, discounts they fund.

A row says that ``partner_from`` pays ``partner_to``; "" is the operator. What comes back has rows of its own, in the
period in which it comes back, with negative numbers and the price of then (domain.md 4.4, W16). It must never
change a row that is there, and never add a statement up by itself.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum
from typing import Final

from loyalty_pos.core.dates import local_day, micros
from loyalty_pos.core.ledger import Entry, EntryKind
from loyalty_pos.core.programme import Programme
from loyalty_pos.core.programme.partners import Partner, partner_at
from loyalty_pos.core.sale import Return, ReturnedLine, Sale, SoldLine, Void

OPERATOR: Final = ""
HUNDRED: Final = 100


class RowKind(StrEnum):
    """``*_back``: what a return, a void or a rejected order takes back."""

    ISSUED = "issued"
    ISSUED_BACK = "issued_back"
    REDEEMED = "redeemed"
    REDEEMED_BACK = "redeemed_back"
    FUNDED = "funded"
    FUNDED_BACK = "funded_back"


_BACK: Final = {
    RowKind.ISSUED: RowKind.ISSUED_BACK,
    RowKind.REDEEMED: RowKind.REDEEMED_BACK,
    RowKind.FUNDED: RowKind.FUNDED_BACK,
}
_ENTRIES: Final = {
    EntryKind.ACCRUAL: RowKind.ISSUED,
    EntryKind.REDEMPTION: RowKind.REDEEMED,
    EntryKind.ACCRUAL_REVERSAL: RowKind.ISSUED,
    EntryKind.REDEMPTION_REFUND: RowKind.REDEEMED,
}


@dataclass(frozen=True, slots=True)
class SettlementRow:
    """``points`` minor point units at ``price_minor`` for 100 whole ones; ``period`` YYYY-MM of the programme's zone.

    Of a discount: its ``line_id`` and ``rule_id``, ``base_minor`` the line's sum at the shelf (or what of it came back).
    """

    row_id: str
    kind: RowKind
    partner_from: str
    partner_to: str
    points: int
    price_minor: int
    money_minor: int
    period: str
    at_us: int
    event_id: str
    sale_id: str = ""
    store_id: str = ""
    line_id: int = 0
    rule_id: str = ""
    base_minor: int = 0


@dataclass(frozen=True, slots=True)
class Happening:
    """The event that rows are written for. ``store_id``: where it happened."""

    event_id: str
    at: datetime
    sale_id: str = ""
    store_id: str = ""


def point_rows(
    happening: Happening, entries: Iterable[Entry], partner: Partner, programme: Programme
) -> tuple[SettlementRow, ...]:
    """Return a row for each entry by which points were issued or redeemed at this partner."""
    return tuple(
        replace(
            points_row(happening, _ENTRIES[entry.kind], abs(entry.amount), partner, programme),
            row_id=entry.id,
        )
        for entry in entries
        if entry.kind in {EntryKind.ACCRUAL, EntryKind.REDEMPTION}
    )


def points_row(
    happening: Happening, kind: RowKind, points: int, partner: Partner, programme: Programme
) -> SettlementRow:
    """Return a row for points at the contract's price, under the id of the event."""
    issued = kind in {RowKind.ISSUED, RowKind.ISSUED_BACK}
    price = partner.issue_price_minor if issued else partner.redeem_price_minor
    price_minor = programme.unit.value_minor * HUNDRED if price is None else price
    return SettlementRow(
        happening.event_id,
        kind,
        partner.id if issued else OPERATOR,
        OPERATOR if issued else partner.id,
        points,
        price_minor,
        worth(points, price_minor, programme.unit.scale),
        _period(happening.at, programme),
        micros(happening.at),
        happening.event_id,
        happening.sale_id,
        happening.store_id,
    )


def worth(points: int, price_minor: int, scale: int) -> int:
    """Return what these minor point units cost at a price for 100 whole ones, half a unit away from nothing."""
    whole = HUNDRED * scale
    return (abs(points) * price_minor * 2 + whole) // (2 * whole) * (1 if points >= 0 else -1)


def sale_rows(
    sale: Sale, event: tuple[str, datetime], entries: Sequence[Entry], programme: Programme
) -> tuple[SettlementRow, ...]:
    """Return what a sale owes; ``event``: its id and moment, ``entries``: what it did to the member's account.

    Nothing where neither the store is a partner's nor anybody funds a discount.
    """
    partner = partner_at(programme.partners, sale.store_id)
    happening = Happening(event[0], event[1], sale.sale_id, sale.store_id)
    is_shared = any(given.funder for line in sale.lines for given in line.discounts)
    own = partner.id if partner else OPERATOR
    funded = tuple(_funded(sale, happening, own, programme)) if is_shared else ()
    return (point_rows(happening, entries, partner, programme) if partner else ()) + funded


def _funded(sale: Sale, happening: Happening, own: str, programme: Programme) -> Iterator[SettlementRow]:
    period = _period(happening.at, programme)
    for line in sale.lines:
        for (rule_id, payer), amount_minor in _paid_by(line, own).items():
            yield SettlementRow(
                f"{happening.event_id}:{line.line_id}:{rule_id}:{payer}",
                RowKind.FUNDED,
                payer,
                own,
                0,
                0,
                amount_minor,
                period,
                micros(happening.at),
                happening.event_id,
                sale.sale_id,
                sale.store_id,
                line.line_id,
                rule_id,
                line.gross_minor,
            )


def _paid_by(line: SoldLine, own: str) -> dict[tuple[str, str], int]:
    """Return by (rule, who pays) what a line's discounts cost, where not the shop alone pays."""
    shared = {given.rule_id for given in line.discounts if given.funder}
    paid: dict[tuple[str, str], int] = defaultdict(int)
    for given in line.discounts:
        if given.rule_id in shared:
            paid[given.rule_id, given.funder or own] += given.amount_minor
    return paid


def undoing_rows(
    fact: Return | Void,
    event: tuple[str, datetime],
    entries: Sequence[Entry],
    before: Sequence[SettlementRow],
    programme: Programme,
) -> tuple[SettlementRow, ...]:
    """Return what a return or a void takes back of the rows of its sale; ``before``: all of them so far.

    Of a discount a line gives back the share of what came back of it, together exactly the whole.
    """
    if not before:
        return ()
    at_us, period = micros(event[1]), _period(event[1], programme)
    rows = [*_points_back(entries, before, programme.unit.scale), *_discounts_back(fact, before)]
    return tuple(
        SettlementRow(
            row_id or f"{event[0]}:{row.line_id}:{row.rule_id}:{row.partner_from}",
            _BACK[row.kind],
            row.partner_from,
            row.partner_to,
            -points,
            row.price_minor,
            -money_minor,
            period,
            at_us,
            event[0],
            row.sale_id,
            fact.store_id,
            row.line_id,
            row.rule_id,
            base_minor,
        )
        for row_id, row, points, money_minor, base_minor in rows
    )


_Share = tuple[str, SettlementRow, int, int, int]
"""Id of the new row ("" = to be made), the row it takes back from, points, money, and the shelf sum of a line."""


def _points_back(entries: Iterable[Entry], before: Sequence[SettlementRow], scale: int) -> Iterator[_Share]:
    firsts: dict[RowKind, SettlementRow] = {}
    for row in before:
        firsts.setdefault(row.kind, row)
    for entry in entries:
        if entry.kind not in {EntryKind.ACCRUAL_REVERSAL, EntryKind.REDEMPTION_REFUND}:
            continue
        first = firsts.get(_ENTRIES[entry.kind])
        if first is not None:
            points = abs(entry.amount)
            yield entry.id, first, points, worth(points, first.price_minor, scale), 0


def _discounts_back(fact: Return | Void, before: Sequence[SettlementRow]) -> Iterator[_Share]:
    given = [row for row in before if row.kind is RowKind.FUNDED]
    if not given:
        return
    back: dict[tuple[int, str, str], list[int]] = defaultdict(lambda: [0, 0])
    for row in before:
        if row.kind is RowKind.FUNDED_BACK:
            done = back[row.line_id, row.rule_id, row.partner_from]
            done[0] -= row.money_minor
            done[1] += row.base_minor
    came = None if isinstance(fact, Void) else _gross_of(fact.lines)
    for row in given:
        money_done, base_done = back[row.line_id, row.rule_id, row.partner_from]
        now = (
            row.base_minor - base_done if came is None else min(came[row.line_id], row.base_minor - base_done)
        )
        if now > 0:
            share = row.money_minor * (base_done + now) // row.base_minor - money_done
            yield "", row, 0, share, now


def _gross_of(lines: Iterable[ReturnedLine]) -> dict[int, int]:
    gross: dict[int, int] = defaultdict(int)
    for line in lines:
        gross[line.line_id] += line.gross_minor
    return gross


def _period(at: datetime, programme: Programme) -> str:
    return f"{local_day(at, programme.zone):%Y-%m}"


@dataclass(frozen=True, slots=True)
class PartnerSum:
    """What rows of a period say of one partner: points and money of each kind, and what is ``due`` in the end.

    ``due`` > 0: the partner pays the others. Its own discounts in its own shops are nobody's debt.
    """

    partner: str
    issued: int = 0
    issued_minor: int = 0
    redeemed: int = 0
    redeemed_minor: int = 0
    funds_minor: int = 0
    is_funded_minor: int = 0

    @property
    def due(self) -> int:
        """Minor units that the partner pays (or gets, below nothing)."""
        return self.issued_minor - self.redeemed_minor + self.funds_minor - self.is_funded_minor


def sums_of(rows: Iterable[SettlementRow]) -> tuple[PartnerSum, ...]:
    """Return the sums of each partner, and of the operator where it is a side, in the order of names."""
    found: dict[str, dict[str, int]] = defaultdict(lambda: defaultdict(int))
    for row in rows:
        payer, taker = found[row.partner_from], found[row.partner_to]
        match row.kind:
            case RowKind.ISSUED | RowKind.ISSUED_BACK:
                payer["issued"] += row.points
                payer["issued_minor"] += row.money_minor
            case RowKind.REDEEMED | RowKind.REDEEMED_BACK:
                taker["redeemed"] += row.points
                taker["redeemed_minor"] += row.money_minor
            case RowKind.FUNDED | RowKind.FUNDED_BACK:
                payer["funds_minor"] += row.money_minor
                taker["is_funded_minor"] += row.money_minor
    return tuple(PartnerSum(name, **sums) for name, sums in sorted(found.items()) if any(sums.values()))
