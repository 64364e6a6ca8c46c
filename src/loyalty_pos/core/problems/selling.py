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


class PayCodeOver(Problem):
    """No code to pay by phone is in force: its minutes are over, or it was tried too often."""

    code: ClassVar[str] = "pay_code_over"


class PayCodeWait(Problem):
    """The next code to pay by phone has to wait; ``wait_s``: seconds, 0 = not today any more."""

    code: ClassVar[str] = "pay_code_wait"
    wait_s: int


class PayCodeUnsent(Problem):
    """The code to pay by phone did not go out: no gateway took it."""

    code: ClassVar[str] = "pay_code_unsent"


class TooManyUnknownCards(Problem):
    """So many numbers that nobody has were tried within the hour that cards wait; ``wait_min``: so long."""

    code: ClassVar[str] = "too_many_unknown_cards"
    wait_min: int


class TooManyUnknownVouchers(Problem):
    """So many codes that nobody made were tried within the hour that certificates and coupons wait; ``wait_min``: so long."""

    code: ClassVar[str] = "too_many_unknown_vouchers"
    wait_min: int
