"""Points earned on a receipt: exact on each line, rounded once, awards on top, within what a member may still earn."""

from datetime import date
from fractions import Fraction

from tests.naive.numbers import THOUSAND, WHOLE_SHARE, rounded, share_of, share_out
from tests.naive.rules import Facts, is_for, is_time, names_goods, point_unit, programme_day


def accrue(receipt: Facts) -> None:
    """Earn points; nothing without a member, and nothing beside redemption where the programme says so."""
    rules = receipt["programme"].get("accrual")
    lines = receipt["lines"]
    for line in lines:
        line["accrued"] = line["extra"] = 0
    receipt["accrued"] = 0
    receipt["awards"] = []
    if rules is None or receipt["member"] is None:
        return
    if receipt["redeemed"] and not rules.get("beside_redemption", True):
        receipt["fired"].add("earn or burn")
        return
    bases = [_base(receipt, rules, line) for line in lines]
    exact = _exact(receipt, rules, bases)
    total = rounded(sum(exact, Fraction(0)), rules.get("rounding", "floor"))
    awards = _awards(receipt, rules, bases)
    total, awards = _within_limits(receipt, rules, total, awards)
    for line, points in zip(lines, share_out(total, exact), strict=True):
        line["accrued"] = points
    for award in awards:
        for line, points in zip(lines, share_out(award["points"], award["weights"]), strict=True):
            line["accrued"] += points
            line["extra"] += points
    receipt["awards"] = [(award["id"], award["points"]) for award in awards]
    receipt["accrued"] = sum(line["accrued"] for line in lines)
    if total:
        receipt["fired"].add("accrual by steps" if "points" in rules else "accrual by rate")
        receipt["fired"].add(f"accrual base {rules.get('base', 'paid')}")


def too_deep(line: Facts, most_bp: int) -> bool:
    """Tell whether the line is discounted deeper than this share of its price, rounding aside."""
    given = sum(row["amount"] for row in line["given"] if row["phase"] != "rounding")
    return Fraction(given) > share_of(line["gross"], most_bp)


def _base(receipt: Facts, rules: Facts, line: Facts) -> int:
    if line["no_earn"] or ("excluded" in rules and names_goods(rules["excluded"], line)):
        return 0
    if too_deep(line, rules.get("max_discount_bp_line", WHOLE_SHARE)):
        receipt["fired"].add("too deep to earn")
        return 0
    base = {
        "gross": line["gross"],
        "discounted": line["net"] + line["points_money"],
        "paid": line["net"],
    }[rules.get("base", "paid")]
    if not rules.get("certificates", True):
        base -= line["certificate"]
    return int(max(0, base))


# --- exact points -------------------------------------------------------------------------------------


def _exact(receipt: Facts, rules: Facts, bases: list[int]) -> list[Fraction]:
    """A rate of some goods stands instead of the base rate there, an additive one on top; then what multiplies."""
    lines = receipt["lines"]
    _, worth = point_unit(receipt["programme"])
    plain = list(bases)
    by_rate: dict[str, list[Fraction]] = {}
    for i, line in enumerate(lines):
        mine = [rate for rate in rules.get("rate", []) if names_goods(rate.get("goods"), line)]
        instead = [rate for rate in mine if not rate.get("additive", False)]
        acting = [rate for rate in mine if rate.get("additive", False)]
        if instead:
            acting.append(max(instead, key=lambda rate: rate.get("rate_bp", 0)))
            plain[i] = 0
        for rate in acting if bases[i] else []:
            points = share_of(bases[i], rate.get("rate_bp", 0)) / worth
            points += Fraction(rate.get("points_each", 0) * line["qty_milli"], THOUSAND)
            by_rate.setdefault(rate["id"], [Fraction(0)] * len(lines))[i] = points
            receipt["fired"].add("points each" if "points_each" in rate else "accrual rate of goods")
    times = [_times(receipt, rules, line) for line in lines]
    exact = [points * by for points, by in zip(_base_rate(rules, plain, worth), times, strict=True)]
    for rate in rules.get("rate", []):
        column = by_rate.get(rate["id"], [Fraction(0)] * len(lines))
        column = [points * by for points, by in zip(column, times, strict=True)]
        exact = [old + new for old, new in zip(exact, _capped(receipt, rate, column), strict=True)]
    return exact


