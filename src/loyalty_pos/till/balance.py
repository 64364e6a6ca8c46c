"""A member's points and tier as people ask for them, from what this till knows; pure."""

from dataclasses import dataclass
from datetime import datetime

from loyalty_pos.core.dates import local_day
from loyalty_pos.core.member import Member
from loyalty_pos.core.points import UNCONFIRMED, available, is_active, is_taken, pending
from loyalty_pos.core.programme import Programme, Tier
from loyalty_pos.core.programme.tiers import counted, next_tier, record_of, tier_of


@dataclass(frozen=True, slots=True)
class NextTier:
    """``missing_minor`` still to spend, or ``missing_visits`` to make, until ``tier_id``, which gives ``bp``."""

    tier_id: str
    missing_minor: int
    bp: int
    missing_visits: int = 0


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


def balance_of(member: Member, programme: Programme, at: datetime, partner: str = "") -> Balance:
    """Return points and tier of the member at this moment, in a store of ``partner``, from what this till knows."""
    usable = [lot for lot in member.lots if is_taken(lot, partner) and is_active(lot, at) and lot.remaining]
    active = [lot for lot in usable if lot.expire_at is not None]
    ends = min((lot.expire_at for lot in active if lot.expire_at is not None), default=None)
    waiting = [lot.activate_at for lot in member.lots if UNCONFIRMED > lot.activate_at > at and lot.remaining]
    today = local_day(at, programme.zone)
    record = record_of(member, member.tier_id)
    tier = tier_of(programme.tiers, record, today)
    following = next_tier(programme.tiers, tier)
    spend_minor, visits = counted(programme.tiers, record, today) if programme.tiers else (0, 0)
    return Balance(
        available=available(member.lots, at, member.debt, partner),
        pending=pending(member.lots, at),
        debt=member.debt,
        next_expiry=ends,
        next_expiry_points=sum(lot.remaining for lot in active if lot.expire_at == ends),
        pending_until=min(waiting, default=None),
        tier_id=tier.id if tier else "",
        next_tier=_missing(following, spend_minor, visits),
        as_of=member.as_of,
    )


def _missing(following: Tier | None, spend_minor: int, visits: int) -> NextTier | None:
    if following is None:
        return None
    return NextTier(
        tier_id=following.id,
        missing_minor=max(0, following.from_minor - spend_minor),
        bp=following.discount_bp,
        missing_visits=max(0, following.from_visits - visits),
    )
