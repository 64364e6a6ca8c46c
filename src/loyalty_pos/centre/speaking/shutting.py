"""A till is shut out: lost, stolen, given away. One way for everybody who does it.

It must never take back what was stored before: only what comes after waits for a person.
"""

from dataclasses import replace

from loyalty_pos.centre.ports import Desk
from loyalty_pos.centre.records import Till
from loyalty_pos.centre.rows import device_row
from loyalty_pos.centre.speaking.ordering import order
from loyalty_pos.wire.signing.commands import END_LEASE


def shut_out(desk: Desk, now_us: int, agent_id: str) -> None:
    """Let a till in no more: its lease ends with its next word, its papers are a manager's to believe."""
    till = desk.tills.till(agent_id)
    if till is None:
        return
    for stream in desk.streams.all():
        if stream.agent_id == agent_id:
            locked = desk.streams.get(agent_id, stream.incarnation)
            desk.voices.end(agent_id, stream.incarnation, locked.stored)
    shut: Till = replace(till, revoked=True)
    desk.tills.put_till(shut)
    desk.feed.publish([device_row(shut, desk.voices.of(agent_id))])
    if not till.revoked:
        order(desk, now_us, agent_id, END_LEASE)
