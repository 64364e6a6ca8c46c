"""The audit trail: what people and tills did, from every book that says so, in one order; it only reads.

It must never tell more of a member than ids: names are looked up by whoever may.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial
from typing import Final

from loyalty_pos.centre.ports import Books, Clock, Desk
from loyalty_pos.centre.written.deeds import Deed
from loyalty_pos.core.ids import RANDOM_BYTES, uuid7
from loyalty_pos.core.problems import BadMessage
from loyalty_pos.core.release import DAY_US
from loyalty_pos.core.sale import CashMoved, Noted
from loyalty_pos.wire.events import Event, fact_of

PAGE: Final = 1_000
MOST: Final = 100_000
_KINDS: Final = ("noted", "cash_moved")


@dataclass(frozen=True, slots=True)
class Wanted:
    """A time in UTC microseconds; ``who``, ``what``: only deeds whose code or person holds this text. ``tills``: their notes too.

    ``tills_of``: only notes of tills of this store, "" = of all; ``tills_us``: so far back from the end at most, 0 = the whole time.
    """

    from_us: int
    until_us: int
    who: str = ""
    what: str = ""
    tills: bool = True
    limit: int = 1_000
    tills_of: str = ""
    tills_us: int = 0


class AuditDesk:
    """Safe to call from several threads."""

    def __init__(self, books: Books, clock: Clock) -> None:
        self._books = books
        self._clock = clock

    def trail(self, wanted: Wanted) -> list[Deed]:
        """Return what was done, newest first."""
        deeds = self._books.read(
            lambda desk: desk.office_deeds.between(wanted.from_us, wanted.until_us, MOST)
        )
        if wanted.tills:
            deeds += self._of_tills(wanted)
        found = [deed for deed in deeds if _is_wanted(wanted, deed)]
        return sorted(found, key=lambda deed: (-deed.at_us, deed.deed_id))[: wanted.limit]

    def note(self, deed: Deed) -> None:
        """Write down what somebody did or said: praise, a complaint."""
        self._books.write(lambda desk: desk.office_deeds.add(deed))

    def _of_tills(self, wanted: Wanted) -> Iterator[Deed]:
        from_us = (
            max(wanted.from_us, wanted.until_us - wanted.tills_us) if wanted.tills_us else wanted.from_us
        )
        for agent_id in self._books.read(partial(_agents, wanted.tills_of)):
            after, end = _id_at(from_us - DAY_US), _id_at(wanted.until_us + DAY_US)
            while events := self._books.read(partial(_happened, agent_id, (after, end))):
                after = events[-1].id
                yield from filter(None, map(_deed, events))


def _agents(store_id: str, desk: Desk) -> list[str]:
    if store_id:
        return sorted(till.agent_id for till in desk.tills.tills() if till.store_id == store_id)
    return sorted({stream.agent_id for stream in desk.streams.all()})


def _happened(agent_id: str, ids: tuple[str, str], desk: Desk) -> list[Event]:
    return desk.suspicions.happened(agent_id, ids, _KINDS, PAGE)


def _id_at(us: int) -> str:
    return uuid7(max(0, us) // 1_000, bytes(RANDOM_BYTES))


def _deed(event: Event) -> Deed | None:
    try:
        fact = fact_of(event)
    except BadMessage:
        return None
    match fact:
        case Noted():
            by = fact.approved_by or event.cashier_id
            facts = (fact.noted_at_us, f"till_{fact.what}", by, fact.subject, fact.reason, fact.store_id)
            return Deed(event.id, *facts, fact.amount_minor)
        case CashMoved():
            facts = (
                fact.moved_at_us,
                "till_cash_moved",
                event.cashier_id,
                fact.shift_id,
                fact.reason,
                fact.store_id,
            )
            return Deed(event.id, *facts, fact.amount_minor)
        case _:
            return None


def _is_wanted(wanted: Wanted, deed: Deed) -> bool:
    in_time = wanted.from_us <= deed.at_us < wanted.until_us
    return in_time and wanted.who in deed.done_by and wanted.what in deed.what
