"""What one offer on goods wants to take off each line, by the kind of the offer; floors are somebody else's.

A line here is a dict with what is left of it (``net``), its pieces and how many of them a set has used.
"""

from collections.abc import Callable, Iterable
from fractions import Fraction

from tests.naive.numbers import THOUSAND, WHOLE_SHARE, half_up, share_of
from tests.naive.rules import Facts

Wanted = dict[int, int]  # line id -> minor units off
Piece = tuple[int, int]  # shelf price, line id


def percent(rule: Facts, lines: list[Facts]) -> Wanted:
    of = "gross" if rule.get("base") == "initial" else "net"
    return {line["id"]: half_up(share_of(line[of], rule["bp"])) for line in lines}


def unit_amount(rule: Facts, lines: list[Facts]) -> Wanted:
    return {line["id"]: _per_unit(rule["amount_minor"], line) for line in lines}


def fixed_price(rule: Facts, lines: list[Facts]) -> Wanted:
    return {line["id"]: line["net"] - _per_unit(rule["price_minor"], line) for line in lines}


def _per_unit(minor: int, line: Facts) -> int:
    return half_up(Fraction(minor * line["qty_milli"], THOUSAND))


def ladder(rule: Facts, lines: list[Facts]) -> Wanted:
    """All goods of the rule together say which step is reached."""
    together = sum(line["qty_milli"] for line in lines)
    reached = [step for step in rule["steps"] if step["from_milli"] <= together]
    if not reached:
        return {}
    bp = max(reached, key=lambda step: step["from_milli"])["bp"]
    return {line["id"]: half_up(share_of(line["net"], bp)) for line in lines}


def free_pieces(lines: Iterable[Facts]) -> list[Piece]:
    """Every piece that no set has used yet, the cheapest first, of equal ones the last line's first."""
    pieces = [
        (line["price"], line["id"])
        for line in lines
        if line["unit"] == "piece"
        for _ in range(line["qty_milli"] // THOUSAND - line["used"])
    ]
    return sorted(pieces, key=lambda piece: (piece[0], -piece[1]))


def cheaper_pieces(lines: list[Facts], pieces: Iterable[Piece], bp: int) -> Wanted:
    """A piece is worth its part of what is left of its line; a line's pieces are rounded once."""
    by_id = {line["id"]: line for line in lines}
    counts: dict[int, int] = {}
    for _, line_id in pieces:
        counts[line_id] = counts.get(line_id, 0) + 1
    wanted: Wanted = {}
    for line_id, count in counts.items():
        line = by_id[line_id]
        worth = Fraction(line["net"] * count * THOUSAND, line["qty_milli"])
        wanted[line_id] = half_up(share_of(worth, bp))
    return wanted


def use(lines: list[Facts], pieces: Iterable[Piece]) -> None:
    by_id = {line["id"]: line for line in lines}
    for _, line_id in pieces:
        by_id[line_id]["used"] += 1


def sets(rule: Facts, lines: list[Facts]) -> Wanted:
    """Of every ``take`` pieces only ``pay`` are paid in full."""
    take, free = rule["take"], rule["take"] - rule["pay"]
    pieces = free_pieces(lines)
    count = len(pieces) // take
    if rule.get("times"):
        count = min(count, rule["times"])
    if not count:
        return {}
    dearest_first = pieces[::-1]
    if rule.get("free_from") == "each":
        formed = [dearest_first[i * take : (i + 1) * take] for i in range(count)]
        cheaper = [piece for group in formed for piece in group[take - free :]]
        gone = [piece for group in formed for piece in group]
    else:
        cheaper = pieces[: count * free]
        gone = cheaper + dearest_first[: count * rule["pay"]]
    wanted = cheaper_pieces(lines, cheaper, rule.get("off_bp", WHOLE_SHARE))
    use(lines, gone)
    return wanted


KINDS: dict[str, Callable[[Facts, list[Facts]], Wanted]] = {
    "percent": percent,
    "unit_amount": unit_amount,
    "fixed_price": fixed_price,
    "set": sets,
    "ladder": ladder,
}
