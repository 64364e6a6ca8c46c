"""What a till is ordered to do: kept until the till says that it is done."""

from typing import Final

from loyalty_pos.centre.ports import Desk
from loyalty_pos.centre.voices.records import Order
from loyalty_pos.wire.signing.commands import KINDS

MOST_AT_ONCE: Final = 16


def order(desk: Desk, now_us: int, agent_id: str, kind: str) -> int:
    """Add an order for a till and return its serial."""
    assert kind in KINDS, kind
    # a centre put back from a backup has forgotten orders that this till has obeyed
    serial = max(desk.voices.last_serial(agent_id), desk.voices.of(agent_id).done) + 1
    desk.voices.put_order(Order(agent_id, serial, kind, now_us))
    return serial
