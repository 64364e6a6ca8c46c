"""Codes of phones that were believed at two tills: somebody photographed one, or a till makes them up.

What was sold stays sold; the manager is told. It must never hold up the events of a till.
"""

from collections.abc import Iterable, Iterator
from typing import Final

from loyalty_pos.centre.kinship.happened import Happened
from loyalty_pos.centre.ports import Desk
from loyalty_pos.core.member_code.layout import STEP_S
from loyalty_pos.core.member_code.sighting import SHOWN, read_sighting
from loyalty_pos.core.sale import Noted
from loyalty_pos.wire.events import Event

SHOWN_TWICE: Final = "code_shown_twice"
KEEP_STEPS: Final = 90 * 24 * 3600 // STEP_S
"""A till that was silent for longer is not compared any more."""


def shown_twice(desk: Desk, happened: Iterable[Happened]) -> Iterator[tuple[Event, str]]:
    """Return each event that tells of a code which another till told of before, with that till's id."""
    for one in happened:
        if not isinstance(one.fact, Noted) or one.fact.what != SHOWN:
            continue
        seen = read_sighting(one.fact.subject)
        if seen is None:
            continue
        first = desk.watch.first_to_show(seen, one.event.agent_id, seen.step - KEEP_STEPS)
        if first != one.event.agent_id:
            yield one.event, first
