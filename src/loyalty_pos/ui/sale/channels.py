"""One key says how the goods go to the customer: each press the next way that the programme knows. No Qt, no words."""

from typing import Final

from loyalty_pos.till.register import Register

CHANNEL_KEY: Final = "Ctrl+D"


def next_channel(register: Register) -> None:
    """Choose the way after the present one; behind the last comes the till itself again. Raises ``UnknownChannel``."""
    view = register.view()
    ways = ("", *view.channels)
    place = ways.index(view.channel) + 1 if view.channel in ways else 0
    chosen = ways[place % len(ways)]
    if chosen != view.channel:
        register.set_channel(chosen)
