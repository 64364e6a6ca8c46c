"""Budgets of offers: what they cost is counted with each sale, and an offer that used its budget up is ended.

Tills are told by a setting that names the ended offers; one that is offline goes on until it hears. What comes back
is taken off again, so an offer may begin anew. It must never refuse a sale: what was given was given.
"""

from collections import Counter
from collections.abc import Iterable
from dataclasses import replace
from itertools import groupby

from loyalty_pos.centre.offers.facts import BudgetLine
from loyalty_pos.centre.offers.in_force import programmes_in_force
from loyalty_pos.centre.ports import Books, Clock, Desk
from loyalty_pos.centre.records import FeedRow, OfferCost, OfferUse
from loyalty_pos.centre.rows import setting_row
from loyalty_pos.core.programme import Programme, Promotion
from loyalty_pos.core.programme.personal import ENDED_OFFERS, offer_name
from loyalty_pos.core.sale import Return, Sale, Void


class OfferCosts:
    """What one batch of events adds to the costs of offers; collected in order, saved at once."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._new: dict[tuple[str, int, str], OfferUse] = {}
        self._undone: list[Return | Void] = []
        self._members: dict[tuple[str, str], None] = {}

    def take(self, fact: Sale | Return | Void, programme: Programme) -> None:
        """Count a document that was applied for the first time; ``programme``: the one that priced it."""
        if not isinstance(fact, Sale):
            self._undone.append(fact)
            return
        counted = {offer_name(programme.id, o.id) for o in programme.promotions if _is_counted(o)}
        for line in fact.lines if counted else ():
            given: Counter[str] = Counter()
            for discount in line.discounts:
                given[offer_name(fact.programme_id, discount.rule_id)] += discount.amount_minor
            for name in given.keys() & counted:
                use = OfferUse(fact.sale_id, line.line_id, name, given[name], line.qty_milli)
                self._new[use.sale_id, use.line_id, use.offer] = use
                if fact.account_id:
                    self._members[name, fact.account_id] = None

    def save(self, now_us: int) -> list[FeedRow]:
        """Write everything that changed; return the rows for the tills."""
        before = self._before()
        after = before | self._new
        for fact in self._undone:
            after |= {key: _undone(use, fact) for key, use in after.items() if use.sale_id == fact.sale_id}
        changed = [use for key, use in after.items() if before.get(key) != use]
        if not changed:
            return []
        self._desk.offers.put_uses(changed)
        self._desk.claims.note_use(list(self._members), now_us)
        spent, receipts = _totals(after.values()), _receipts(after.values())
        spent.subtract(_totals(before.values()))
        receipts.subtract(_receipts(before.values()))
        self._desk.offers.add_costs([OfferCost(one, spent[one], receipts[one]) for one in sorted(spent)])
        return ended_rows(self._desk, now_us)

    def _before(self) -> dict[tuple[str, int, str], OfferUse]:
        sales = {fact.sale_id for fact in self._undone}
        return {(use.sale_id, use.line_id, use.offer): use for use in self._desk.offers.uses_of(sales)}


def budget_lines(desk: Desk, now_us: int) -> list[BudgetLine]:
    """Return the offers in force with a budget or a quota; of several versions the widest counts."""
    lines: dict[str, BudgetLine] = {}
    for programme in programmes_in_force(desk, now_us):
        for offer in programme.promotions:
            if _is_counted(offer):
                name = offer_name(programme.id, offer.id)
                line = BudgetLine(
                    name, offer.name, offer.budget_minor, offer.quota, members_quota=offer.members_quota
                )
                lines[name] = _wider(lines.get(name, line), line)
    costs, members = desk.offers.costs(lines), desk.claims.used_by(lines)
    return [
        replace(
            line,
            used_minor=costs[name].cost_minor if name in costs else 0,
            receipts=costs[name].receipts if name in costs else 0,
            members=members.get(name, 0),
        )
        for name, line in sorted(lines.items())
    ]


def ended_rows(desk: Desk, now_us: int) -> list[FeedRow]:
    """Return what the tills are to be told of ended offers, nothing where they know it."""
    text = "\n".join(line.offer for line in budget_lines(desk, now_us) if line.ended)
    if text == (desk.reference.setting("", ENDED_OFFERS) or ""):
        return []
    desk.reference.put_setting("", ENDED_OFFERS, text)
    return [setting_row("", ENDED_OFFERS, text)]


class BudgetDesk:
    """What is used and left of budgets, for whoever pays for offers."""

    def __init__(self, books: Books, clock: Clock) -> None:
        self._books = books
        self._clock = clock

    def lines(self) -> list[BudgetLine]:
        """Return every offer in force with a budget or a quota."""
        now_us = self._clock.now_us()
        return self._books.read(lambda desk: budget_lines(desk, now_us))


def _undone(use: OfferUse, fact: Return | Void) -> OfferUse:
    if isinstance(fact, Void):
        return replace(use, back_milli=use.qty_milli, amount_minor=0)
    back = sum(line.qty_milli for line in fact.lines if line.line_id == use.line_id)
    return replace(use, back_milli=min(use.qty_milli, use.back_milli + back))


def _totals(uses: Iterable[OfferUse]) -> Counter[str]:
    spent: Counter[str] = Counter()
    for use in uses:
        spent[use.offer] += use.cost_minor
    return spent


def _receipts(uses: Iterable[OfferUse]) -> Counter[str]:
    """Return on how many receipts each offer acted; one that was voided is none."""
    pairs = sorted({(use.offer, use.sale_id) for use in uses if use.amount_minor})
    return Counter({offer: len(list(group)) for offer, group in groupby(pairs, key=lambda pair: pair[0])})


def _wider(one: BudgetLine, other: BudgetLine) -> BudgetLine:
    """Return the line with the larger budget and quota; none of it is the largest."""
    pairs = (
        (one.budget_minor, other.budget_minor),
        (one.quota, other.quota),
        (one.members_quota, other.members_quota),
    )
    budget, quota, members_quota = (0 if 0 in limits else max(limits) for limits in pairs)
    return replace(one, budget_minor=budget, quota=quota, members_quota=members_quota)


def _is_counted(offer: Promotion) -> bool:
    return bool(offer.budget_minor or offer.quota or offer.members_quota)
