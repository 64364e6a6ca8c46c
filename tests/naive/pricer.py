"""A second opinion on what a basket costs: slow, plain and written from the shop's documents alone.

Takes what a programme file says (parsed, nothing filled in), a basket, a member's standing and the context as
plain dicts; returns every number of the receipt. It must never import anything of the product.
"""

import copy
import itertools
from datetime import date
from fractions import Fraction

from tests.naive.discounts import cap, card_phase, reached_tier, run_phase
from tests.naive.numbers import THOUSAND, WHOLE_SHARE, half_up, share_out
from tests.naive.points import accrue, redeem
from tests.naive.rules import Facts, lowest, wall_clock


def price(programme: Facts, basket: list[Facts], member: Facts | None, context: Facts) -> Facts:
    """Return the receipt; where groups choose the best, every combination is tried."""
    rules = programme.get("promotion", [])
    wide = [group["id"] for group in programme.get("group", []) if group.get("choose") == "best"]
    choices = [[rule for rule in rules if rule.get("group") == group] for group in wide]
    candidates: list[tuple[int, int, list[tuple[int, str]], int, Facts]] = []
    for chosen in itertools.product(*[choice for choice in choices if choice]):
        receipt = _price(programme, basket, member, context, {rule["group"]: rule["id"] for rule in chosen})
        order = [(rule.get("priority", 100), rule["id"]) for rule in chosen]
        candidates.append((receipt["payable"], -receipt["accrued"], order, len(candidates), receipt))
    best = min(candidates)[-1]
    if len(candidates) > 1:
        best["fired"].add("best of a group")
    return best


def _price(
    programme: Facts, basket: list[Facts], member: Facts | None, context: Facts, chosen: dict[str, str]
) -> Facts:
    local = wall_clock(programme, context)
    lines = [_opened(line, programme.get("limits", {}), local.date()) for line in basket]
    receipt: Facts = {
        "programme": programme,
        "member": member,
        "context": context,
        "local": local,
        "lines": sorted(lines, key=lambda line: line["id"]),
        "chosen": dict(chosen),
        "fired": set(),
    }
    receipt["step"] = reached_tier(programme, member, [])
    receipt["tier"] = (receipt["step"] or {}).get("id", "")
    run_phase(receipt, "item")
    receipt["step"] = reached_tier(programme, member, receipt["lines"])
    receipt["tier"] = (receipt["step"] or {}).get("id", "")
    card_phase(receipt)
    run_phase(receipt, "basket")
    run_phase(receipt, "coupon")
    cap(receipt)
    redeem(receipt)
    _round_down(receipt)
    _certificates(receipt)
    accrue(receipt)
    return _summed(receipt)


def _opened(line: Facts, limits: Facts, today: date) -> Facts:
    opened = copy.copy(line)
    opened["gross"] = half_up(Fraction(line["price"] * line["qty_milli"], THOUSAND))
    opened["floor"] = lowest(opened, limits, today)
    opened |= {"net": opened["gross"], "given": [], "used": 0, "closed": set()}
    opened |= {"points_money": 0, "points": 0, "certificate": 0}
    return opened


def _rooms(lines: list[Facts]) -> list[int]:
    return [max(0, line["net"] - line["floor"]) for line in lines]


def _round_down(receipt: Facts) -> None:
    """Down to a whole step, as a discount; where the floors do not leave room, not at all."""
    step = receipt["programme"].get("limits", {}).get("rounding_step_minor", 1)
    lines = receipt["lines"]
    odd = sum(line["net"] for line in lines) % step
    if not odd or sum(_rooms(lines)) < odd:
        return
    receipt["fired"].add("rounding")
    for line, part in zip(lines, share_out(odd, [x["net"] for x in lines], _rooms(lines)), strict=True):
        if part:
            line["net"] -= part
            line["given"].append({"rule": "rounding", "phase": "rounding", "amount": part, "by": {}})


def _certificates(receipt: Facts) -> None:
    lines = receipt["lines"]
    nets = [line["net"] for line in lines]
    for line, part in zip(
        lines, share_out(receipt["context"].get("certificate", 0), nets, nets), strict=True
    ):
        line["certificate"] = part
        if part:
            receipt["fired"].add("certificate")


def _summed(receipt: Facts) -> Facts:
    lines = receipt["lines"]
    for line in lines:
        line["paid"] = line["net"] - line["certificate"]
        line["parts"] = _printed(line)
    receipt["due"] = sum(line["net"] for line in lines)
    receipt["payable"] = sum(line["paid"] for line in lines)
    receipt["vat"] = _vat(lines)
    return receipt


def _printed(line: Facts) -> list[tuple[int, int, int]]:
    """Pieces whose money does not divide stand on two printed lines, the dearer ones first; weighed goods on one."""
    pieces = line["qty_milli"] // THOUSAND
    if line["unit"] != "piece" or pieces * THOUSAND != line["qty_milli"]:
        return []
    cheap, dearer = divmod(line["net"], pieces)
    rows = [(dearer, cheap + 1), (pieces - dearer, cheap)]
    return [(count * THOUSAND, unit, count * unit) for count, unit in rows if count]


def _vat(lines: list[Facts]) -> dict[int, tuple[int, int]]:
    """Inside the price, once for all goods of a rate."""
    groups: dict[int, int] = {}
    for line in lines:
        groups[line["vat_bp"]] = groups.get(line["vat_bp"], 0) + line["net"]
    return {
        bp: (net, half_up(Fraction(net * bp, WHOLE_SHARE + bp)) if bp > 0 else 0)
        for bp, net in groups.items()
    }
