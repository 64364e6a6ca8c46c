"""The price of a basket: every discount, point and kopeck, from facts alone, always the same.

Order of work (domain.md 5.2): offers on articles, card, basket, cap, points, rounding, printed parts,
certificates, accrual. It must never look at a clock, a file or a member's name.
"""

from datetime import datetime
from operator import attrgetter, le, sub
from zoneinfo import ZoneInfo

from loyalty_pos.core.basket import Basket, Line
from loyalty_pos.core.member import Standing
from loyalty_pos.core.money import BASIS, MILLI, Rounding, apportion, divide
from loyalty_pos.core.pricing._best import best, second_best
from loyalty_pos.core.pricing._compiled import Compiled, Plan, compile_programme
from loyalty_pos.core.pricing._hints import hints, tier_now
from loyalty_pos.core.pricing._phases import Settled, discount, settle
from loyalty_pos.core.pricing._sheet import ALL, All, Context, Sheet
from loyalty_pos.core.programme import Programme
from loyalty_pos.core.programme.conditions import Situation
from loyalty_pos.core.quote import Discount, Part, Quote, QuotedLine, VatGroup

_BY_ID = attrgetter("id")
_NOWHERE: frozenset[str] = frozenset()
_new = tuple.__new__  # half the time of the named tuple's own constructor, for what is made by the dozen

__all__ = ["ALL", "All", "Compiled", "Context", "compile_programme", "quote", "runner_up"]


def quote(
    basket: Basket, programme: Compiled | Programme, standing: Standing | None, context: Context
) -> Quote:
    """Price the basket. Pass a compiled programme where it happens at each key press.

    ``standing`` None = no member: offers for everybody only. Refusals are values inside the quote.
    """
    compiled = programme if isinstance(programme, Compiled) else compile_programme(programme)
    sheet = _open(basket, compiled, standing, context)
    if compiled.rivals or compiled.card_rivals:
        sheet = best(sheet)
    else:
        discount(sheet)
    return _close(sheet, settle(sheet))


def runner_up(
    basket: Basket, programme: Compiled | Programme, standing: Standing | None, context: Context
) -> Quote | None:
    """Return what the receipt would be with the second best combination, None where nothing is to choose."""
    compiled = programme if isinstance(programme, Compiled) else compile_programme(programme)
    sheet = second_best(_open(basket, compiled, standing, context))
    return _close(sheet, settle(sheet)) if sheet else None


def _open(basket: Basket, compiled: Compiled, standing: Standing | None, context: Context) -> Sheet:
    """Lay out the lines in order of their ids, with their floors."""
    lines = sorted(basket.lines, key=_BY_ID)
    plans = compiled.plans_of(lines)
    gross = [(line.price_minor * line.qty_milli + 500) // MILLI for line in lines]  # ``line_amount``, inline
    programme = compiled.programme
    local = context.now
    if compiled.timed:
        local = local.astimezone(ZoneInfo(context.zone or programme.zone)).replace(tzinfo=None)
    tier = tier_now(programme, standing, context.now) if programme.tiers and standing else None
    situation = _situation(local, standing, tier.id if tier else "", context)
    floored = False in [plan.bare for plan in plans]
    return Sheet(
        compiled=compiled,
        standing=standing,
        context=context,
        situation=situation,
        tier=tier,
        lines=lines,
        plans=plans,
        gross=gross,
        net=gross[:],
        floors=_floors(lines, plans, gross, situation) if floored else [0] * len(lines),
        floored=floored,
        discounts=[[] for _ in lines],
    )


def _situation(local: datetime, standing: Standing | None, tier_id: str, context: Context) -> Situation:
    """Return what conditions are judged by; whoever opted out of personal offers is in no segment (A50)."""
    personal = standing is not None and not standing.opted_out
    return Situation(
        local=local,
        member=standing is not None,
        tier_id=tier_id,
        store_id=context.store_id,
        segments=standing.segments if standing and personal else _NOWHERE,
        clubs=standing.clubs if standing else _NOWHERE,
        birthday=standing.birthday if standing else False,
        first_purchase=standing.visits == 0 if standing else False,
        channel=context.channel,
        region=context.region,
        coupons=context.coupons,
    )


def _floors(lines: list[Line], plans: list[Plan], gross: list[int], situation: Situation) -> list[int]:
    return [
        0 if plan.bare else _floor(line, plan, amount, situation)
        for line, plan, amount in zip(lines, plans, gross, strict=True)
    ]


def _floor(line: Line, plan: Plan, gross_minor: int, situation: Situation) -> int:
    """Return what the line may not go below today (W03, W29, domain.md 2.5)."""
    floor = plan.floor_minor(line.qty_milli, gross_minor)
    today = situation.local.date()
    for legal in plan.legal:
        if (legal.since is None or legal.since <= today) and (legal.until is None or today < legal.until):
            floor = max(floor, divide(legal.price_minor * line.qty_milli, MILLI, Rounding.CEIL))
    return min(floor, gross_minor)


def _close(sheet: Sheet, settled: Settled) -> Quote:
    """Turn the sheet into the answer and check that not one unit was lost on the way."""
    compiled, context = sheet.compiled, sheet.context
    redeemed, certificate, earned = settled
    gross, due, points_money_minor = sum(sheet.gross), sum(sheet.net), sum(redeemed.money)
    discount_minor = sum([d.amount_minor for line in sheet.discounts for d in line])
    certificate_minor = sum(certificate)
    assert gross == discount_minor + points_money_minor + due, sheet
    assert all(map(le, sheet.floors, sheet.net)), sheet
    return Quote(
        programme_id=compiled.programme.id,
        bundle=context.bundle,
        account_id=sheet.standing.account_id if sheet.standing else "",
        lines=_quoted(sheet, settled),
        gross_minor=gross,
        discount_minor=discount_minor,
        points_money_minor=points_money_minor,
        redeemed=redeemed.total,
        max_redeem=redeemed.maximum,
        due_minor=due,
        certificate_minor=certificate_minor,
        payable_minor=due - certificate_minor,
        accrued=sum(earned.lines),
        vat=_vat(sheet),
        trace=tuple(sheet.steps),
        hints=hints(sheet, redeemed, due),
        refusals=tuple(sheet.refusals),
        tier_id=sheet.tier.id if sheet.tier else "",
        card_discount_bp=sheet.card_bp,
        awards=earned.awards,
        counted=redeemed.counted + earned.counted,
        counter_provision_minor=points_money_minor if redeemed.counter_provision else 0,
    )


def _quoted(sheet: Sheet, settled: Settled) -> tuple[QuotedLine, ...]:
    """Return the priced lines; the columns stand in the order of the fields of ``QuotedLine``."""
    net = sheet.net
    redeemed, certificate, earned = settled
    rows = zip(
        sheet.lines,
        sheet.gross,
        map(tuple, sheet.discounts) if not sheet.compiled.splits else _split(sheet),
        redeemed.money,
        redeemed.points,
        net,
        certificate,
        map(sub, net, certificate) if sheet.context.certificate_minor else net,
        earned.lines,
        sheet.floors,
        map(_parts, sheet.lines, sheet.plans, sheet.gross, net),
        earned.extra,
        strict=True,
    )
    return tuple([_new(QuotedLine, row) for row in rows])


def _split(sheet: Sheet) -> list[tuple[Discount, ...]]:
    """Return each line's discounts, those that several pay for split among them to the last unit (A47)."""
    splits = sheet.compiled.splits
    return [tuple([part for given in line for part in _funded(given, splits)]) for line in sheet.discounts]


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
    if qty == MILLI:
        return (_new(Part, (qty, net_minor, net_minor)),)
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
