"""Offers on articles: a percentage, an amount, a price, sets, bundles, ladders; in order, within floors.

Lines that no offer looks at together are worked through one by one; a pooled offer stops that at its place in the
order. One offer of each exclusivity group acts (decisions 32).
"""

from loyalty_pos.core.money import BASIS, MILLI, Rounding, divide
from loyalty_pos.core.pricing._offers import Facts, Offer
from loyalty_pos.core.pricing._sets import bundles, sets
from loyalty_pos.core.pricing._sheet import Sheet, Spent, Wanted
from loyalty_pos.core.programme import (
    Base,
    Bundle,
    FixedPrice,
    PercentOff,
    QuantityLadder,
    SetOff,
    UnitAmount,
)
from loyalty_pos.core.quote import Cause

_ITEM = Cause.ITEM  # a member of an enumeration is slow to look up
_HALF = BASIS // 2


def apply_items(sheet: Sheet) -> None:
    """Apply the offers that touch any line, in order of (priority, id)."""
    compiled = sheet.compiled
    done = 0
    if compiled.pooled:
        touched: dict[int, list[int]] = {}
        for position, pooled in [(p, plan.pooled) for p, plan in enumerate(sheet.plans) if plan.pooled]:
            for number in pooled:
                if number in touched:
                    touched[number].append(position)
                else:
                    touched[number] = [position]
        if touched:
            done = _apply_pooled(sheet, touched)
    if compiled.alone_before[-1] > compiled.alone_before[done]:
        _apply_alone(sheet, done, len(compiled.items))


def _apply_alone(sheet: Sheet, low: int, high: int) -> None:
    """Apply the offers number ``low`` to ``high`` (exclusive) that look at single lines, line by line."""
    nets, floors, steps, floored = sheet.net, sheet.floors, sheet.steps, sheet.floored
    lines, given_to = sheet.lines, sheet.discounts
    whole = low == 0 and high == len(sheet.compiled.items)
    for position, plan in enumerate(sheet.plans):
        if not plan.alone:
            continue
        net, line_id, discounts = nets[position], lines[position].id, given_to[position]
        for number, bp, rule_id, funder, what, facts, checked, offer in plan.alone:
            if (not whole and not low <= number < high) or (checked and not sheet.allows(offer.rule)):
                continue
            wish = (net * bp + _HALF) // BASIS if bp else _single(sheet, offer, position, net)
            given = wish
            if floored and wish > net - floors[position]:
                given = net - floors[position]
                held = (("wanted_minor", wish),)
                steps.append(("item", rule_id, line_id, "floor_held", given, held))
            if given:
                net -= given
                discounts.append((rule_id, _ITEM, given, funder))
                steps.append(("item", rule_id, line_id, what, given, facts))
            elif sheet.notes is not None:
                sheet.note(rule_id, "floor_reached" if wish else "nothing_left")
        nets[position] = net


