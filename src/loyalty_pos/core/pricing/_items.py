"""Offers on articles: percent, fixed price, N for M; in order, within floors, one of each exclusivity group."""

from dataclasses import dataclass
from typing import assert_never

from loyalty_pos.core.money import BASIS, MILLI, Rounding, divide, share
from loyalty_pos.core.pricing._sheet import Sheet
from loyalty_pos.core.programme import Base, FixedPrice, FreeFrom, PercentOff, Promotion, SetOff
from loyalty_pos.core.quote import Cause, Discount, Step

_new = tuple.__new__  # half the time of the named tuple's own constructor, for what is made by the dozen

_ITEM, _INITIAL = Cause.ITEM, Base.INITIAL  # a member of an enumeration is slow to look up
_HALF = BASIS // 2

Wanted = list[tuple[int, int]]  # position of a line, discount wanted


@dataclass(slots=True)
class Spent:
    """Per line: pieces that sets have used already, and what those sets took off the line."""

    pieces: list[int]
    money: list[int]


def apply_items(sheet: Sheet) -> None:
    """Apply the offers that touch any line, in order of (priority, id)."""
    touched: dict[int, list[int]] = {}
    for position, plan in enumerate(sheet.plans):
        for rule in plan.item_rules:
            touched.setdefault(rule, []).append(position)
    if not touched:
        return
    rules = sheet.compiled.items
    order = [n for n in sorted(touched) if not rules[n].when or sheet.in_force(rules[n])]
    losers = _losers(sheet, order, touched) if sheet.compiled.programme.groups else ()
    spent = _unspent(sheet)
    for number in order:
        if number not in losers:
            _apply(sheet, number, touched[number], spent)


def _unspent(sheet: Sheet) -> Spent:
    return Spent([0] * len(sheet.lines), [0] * len(sheet.lines))


def _losers(sheet: Sheet, order: list[int], touched: dict[int, list[int]]) -> set[int]:
    """Return the offers that give way within their groups; each is judged on the untouched basket."""
    grouped: dict[str, list[int]] = {}
    for number in order:
        group = sheet.compiled.items[number].group
        if group:
            grouped.setdefault(group, []).append(number)
    losers: set[int] = set()
    for group, numbers in grouped.items():
        winner = _winner(sheet, group, [(n, touched[n]) for n in numbers])
        losers.update(n for n in numbers if n != winner)
    return losers


def _winner(sheet: Sheet, group: str, candidates: list[tuple[int, list[int]]]) -> int:
    """Return the acting offer: the greatest saving or the first one that saves anything (W23)."""
    saved = [
        (number, _saving(sheet, sheet.compiled.items[number], positions)) for number, positions in candidates
    ]
    if group in sheet.compiled.best_groups:
        return max(saved, key=lambda pair: (pair[1], -pair[0]))[0]
    return next((number for number, amount in saved if amount), saved[0][0])


def _saving(sheet: Sheet, rule: Promotion, positions: list[int]) -> int:
    wanted = _wanted(sheet, rule, positions, _unspent(sheet))
    return sum(min(amount, sheet.net[p] - sheet.floors[p]) for p, amount in wanted)


def _apply(sheet: Sheet, number: int, positions: list[int], spent: Spent) -> None:
    """Apply one offer to its lines and say so, also where a floor held it back."""
    rule = sheet.compiled.items[number]
    what, facts = sheet.compiled.told[number]
    net, steps, rule_id = sheet.net, sheet.steps, rule.id
    for position, wish in _wanted(sheet, rule, positions, spent):
        before = net[position]
        room = before - sheet.floors[position]
        given = wish if wish < room else room  # noqa: FURB136  # min() costs more than all the rest here
        line_id = sheet.lines[position].id
        if given:
            net[position] = before - given
            sheet.discounts[position].append(_new(Discount, (rule_id, _ITEM, given, rule.funder)))
            steps.append(_new(Step, ("item", rule_id, line_id, what, given, facts)))
        if given < wish:
            steps.append(Step("item", rule_id, line_id, "floor_held", given, (("wanted_minor", wish),)))
        if what == "set_off":
            spent.money[position] += given


def _wanted(sheet: Sheet, rule: Promotion, positions: list[int], spent: Spent) -> Wanted:
    """Return (line, discount wanted) of one offer at the present state of the sheet."""
    match rule.effect:
        case PercentOff(bp, base):
            amounts = sheet.gross if base is _INITIAL else sheet.net
            return [(p, (amounts[p] * bp + _HALF) // BASIS) for p in positions]
        case FixedPrice(price_minor):
            return [(p, wish) for p in positions if (wish := _above(sheet, p, price_minor)) > 0]
        case SetOff():
            return _sets(sheet, rule.effect, positions, spent)
        case _:
            raise AssertionError(rule)


def _above(sheet: Sheet, position: int, price_minor: int) -> int:
    cost = divide(price_minor * sheet.lines[position].qty_milli, MILLI, Rounding.HALF_UP)
    return sheet.net[position] - cost


def _sets(sheet: Sheet, effect: SetOff, positions: list[int], spent: Spent) -> Wanted:
    """Pool the pieces of all lines, dearest first, and find the cheaper ones of each finished set.

    Pieces are intervals of one long row, so that a thousand pieces cost no more than one (decisions 31).
    A piece is worth its part of the line, without what other pieces of the line got from earlier sets.
    """
    pieces = [
        (p, sheet.lines[p].qty_milli // MILLI - spent.pieces[p]) for p in positions if _countable(sheet, p)
    ]
    total = sum([count for _, count in pieces])
    if total < effect.take:
        return []
    pieces.sort(key=lambda pair: (-sheet.lines[pair[0]].price_minor, pair[0]))
    wanted: Wanted = []
    end = freed = paid = 0
    for position, count in pieces:
        end += count
        before, freed = freed, _free_before(effect, total, end)
        paid_before, paid = paid, _paid_before(effect, total, end)
        free = freed - before
        spent.pieces[position] += free + paid - paid_before
        if free:
            worth = sheet.net[position] + spent.money[position]
            value = divide(worth * free, sheet.lines[position].qty_milli // MILLI, Rounding.HALF_UP)
            wanted.append((position, value if effect.off_bp == BASIS else share(value, effect.off_bp)))
    return wanted


def _countable(sheet: Sheet, position: int) -> bool:
    return sheet.plans[position].pieces and sheet.lines[position].qty_milli % MILLI == 0


def _free_before(effect: SetOff, total: int, end: int) -> int:
    """Return how many of the first ``end`` pieces of the row get the discount."""
    sets = total // effect.take
    match effect.free_from:
        case FreeFrom.ALL_PIECES:
            return max(0, end - (total - sets * (effect.take - effect.pay)))
        case FreeFrom.EACH_SET:
            whole, rest = divmod(min(end, sets * effect.take), effect.take)
            return whole * (effect.take - effect.pay) + max(0, rest - effect.pay)
        case _:
            assert_never(effect.free_from)


def _paid_before(effect: SetOff, total: int, end: int) -> int:
    """Return how many of the first ``end`` pieces are paid in full as members of a set."""
    sets = total // effect.take
    match effect.free_from:
        case FreeFrom.ALL_PIECES:
            return min(end, sets * effect.pay)
        case FreeFrom.EACH_SET:
            whole, rest = divmod(min(end, sets * effect.take), effect.take)
            return whole * effect.pay + min(rest, effect.pay)
        case _:
            assert_never(effect.free_from)
