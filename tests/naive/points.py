"""Points that pay on a receipt: how many, and on which lines."""

import math

from tests.naive.earning import left_of, too_deep
from tests.naive.numbers import WHOLE_SHARE, share_out
from tests.naive.rules import Facts, names_goods, point_unit

ALL = "all"


def redeem(receipt: Facts) -> None:
    """Pay with points: never more than floors, caps, balance and right allow, in whole steps."""
    rules, member = receipt["programme"].get("redemption"), receipt["member"]
    receipt["redeemed"] = receipt["most_points"] = 0
    if rules is None or member is None:
        return
    scale, worth = point_unit(receipt["programme"])
    step = scale if rules.get("whole_points", True) else worth.denominator
    step = math.lcm(step, rules.get("block", 1))
    lines = receipt["lines"]
    caps = [_item_cap(rules, line) for line in lines]
    of_receipt = sum(line["net"] for line in lines) * rules.get("receipt_cap_bp", WHOLE_SHARE) // WHOLE_SHARE
    most = math.floor(min(sum(caps), of_receipt) / worth)
    most = min(most, rules.get("max_receipt", most))
    for limit in rules.get("limit", []):
        left = left_of(receipt, "redeemed", limit, most)
        if left < most:
            receipt["fired"].add("redemption limit")
        most = left
    fit = min(most, max(0, member.get("available", 0)))
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
        receipt["fired"].update(f"redemption {word}" for word in ("block", "max_receipt") if word in rules)


def _item_cap(rules: Facts, line: Facts) -> int:
    if line["no_redeem"] or ("excluded" in rules and names_goods(rules["excluded"], line)):
        return 0
    if too_deep(line, rules.get("not_over_discount_bp", WHOLE_SHARE)):
        return 0
    share = line["net"] * rules.get("item_cap_bp", WHOLE_SHARE) // WHOLE_SHARE
    return int(max(0, min(share, line["net"] - line["floor"])))


def _stepped(points: int, step: int, least: int) -> int:
    points -= points % step
    return points if points >= least else 0
