"""Which tier a spend has reached, and what the next one needs; pure."""

from loyalty_pos.core.programme import Tier, Tiers


def tier_for(tiers: Tiers | None, spend_minor: int, granted_id: str = "") -> Tier | None:
    """Return the tier reached by this spend, or None below the first one.

    ``granted_id``: a tier given by hand, which counts where the programme says so and it is the higher one.
    """
    if tiers is None:
        return None
    reached: Tier | None = None
    for tier in tiers.steps:
        if tier.from_minor <= spend_minor or (tiers.granted and tier.id == granted_id):
            reached = tier
    return reached


def next_tier(tiers: Tiers | None, current: Tier | None) -> Tier | None:
    """Return the tier after ``current`` (None = none reached yet), or None at the top."""
    if tiers is None:
        return None
    if current is None:
        return tiers.steps[0] if tiers.steps else None
    position = tiers.steps.index(current) + 1
    return tiers.steps[position] if position < len(tiers.steps) else None
