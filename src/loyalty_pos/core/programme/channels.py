"""The ways to the customer that a programme makes a difference between: picked up, delivered, and whatever it names.

Over the counter is no channel: it is what happens when nobody chose one.
"""

from loyalty_pos.core.programme import Programme
from loyalty_pos.core.programme.conditions import InChannels

OVER_THE_COUNTER = ""


def channels_of(programme: Programme) -> tuple[str, ...]:
    """Return the channels that offers, multipliers and awards ask for, each once, in the order of the programme."""
    accrual = programme.accrual
    earning = (*accrual.multipliers, *accrual.extras) if accrual else ()
    asked = (
        sorted(condition.channels)
        for rule in (*programme.promotions, *earning)
        for condition in rule.when
        if isinstance(condition, InChannels)
    )
    return tuple(dict.fromkeys(channel for channels in asked for channel in channels))
