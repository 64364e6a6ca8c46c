"""Frauds T1 to T5 drawn into a month of shoppers, and how many of them the scores put among the first twenty.

    python -m tests.property.drawn_frauds --count 200 --seed 1 [--real]

Prints one JSON object; exit code 1 when fewer than 95 % were found or more than 1 % of the honest were named. The
shoppers are drawn like those of Complete Journey (many who come twice a month, some who come daily, a shop and an hour
of their own); ``--real`` takes the published baskets themselves from the data environment.
"""

import argparse
import json
import random
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache
from itertools import count

from loyalty_pos.core.exceptions.gathering import Act, Gathered, Gift
from loyalty_pos.core.exceptions.scoring import ODD, candidates, odd
from loyalty_pos.core.sale import CardAttached, Noted, Return, Sale, Void
from loyalty_pos.lab.real.baskets import RealBasket, read_journey

TOP = 20
STORES, CASHIERS, TILLS, DAYS, SHOPPERS = 6, 5, 2, 30, 700
MINUTE_US = 60_000_000
DAY_US = 1_440 * MINUTE_US
KINDS = ("t1", "t2", "t3", "t4", "t5")


@dataclass(frozen=True)
class Visit:
    """A receipt to come: when, where, whose card ("" = none was shown)."""

    at_us: int
    store: int
    account: str


@dataclass
class Month:
    """Everything that tills and managers did, and who was dishonest: (kind, cashier, account)."""

    acts: list[tuple[int, Act]] = field(default_factory=list)
    gifts: list[Gift] = field(default_factory=list)
    guilty: set[tuple[str, str, str]] = field(default_factory=set)


@dataclass
class Counted:
    """``honest``: people and pairs that were not dishonest; ``named``: those of them that were called odd."""

    drawn: int = 0
    found: int = 0
    honest: int = 0
    named: int = 0
    missed: Counter[str] = field(default_factory=Counter)
    wrongly: Counter[str] = field(default_factory=Counter)

    @property
    def is_good(self) -> bool:
        return self.drawn > 0 and self.found >= 0.95 * self.drawn and self.named <= 0.01 * self.honest


def drawn_visits(dice: random.Random) -> list[Visit]:
    """Draw shoppers and when they come."""
    visits = []
    for number in range(SHOPPERS):
        home, hour = dice.randrange(STORES), dice.gauss(15, 3)
        for _ in range(max(1, round(dice.gammavariate(0.9, 9)))):
            store = home if dice.random() < 0.85 else dice.randrange(STORES)
            minute = min(max(dice.gauss(hour, 2.5), 8), 21.9) * 60
            at_us = dice.randrange(DAYS) * DAY_US + round(minute) * MINUTE_US + dice.randrange(MINUTE_US)
            visits.append(Visit(at_us, store, f"member-{number}" if dice.random() < 0.7 else ""))
    return sorted(visits, key=lambda visit: visit.at_us)


@cache
def _published() -> tuple[RealBasket, ...]:
    """Return the whole published year; its 457 shops are put together to ours, each household keeping its own."""
    return tuple(read_journey(200_000, 500, 1).baskets)


def real_visits(dice: random.Random) -> list[Visit]:
    """Take a month of published baskets; three in ten forget their card."""
    baskets = _published()
    begin_s = dice.randrange(0, 330) * 86_400 + min(one.at_s for one in baskets)
    begin_s -= begin_s % 86_400
    return [
        Visit(
            (one.at_s - begin_s) * 1_000_000,
            one.store % STORES,
            f"member-{one.household}" if dice.random() < 0.7 else "",
        )
        for one in baskets
        if 0 <= one.at_s - begin_s < DAYS * 86_400
    ]


