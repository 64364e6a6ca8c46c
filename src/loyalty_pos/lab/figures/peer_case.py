"""The pricing workload as others are given it: rules by number, decisions taken elsewhere, what others can do equally.

It must need nothing but Python: it runs in the peers' environment too.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from loyalty_pos.lab.figures.lean import LeanAnswer, LeanLine, LeanRules, lean_price


def goods_of(rules_of: Mapping[str, tuple[int, ...]]) -> dict[int, list[str]]:
    """Return the goods of each rule from the rules of each category or article."""
    goods: dict[int, list[str]] = {}
    for name, numbers in rules_of.items():
        for number in numbers:
            goods.setdefault(number, []).append(name)
    return goods


def priced_as_decided(
    lines: list[LeanLine], rules: LeanRules, found: Sequence[Sequence[int]], available: int
) -> LeanAnswer:
    """Price as the floor does where somebody else found the offers of each line; ``found``: their numbers by line."""
    by_place = {str(place): tuple(numbers) for place, numbers in enumerate(found) if numbers}
    decided = LeanRules(
        {},
        by_place,
        rules.percents,
        rules.card_bp,
        rules.off_minor,
        rules.off_from_minor,
        rules.earn_bp,
        rules.double_category,
    )
    places = [(str(p), category, price, qty, vat) for p, (_, category, price, qty, vat) in enumerate(lines)]
    return lean_price(places, decided, available)


def percents_only(
    rules: LeanRules, baskets: Sequence[list[LeanLine]]
) -> tuple[LeanRules, tuple[list[LeanLine], ...]]:
    """Return the part of the work that whoever neither stacks nor rounds by line can do: percentages of whole sums."""
    least = replace(rules, by_article={}, card_bp=0, off_minor=0, off_from_minor=1 << 62)
    return least, tuple([_even(line) for line in basket] for basket in baskets)


def _even(line: LeanLine) -> LeanLine:
    """Return the line at a price of which a whole percentage is a whole number."""
    article, category, price, quantity, vat = line
    return article, category, max(100, price // 100 * 100), quantity, vat
