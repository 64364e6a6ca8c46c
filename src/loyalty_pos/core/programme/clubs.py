"""Clubs and paid membership as data: how one joins, how long it holds, what it gives beside prices.

Prices of a club are ordinary offers with the condition ``clubs``; who is in it is told by ``core.clubs``.
"""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from loyalty_pos.core.programme.conditions import Goods


@dataclass(frozen=True, slots=True)
class Club:
    """``article``: what is sold for the fee, "" = nobody buys in; ``fee_minor``: 0 = the price of the goods list.

    ``invitation``: a code opens it. ``life_days``: how long a fee or an invitation holds; ``trial_days``: once, for
    nothing; ``reminder_days``: how long before its end the till says so; ``pause``: a senior may stop its time.
    ``priority``: the till marks its members; ``benefits``: what staff tells them; ``events``: closed ones (A07).
    """

    id: str
    name: str
    article: str = ""
    fee_minor: int = 0
    life_days: int = 365
    trial_days: int = 0
    reminder_days: int = 30
    invitation: bool = False
    pause: bool = False
    priority: bool = False
    benefits: frozenset[str] = frozenset()
    events: frozenset[str] = frozenset()


class Otherwise(StrEnum):
    """What happens when goods of a club are scanned for somebody else."""

    REFUSE = "refuse"
    SELL = "sell"


@dataclass(frozen=True, slots=True)
class EarlyAccess:
    """Before the day ``until`` these goods are for these clubs; ``otherwise`` SELL = for others at the shelf price (A24)."""

    id: str
    goods: Goods
    clubs: frozenset[str]
    until: date
    otherwise: Otherwise = Otherwise.REFUSE
