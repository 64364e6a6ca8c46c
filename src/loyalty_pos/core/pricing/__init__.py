"""The price of a basket: every discount, point and kopeck, from facts alone, always the same.

Order of work (domain.md 5.2): offers on articles, card, basket, cap, points, rounding, printed parts,
certificates, accrual. It must never look at a clock, a file or a member's name.
"""

from operator import attrgetter, le, sub
from zoneinfo import ZoneInfo

from loyalty_pos.core.basket import Basket, Line
from loyalty_pos.core.member import Standing
from loyalty_pos.core.money import BASIS, MILLI, Rounding, divide, spread
from loyalty_pos.core.points import points_money
from loyalty_pos.core.pricing._compiled import Compiled, Plan, compile_programme
from loyalty_pos.core.pricing._items import apply_items
from loyalty_pos.core.pricing._points import Redeemed, accrue, redeem
from loyalty_pos.core.pricing._receipt import apply_baskets, apply_card, cap_discounts, round_receipt
from loyalty_pos.core.pricing._sheet import ALL, All, Context, Sheet
from loyalty_pos.core.programme import Programme, TierDiscount
from loyalty_pos.core.programme.conditions import Situation
from loyalty_pos.core.programme.tiers import next_tier, tier_for
from loyalty_pos.core.quote import Hint, Part, Quote, QuotedLine, VatGroup

_BY_ID = attrgetter("id")
_new = tuple.__new__  # half the time of the named tuple's own constructor, for what is made by the dozen

__all__ = ["ALL", "All", "Compiled", "Context", "compile_programme", "quote"]


def quote(
    basket: Basket, programme: Compiled | Programme, standing: Standing | None, context: Context
) -> Quote:
    """Price the basket. Pass a compiled programme where it happens at each key press.

    ``standing`` None = no member: offers for everybody only. Refusals are values inside the quote.
    """
    compiled = programme if isinstance(programme, Compiled) else compile_programme(programme)
    sheet = _open(basket, compiled, standing, context)
    apply_items(sheet)
    apply_card(sheet)
    if compiled.baskets:
        apply_baskets(sheet)
    if compiled.programme.limits.max_discount_bp < BASIS:
        cap_discounts(sheet)
    redeemed = redeem(sheet)
    if compiled.programme.limits.rounding_step_minor > 1:
        round_receipt(sheet)
    certificate = _certificates(sheet)
    accrued = accrue(sheet, redeemed, certificate)
    return _close(sheet, redeemed, certificate, accrued)


def _open(basket: Basket, compiled: Compiled, standing: Standing | None, context: Context) -> Sheet:
    """Lay out the lines in order of their ids, with their floors."""
    lines = sorted(basket.lines, key=_BY_ID)
    plans = compiled.plans_of(lines)
    gross = [(line.price_minor * line.qty_milli + 500) // MILLI for line in lines]  # ``line_amount``, inline
    programme = compiled.programme
    local = context.now
    if compiled.timed:
        local = local.astimezone(ZoneInfo(context.zone or programme.zone)).replace(tzinfo=None)
    tier = tier_for(programme.tiers, standing.spend_minor, standing.tier_id) if standing else None
    situation = Situation(local, standing is not None, tier.id if tier else "", context.store_id)
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


def _certificates(sheet: Sheet) -> list[int]:
    """Spread certificates over what is due: a prepayment is set off, never a discount (W19, W20)."""
    offered = sheet.context.certificate_minor
    if not offered:
        return [0] * len(sheet.lines)
    shares = spread(min(offered, sum(sheet.net)), sheet.net)
    sheet.explain(
        ("certificate", "certificate", 0, "certificate", sum(shares), (("offered_minor", offered),))
    )
    return shares


def _close(sheet: Sheet, redeemed: Redeemed, certificate: list[int], accrued: list[int]) -> Quote:
    """Turn the sheet into the answer and check that not one unit was lost on the way."""
    compiled, context = sheet.compiled, sheet.context
    gross, due, points_money_minor = sum(sheet.gross), sum(sheet.net), sum(redeemed.money)
    discount_minor = sum([d.amount_minor for line in sheet.discounts for d in line])
    certificate_minor = sum(certificate)
    assert gross == discount_minor + points_money_minor + due, sheet
    assert all(map(le, sheet.floors, sheet.net)), sheet
    return Quote(
        programme_id=compiled.programme.id,
        bundle=context.bundle,
        account_id=sheet.standing.account_id if sheet.standing else "",
        lines=_quoted(sheet, redeemed, certificate, accrued),
        gross_minor=gross,
        discount_minor=discount_minor,
        points_money_minor=points_money_minor,
        redeemed=redeemed.total,
        max_redeem=redeemed.maximum,
        due_minor=due,
        certificate_minor=certificate_minor,
        payable_minor=due - certificate_minor,
        accrued=sum(accrued),
        vat=_vat(sheet),
        trace=tuple(sheet.steps),
        hints=_hints(sheet, redeemed, due),
        refusals=tuple(sheet.refusals),
        tier_id=sheet.tier.id if sheet.tier else "",
        card_discount_bp=sheet.card_bp,
    )


def _quoted(
    sheet: Sheet, redeemed: Redeemed, certificate: list[int], accrued: list[int]
) -> tuple[QuotedLine, ...]:
    """Return the priced lines; the columns stand in the order of the fields of ``QuotedLine``."""
    net = sheet.net
    rows = zip(
        sheet.lines,
        sheet.gross,
        map(tuple, sheet.discounts),
        redeemed.money,
        redeemed.points,
        net,
        certificate,
        map(sub, net, certificate) if sheet.context.certificate_minor else net,
        accrued,
        sheet.floors,
        map(_parts, sheet.lines, sheet.plans, sheet.gross, net),
        strict=True,
    )
    return tuple([_new(QuotedLine, row) for row in rows])


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


def _hints(sheet: Sheet, redeemed: Redeemed, due_minor: int) -> tuple[Hint, ...]:
    """Return what is worth saying to the member: how far the next tier is, what points could pay."""
    if sheet.standing is None:
        return ()
    programme = sheet.compiled.programme
    hints: list[Hint] = []
    following = next_tier(programme.tiers, sheet.tier)
    if following is not None:
        missing = following.from_minor - sheet.standing.spend_minor - due_minor
        bp = following.discount_bp if isinstance(programme.card, TierDiscount) else following.earn_bp
        facts: tuple[tuple[str, int | str], ...] = (("tier", following.name), ("bp", bp))
        if missing > 0:
            hints.append(Hint("next_tier", (("missing_minor", missing), *facts)))
        else:
            hints.append(Hint("tier_reached", facts))
    if redeemed.maximum:
        money = points_money(programme.unit, redeemed.maximum)
        hints.append(_new(Hint, ("redeemable", (("points", redeemed.maximum), ("money_minor", money)))))
    return tuple(hints)
