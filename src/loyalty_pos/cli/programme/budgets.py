"""``programme budgets``: what offers with a budget or a quota have used of it, and which of them are over."""

from argparse import Namespace
from dataclasses import asdict

from loyalty_pos.centre.offers.facts import BudgetLine
from loyalty_pos.cli.at_centre.opening import opened
from loyalty_pos.cli.programme.words import line
from loyalty_pos.till.formats import format_money
from loyalty_pos.wiring.console import say, say_all, say_json


def run(options: Namespace) -> int:
    """Tell each offer in a line."""
    with opened(options) as centre:
        lines = centre.budgets.lines()
    if options.json:
        say_json([asdict(one) | {"ended": one.ended} for one in lines])
        return 0
    say_all(_told(one, options.lang) for one in lines)
    if not lines:
        say(line("no_budgets", options.lang))
    return 0


def _told(one: BudgetLine, lang: str) -> str:
    parts = [line("budget_head", lang, offer=one.offer, name=one.name)]
    if one.budget_minor:
        left = max(0, one.budget_minor - one.used_minor)
        parts.append(
            line(
                "budget",
                lang,
                used=format_money(one.used_minor, lang),
                whole=format_money(one.budget_minor, lang),
                left=format_money(left, lang),
            )
        )
    if one.quota:
        left = max(0, one.quota - one.receipts)
        parts.append(line("quota", lang, used=one.receipts, whole=one.quota, left=left))
    if one.members_quota:
        left = max(0, one.members_quota - one.members)
        parts.append(line("members_quota", lang, used=one.members, whole=one.members_quota, left=left))
    if one.ended:
        parts.append(line("budget_ended", lang))
    return " ".join(parts)
