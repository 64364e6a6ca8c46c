"""The answer at the end: lines with their printed parts, VAT by rate, totals that are checked once more.

The fields of a ``Quote`` and of its lines are given in their order: by name they take twice as long.
"""

from operator import le, sub

from loyalty_pos.core.basket import Line
from loyalty_pos.core.money import BASIS, MILLI, Rounding, apportion, divide
from loyalty_pos.core.pricing._compiled import Plan
from loyalty_pos.core.pricing._hints import hints
from loyalty_pos.core.pricing._phases import Settled
from loyalty_pos.core.pricing._sheet import Sheet
from loyalty_pos.core.quote import Discount, Part, Quote, QuotedLine, VatGroup

_new = tuple.__new__  # half the time of the named tuple's own constructor, for what is made by the dozen


def close_sheet(sheet: Sheet, settled: Settled) -> Quote:
    """Turn the sheet into the answer and check that not one unit was lost on the way."""
    compiled, standing, tier = sheet.compiled, sheet.standing, sheet.tier
    redeemed, certificate, earned = settled
    gross, due, points_money_minor = sum(sheet.gross), sum(sheet.net), sum(redeemed.money)
    discount_minor = sum([given.amount_minor for line in sheet.discounts for given in line])
    certificate_minor = sum(certificate) if sheet.context.certificate_minor else 0
    assert gross == discount_minor + points_money_minor + due, sheet
    assert all(map(le, sheet.floors, sheet.net)), sheet
    return _new(
        Quote,
        (
            compiled.programme.id,
            sheet.context.bundle,
            standing.account_id if standing else "",
            _quoted(sheet, settled),
            gross,
            discount_minor,
            points_money_minor,
            redeemed.total,
            redeemed.maximum,
            due,
            certificate_minor,
            due - certificate_minor,
            sum(earned.lines),
            _vat(sheet),
            tuple(sheet.steps),
            hints(sheet, redeemed, due) if standing else (),
            tuple(sheet.refusals),
            tier.id if tier else "",
            sheet.card_bp,
            earned.awards,
            redeemed.counted + earned.counted,
            points_money_minor if redeemed.counter_provision else 0,
        ),
    )


def _quoted(sheet: Sheet, settled: Settled) -> tuple[QuotedLine, ...]:
    """Return the priced lines."""
    redeemed, certificate, earned = settled
    paid = list(map(sub, sheet.net, certificate)) if sheet.context.certificate_minor else sheet.net
    rows = zip(
        sheet.lines,
        sheet.plans,
        sheet.gross,
        sheet.discounts if not sheet.compiled.splits else _split(sheet),
        redeemed.money,
        redeemed.points,
        sheet.net,
        certificate,
        paid,
        earned.lines,
        sheet.floors,
        earned.extra,
        strict=True,
    )
    lines = []
    for line, plan, gross, discounts, money, points, net, offset, to_pay, accrued, floor, extra in rows:
        qty = line.qty_milli
        if qty == MILLI:
            parts: tuple[Part, ...] = (_new(Part, (qty, net, net)),)
        else:
            parts = _parts(line, plan, gross, net)
        told = (
            line,
            gross,
            tuple(discounts),
            money,
            points,
            net,
            offset,
            to_pay,
            accrued,
            floor,
            parts,
            extra,
        )
        lines.append(_new(QuotedLine, told))
    return tuple(lines)


def _split(sheet: Sheet) -> list[list[Discount]]:
    """Return each line's discounts, those that several pay for split among them to the last unit (A47)."""
    splits = sheet.compiled.splits
    return [[part for given in line for part in _funded(given, splits)] for line in sheet.discounts]


def _funded(given: Discount, splits: dict[str, tuple[tuple[str, int], ...]]) -> list[Discount]:
    funders = splits.get(given.rule_id)
    if funders is None:
        return [given]
    amounts = apportion(given.amount_minor, [bp for _, bp in funders])
    return [
        given._replace(amount_minor=amount, funder=funder)
        for (funder, _), amount in zip(funders, amounts, strict=True)
        if amount
    ]


def _parts(line: Line, plan: Plan, gross_minor: int, net_minor: int) -> tuple[Part, ...]:
    """Split a line whose sum is not divisible by its pieces; weighed goods stay whole (W04)."""
    qty = line.qty_milli
    if qty % MILLI or not plan.pieces:
        whole = gross_minor == net_minor
        price = line.price_minor if whole else divide(net_minor * MILLI, qty, Rounding.HALF_UP)
        return (_new(Part, (qty, price, net_minor)),)
    count = qty // MILLI
    price = net_minor // count
    dearer = net_minor - price * count
    if not dearer:
        return (_new(Part, (qty, price, net_minor)),)
    cheaper = count - dearer
    return (
        _new(Part, (dearer * MILLI, price + 1, dearer * (price + 1))),
        _new(Part, (cheaper * MILLI, price, cheaper * price)),
    )


def _vat(sheet: Sheet) -> tuple[VatGroup, ...]:
    """Return VAT inside the total for each rate, half-up once a group (W25b); certificates do not lower it."""
    nets: dict[int, int] = {}
    for plan, net in zip(sheet.plans, sheet.net, strict=True):
        rate = plan.vat_bp
        nets[rate] = nets.get(rate, 0) + net
    return tuple([_vat_group(rate, net) for rate, net in sorted(nets.items(), reverse=True)])


def _vat_group(rate: int, net: int) -> VatGroup:
    vat = (2 * net * rate + BASIS + rate) // (2 * (BASIS + rate)) if rate > 0 else 0
    return _new(VatGroup, (rate, net, vat))
