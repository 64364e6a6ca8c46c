"""All that makes a receipt cheaper, phase after phase: offers on goods, card, offers on the basket, the cap."""

import copy

from tests.naive.goods_offers import KINDS as ON_GOODS
from tests.naive.numbers import WHOLE_SHARE, half_up, share_of, share_out
from tests.naive.piece_offers import PIECE_KINDS, Wanted, gift
from tests.naive.rules import Facts, is_for, is_time, names_goods

PHASES = ("item", "card", "basket", "coupon")


def phase_of(rule: Facts) -> str:
    if "coupon" in rule:
        return "coupon"
    return "item" if rule["kind"] in ON_GOODS else "basket"


def give(receipt: Facts, rule: Facts, phase: str, wanted: Wanted) -> int:
    """Take off what fits above each line's floor; return how much that was."""
    given = 0
    for line in receipt["lines"]:
        amount = min(wanted.get(line["id"], 0), line["net"] - line["floor"])
        if amount <= 0:
            continue
        line["net"] -= amount
        given += amount
        if rule.get("kind") in PIECE_KINDS:
            line["given_to_pieces"] += amount
        line["given"].append({"rule": rule["id"], "phase": phase, "amount": amount, "by": rule})
        if rule.get("exclusive") == "phase":
            line["closed"].add(phase)
        if rule.get("exclusive") == "all":
            line["closed"].update(PHASES)
    return given


def open_lines(receipt: Facts, rule: Facts, phase: str) -> list[Facts]:
    """The lines a rule may speak of: its goods, nothing that is never discounted, nothing closed to it."""
    return [
        line
        for line in receipt["lines"]
        if names_goods(rule.get("goods"), line)
        and not line["no_discount"]
        and not line["fixed_price"]
        and phase not in line["closed"]
    ]


def holds(receipt: Facts, rule: Facts) -> bool:
    """Who, when, where; the sum of the goods is asked when the rule's turn comes."""
    when = rule.get("when", {})
    if rule.get("per_member", 0) and _uses(receipt["member"], rule) >= rule["per_member"]:
        return False
    if "coupon" in rule and rule["coupon"] not in receipt["context"].get("coupons", []):
        return False
    who = is_for(when, receipt["member"], receipt["tier"], receipt["context"])
    return who and is_time(when, receipt["local"])


def _uses(member: Facts | None, rule: Facts) -> int:
    """How often the member had a limited offer; without a card nobody counts, so it is used up."""
    if member is None:
        return int(rule["per_member"])
    return int(dict(member.get("counters", [])).get(rule["id"], 0))


def apply_rule(receipt: Facts, rule: Facts, phase: str) -> int:
    lines = open_lines(receipt, rule, phase)
    if sum(line["net"] for line in lines) < rule.get("when", {}).get("from_minor", 0):
        return 0
    if rule["kind"] in ON_GOODS:
        wanted = ON_GOODS[rule["kind"]](rule, lines)
    elif rule["kind"] == "gift":
        wanted = gift(
            rule, lines, [x for x in receipt["lines"] if not x["no_discount"] and not x["fixed_price"]]
        )
    else:
        wanted = _of_basket(rule, lines)
    given = give(receipt, rule, phase, wanted)
    if given:
        receipt["fired"].add(rule["kind"])
        receipt["fired"].update(
            word for word in ("coupon", "funders", "exclusive", "per_receipt") if word in rule
        )
    return given


def _of_basket(rule: Facts, lines: list[Facts]) -> Wanted:
    """A sum off all its goods together, shared out by what they cost now."""
    together = sum(line["net"] for line in lines)
    off = _off_basket(rule, together)
    rooms = [max(0, line["net"] - line["floor"]) for line in lines]
    parts = share_out(off, [line["net"] for line in lines], rooms)
    return {line["id"]: part for line, part in zip(lines, parts, strict=True)}


def _off_basket(rule: Facts, together: int) -> int:
    if rule["kind"] == "basket_ladder":
        reached = [step for step in rule["steps"] if step["from_minor"] <= together]
        if not reached:
            return 0
        effect = max(reached, key=lambda step: step["from_minor"])
    elif rule.get("from_minor", 0) > together:
        return 0
    else:
        effect = rule
    return effect["amount_minor"] if "amount_minor" in effect else half_up(share_of(together, effect["bp"]))


# --- groups: one offer of each acts -------------------------------------------------------------------


def order_of(rule: Facts) -> tuple[int, str]:
    return rule.get("priority", 100), rule["id"]


def run_phase(receipt: Facts, phase: str) -> None:
    """Apply the phase's offers in their order; of a group the one chosen before the phase."""
    rules = [rule for rule in receipt["programme"].get("promotion", []) if phase_of(rule) == phase]
    rules = [rule for rule in rules if receipt["picks"].get(f"rule {rule['id']}") != "out"]
    rules = sorted((rule for rule in rules if holds(receipt, rule)), key=order_of)
    acting = _winners(receipt, phase, rules)
    for rule in rules:
        group = rule.get("group", "")
        if not group or acting.get(group) == rule["id"]:
            given = apply_rule(receipt, rule, phase)
            if given and group:
                receipt["taken"].add(group)


