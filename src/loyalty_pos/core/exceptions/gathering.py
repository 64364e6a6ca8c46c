"""What tills' facts say of a time, counted by who worked and whose card it was: all that the scores look at.

It is fed fact by fact in any order of tills and keeps counts and receipt codes, no goods and nothing personal.
"""

from collections import Counter, defaultdict
from dataclasses import dataclass, field
from typing import Final

from loyalty_pos.core.sale import CardAttached, Fact, Noted, Return, Sale, Void

Pair = tuple[str, str]
"""Cashier, account."""
AFTER_TOTAL: Final = frozenset({"line_deleted", "drawer_opened", "receipt_cleared"})
"""Notes of things that may be done after the money was taken (T5)."""


@dataclass(frozen=True, slots=True)
class Act:
    """A fact with its envelope: who was logged in, at which till."""

    cashier_id: str
    agent_id: str
    fact: Fact


@dataclass(frozen=True, slots=True)
class Seen:
    """A receipt: when, its code, the till."""

    at_us: int
    code: str
    agent_id: str


@dataclass(frozen=True, slots=True)
class Gift:
    """Points given by hand: by whom, to whom; ``receipt`` "" = none was named."""

    given_by: str
    account_id: str
    points: int
    at_us: int
    receipt: str = ""


@dataclass(slots=True)
class Gathered:
    """Counts of a time. ``kept``: goods that came back while their points stayed. ``sold_by``: (cashier, earned) by sale."""

    receipts: Counter[str] = field(default_factory=Counter)
    of_store: Counter[str] = field(default_factory=Counter)
    in_store: Counter[tuple[str, str]] = field(default_factory=Counter)
    of_account: Counter[str] = field(default_factory=Counter)
    account_in: Counter[tuple[str, str]] = field(default_factory=Counter)
    pairs: dict[Pair, list[Seen]] = field(default_factory=lambda: defaultdict(list))
    attached: dict[Pair, list[tuple[Seen, int]]] = field(default_factory=lambda: defaultdict(list))
    back: dict[str, list[Seen]] = field(default_factory=lambda: defaultdict(list))
    kept: dict[str, list[Seen]] = field(default_factory=lambda: defaultdict(list))
    undone: dict[str, list[Seen]] = field(default_factory=lambda: defaultdict(list))
    noted: dict[str, list[Seen]] = field(default_factory=lambda: defaultdict(list))
    sold_by: dict[str, tuple[str, int]] = field(default_factory=dict)
    gifts: dict[Pair, list[Gift]] = field(default_factory=lambda: defaultdict(list))
    store_of: dict[str, str] = field(default_factory=dict)
    agent_of: dict[str, str] = field(default_factory=dict)

    def add(self, act: Act) -> None:
        """Count one fact; a sale before what undoes it, as each till tells them."""
        match act.fact:
            case Sale():
                self._sold(act, act.fact)
            case CardAttached(earning=earning):
                seen = Seen(act.fact.attached_at_us, earning.code, act.agent_id)
                delay_us = max(0, act.fact.attached_at_us - earning.sold_at_us)
                self.attached[act.cashier_id, earning.account_id].append((seen, delay_us))
            case Return():
                self._returned(act, act.fact)
            case Void():
                self.undone[act.cashier_id].append(
                    Seen(act.fact.voided_at_us, act.fact.sale_code, act.agent_id)
                )
            case Noted(what=what) if what in AFTER_TOTAL:
                self.noted[act.cashier_id].append(Seen(act.fact.noted_at_us, "", act.agent_id))
            case _:
                return

    def add_gift(self, gift: Gift) -> None:
        """Count points given by hand."""
        self.gifts[gift.given_by, gift.account_id].append(gift)

    def _sold(self, act: Act, sale: Sale) -> None:
        who, where, account = act.cashier_id, sale.store_id, sale.account_id
        self.receipts[who] += 1
        self.of_store[where] += 1
        self.in_store[who, where] += 1
        self.sold_by[sale.sale_id] = (who, sale.accrued)
        self.store_of[who], self.agent_of[who] = where, act.agent_id
        if account:
            self.of_account[account] += 1
            self.account_in[account, where] += 1
            self.pairs[who, account].append(Seen(sale.sold_at_us, sale.code, act.agent_id))

    def _returned(self, act: Act, back: Return) -> None:
        sold_by, earned = self.sold_by.get(back.sale_id, ("", 0))
        seen = Seen(back.returned_at_us, back.sale_code, act.agent_id)
        if sold_by == act.cashier_id:  # who sold it also takes it back: the customer need not be there
            self.back[act.cashier_id].append(seen)
        if earned and not back.accrued_back and not back.withheld_points:
            self.kept[act.cashier_id].append(seen)
