"""The answer at the end: lines, VAT by rate, totals.

The fields of a ``Quote`` and of its lines are given in their order: by name they take twice as long.
"""

from operator import sub

from loyalty_pos.core.actions.progress import counted_by
from loyalty_pos.core.money import BASIS, apportion
from loyalty_pos.core.pricing._hints import hints, purchase_of
from loyalty_pos.core.pricing._phases import Settled
from loyalty_pos.core.pricing._sheet import Sheet
from loyalty_pos.core.programme.periods import Counters
from loyalty_pos.core.quote import Given, Quote, QuotedLine, VatGroup

_new = tuple.__new__  # half the time of the named tuple's own constructor, for what is made by the dozen


def close_sheet(sheet: Sheet, settled: Settled) -> Quote:
    """Turn the sheet into the answer.

    Discounts are what is gone and was not paid with points. That their rows add up to it is a law that the property
    tests hold, and that is looked at once more where a sale is committed (``till.payment``), not at each key press.
    """
    compiled, standing, tier = sheet.compiled, sheet.standing, sheet.tier
    redeemed, certificate, earned = settled.redeemed, settled.certificate, settled.earned
    gross, due, points_money_minor = sum(sheet.gross), sum(sheet.net), sum(redeemed.money)
    discount_minor = gross - points_money_minor - due
    certificate_minor = sum(certificate) if sheet.context.certificate_minor else 0
    assert not sheet.lines or min(sheet.rooms() if sheet.floored else sheet.net) >= 0, sheet
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
            redeemed.counted + earned.counted + _uses(sheet),
            points_money_minor if redeemed.counter_provision else 0,
        ),
    )


def _uses(sheet: Sheet) -> Counters:
    """Return the offers limited to some receipts of a member that acted on this one, and steps of challenges."""
    programme = sheet.compiled.programme
    steps: Counters = ()
    if sheet.standing is not None and (programme.challenges or programme.achievements):
        steps = counted_by(sheet.standing, programme, purchase_of(sheet))
    if not sheet.compiled.per_member:
        return steps
    acted = {rule_id for line in sheet.discounts for rule_id, _, _, _ in line}
    return (*((rule_id, 1) for rule_id in sorted(acted & sheet.compiled.per_member)), *steps)


def _quoted(sheet: Sheet, settled: Settled) -> tuple[QuotedLine, ...]:
    """Return the priced lines; the columns stand in the order of the fields of ``QuotedLine``."""
    redeemed, certificate, earned = settled.redeemed, settled.certificate, settled.earned
    rows = zip(
        sheet.lines,
        sheet.gross,
        map(tuple, sheet.discounts if not sheet.compiled.splits else _split(sheet)),
        redeemed.money,
        redeemed.points,
        sheet.net,
        certificate,
        map(sub, sheet.net, certificate) if sheet.context.certificate_minor else sheet.net,
        earned.lines,
        sheet.floors,
        earned.extra,
        strict=True,
    )
    return tuple([_new(QuotedLine, row) for row in rows])


def _split(sheet: Sheet) -> list[list[Given]]:
    """Return each line's discounts, those that several pay for split among them to the last unit (A47)."""
    splits = sheet.compiled.splits
    return [[part for given in line for part in _funded(given, splits)] for line in sheet.discounts]


def _funded(given: Given, splits: dict[str, tuple[tuple[str, int], ...]]) -> list[Given]:
    rule_id, cause, amount_minor, _ = given
    funders = splits.get(rule_id)
    if funders is None:
        return [given]
    amounts = apportion(amount_minor, [bp for _, bp in funders])
    return [
        (rule_id, cause, amount, funder)
        for (funder, _), amount in zip(funders, amounts, strict=True)
        if amount
    ]


def _vat(sheet: Sheet) -> tuple[VatGroup, ...]:
    """Return VAT inside the total for each rate, half-up once a group (W25b); certificates do not lower it."""
    nets: dict[int, int] = {}
    column = sheet.net
    for position, plan in enumerate(sheet.plans):
        rate = plan.vat_bp
        if rate in nets:
            nets[rate] += column[position]
        else:
            nets[rate] = column[position]
    groups = sorted(nets.items(), reverse=True)
    return tuple(
        [
            _new(
                VatGroup,
                (rate, net, (net * rate + (BASIS + rate) // 2) // (BASIS + rate) if rate > 0 else 0),
            )
            for rate, net in groups
        ]
    )
