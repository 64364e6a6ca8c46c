"""Refusals about coupons and promo codes: each says whether to type again, to wait, or what is missing."""

from datetime import datetime
from typing import ClassVar

from loyalty_pos.core.problems._kind import Problem


class UnknownCoupon(Problem):
    """No rule of the programme in force asks for this code; ``coupon``: what was typed, cut to a line."""

    code: ClassVar[str] = "unknown_coupon"
    coupon: str


class CouponAlreadyThere(Problem):
    code: ClassVar[str] = "coupon_already_there"
    coupon: str


class CouponNotYet(Problem):
    """``since``: the first moment of the shop's wall clock at which it counts, without zone."""

    code: ClassVar[str] = "coupon_not_yet"
    coupon: str
    since: datetime


class CouponOver(Problem):
    """``last``: the last minute of the shop's wall clock at which it counted, without zone."""

    code: ClassVar[str] = "coupon_over"
    coupon: str
    last: datetime


class CouponGivesNothing(Problem):
    """Nothing on this receipt gets cheaper by it now.

    ``why``: code of a verdict (``core.pricing.why_not``) with its ``numbers``; "" = it is about points, and adds none.
    """

    code: ClassVar[str] = "coupon_gives_nothing"
    coupon: str
    why: str
    numbers: tuple[tuple[str, int | str], ...] = ()


class SerialNotTaken(Problem):
    """A serial of a single use: only the centre could know whether it was used, and tills do not ask it yet."""

    code: ClassVar[str] = "serial_not_taken"