class Drawing:
    """One month: honest people first, then five who are not."""

    def __init__(self, visits: Sequence[Visit], dice: random.Random) -> None:
        self._dice, self._ids = dice, count(1)
        self.month = Month()
        self._habits = {
            self._name(store, number): (dice.gammavariate(4, 0.25), dice.gammavariate(4, 0.25))
            for store in range(STORES)
            for number in range(CASHIERS)
        }
        self._sold: list[tuple[Act, Sale]] = []
        self._thief = dict(zip(("t1", "t2", "t4", "t5"), dice.sample(sorted(self._habits), 4), strict=True))
        for visit in visits:
            self._sell(visit)
        for act, sale in self._sold:
            self._afterwards(act, sale)
        self._honest_gifts()
        self._dishonest()

    @staticmethod
    def _name(store: int, number: int) -> str:
        return f"cashier-{store}-{number}"

    def _on_duty(self, visit: Visit) -> tuple[str, str]:
        """Return (cashier, till) of the roster: two halves of the day, two tills, five people in turn."""
        day, half = visit.at_us // DAY_US, visit.at_us % DAY_US > 15 * 60 * MINUTE_US
        till = self._dice.randrange(TILLS)
        return self._name(visit.store, (day * 2 + half * 2 + till) % CASHIERS), f"till-{visit.store}-{till}"

    def _sell(self, visit: Visit) -> None:
        cashier, agent = self._on_duty(visit)
        number = next(self._ids)
        account = visit.account
        if cashier == self._thief["t1"] and not account and self._dice.random() < 0.25:
            account = "own-card"
            self.month.guilty.add(("t1", cashier, account))
        sale = _sale(number, visit, cashier, account)
        act = Act(cashier, agent, sale)
        self._sold.append((act, sale))
        self._do(visit.at_us, act)

    def _afterwards(self, act: Act, sale: Sale) -> None:
        """What honest people do with a receipt: goods come back, a line is taken out, a card is found too late."""
        dice, (returns, undoes) = self._dice, self._habits[act.cashier_id]
        if dice.random() < 0.015 * returns:
            at_us = sale.sold_at_us + dice.randrange(10, 14 * 1_440) * MINUTE_US
            desk = self._name(int(sale.store_id), 0) if dice.random() < 0.6 else self._on_duty_at(sale, at_us)
            self._do(at_us, Act(desk, act.agent_id, _return(next(self._ids), sale, at_us, sale.accrued)))
        elif dice.random() < 0.004 * undoes:
            self._do(sale.sold_at_us + MINUTE_US, Act(act.cashier_id, act.agent_id, _void(sale)))
        if dice.random() < 0.025 * undoes:
            what = dice.choice(("line_deleted", "line_deleted", "receipt_cleared", "drawer_opened"))
            self._do(sale.sold_at_us, Act(act.cashier_id, act.agent_id, _note(what, sale)))
        if not sale.account_id and dice.random() < 0.01:
            late_us = sale.sold_at_us + dice.randrange(1, 10) * MINUTE_US
            owner = f"member-{dice.randrange(SHOPPERS)}"
            self._do(late_us, Act(act.cashier_id, act.agent_id, _attached(sale, owner, late_us)))

    def _on_duty_at(self, sale: Sale, at_us: int) -> str:
        return self._on_duty(Visit(at_us, int(sale.store_id), ""))[0]

    def _honest_gifts(self) -> None:
        for store in range(STORES):
            for _ in range(self._dice.randrange(5, 16)):
                receipt = "R" if self._dice.random() < 0.7 else ""
                owner = f"member-{self._dice.randrange(SHOPPERS)}"
                self.month.gifts.append(Gift(f"manager-{store}", owner, 200, 0, receipt))

    # --- the dishonest --------------------------------------------------------------------------------

    def _dishonest(self) -> None:
        dice = self._dice
        for sale in self._some_of("t2", dice.randrange(5, 13), anonymous=True):
            late_us = sale.sold_at_us + dice.randrange(20, 360) * MINUTE_US
            self._guilt("t2", "friends-card", late_us, _attached(sale, "friends-card", late_us))
        for sale in self._some_of("t4", dice.randrange(12, 26)):
            at_us = sale.sold_at_us + dice.randrange(5, 240) * MINUTE_US
            taken = sale.accrued if dice.random() < 0.5 else 0
            self._guilt("t4", "", at_us, _return(next(self._ids), sale, at_us, taken))
        for sale in self._some_of("t5", dice.randrange(30, 50)):
            undoing = _void(sale) if dice.random() < 0.7 else _note("drawer_opened", sale)
            self._guilt("t5", "", sale.sold_at_us + MINUTE_US, undoing)
        manager = f"manager-{dice.randrange(STORES)}"
        self.month.guilty.add(("t3", manager, "cousin"))
        for _ in range(dice.randrange(5, 11)):
            self.month.gifts.append(Gift(manager, "cousin", 480, 0, "R" if dice.random() < 0.2 else ""))

    def _some_of(self, kind: str, most: int, *, anonymous: bool = False) -> list[Sale]:
        mine = [sale for act, sale in self._sold if act.cashier_id == self._thief[kind]]
        able = [sale for sale in mine if not (anonymous and sale.account_id)]
        return self._dice.sample(able, min(most, len(able)))

    def _guilt(self, kind: str, account: str, at_us: int, fact: CardAttached | Return | Void | Noted) -> None:
        self.month.guilty.add((kind, self._thief[kind], account))
        self._do(at_us, Act(self._thief[kind], "till", fact))

    def _do(self, at_us: int, act: Act) -> None:
        self.month.acts.append((at_us, act))


