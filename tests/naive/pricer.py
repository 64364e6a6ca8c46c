"""A second opinion on what a basket costs: slow, plain and written from the shop's documents alone.

Takes what a programme file says (parsed, nothing filled in), a basket, a member's standing and the context as
plain dicts; returns every number of the receipt. It must never import anything of the product.
"""

import copy
import itertools
from datetime import date
from fractions import Fraction

from tests.naive.discounts import (
    cap,
    card_phase,
    holds,
    open_lines,
    order_of,
    phase_of,
    reached_tier,
    run_phase,
)
from tests.naive.earning import accrue
from tests.naive.numbers import THOUSAND, WHOLE_SHARE, half_up, share_out
from tests.naive.points import redeem
from tests.naive.rules import Facts, lowest, names_goods, wall_clock


def price(programme: Facts, basket: list[Facts], member: Facts | None, context: Facts) -> Facts:
    """Return the receipt. Where a group chooses the best, or an offer stands against the card, all is tried.

    The best one: the least to pay when no points are used, then the most points, then the order of priorities.
    """
    decisions = sorted(_decisions(_opened(programme, basket, member, context)), key=lambda one: one[0])
    candidates = []
    for number, picks in enumerate(itertools.product(*[options for _, options in decisions])):
        receipt = _priced(_opened(programme, basket, member, context), dict(picks))
        candidates.append(((receipt["to_compare"], -receipt["accrued"], number), receipt))
    best = min(candidates, key=lambda candidate: candidate[0])[1]
    if len(candidates) > 1:
        best["fired"].add("best combination")
    return best


Order = tuple[int, str]
Pick = tuple[str, str]  # "group g" or "rule r" or "card r", and who acts


def _decisions(receipt: Facts) -> list[tuple[Order, list[Pick]]]:
    """What there is to choose now, each with its options in order of priority."""
    programme = receipt["programme"]
    rules = [rule for rule in programme.get("promotion", []) if holds(receipt, rule)]
    rules = sorted((rule for rule in rules if _could_act(receipt, rule)), key=order_of)
    found: list[tuple[Order, list[Pick]]] = []
    for group in programme.get("group", []):
        rivals = [rule for rule in rules if rule.get("group") == group["id"]]
        if group.get("choose") == "best" and len(rivals) > 1:
            options = [(f"group {group['id']}", rule["id"]) for rule in rivals]
            found.append((order_of(rivals[0]), options))
    against_card = [rule for rule in rules if rule.get("with_card") == "best" and phase_of(rule) != "item"]
    gives = programme.get("card", {}).get("discount", "none") != "none" and receipt["member"] is not None
    for rule in against_card if gives else []:
        name = f"rule {rule['id']}"
        found += [(order_of(rule), [(name, "acts"), (name, "out")])]
    return found


def _could_act(receipt: Facts, rule: Facts) -> bool:
    lines = open_lines(receipt, rule, phase_of(rule))
    if rule["kind"] == "bundle":
        return any(names_goods(part.get("goods"), line) for part in rule["parts"] for line in lines)
    return bool(lines)


def _opened(programme: Facts, basket: list[Facts], member: Facts | None, context: Facts) -> Facts:
    """The receipt before anything is given."""
    local = wall_clock(programme, context)
    lines = [_open_line(line, programme.get("limits", {}), local.date()) for line in basket]
    receipt: Facts = {
        "programme": programme,
        "member": member,
        "context": context,
        "local": local,
        "lines": sorted(lines, key=lambda line: line["id"]),
        "picks": {},
        "taken": set(),
        "fired": set(),
    }
    receipt["step"] = reached_tier(programme, member, [])
    receipt["tier"] = (receipt["step"] or {}).get("id", "")
    return receipt


def _priced(receipt: Facts, picks: dict[str, str]) -> Facts:
    receipt["picks"] = picks
    run_phase(receipt, "item")
    receipt["step"] = reached_tier(receipt["programme"], receipt["member"], receipt["lines"])
    receipt["tier"] = (receipt["step"] or {}).get("id", "")
    card_phase(receipt)
    run_phase(receipt, "basket")
    run_phase(receipt, "coupon")
    cap(receipt)
    receipt["to_compare"] = _without_points(receipt)
    redeem(receipt)
    _round_down(receipt)
    _certificates(receipt)
    accrue(receipt)
    return _summed(receipt)


def _open_line(line: Facts, limits: Facts, today: date) -> Facts:
    opened = copy.copy(line)
    opened["gross"] = half_up(Fraction(line["price"] * line["qty_milli"], THOUSAND))
    opened["floor"] = lowest(opened, limits, today)
    opened |= {"net": opened["gross"], "given": [], "used": 0, "given_to_pieces": 0, "closed": set()}
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


def _without_points(receipt: Facts) -> int:
    trial = receipt | {"lines": copy.deepcopy(receipt["lines"]), "fired": set()}
    _round_down(trial)
    return sum(line["net"] for line in trial["lines"])


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
