"""Offers that count pieces: sets, bundles and gifts. Weighed goods have none.

A piece is worth its part of its line, rounded to money, whatever other pieces of the line got by sets before; each
piece serves one set or bundle only.
"""

from collections.abc import Iterable
from fractions import Fraction

from tests.naive.numbers import THOUSAND, WHOLE_SHARE, half_up, share_of, share_out
from tests.naive.rules import Facts, names_goods

Wanted = dict[int, int]  # line id -> minor units off
PIECE_KINDS = frozenset({"set", "bundle", "gift"})

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


def worth_of(lines: list[Facts], pieces: Iterable[Piece]) -> Wanted:
    """What these pieces cost now, line by line."""
    held = [line_id for _, line_id in pieces]
    worth: Wanted = {}
    for line in lines:
        count = held.count(line["id"])
        if count:
            whole = line["net"] + line["given_to_pieces"]
            worth[line["id"]] = half_up(Fraction(whole * count * THOUSAND, line["qty_milli"]))
    return worth


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
    worth = worth_of(lines, cheaper)
    use(lines, cheaper + paid)
    off_bp = rule.get("off_bp", WHOLE_SHARE)
    return {line_id: half_up(share_of(money, off_bp)) for line_id, money in worth.items()}


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
    """Parts are filled in their order, each from the dearest pieces left; all bundles save one sum together."""
    taken: list[Piece] = []
    formed = 0
    while not rule.get("times") or formed < rule["times"]:
        pieces = _bundle(rule["parts"], lines)
        on_shelf = sum(price for price, _ in pieces)
        if not pieces or ("price_minor" in rule and on_shelf <= rule["price_minor"]):
            break
        use(lines, pieces)
        taken += pieces
        formed += 1
    worth = worth_of(lines, taken)
    rooms = {line["id"]: line["net"] - line["floor"] for line in lines}
    most = [min(money, rooms[line_id]) for line_id, money in worth.items()]
    parts = share_out(_gain(rule, formed, sum(worth.values())), list(worth.values()), most)
    return dict(zip(worth, parts, strict=True))


def _gain(rule: Facts, formed: int, together: int) -> int:
    if "price_minor" in rule:
        return int(max(0, together - formed * rule["price_minor"]))
    if "amount_minor" in rule:
        return int(min(together, formed * rule["amount_minor"]))
    return half_up(share_of(together, rule["off_bp"]))


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


def gift(rule: Facts, lines: list[Facts], rest_of_basket: list[Facts]) -> Wanted:
    """The cheapest pieces are free while the rest of the basket still costs enough."""
    pieces = free_pieces(lines)
    for count in range(min(rule.get("pieces", 1), len(pieces)), 0, -1):
        free = worth_of(lines, pieces[:count])
        rest = sum(line["net"] for line in rest_of_basket) - sum(free.values())
        if rest >= rule["from_minor"]:
            use(lines, pieces[:count])
            return free
    return {}