def _winners(receipt: Facts, phase: str, rules: list[Facts]) -> dict[str, str]:
    """Of each group the picked offer, or the first that would give something before any other has; else the first."""
    winners: dict[str, str] = {}
    first: dict[str, str] = {}
    for rule in rules:
        group = rule.get("group", "")
        picked = receipt["picks"].get(f"group {group}", rule["id"])
        if not group or group in winners or group in receipt["taken"] or picked != rule["id"]:
            continue
        first.setdefault(group, rule["id"])
        trial = receipt | {"lines": copy.deepcopy(receipt["lines"]), "fired": set()}
        if apply_rule(trial, rule, phase):
            winners[group] = rule["id"]
    return first | winners


# --- the card -----------------------------------------------------------------------------------------


def reached_tier(programme: Facts, member: Facts | None, lines: list[Facts]) -> Facts | None:
    """The tier of the member's spend or visits, with this purchase after item discounts where the programme says so.

    No lines: the tier before this purchase, which stays where a new one begins with the next receipt.
    """
    tiers = programme.get("tiers")
    if tiers is None or member is None:
        return None
    by_visits = tiers.get("by") == "visits"
    count = member.get("visits", 0) if by_visits else member.get("spend_minor", 0)
    if lines and tiers.get("counting") == "including" and tiers.get("upgrade") != "next_receipt":
        count += 1 if by_visits else sum(line["net"] for line in lines)
    keeps = tiers.get("granted", False) or tiers.get("downgrade") == "never"
    reached: Facts | None = None
    for step in tiers["step"]:
        held = keeps and step["id"] == member.get("tier_id", "")
        if step["from_visits" if by_visits else "from_minor"] <= count or held:
            reached = step
    return reached


def card_phase(receipt: Facts) -> None:
    card, member = receipt["programme"].get("card", {}), receipt["member"]
    kind = card.get("discount", "none")
    if kind == "none" or member is None:
        return
    bp = (
        member.get("card_discount_bp", 0)
        if kind == "fixed"
        else (receipt["step"] or {}).get("discount_bp", 0)
    )
    rule = {"id": "card", "goods": card.get("goods")}
    for line in open_lines(receipt, rule, "card"):
        if _belongs_to_rival(receipt, line):
            continue
        rivals = [row for row in line["given"] if row["by"].get("with_card") == "best"]
        instead = sum(row["amount"] for row in rivals)
        before = line["net"] + instead
        by_card = min(half_up(share_of(before, bp)), before - line["floor"])
        if rivals and by_card <= instead:
            receipt["fired"].add("offer beats card")
            continue
        if rivals:
            receipt["fired"].add("card beats offer")
            line["given"] = [row for row in line["given"] if row not in rivals]
            line["net"] = before
        if give(receipt, rule, "card", {line["id"]: by_card}):
            receipt["fired"].add(f"card {kind}")


def _belongs_to_rival(receipt: Facts, line: Facts) -> bool:
    """An offer on the basket stands instead of the card, on all of its lines."""
    for rule in receipt["programme"].get("promotion", []):
        picked = receipt["picks"].get(f"rule {rule['id']}") == "acts"
        out = receipt["picks"].get(f"group {rule.get('group', '')}", rule["id"]) != rule["id"]
        if picked and not out and holds(receipt, rule) and line in open_lines(receipt, rule, phase_of(rule)):
            receipt["fired"].add("basket offer beats card")
            return True
    return False


# --- the cap ------------------------------------------------------------------------------------------


def cap(receipt: Facts) -> None:
    """No more than a share of the receipt: the last phase gives back first, in the shares it gave."""
    bp = receipt["programme"].get("limits", {}).get("max_discount_bp", WHOLE_SHARE)
    lines = receipt["lines"]
    most = sum(line["gross"] for line in lines) * bp // WHOLE_SHARE
    over = sum(row["amount"] for line in lines for row in line["given"]) - most
    for phase in reversed(PHASES):
        if over <= 0:
            return
        got = [sum(row["amount"] for row in line["given"] if row["phase"] == phase) for line in lines]
        back = share_out(over, got, got)
        over -= sum(back)
        for line, part in zip(lines, back, strict=True):
            if part:
                receipt["fired"].add("cap")
                _take_back(line, phase, part)


def _take_back(line: Facts, phase: str, part: int) -> None:
    """Of several offers of one phase the last one gives back first."""
    line["net"] += part
    for row in reversed(line["given"]):
        if row["phase"] == phase:
            step = min(part, row["amount"])
            row["amount"] -= step
            part -= step
    line["given"] = [row for row in line["given"] if row["amount"]]
