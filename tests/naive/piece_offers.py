"""Offers that count pieces: sets, bundles and gifts. Weighed goods have none.

A piece is worth its part of what is left of its line; each piece serves one set or bundle only.
"""

from collections.abc import Iterable
from fractions import Fraction

from tests.naive.numbers import THOUSAND, WHOLE_SHARE, half_up, share_of, share_out
from tests.naive.rules import Facts, names_goods

Wanted = dict[int, int]  # line id -> minor units off
Piece = tuple[int, int]  # shelf price, line id


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
    """Of every ``take`` pieces only ``pay`` are paid in full; so too of a last unfinished set where the rule says so."""
    pieces = free_pieces(lines)
    sizes = [rule["take"]] * (len(pieces) // rule["take"])
    if rule.get("unfinished") and len(pieces) % rule["take"] > rule["pay"]:
        sizes.append(len(pieces) % rule["take"])
    sizes = sizes[: rule.get("times") or None]
    cheaper, paid = (_of_each if rule.get("free_from") == "each" else _of_all)(pieces, sizes, rule["pay"])
    wanted = cheaper_pieces(lines, cheaper, rule.get("off_bp", WHOLE_SHARE))
    use(lines, cheaper + paid)
    return wanted


def _of_all(pieces: list[Piece], sizes: list[int], pay: int) -> tuple[list[Piece], list[Piece]]:
    """The cheapest of all pieces are cheaper, the dearest are paid."""
    dearest_first = pieces[::-1]
    cheaper = sum(sizes) - pay * len(sizes)
    return pieces[:cheaper], dearest_first[: pay * len(sizes)]


def _of_each(pieces: list[Piece], sizes: list[int], pay: int) -> tuple[list[Piece], list[Piece]]:
    """Sets are formed from the dearest; in each the cheapest are cheaper."""
    left = pieces[::-1]
    cheaper: list[Piece] = []
    paid: list[Piece] = []
    for size in sizes:
        paid += left[:pay]
        cheaper += left[pay:size]
        left = left[size:]
    return cheaper, paid


def bundles(rule: Facts, lines: list[Facts]) -> Wanted:
    """Parts are filled in their order, each from the dearest pieces left; bundle after bundle."""
    wanted: Wanted = {}
    formed = 0
    while not rule.get("times") or formed < rule["times"]:
        pieces = _bundle(rule["parts"], lines)
        if not pieces:
            break
        worth = _worth(lines, pieces)
        together = sum(worth.values(), Fraction(0))
        off = half_up(min(together, _gain(rule, together)))
        if "price_minor" in rule and sum(price for price, _ in pieces) <= rule["price_minor"]:
            break
        use(lines, pieces)
        formed += 1
        for line_id, part in zip(worth, share_out(off, list(worth.values())), strict=True):
            wanted[line_id] = wanted.get(line_id, 0) + part
    return wanted


def _gain(rule: Facts, together: Fraction) -> Fraction:
    if "price_minor" in rule:
        return max(Fraction(0), together - int(rule["price_minor"]))
    if "amount_minor" in rule:
        return Fraction(rule["amount_minor"])
    return share_of(together, rule["off_bp"])


def _bundle(parts: list[Facts], lines: list[Facts]) -> list[Piece]:
    """The pieces of the next bundle, or none when a part lacks some."""
    left = free_pieces(lines)[::-1]
    by_id = {line["id"]: line for line in lines}
    taken: list[Piece] = []
    for part in parts:
        fitting = [piece for piece in left if names_goods(part.get("goods"), by_id[piece[1]])]
        fitting = fitting[: part.get("pieces", 1)]
        if len(fitting) < part.get("pieces", 1):
            return []
        for piece in fitting:
            left.remove(piece)
        taken += fitting
    return taken


def _worth(lines: list[Facts], pieces: Iterable[Piece]) -> dict[int, Fraction]:
    worth: dict[int, Fraction] = {}
    held = [line_id for _, line_id in pieces]
    for line in lines:
        if line["id"] in held:
            count = held.count(line["id"])
            worth[line["id"]] = Fraction(line["net"] * count * THOUSAND, line["qty_milli"])
    return worth


def gift(rule: Facts, lines: list[Facts], rest_of_basket: list[Facts]) -> Wanted:
    """The cheapest pieces are free while the rest of the basket still costs enough."""
    pieces = free_pieces(lines)
    for count in range(min(rule.get("pieces", 1), len(pieces)), 0, -1):
        free = cheaper_pieces(lines, pieces[:count], WHOLE_SHARE)
        rest = sum(line["net"] for line in rest_of_basket) - sum(free.values())
        if rest >= rule["from_minor"]:
            return free
    return {}
