"""The floor that pricing is measured against: plain tuples and ints, rules found by article or category, no reasons.

It works out the same facts that a till must keep (discount by rule, points and accrual by line, printed parts, VAT
by rate) for the one programme of ``pricing_work.py`` and nothing else; its answer must equal ours, or the ratio is void.
"""

from dataclasses import dataclass

LeanLine = tuple[
    str, str, int, int, int
]  # article, category, price, quantity in thousandths, VAT in basis points
LeanAnswer = tuple[int, list[int], list[int], list[int], dict[int, tuple[int, int]]]


@dataclass(frozen=True, slots=True)
class LeanRules:
    """Rules by number in order of application; ``percents``: number -> bp; all others are three for two."""

    by_category: dict[str, tuple[int, ...]]
    by_article: dict[str, tuple[int, ...]]
    percents: dict[int, int]
    card_bp: int
    off_minor: int
    off_from_minor: int
    earn_bp: int
    double_category: str


def lean_price(lines: list[LeanLine], rules: LeanRules, available: int) -> LeanAnswer:
    """Price the basket with all points there are; 1 point = 100 minor units, at most half of the receipt.

    Returns payable, and by line: net, points, accrued; and VAT rate -> (net, VAT).
    """
    nets = [(line[2] * line[3] + 500) // 1000 for line in lines]
    discounts: list[list[tuple[int, int]]] = [[] for _ in lines]
    _offers(lines, nets, rules, discounts)
    for position, net in enumerate(nets):
        cut = (net * rules.card_bp * 2 + 10_000) // 20_000
        nets[position] = net - cut
        discounts[position].append((-1, cut))
    total = sum(nets)
    if total >= rules.off_from_minor:
        for position, cut in enumerate(_shares(min(rules.off_minor, total), nets, total)):
            nets[position] -= cut
            discounts[position].append((-2, cut))
        total = sum(nets)
    points = min(total * 5000 // 10_000 // 100, available)
    by_points = _shares(points * 100, nets, total)
    point_shares = _shares(points, by_points, points * 100)
    nets = [net - cut for net, cut in zip(nets, by_points, strict=True)]
    exact = [
        net * rules.earn_bp * (2 if line[1] == rules.double_category else 1)
        for net, line in zip(nets, lines, strict=True)
    ]
    weight = sum(exact)
    accrued = _shares(weight // 1_000_000, exact, weight)
    for line, net in zip(lines, nets, strict=True):
        _parts(line[3], net)
    return sum(nets), nets, point_shares, accrued, _vat(lines, nets)


def _offers(
    lines: list[LeanLine], nets: list[int], rules: LeanRules, discounts: list[list[tuple[int, int]]]
) -> None:
    touched: dict[int, list[int]] = {}
    for position, line in enumerate(lines):
        for number in rules.by_article.get(line[0], ()):
            touched.setdefault(number, []).append(position)
        for number in rules.by_category.get(line[1], ()):
            touched.setdefault(number, []).append(position)
    used, freed = [0] * len(lines), [0] * len(lines)
    for number in sorted(touched):
        bp = rules.percents.get(number)
        if bp is None:
            cuts = _set(
                lines, nets, [(p, lines[p][3] // 1000 - used[p]) for p in touched[number]], (used, freed)
            )
        else:
            cuts = [(p, (nets[p] * bp * 2 + 10_000) // 20_000) for p in touched[number]]
        for position, cut in cuts:
            nets[position] -= cut
            discounts[position].append((number, cut))


def _set(
    lines: list[LeanLine],
    nets: list[int],
    pieces: list[tuple[int, int]],
    gone_before: tuple[list[int], list[int]],
) -> list[tuple[int, int]]:
    """Make the cheapest of all pieces free, one for three; a piece of a finished set is gone for the next rule."""
    used, freed = gone_before
    pieces.sort(key=lambda piece: (-lines[piece[0]][2], piece[0]))
    free = sum(count for _, count in pieces) // 3
    if not free:
        return []
    paid = free * 2
    for position, count in pieces:
        taken = min(paid, count)
        used[position] += taken
        paid -= taken
    cuts = []
    for position, count in reversed(pieces):
        gone = min(free, count)
        if gone:
            whole = lines[position][3] // 1000
            cut = ((nets[position] + freed[position]) * gone * 2 + whole) // (2 * whole)
            cuts.append((position, cut))
            freed[position] += cut
            used[position] += gone
            free -= gone
    return cuts


def _shares(amount: int, weights: list[int], total: int) -> list[int]:
    """Share an amount by largest remainder."""
    if not amount:
        return [0] * len(weights)
    left = amount
    shares = []
    rests = []
    for position, weight in enumerate(weights):
        part, rest = divmod(amount * weight, total)
        shares.append(part)
        left -= part
        rests.append((-rest, -weight, position))
    rests.sort()
    for _, _, position in rests[:left]:
        shares[position] += 1
    return shares


def _parts(qty: int, net: int) -> tuple[tuple[int, int], ...]:
    count = qty // 1000
    price, dearer = divmod(net, count)
    return ((dearer, price + 1), (count - dearer, price)) if dearer else ((count, price),)


def _vat(lines: list[LeanLine], nets: list[int]) -> dict[int, tuple[int, int]]:
    by_rate: dict[int, int] = {}
    for line, net in zip(lines, nets, strict=True):
        by_rate[line[4]] = by_rate.get(line[4], 0) + net
    return {
        rate: (net, (2 * net * rate + 10_000 + rate) // (2 * (10_000 + rate)))
        for rate, net in by_rate.items()
    }