def _single(sheet: Sheet, offer: Offer, position: int, net: int) -> int:
    """Return what an offer wants of one line, whatever the other lines are; never more than it costs."""
    line = sheet.lines[position]
    match offer.rule.effect:
        case PercentOff(bp, base):
            amount = sheet.gross[position] if base is Base.INITIAL else net
            return min(net, (amount * bp + _HALF) // BASIS)
        case FixedPrice(price_minor):
            return max(0, net - divide(price_minor * line.qty_milli, MILLI, Rounding.HALF_UP))
        case UnitAmount(amount_minor):
            return min(net, divide(amount_minor * line.qty_milli, MILLI, Rounding.HALF_UP))
        case _:
            raise AssertionError(offer)


def _apply_pooled(sheet: Sheet, touched: dict[int, list[int]]) -> int:
    """Apply the offers that look at several lines together; return the number up to which all is done."""
    compiled, lines = sheet.compiled, sheet.lines
    offers, before = compiled.items, compiled.alone_before
    order = sorted(touched)
    if compiled.grouped:
        order = _without_losers(sheet, order, touched)
    done = 0
    for number in order:
        offer, positions = offers[number], touched[number]
        if offer.least_milli and sum([lines[p].qty_milli for p in positions]) < offer.least_milli:
            if sheet.notes is not None and sheet.allows(offer.rule):
                _note_missing(sheet, offer, positions)
            continue
        if offer.asks and not sheet.allows(offer.rule):
            continue
        if before[number] > before[done]:
            _apply_alone(sheet, done, number)
            done = number
        apply_offer(sheet, offer, positions)
    return done


def _note_missing(sheet: Sheet, offer: Offer, positions: list[int]) -> None:
    """Say how much of its goods an offer lacks, or that others have used its pieces."""
    missing = offer.least_milli - sum([sheet.lines[p].qty_milli for p in positions])
    if missing > 0:
        sheet.note(offer.rule.id, "more_goods", (("missing_milli", missing),))
    elif isinstance(offer.rule.effect, Bundle):
        sheet.note(offer.rule.id, "bundle_incomplete")
    else:
        sheet.note(offer.rule.id, "pieces_used" if offer.uses_pieces else "nothing_left")


def _without_losers(sheet: Sheet, order: list[int], touched: dict[int, list[int]]) -> list[int]:
    """Drop the offers that give way within their groups; each is judged on the untouched basket."""
    items = sheet.compiled.items
    grouped: dict[str, list[int]] = {}
    for number in order:
        rule = items[number].rule
        if rule.group and sheet.allows(rule):
            grouped.setdefault(rule.group, []).append(number)
    winners = {group: _winner(sheet, numbers, touched) for group, numbers in grouped.items()}
    kept = [n for n in order if not (group := items[n].rule.group) or winners.get(group) == n]
    if sheet.notes is not None:
        for group, numbers in grouped.items():
            for number in numbers:
                sheet.note_lost(items[number].rule, items[winners[group]].rule.id)
    return kept


def _winner(sheet: Sheet, candidates: list[int], touched: dict[int, list[int]]) -> int:
    """Return the first offer of its group that saves anything."""
    if len(candidates) == 1:
        return candidates[0]
    items = sheet.compiled.items
    return next((n for n in candidates if _saves(sheet, items[n], touched[n])), candidates[0])


def _saves(sheet: Sheet, offer: Offer, positions: list[int]) -> bool:
    if offer.least_minor and sum([sheet.net[p] for p in positions]) < offer.least_minor:
        return False
    wanted, _ = _wanted(sheet, offer, positions, Spent.nothing(len(sheet.lines)))
    return any(min(amount, sheet.net[p] - sheet.floors[p]) > 0 for p, amount in wanted)


def apply_offer(sheet: Sheet, offer: Offer, positions: list[int]) -> None:
    """Apply one offer on articles to its lines and say so, also where a floor held it back."""
    rule = offer.rule
    if sheet.closed:
        positions = sheet.still_open(rule, positions)
    if offer.least_minor:
        costs = sum([sheet.net[p] for p in positions])
        if costs < offer.least_minor:
            sheet.note(rule.id, "more_money", (("missing_minor", offer.least_minor - costs),))
            return
    if sheet.spent is None:
        sheet.spent = Spent.nothing(len(sheet.lines))
    wanted, facts = _wanted(sheet, offer, positions, sheet.spent)
    if not wanted and positions and sheet.notes is not None:
        _note_missing(sheet, offer, positions)
    give(sheet, offer, wanted, facts)


def give(sheet: Sheet, offer: Offer, wanted: Wanted, facts: Facts) -> None:
    """Take what an offer wants off its lines, as far as their floors let, and say so line by line."""
    rule, what, cause = offer.rule, offer.what, offer.cause
    net, floors, steps = sheet.net, sheet.floors, sheet.steps
    phase = offer.phase
    total = 0
    for position, wish in wanted:
        before = net[position]
        room = before - floors[position]
        given = wish if wish < room else room  # noqa: FURB136  # min() costs more than all the rest here
        line_id = sheet.lines[position].id
        if given:
            total += given
            net[position] = before - given
            sheet.discounts[position].append((rule.id, cause, given, rule.funder))
            steps.append((phase, rule.id, line_id, what, given, facts))
            if offer.uses_pieces and sheet.spent is not None:
                sheet.spent.money[position] += given
        if given < wish:
            steps.append((phase, rule.id, line_id, "floor_held", given, (("wanted_minor", wish),)))
    if total and offer.claims:
        discounts = sheet.discounts
        sheet.acted(rule, [p for p, _ in wanted if discounts[p] and discounts[p][-1][0] == rule.id])
    elif wanted and not total:
        sheet.note(rule.id, "floor_reached")


def _wanted(sheet: Sheet, offer: Offer, positions: list[int], spent: Spent) -> tuple[Wanted, Facts]:
    """Return (line, discount wanted) of one offer at the present state of the sheet, and the facts to tell."""
    effect = offer.rule.effect
    match effect:
        case SetOff():
            return sets(sheet, effect, positions, spent), offer.facts
        case Bundle():
            return bundles(sheet, effect, positions, spent), offer.facts
        case QuantityLadder():
            return _ladder(sheet, effect, positions)
        case PercentOff() | FixedPrice() | UnitAmount():
            net = sheet.net
            wanted = [(p, wish) for p in positions if (wish := _single(sheet, offer, p, net[p]))]
            limit = offer.rule.per_receipt
            return _dearest(sheet, wanted, limit) if limit else wanted, offer.facts
        case _:
            raise AssertionError(offer)


def _ladder(sheet: Sheet, effect: QuantityLadder, positions: list[int]) -> tuple[Wanted, Facts]:
    """Give the percentage of the highest step that the goods reach together."""
    quantity = sum([sheet.lines[p].qty_milli for p in positions])
    bp = next((step.bp for step in reversed(effect.steps) if step.from_milli <= quantity), 0)
    amounts = sheet.gross if effect.base is Base.INITIAL else sheet.net
    wishes = [(p, min(sheet.net[p], (amounts[p] * bp + _HALF) // BASIS)) for p in positions]
    return [pair for pair in wishes if pair[1]], (("bp", bp),)


def _dearest(sheet: Sheet, wanted: Wanted, limit: int) -> Wanted:
    """Keep of each line's wish the part of its pieces, for the dearest ``limit`` pieces; a weighed line is one."""
    kept: Wanted = []
    for position, wish in sorted(wanted, key=lambda pair: (-sheet.lines[pair[0]].price_minor, pair[0])):
        qty = sheet.lines[position].qty_milli
        pieces = qty // MILLI if sheet.plans[position].pieces and qty % MILLI == 0 else 1
        count = min(limit, pieces)
        if count:
            kept.append((position, divide(wish * count, pieces, Rounding.HALF_UP)))
        limit -= count
    return kept
