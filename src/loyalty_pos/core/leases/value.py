"""What a lease lets a till take, and how each kind weighs in the one budget R: points, money of certificates, uses of codes.

R is counted in minor point units, because points were first; everything else is weighed by what a point is worth, always
rounded up, so that the sum in money never exceeds what the manager was told.
"""

from enum import StrEnum
from typing import Final, NamedTuple

_VOUCHER: Final = "voucher:"
_MOST_DIGITS: Final = 19
_LARGEST: Final = 2**63 - 1


class Value(StrEnum):
    """``money``: of a certificate, minor units. ``uses``: of a coupon, taken whole or not at all."""

    POINTS = "points"
    MONEY = "money"
    USES = "uses"


class Worth(NamedTuple):
    """What points are worth: ``scale`` minor point units pay ``value_minor``."""

    value_minor: int = 100
    scale: int = 1

    def weight(self, money_minor: int) -> int:
        """Return how many minor point units so much money counts in R, rounded up."""
        return -(-money_minor * self.scale // self.value_minor)

    def money(self, points: int) -> int:
        """Return the most money that weighs so many points; below zero = none."""
        return max(0, points) * self.value_minor // self.scale


HUNDRED_A_POINT: Final = Worth()
"""A point is worth a whole unit of money."""


def voucher_subject(key: int) -> str:
    """Return the name under which leases, holds and debts know a certificate or a code: by the keyed hash of it."""
    return f"{_VOUCHER}{key}"


def voucher_key(subject: str) -> int | None:
    """Return the keyed hash that a subject names, None where it is an account."""
    digits = subject.removeprefix(_VOUCHER)
    if digits == subject or not (digits.isascii() and digits.isdigit() and len(digits) <= _MOST_DIGITS):
        return None
    key = int(digits)
    return key if key <= _LARGEST and voucher_subject(key) == subject else None
