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


class SerialUnknown(Problem):
    """A code of ours that nobody told this till of; ``last4``: its end, here as in the others below."""

    code: ClassVar[str] = "serial_unknown"
    last4: str


class SerialUsed(Problem):
    """It was used as often as it may be, here or elsewhere, as far as this till knows."""

    code: ClassVar[str] = "serial_used"
    last4: str


class SerialAlone(Problem):
    """No connection, and this till may not take the code by itself (any more); it stays good."""

    code: ClassVar[str] = "serial_alone"
    last4: str


class SerialHeld(Problem):
    """The centre did not give it: another till is taking it now, or it was used as often as it may be."""

    code: ClassVar[str] = "serial_held"
    last4: str


class SerialBlocked(Problem):
    """Somebody blocked it, or the sale that it came with was voided."""

    code: ClassVar[str] = "serial_blocked"
    last4: str


class SerialOutOfUse(Problem):
    """The programme in force knows no series of it."""

    code: ClassVar[str] = "serial_out_of_use"
    last4: str


class SerialNeedsMember(Problem):
    """It is for members, and nobody's card is on the receipt."""

    code: ClassVar[str] = "serial_needs_member"
    last4: str


class SerialOfAnother(Problem):
    """It was given to another member."""

    code: ClassVar[str] = "serial_of_another"
    last4: str


class SerialLimit(Problem):
    """The member used as many codes of the series as one may; ``coupon``: its name."""

    code: ClassVar[str] = "serial_limit"
    coupon: str
    times: int
