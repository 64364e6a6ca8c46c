"""Refusals of one receipt at the counter: an age that nobody looked at, receipts set aside, a member of whom nothing was shown."""

from datetime import datetime
from typing import ClassVar

from loyalty_pos.core.problems._kind import Problem


class AgeNotChecked(Problem):
    """Goods on the receipt ask for an age that nobody looked at; who was born on the day of ``born`` or before is old enough."""

    code: ClassVar[str] = "age_not_checked"
    name: str
    age: int
    born: datetime


class TooManyParked(Problem):
    """So many receipts are set aside already; the list of them has no key for one more."""

    code: ClassVar[str] = "too_many_parked"
    limit: int


class RedeemByNameRefused(Problem):
    """Who was found by a name or last digits pays with at most ``limit`` points until a card, QR or phone is shown."""

    code: ClassVar[str] = "redeem_by_name_refused"
    limit: int
