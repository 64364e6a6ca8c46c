"""Cashback of a programme as data: when it becomes usable, who gets more, from which sum on it is paid out."""

from dataclasses import dataclass
from enum import StrEnum


class Confirm(StrEnum):
    """Who says that cashback is earned: the return window, once it is over, or the partner."""

    DAYS = "days"
    PARTNER = "partner"


@dataclass(frozen=True, slots=True)
class Active:
    """Members with ``orders`` confirmed orders in ``days`` get ``bp``/10 000 times as many points (A20)."""

    orders: int
    days: int
    bp: int


@dataclass(frozen=True, slots=True)
class Cashback:
    """``days`` is the return window; ``withdraw_minimum`` in minor point units."""

    confirm: Confirm = Confirm.DAYS
    days: int = 30
    active: Active | None = None
    withdraw_minimum: int = 0
