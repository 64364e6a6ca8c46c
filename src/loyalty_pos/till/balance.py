"""A member's points and tier as people ask for them, from what this till knows; pure."""

from dataclasses import dataclass
from datetime import datetime

from loyalty_pos.core.member import Member
from loyalty_pos.core.points import available, is_active, pending
from loyalty_pos.core.programme import Programme, Tier
from loyalty_pos.core.programme.tiers import next_tier, tier_for


@dataclass(frozen=True, slots=True)
class NextTier:
    """``missing_minor``: still to spend until ``tier_id``, which gives ``bp`` basis points."""

    tier_id: str
    missing_minor: int
    bp: int


@dataclass(frozen=True, slots=True)
class Balance:
    """``available``, ``pending``, ``debt``, ``next_expiry_points``: minor point units; ``as_of``: age of the data."""

    available: int
    pending: int
    debt: int
    next_expiry: datetime | None
    next_expiry_points: int
    pending_until: datetime | None
    tier_id: str
    next_tier: NextTier | None
    as_of: datetime | None


def balance_of(member: Member, programme: Programme, at: datetime) -> Balance:
    """Return points and tier of the member at this moment, from the lots that this till knows."""
    active = [
        lot for lot in member.lots if lot.expire_at is not None and is_active(lot, at) and lot.remaining
    ]
    ends = min((lot.expire_at for lot in active if lot.expire_at is not None), default=None)
    waiting = [lot.activate_at for lot in member.lots if lot.activate_at > at and lot.remaining]
    tier = tier_for(programme.tiers, member.spend_minor, member.tier_id)
    following = next_tier(programme.tiers, tier)
    return Balance(
        available=available(member.lots, at, member.debt),
        pending=pending(member.lots, at),
        debt=member.debt,
        next_expiry=ends,
        next_expiry_points=sum(lot.remaining for lot in active if lot.expire_at == ends),
        pending_until=min(waiting, default=None),
        tier_id=tier.id if tier else "",
        next_tier=_missing(following, member.spend_minor),
        as_of=member.as_of,
    )


def _missing(following: Tier | None, spend_minor: int) -> NextTier | None:
    if following is None:
        return None
    return NextTier(following.id, max(0, following.from_minor - spend_minor), following.discount_bp)