def _sale(number: int, visit: Visit, cashier: str, account: str) -> Sale:
    accrued = 40 if account else 0
    return Sale(
        f"sale-{number}", f"R{number}", number, "", str(visit.store), cashier, visit.at_us, "", "", account, "", (), (),
        1_000, 0, 0, 0, 1_000, 0, "", accrued, 0, 0,
    )  # fmt: skip


def _return(number: int, sale: Sale, at_us: int, accrued_back: int) -> Return:
    named = (f"back-{number}", sale.sale_id, sale.code, f"B{number}", number, "", sale.store_id, "", at_us)
    return Return(*named, sale.account_id, (), (), 1_000, 0, 0, accrued_back)


def _void(sale: Sale) -> Void:
    named = (f"void-{sale.sale_id}", sale.sale_id, sale.code, "", sale.store_id, "", sale.sold_at_us)
    return Void(*named, sale.account_id, (), 1_000, 0, sale.accrued, "")


def _note(what: str, sale: Sale) -> Noted:
    return Noted(what, sale.store_id, "", sale.sold_at_us)


def _attached(sale: Sale, account: str, at_us: int) -> CardAttached:
    earning = _sale(0, Visit(sale.sold_at_us, int(sale.store_id), ""), "", account)
    return CardAttached(earning, "", sale.store_id, "", at_us)


def judge(month: Month, counted: Counted) -> None:
    """Score a month and count what was found."""
    gathered = Gathered()
    for _, act in sorted(month.acts, key=lambda one: one[0]):
        gathered.add(act)
    for gift in month.gifts:
        gathered.add_gift(gift)
    found = candidates(gathered)
    first = {(one.kind, one.cashier_id, one.account_id) for one in odd(found, TOP)}
    counted.drawn += len(month.guilty)
    counted.found += len(month.guilty & first)
    counted.missed.update(kind for kind, _, _ in month.guilty - first)
    honest = _people(gathered) - {(kind, cashier) for kind, cashier, _ in month.guilty}
    named = {(one.kind, one.cashier_id) for one in found if one.score >= ODD} & honest
    counted.honest += len(honest)
    counted.named += len(named)
    counted.wrongly.update(kind for kind, _ in named)


def _people(gathered: Gathered) -> set[tuple[str, str]]:
    """Return everybody who could have done each kind."""
    sellers = {(kind, one) for one in gathered.receipts for kind in KINDS if kind != "t3"}
    return sellers | {("t3", giver) for giver, _ in gathered.gifts}


def months(number: int, seed: int, *, real: bool = False) -> Iterator[Month]:
    """Draw months, each from a seed of its own."""
    for turn in range(number):
        dice = random.Random(f"{seed}:{turn}")
        yield Drawing(real_visits(dice) if real else drawn_visits(dice), dice).month


def drawn_and_found(number: int, seed: int, *, real: bool = False) -> Counted:
    """Draw so many months and score each."""
    counted = Counted()
    for month in months(number, seed, real=real):
        judge(month, counted)
    return counted


def main(arguments: Sequence[str] | None = None) -> int:
    """Draw, score, print what was counted."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--count", type=int, default=100, help="months, each with five frauds")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--real", action="store_true", help="shoppers are the published ones")
    options = parser.parse_args(arguments)
    counted = drawn_and_found(options.count, options.seed, real=options.real)
    facts = {
        "months": options.count,
        "frauds": counted.drawn,
        "found_in_top_20": counted.found,
        "honest": counted.honest,
        "named_wrongly": counted.named,
        "missed": dict(counted.missed),
        "wrongly": dict(counted.wrongly),
    }
    sys.stdout.write(f"{json.dumps(facts)}\n")
    return 0 if counted.is_good else 1


if __name__ == "__main__":
    sys.exit(main())