def _capped(receipt: Facts, rate: Facts, column: list[Fraction]) -> list[Fraction]:
    """No more by this rate than the member still has of it this month; each line loses the same share."""
    together = sum(column, Fraction(0))
    if "cap_points_month" not in rate or not together:
        return column
    left = max(0, rate["cap_points_month"] - _used(receipt, f"rate.{rate['id']}", "month"))
    if left >= together:
        return column
    receipt["fired"].add("monthly cap")
    return [points * left / together for points in column]


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
        if names_goods(multiplier.get("goods"), line) and _in_force(receipt, multiplier):
            times *= Fraction(multiplier["times_bp"], WHOLE_SHARE)
            receipt["fired"].add("multiplier")
            if "from_minor" in multiplier or "from_minor" in multiplier.get("when", {}):
                receipt["fired"].add("multiplier from a sum")
    return times


def _in_force(receipt: Facts, rule: Facts) -> bool:
    """Who, when, where, and whether enough is really due for the rule's goods."""
    when = rule.get("when", {})
    due = sum(line["net"] for line in receipt["lines"] if names_goods(rule.get("goods"), line))
    if due < max(rule.get("from_minor", 0), when.get("from_minor", 0)):
        return False
    who = is_for(when, receipt["member"], receipt["tier"], receipt["context"])
    return who and is_time(when, receipt["local"])


# --- awards and limits --------------------------------------------------------------------------------


def _awards(receipt: Facts, rules: Facts, bases: list[int]) -> list[Facts]:
    """Awards that are due: their goods earn something, and the member has not had them in their period."""
    due: list[Facts] = []
    for extra in rules.get("extra", []):
        rows = zip(receipt["lines"], bases, strict=True)
        weights = [base if names_goods(extra.get("goods"), line) else 0 for line, base in rows]
        once = extra.get("once", "receipt")
        had = once != "receipt" and _used(receipt, f"extra.{extra['id']}", once) > 0
        if any(weights) and not had and _in_force(receipt, extra):
            due.append({"id": extra["id"], "points": extra["points"], "weights": weights})
            receipt["fired"].add("award")
    return due


def _within_limits(receipt: Facts, rules: Facts, total: int, awards: list[Facts]) -> tuple[int, list[Facts]]:
    """Base points are kept first, then the awards in their order."""
    wanted = left = total + sum(award["points"] for award in awards)
    for limit in rules.get("limit", []):
        left = min(left, left_of(receipt, "earned", limit, left))
    if left < wanted:
        receipt["fired"].add("accrual limit")
    total = min(total, left)
    left -= total
    kept = []
    for award in awards:
        points = min(award["points"], left)
        left -= points
        if points:
            kept.append(award | {"points": points})
    return total, kept


def left_of(receipt: Facts, what: str, limit: Facts, most: int) -> int:
    """How many points a limit of a period still lets through."""
    if "receipts" in limit and _used(receipt, f"{what}.receipts", limit["per"]) >= limit["receipts"]:
        return 0
    if "points" in limit:
        return int(min(most, max(0, limit["points"] - _used(receipt, f"{what}.points", limit["per"]))))
    return most


def _used(receipt: Facts, subject: str, per: str) -> int:
    name = counter_name(subject, per, programme_day(receipt["programme"], receipt["context"]))
    return int(dict(receipt["member"].get("counters", [])).get(name, 0))


def counter_name(subject: str, per: str, today: date) -> str:
    """The name under which a use on this day is counted; weeks are those of the calendar, from Monday."""
    year, week, _ = today.isocalendar()
    periods = {
        "day": today.isoformat(),
        "week": f"{year:04}-W{week:02}",
        "month": f"{today.year:04}-{today.month:02}",
        "year": f"{today.year:04}",
        "ever": "",
    }
    return f"{subject}/{per}@{periods[per]}"
