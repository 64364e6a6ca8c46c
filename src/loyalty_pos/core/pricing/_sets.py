"""Offers on pieces together: N for M, bundles, gifts. A piece that one of them used is gone for the next.

Pieces are intervals of one long row, so that a thousand pieces cost no more than one (decisions 31). A piece is
worth its part of the line, without what other pieces of the line got from earlier sets. Weighed goods do not count.
"""

from dataclasses import dataclass
from typing import assert_never

from loyalty_pos.core.basket import Line
from loyalty_pos.core.money import BASIS, MILLI, Rounding, divide, share, spread
from loyalty_pos.core.pricing._sheet import Sheet, Spent, Wanted
from loyalty_pos.core.programme import Bundle, ForPrice, FreeFrom, Gift, LessAmount, LessShare, SetOff
from loyalty_pos.core.programme.promotions import BundlePart


def sets(sheet: Sheet, effect: SetOff, positions: list[int], spent: Spent) -> Wanted:
    """Pool the pieces of all lines, dearest first, and find the cheaper ones of each finished set."""
    pieces = _free_pieces(sheet, positions, spent)
    row = _Row.of(effect, sum([count for _, count in pieces]))
    if not row.cheaper:
        return []
    pieces.sort(key=lambda pair: (-sheet.lines[pair[0]].price_minor, pair[0]))
    wanted: Wanted = []
    end = freed = paid = 0
    for position, count in pieces:
        end += count
        before, freed = freed, row.cheaper_before(end)
        paid_before, paid = paid, row.paid_before(end)
        free = freed - before
        spent.pieces[position] += free + paid - paid_before
        if free:
            value = _worth(sheet, position, free, spent)
            wanted.append((position, value if effect.off_bp == BASIS else share(value, effect.off_bp)))
    return wanted


