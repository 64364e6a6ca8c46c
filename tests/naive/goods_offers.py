"""What one offer on goods wants to take off each line, by the kind of the offer; floors are somebody else's.

A line here is a dict with what is left of it (``net``), its pieces and how many of them a set has used.
"""

from collections.abc import Callable
from fractions import Fraction

from tests.naive.numbers import THOUSAND, half_up, share_of
from tests.naive.piece_offers import Wanted, bundles, free_pieces, sets
from tests.naive.rules import Facts


def percent(rule: Facts, lines: list[Facts]) -> Wanted:
    of = "gross" if rule.get("base") == "initial" else "net"
    part = _counted(rule, lines)
    return {line["id"]: half_up(share_of(line[of] * part[line["id"]], rule["bp"])) for line in lines}


def unit_amount(rule: Facts, lines: list[Facts]) -> Wanted:
    part = _counted(rule, lines)
    return {line["id"]: half_up(part[line["id"]] * _units(line) * rule["amount_minor"]) for line in lines}


def fixed_price(rule: Facts, lines: list[Facts]) -> Wanted:
    part = _counted(rule, lines)
    return {
        line["id"]: half_up(part[line["id"]] * line["net"])
        - half_up(part[line["id"]] * _units(line) * rule["price_minor"])
        for line in lines
    }


def _units(line: Facts) -> Fraction:
    return Fraction(line["qty_milli"], THOUSAND)


def _counted(rule: Facts, lines: list[Facts]) -> dict[int, Fraction]:
    """Which part of each line an offer for a limited number of pieces speaks of: the dearest pieces."""
    if not rule.get("per_receipt"):
        return {line["id"]: Fraction(1) for line in lines}
    counts = {line["id"]: 0 for line in lines}
    fresh = [line | {"used": 0} for line in lines]
    for _, line_id in free_pieces(fresh)[::-1][: rule["per_receipt"]]:
        counts[line_id] += 1
    return {line["id"]: counts[line["id"]] / _units(line) for line in lines}


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
