"""What one offer on goods wants to take off each line, by the kind of the offer; floors are somebody else's.

A line here is a dict with what is left of it (``net``), its pieces and how many of them a set has used.
"""

from collections.abc import Callable
from fractions import Fraction

from tests.naive.numbers import THOUSAND, half_up, share_of
from tests.naive.piece_offers import Wanted, bundles, sets
from tests.naive.rules import Facts


def percent(rule: Facts, lines: list[Facts]) -> Wanted:
    of = "gross" if rule.get("base") == "initial" else "net"
    return _dearest(rule, lines, {line["id"]: half_up(share_of(line[of], rule["bp"])) for line in lines})


def unit_amount(rule: Facts, lines: list[Facts]) -> Wanted:
    return _dearest(rule, lines, {line["id"]: _times_quantity(rule["amount_minor"], line) for line in lines})


def fixed_price(rule: Facts, lines: list[Facts]) -> Wanted:
    cheaper = {line["id"]: line["net"] - _times_quantity(rule["price_minor"], line) for line in lines}
    return _dearest(rule, lines, cheaper)


def _times_quantity(minor: int, line: Facts) -> int:
    return half_up(Fraction(minor * line["qty_milli"], THOUSAND))


def _dearest(rule: Facts, lines: list[Facts], wanted: Wanted) -> Wanted:
    """Where only so many pieces of a receipt get cheaper: the dearest, and their part of the line's discount."""
    left = rule.get("per_receipt")
    if not left:
        return wanted
    kept: Wanted = {}
    for line in sorted(lines, key=lambda one: (-one["price"], one["id"])):
        wish = min(wanted[line["id"]], line["net"])
        if wish > 0:
            pieces = line["qty_milli"] // THOUSAND if line["unit"] == "piece" else 1
            count = min(left, pieces)
            kept[line["id"]] = half_up(Fraction(wish * count, pieces))
            left -= count
    return kept


def ladder(rule: Facts, lines: list[Facts]) -> Wanted:
    """All goods of the rule together say which step is reached."""
    together = sum(line["qty_milli"] for line in lines)
    reached = [step for step in rule["steps"] if step["from_milli"] <= together]
    if not reached:
        return {}
    bp = max(reached, key=lambda step: step["from_milli"])["bp"]
    return percent({"bp": bp, "base": rule.get("base")}, lines)


KINDS: dict[str, Callable[[Facts, list[Facts]], Wanted]] = {
    "percent": percent,
    "unit_amount": unit_amount,
    "fixed_price": fixed_price,
    "set": sets,
    "ladder": ladder,
    "bundle": bundles,
}
