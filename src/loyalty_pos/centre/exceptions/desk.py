"""Looks for what is odd at the counters: the events of a month, counted and scored, kept until the next look.

It must never accuse: it keeps numbers and receipts, and a person decides. It runs beside the tills in short readings.
"""

from functools import partial
from typing import Final

from loyalty_pos.centre.ports import Books, Clock, Desk
from loyalty_pos.centre.written.adjustments import AdjustmentState
from loyalty_pos.centre.written.suspicions import Suspicion
from loyalty_pos.core.exceptions.gathering import Act, Gathered, Gift
from loyalty_pos.core.exceptions.scoring import Candidate, candidates, odd
from loyalty_pos.core.ids import RANDOM_BYTES, uuid7
from loyalty_pos.core.problems import BadMessage
from loyalty_pos.core.release import DAY_US
from loyalty_pos.wire.events import Event, fact_of

DAYS: Final = 30
TOP: Final = 20
PAGE: Final = 1_000
LOOKED: Final = "exceptions_looked_us"
"""Where the centre keeps when it looked last; no setting of a shop."""
_AGAIN_US: Final = DAY_US * 5 // 6
_KINDS: Final = ("sale", "return", "void", "card_attached", "noted")
_MOST_GIFTS: Final = 10_000


class ExceptionDesk:
    """Safe to call from several threads."""

    def __init__(self, books: Books, clock: Clock) -> None:
        self._books = books
        self._clock = clock

    def last(self) -> list[Suspicion]:
        """Return what looked odd at the last look, the oddest first."""
        return self._books.read(lambda desk: desk.suspicions.all())

    def look_if_due(self) -> None:
        """Look once a day."""
        looked = self._books.read(lambda desk: int(desk.reference.setting("", LOOKED) or 0))
        if self._clock.now_us() - looked >= _AGAIN_US:
            self.look()

    def look(self, days: int = DAYS) -> list[Suspicion]:
        """Look at so many days up to now, and keep what is odd."""
        now_us = self._clock.now_us()
        from_us = now_us - days * DAY_US
        found = odd(candidates(*self._gathered(from_us, now_us)), TOP)
        kept = [_kept(place, one, (from_us, now_us)) for place, one in enumerate(found, 1)]

        def write(desk: Desk) -> None:
            desk.suspicions.replace(kept)
            desk.reference.put_setting("", LOOKED, str(now_us))

        self._books.write(write)
        return kept

    def _gathered(self, from_us: int, until_us: int) -> tuple[Gathered, dict[str, str]]:
        gathered = Gathered()
        agents = self._books.read(lambda desk: sorted({stream.agent_id for stream in desk.streams.all()}))
        for agent_id in agents:
            after, end = _id_at(from_us), _id_at(until_us + DAY_US)
            while events := self._books.read(partial(_happened, agent_id, (after, end))):
                after = events[-1].id
                for event in events:
                    _count(gathered, event)
        adjusted, own = self._books.read(
            lambda desk: (desk.adjustments.recent(_MOST_GIFTS), desk.suspicions.staff_accounts())
        )
        for one in adjusted:
            if one.points > 0 and one.state == AdjustmentState.DONE and one.proposed_us >= from_us:
                gift = Gift(one.proposed_by, one.account_id, one.points, one.proposed_us, one.receipt)
                gathered.add_gift(gift)
        return gathered, own


def _happened(agent_id: str, ids: tuple[str, str], desk: Desk) -> list[Event]:
    return desk.suspicions.happened(agent_id, ids, _KINDS, PAGE)


def _count(gathered: Gathered, event: Event) -> None:
    try:
        fact = fact_of(event)
    except BadMessage:
        return  # it waits aside, and somebody was told
    if fact is not None:
        gathered.add(Act(event.cashier_id, event.agent_id, fact))


def _id_at(us: int) -> str:
    """Return the smallest id that an event of this moment may have."""
    return uuid7(max(0, us) // 1_000, bytes(RANDOM_BYTES))


def _kept(place: int, one: Candidate, times: tuple[int, int]) -> Suspicion:
    from_us, until_us = times
    who = (one.kind, one.cashier_id, one.account_id, one.agent_id, one.store_id)
    return Suspicion(*who, place, one.score, one.facts, one.receipts, from_us, until_us, until_us)