def _free_pieces(sheet: Sheet, positions: list[int], spent: Spent) -> list[tuple[int, int]]:
    """Return (line, pieces that no set has used) of the lines that are counted in whole pieces."""
    lines, plans, used = sheet.lines, sheet.plans, spent.pieces
    return [
        (p, lines[p].qty_milli // MILLI - used[p])
        for p in positions
        if plans[p].pieces and lines[p].qty_milli % MILLI == 0
    ]


def _worth(sheet: Sheet, position: int, pieces: int, spent: Spent) -> int:
    """Return what these pieces of a line cost at present."""
    whole = sheet.net[position] + spent.money[position]
    return divide(whole * pieces, sheet.lines[position].qty_milli // MILLI, Rounding.HALF_UP)


@dataclass(frozen=True, slots=True)
class _Row:
    """A row of pieces, dearest first, cut into sets: which of its first pieces are cheaper, which paid in full."""

    effect: SetOff
    total: int
    sets: int
    rest: int  # pieces of a last set that is not whole, where the offer counts it
    cheaper: int

    @classmethod
    def of(cls, effect: SetOff, total: int) -> "_Row":
        sets, rest = divmod(total, effect.take)
        if effect.times and sets >= effect.times:
            sets, rest = effect.times, 0
        if not effect.unfinished or rest <= effect.pay:
            rest = 0
        cheaper = sets * (effect.take - effect.pay) + max(0, rest - effect.pay)
        return cls(effect, total, sets, rest, cheaper)

    def cheaper_before(self, end: int) -> int:
        """Return how many of the first ``end`` pieces get the discount."""
        match self.effect.free_from:
            case FreeFrom.ALL_PIECES:
                return max(0, end - (self.total - self.cheaper))
            case FreeFrom.EACH_SET:
                return self._in_sets(end) - self.paid_before(end)
            case _:
                assert_never(self.effect.free_from)

    def paid_before(self, end: int) -> int:
        """Return how many of the first ``end`` pieces are paid in full as members of a set."""
        take, pay = self.effect.take, self.effect.pay
        match self.effect.free_from:
            case FreeFrom.ALL_PIECES:
                return min(end, self.sets * pay + (pay if self.rest else 0))
            case FreeFrom.EACH_SET:
                whole, rest = divmod(self._in_sets(end), take)
                return whole * pay + min(rest, pay)
            case _:
                assert_never(self.effect.free_from)

    def _in_sets(self, end: int) -> int:
        return min(end, self.sets * self.effect.take + self.rest)


def bundles(sheet: Sheet, effect: Bundle, positions: list[int], spent: Spent) -> Wanted:
    """Form as many bundles as there can be and spread what they save over their pieces, by what those cost."""
    pieces = dict(_free_pieces(sheet, positions, spent))
    order = sorted(pieces, key=lambda p: (-sheet.lines[p].price_minor, p))
    goods = [[p for p in order if part.goods.has(sheet.lines[p].article)] for part in effect.parts]
    taken: dict[int, int] = {}
    formed = 0
    while not effect.times or formed < effect.times:
        one = _one_bundle(effect.parts, goods, pieces)
        if one is None or not _worth_forming(effect, one, sheet.lines):
            break
        times = min(pieces[p] // count for p, count in one.items())
        if effect.times:
            times = min(times, effect.times - formed)
        formed += times
        for position, count in one.items():
            pieces[position] -= times * count
            taken[position] = taken.get(position, 0) + times * count
    if not formed:
        return []
    worth = {p: _worth(sheet, p, count, spent) for p, count in sorted(taken.items())}
    for position, count in taken.items():
        spent.pieces[position] += count
    rooms = [min(cost, sheet.net[p] - sheet.floors[p]) for p, cost in worth.items()]
    shares = spread(_bundle_gain(effect, formed, sum(worth.values())), list(worth.values()), rooms)
    return list(zip(worth, shares, strict=True))


def _one_bundle(
    parts: tuple[BundlePart, ...], goods: list[list[int]], pieces: dict[int, int]
) -> dict[int, int] | None:
    """Fill the parts in their order from the dearest pieces left; None where one stays short."""
    one: dict[int, int] = {}
    for part, order in zip(parts, goods, strict=True):
        missing = part.pieces
        for position in order:
            count = min(missing, pieces[position] - one.get(position, 0))
            if count:
                one[position] = one.get(position, 0) + count
                missing -= count
            if not missing:
                break
        if missing:
            return None
    return one


def _worth_forming(effect: Bundle, one: dict[int, int], lines: list[Line]) -> bool:
    """Tell whether a bundle is dearer on the shelf than its own price."""
    if not isinstance(effect.gain, ForPrice):
        return True
    return sum(lines[p].price_minor * count for p, count in one.items()) > effect.gain.price_minor


def _bundle_gain(effect: Bundle, formed: int, worth: int) -> int:
    match effect.gain:
        case ForPrice(price_minor):
            return max(0, worth - formed * price_minor)
        case LessAmount(amount_minor):
            return min(worth, formed * amount_minor)
        case LessShare(bp):
            return share(worth, bp)
        case _:
            assert_never(effect.gain)


def gifts(sheet: Sheet, effect: Gift, positions: list[int], spent: Spent) -> Wanted:
    """Find the cheapest pieces that may be free: the rest of the basket must still cost the offer's sum."""
    pieces = [pair for pair in _free_pieces(sheet, positions, spent) if pair[1] > 0]
    pieces.sort(key=lambda pair: (sheet.lines[pair[0]].price_minor, -pair[0]))
    basket = sum([net for net, plan in zip(sheet.net, sheet.plans, strict=True) if plan.open])
    for count in range(min(effect.pieces, sum([n for _, n in pieces])), 0, -1):
        wanted: Wanted = []
        left = count
        for position, there in pieces:
            taken = min(left, there)
            wanted.append((position, _worth(sheet, position, taken, spent)))
            left -= taken
            if not left:
                break
        if basket - sum([worth for _, worth in wanted]) >= effect.from_minor:
            _mark(spent, wanted, pieces, count)
            return wanted
    return []


def _mark(spent: Spent, wanted: Wanted, pieces: list[tuple[int, int]], count: int) -> None:
    """Note the pieces given away as used."""
    for (position, there), _ in zip(pieces, wanted, strict=False):
        taken = min(count, there)
        spent.pieces[position] += taken
        count -= taken
