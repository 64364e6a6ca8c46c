"""What a till may let a member pay with points now, by itself: what was set aside for it, and a floor without a guarantee.

Pure and small: the same functions at the till, in the model that proves the bound, and in its mutants. A sale is
never refused; only what it may take of the points shrinks (offline.md 1.3).
"""

from typing import NamedTuple

from loyalty_pos.core.leases.lease import Floors, Holder, Lease, Policy
from loyalty_pos.core.leases.value import Value


class Seen(NamedTuple):
    """What the till was told of an account or a code: ``balance`` = what was available to anybody, below zero = 0.

    All of it in the minor units of its ``value``; ``use_minor``: what one use of a coupon takes off the receipt.
    """

    balance: int
    grant: int = 0
    holder: Holder = Holder.GUEST
    value: Value = Value.POINTS
    use_minor: int = 0


class Used(NamedTuple):
    """What the till took in this epoch: of this account's grant and floor right; ``risk``: of R, by all that it took."""

    grant: int = 0
    floor: int = 0
    risk: int = 0


class Doubt(NamedTuple):
    """Reasons to take nothing without a guarantee: a clock that jumped, a disk that may be a copy, a stopped card."""

    clock: bool = False
    copied: bool = False
    stopped: bool = False


class Right(NamedTuple):
    """Points that may be taken now: ``grant`` with a guarantee, ``floor`` without."""

    grant: int = 0
    floor: int = 0

    @property
    def points(self) -> int:
        """Both together."""
        return self.grant + self.floor


NO_DOUBT = Doubt()
UNTOUCHED = Used()


def right(lease: Lease | None, seen: Seen, used: Used, age_us: int, doubt: Doubt = NO_DOUBT) -> Right:
    """Return what may be taken of an account; ``age_us``: since the lease was issued, as far as this till can tell."""
    if lease is None or doubt.copied or doubt.stopped or seen.holder is Holder.BLOCKED:
        return Right()
    grant = max(0, seen.grant - used.grant)
    if doubt.clock:
        return Right(grant)
    policy = lease.policy
    limit = min(policy.floor(seen.value, seen.holder), max(0, seen.balance))
    if seen.value is not Value.USES:
        limit = decayed(limit, age_us, policy.ttl_us)
    elif age_us >= policy.ttl_us:  # a use cannot be halved
        limit = 0
    floor = min(limit - used.floor, _in_budget(policy, seen, policy.risk - used.risk))
    return Right(grant, max(0, floor))


def weight(policy: Policy, value: Value, taken_so: int, use_minor: int = 0) -> int:
    """Return how much of R something taken without a guarantee uses up, minor point units."""
    match value:
        case Value.POINTS:
            return taken_so
        case Value.MONEY:
            return policy.worth.weight(taken_so)
        case Value.USES:
            return taken_so * policy.worth.weight(use_minor)


def _in_budget(policy: Policy, seen: Seen, left: int) -> int:
    """Return the most of this value that weighs no more than what is left of R."""
    match seen.value:
        case Value.POINTS:
            return left
        case Value.MONEY:
            return policy.worth.money(left)
        case Value.USES:
            each = policy.worth.weight(seen.use_minor)
            return max(0, left) // each if each else seen.balance


def with_phone(seen: Seen, floors: Floors) -> Seen:
    """Return what the till was told of a member who showed the code of the own phone: never less near than without."""
    if seen.holder is Holder.BLOCKED or floors.app <= floors.of(seen.holder):
        return seen
    return seen._replace(holder=Holder.APP)


def decayed(limit: int, age_us: int, ttl_us: int) -> int:
    """Return what is left of a floor right at this age: all of it for a third of its life, half, then nothing."""
    if age_us * 3 < ttl_us:
        return limit
    return limit // 2 if age_us < ttl_us else 0


def taken(right_now: Right, wanted: int, per_sale: int = 0) -> Right:
    """Return how a wish is met, the guaranteed part first; less than the wish where the right is smaller."""
    grant = min(wanted, right_now.grant)
    floor = min(wanted - grant, right_now.floor)
    return Right(grant, min(floor, per_sale) if per_sale else floor)
