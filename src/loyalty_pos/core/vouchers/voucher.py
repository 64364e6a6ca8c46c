"""A voucher as facts: what it is, what is left of it, whom and when it is for; what may be done with it is decided beside.

It is known by the keyed hash of its code (``core.lookup``, kind ``voucher``): whoever reads a database cannot
spend what stands in it.
"""

from dataclasses import dataclass
from enum import StrEnum


class VoucherKind(StrEnum):
    """A certificate is money paid before; a coupon acts by the programme's offer; an invitation opens a club.

    ``partner``: a code of a partner's own pool, to be given to a member.
    """

    CERTIFICATE = "certificate"
    COUPON = "coupon"
    INVITATION = "invitation"
    PARTNER = "partner"


class VoucherState(StrEnum):
    """``printed``: made for the print house, not sold yet; ``used``: nothing is left of it."""

    PRINTED = "printed"
    ACTIVE = "active"
    USED = "used"
    BLOCKED = "blocked"
    CANCELLED = "cancelled"


@dataclass(frozen=True, slots=True)
class Voucher:
    """``key``: keyed hash of the compact code; ``last4``: of that code. ``series``: its series of the programme.

    ``value_minor``/``rest_minor``: money of a certificate, minor units; ``uses_left``: of a coupon or invitation.
    Holds while since_us <= t < until_us (0 = open). ``account_id``: the only member who may use it, "" = anybody.
    ``home``: the store that sold it, "" = not known. ``held``, ``set_aside``: of the rest or the uses, what the centre has
    promised to operations and to tills; others must not count on it.
    """

    key: int
    kind: VoucherKind
    series: str
    state: VoucherState
    value_minor: int = 0
    rest_minor: int = 0
    uses_left: int = 0
    since_us: int = 0
    until_us: int = 0
    account_id: str = ""
    last4: str = ""
    home: str = ""
    held: int = 0
    set_aside: int = 0

    @property
    def there(self) -> int:
        """What is left: minor units of a certificate, uses of the other kinds; below zero = overdrawn."""
        return self.rest_minor if self.kind is VoucherKind.CERTIFICATE else self.uses_left

    @property
    def free(self) -> int:
        """What may still be promised to anybody: A = B - H - G (docs/why/0026)."""
        return self.there - self.held - self.set_aside
