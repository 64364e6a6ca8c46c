"""Refusals of one receipt at the counter: an age that nobody looked at, receipts set aside."""

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
