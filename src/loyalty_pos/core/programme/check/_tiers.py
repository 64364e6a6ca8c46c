"""What is unwise in tiers: a higher one that gives less."""

from collections.abc import Iterator
from itertools import pairwise

from loyalty_pos.core.programme import Programme, TierDiscount
from loyalty_pos.core.programme.check._advice import Advice


def unwise_tiers(programme: Programme) -> Iterator[Advice]:
    """Yield what to think over in the tiers."""
    if programme.tiers is None:
        return
    for number, (lower, higher) in enumerate(pairwise(programme.tiers.steps), 2):
        key = f"tiers.step[{number}]"
        if higher.discount_bp < lower.discount_bp or higher.earn_bp < lower.earn_bp:
            yield Advice("tier_gives_less", key, (("tier", higher.id), ("other", lower.id)))
    discounts = any(step.discount_bp for step in programme.tiers.steps)
    if discounts and not isinstance(programme.card, TierDiscount):
        yield Advice("tier_discount_unused", "tiers")
