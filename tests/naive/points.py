"""Points on a receipt: how many pay, on which lines; how many are earned, from which lines."""

import math
from fractions import Fraction

from tests.naive.numbers import WHOLE_SHARE, rounded, share_of, share_out
from tests.naive.rules import Facts, is_for, is_time, names_goods

ALL = "all"


def _unit(programme: Facts) -> tuple[int, Fraction]:
    """Smallest point units in a whole point, and the money of one smallest unit."""
    unit = programme.get("points", {})
    scale = 10 ** unit.get("exponent", 0)
    return scale, Fraction(unit.get("value_minor", 100), scale)


def redeem(receipt: Facts) -> None:
    """Pay with points: never more than floors, caps, balance and right allow, in whole steps."""
    rules, member = receipt["programme"].get("redemption"), receipt["member"]
    receipt["redeemed"] = receipt["most_points"] = 0
    if rules is None or member is None:
        return
    scale, worth = _unit(receipt["programme"])
    step = scale if rules.get("whole_points", True) else worth.denominator
    lines = receipt["lines"]
    caps = [_item_cap(rules, line) for line in lines]
    of_receipt = sum(line["net"] for line in lines) * rules.get("receipt_cap_bp", WHOLE_SHARE) // WHOLE_SHARE
    by_money = math.floor(min(sum(caps), of_receipt) / worth)
    fit = min(by_money, max(0, member.get("available", 0)))
    least = rules.get("minimum", 0)
    receipt["most_points"] = _stepped(fit, step, least)
    wanted = receipt["context"].get("wanted", 0)
    asked = fit if wanted == ALL else min(fit, wanted)
    used = _stepped(min(asked, member.get("redeem_right", 0)), step, least)
    receipt["redeemed"] = used
    money = share_out(math.floor(used * worth), [line["net"] for line in lines], caps)
    points = share_out(used, money)
    for line, minor, count in zip(lines, money, points, strict=True):
        line["points_money"], line["points"] = minor, count
        line["net"] -= minor
    if used:
        receipt["fired"].add("redemption")


def _item_cap(rules: Facts, line: Facts) -> int:
    if line["no_redeem"] or ("excluded" in rules and names_goods(rules["excluded"], line)):
        return 0
    share = line["net"] * rules.get("item_cap_bp", WHOLE_SHARE) // WHOLE_SHARE
    return int(max(0, min(share, line["net"] - line["floor"])))


def _stepped(points: int, step: int, least: int) -> int:
    points -= points % step
    return points if points >= least else 0


def accrue(receipt: Facts) -> None:
    """Earn points: exact on each line, rounded once on the receipt, shared out by the exact numbers."""
    rules = receipt["programme"].get("accrual")
    lines = receipt["lines"]
    for line in lines:
        line["accrued"] = 0
    receipt["accrued"] = 0
    if rules is None or receipt["member"] is None:
        return
    if receipt["redeemed"] and not rules.get("beside_redemption", True):
        receipt["fired"].add("earn or burn")
        return
    bases = [_base(rules, line) for line in lines]
    exact = _by_rates(receipt, rules, bases)
    exact = [points * _times(receipt, rules, line) for points, line in zip(exact, lines, strict=True)]
    total = rounded(sum(exact, Fraction(0)), rules.get("rounding", "floor"))
    for line, points in zip(lines, share_out(total, exact), strict=True):
        line["accrued"] = points
    receipt["accrued"] = sum(line["accrued"] for line in lines)
    if total:
        receipt["fired"].add("accrual by steps" if "points" in rules else "accrual by rate")
        receipt["fired"].add(f"accrual base {rules.get('base', 'paid')}")


def _base(rules: Facts, line: Facts) -> int:
    if line["no_earn"] or ("excluded" in rules and names_goods(rules["excluded"], line)):
        return 0
    base = {
        "gross": line["gross"],
        "discounted": line["net"] + line["points_money"],
        "paid": line["net"],
    }[rules.get("base", "paid")]
    if not rules.get("certificates", True):
        base -= line["certificate"]
    return int(max(0, base))


def _by_rates(receipt: Facts, rules: Facts, bases: list[int]) -> list[Fraction]:
    """A rate of some goods stands instead of the base rate there; an additive one on top."""
    lines, (_, worth) = receipt["lines"], _unit(receipt["programme"])
    exact = [Fraction(0)] * len(lines)
    plain = list(bases)
    for i, line in enumerate(lines):
        mine = [rate for rate in rules.get("rate", []) if names_goods(rate.get("goods"), line)]
        instead = [rate["rate_bp"] for rate in mine if not rate.get("additive", False)]
        beside = sum(rate["rate_bp"] for rate in mine if rate.get("additive", False))
        exact[i] += share_of(bases[i], beside) / worth
        if instead:
            exact[i] += share_of(bases[i], max(instead)) / worth
            plain[i] = 0
        if bases[i] and mine:
            receipt["fired"].add("accrual rate of goods")
    for i, points in enumerate(_base_rate(rules, plain, worth)):
        exact[i] += points
    return exact


def _base_rate(rules: Facts, plain: list[int], worth: Fraction) -> list[Fraction]:
    if "rate_bp" in rules:
        return [share_of(base, rules["rate_bp"]) / worth for base in plain]
    together = sum(plain)
    points = together // rules["per_minor"] * rules["points"]
    return [Fraction(points * base, together) if together else Fraction(0) for base in plain]


def _times(receipt: Facts, rules: Facts, line: Facts) -> Fraction:
    times = Fraction((receipt["step"] or {}).get("earn_bp", WHOLE_SHARE), WHOLE_SHARE)
    if times != 1:
        receipt["fired"].add("tier multiplier")
    for multiplier in rules.get("multiplier", []):
        when = multiplier.get("when", {})
        who = is_for(when, receipt["member"], receipt["tier"], receipt["context"])
        if who and is_time(when, receipt["local"]) and names_goods(multiplier.get("goods"), line):
            times *= Fraction(multiplier["times_bp"], WHOLE_SHARE)
            receipt["fired"].add("multiplier")
    return times
