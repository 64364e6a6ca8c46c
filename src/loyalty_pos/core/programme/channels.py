"""The ways to the customer that a programme makes a difference between: picked up, delivered, and whatever it names.

Over the counter is no channel: it is what happens when nobody chose one.
"""

from loyalty_pos.core.programme import Programme
from loyalty_pos.core.programme.conditions import InChannels


def channels_of(programme: Programme) -> tuple[str, ...]:
    """Return the channels that offers, multipliers and awards ask for, each once, in the order of the programme."""
    accrual = programme.accrual
    conditions = [rule.when for rule in programme.promotions]
    if accrual is not None:
        conditions += [multiplier.when for multiplier in accrual.multipliers]
        conditions += [extra.when for extra in accrual.extras]
    asked = (
        sorted(condition.channels)
        for when in conditions
        for condition in when
        if isinstance(condition, InChannels)
    )
    return tuple(dict.fromkeys(channel for channels in asked for channel in channels))
