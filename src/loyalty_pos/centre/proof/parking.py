"""Events that could not be applied: seen, tried again, or closed by a person with a reason; never lost (R22).

A parked event is stored and part of its chain. Closing one changes nothing but who has to look at it: what it should
have done is put right by a new entry of somebody's own.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial

from loyalty_pos.centre.ports import Books, Clock, Desk, Secrets
from loyalty_pos.centre.projection import Projection
from loyalty_pos.centre.records import Alarm, Park
from loyalty_pos.core.problems import BadMessage
from loyalty_pos.core.sale import CardAttached, Return, Sale, Void
from loyalty_pos.wire.events import Event, fact_of

MOST = 1_000


@dataclass(frozen=True, slots=True)
class Waiting:
    """A parked event as a person reads it; ``money_minor``: what it says was paid or given back, 0 = none or unreadable."""

    park: Park
    kind: str
    receipt_code: str = ""
    money_minor: int = 0

    @property
    def name(self) -> str:
        """How a person names it."""
        return f"{self.park.agent_id}:{self.park.incarnation}:{self.park.seq}"


class Parking:
    """What waits aside at one centre."""

    def __init__(self, books: Books, clock: Clock, secrets: Secrets) -> None:
        self._books = books
        self._clock = clock
        self._projection = Projection(clock, secrets)

    def waiting(self) -> list[Waiting]:
        """Return what waits, the longest first."""
        return self._books.read(_waiting)

    def again(self, name: str = "") -> tuple[int, list[Park]]:
        """Try one event, or all of them; return how many are applied now, and those that wait on.

        Each has a transaction of its own: one that fails holds no other up.
        """
        left: list[Park] = []
        chosen = [one for one in self.waiting() if not name or one.name == name]
        for one in chosen:
            left += self._books.write(partial(self._tried, one.park))
        return len(chosen) - len(left), left

    def close(self, name: str, who: str, reason: str) -> bool:
        """Let one wait no more because somebody has dealt with it; False = nothing of this name waits."""
        found = next((one for one in self.waiting() if one.name == name), None)
        if found is not None:
            self._books.write(partial(self._closed, found, f"{who}: {reason}"))
        return found is not None

    def _tried(self, park: Park, desk: Desk) -> list[Park]:
        return self._projection.again(desk, [_event(desk, park)])

    def _closed(self, one: Waiting, reason: str, desk: Desk) -> None:
        event, now_us = _event(desk, one.park), self._clock.now_us()
        desk.events.unpark([event], now_us)
        desk.watch.raise_alarms(
            [Alarm(f"{event.id}:parked_closed", "parked_closed", event.agent_id, reason, now_us)]
        )


def _waiting(desk: Desk) -> list[Waiting]:
    return [_read(park, _event(desk, park)) for park in desk.watch.parked(MOST)]


def _event(desk: Desk, park: Park) -> Event:
    stream = desk.streams.get(park.agent_id, park.incarnation)
    found: Sequence[Event] = desk.events.after(stream, park.seq - 1, 1)
    assert found and found[0].seq == park.seq, "what is parked is stored"
    return found[0]


def _read(park: Park, event: Event) -> Waiting:
    try:
        fact = fact_of(event)
    except BadMessage:
        return Waiting(park, event.kind)
    match fact:
        case Sale():
            return Waiting(park, event.kind, fact.code, fact.paid_minor)
        case Return():
            return Waiting(park, event.kind, fact.sale_code, -fact.paid_minor)
        case Void():
            return Waiting(park, event.kind, fact.sale_code, -fact.paid_minor)
        case CardAttached():
            return Waiting(park, event.kind, fact.earning.code)
        case _:
            return Waiting(park, event.kind)
