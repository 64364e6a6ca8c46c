"""What the counter asks about certificates and coupons without the centre; microseconds, from this till's own files."""

from dataclasses import dataclass
from typing import Final, Protocol

from loyalty_pos.core.leases.rights import Right
from loyalty_pos.core.vouchers.voucher import Voucher

NO_RIGHT: Final = Right()


@dataclass(frozen=True, slots=True)
class VoucherRight:
    """What may be taken now, minor units of a certificate or uses; ``epoch``: of the lease that allows it."""

    right: Right = NO_RIGHT
    epoch: int = 0


class VoucherRights(Protocol):
    """How much of a certificate, and how many uses of a code, this till may take by itself (``core.leases``)."""

    def right(self, voucher: Voucher, use_minor: int = 0, *, beside: int = 0) -> VoucherRight:
        """Return what may be taken; ``use_minor``: what one use takes off the receipt; ``beside``: of R, taken by others."""
        ...

    def weight(self, voucher: Voucher, floor: int, use_minor: int = 0) -> int:
        """Return how much of R it uses up to take so much without a guarantee, minor point units."""
        ...


class NoVoucherRights:
    """A till that decides nothing alone."""

    def right(self, voucher: Voucher, use_minor: int = 0, *, beside: int = 0) -> VoucherRight:  # noqa: ARG002 - the port's shape
        """Return nothing."""
        return VoucherRight()

    def weight(self, voucher: Voucher, floor: int, use_minor: int = 0) -> int:  # noqa: ARG002 - the port's shape
        """Return nothing."""
        return 0
