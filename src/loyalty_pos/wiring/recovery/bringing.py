"""The centre opens what is left of a dead till with its own key and takes in what never arrived, as if the till had sent it.

Journals in the till's folder, sound or damaged, those that were set aside, and copies on another medium are one heap: an
event is taken once, from wherever it can be read. It must never change a file that it reads.
"""

from dataclasses import dataclass
from pathlib import Path
from typing import ClassVar

from loyalty_pos.centre.records import Stream
from loyalty_pos.core.problems import BadMessage, Problem, StorageForeign
from loyalty_pos.storage.folders import refusal
from loyalty_pos.storage.kinds import JOURNAL
from loyalty_pos.storage.recovery.note import opened, read_note
from loyalty_pos.storage.salvage.book import push_of
from loyalty_pos.storage.salvage.found import Chain, Found, Hole
from loyalty_pos.storage.second_medium.lines import Head
from loyalty_pos.storage.second_medium.reading import copies_in, events_of
from loyalty_pos.wire.events import Event
from loyalty_pos.wire.messages import MAX_BATCH_EVENTS
from loyalty_pos.wiring.centre import OpenCentre


class NoRecoveryNote(Problem):
    """The folder holds no note of its journal's key that anybody can read, and no copy on another medium."""

    code: ClassVar[str] = "no_recovery_note"
    folder: str


class NotThisCentre(Problem):
    """The note was sealed for another centre, or for this one before its keys were lost."""

    code: ClassVar[str] = "not_this_centre"
    folder: str


@dataclass(frozen=True, slots=True)
class Brought:
    """One stream. ``known``: events that the centre had, ``brought``: that it did not; ``parked`` of them wait aside.

    ``filled``: brought too, after they had been called lost.
    ``holes``: numbers that could be read nowhere and that the centre lacks; ``behind``: sound events that wait behind them.
    """

    agent_id: str
    incarnation: str
    known: int
    brought: int
    parked: int = 0
    filled: int = 0
    holes: tuple[Hole, ...] = ()
    behind: int = 0


def recover(
    centre: OpenCentre, folder: Path, copies: Path | None = None, *, lost: bool = False
) -> list[Brought]:
    """Bring every event in ``folder`` and below ``copies`` that this centre does not have; again brings nothing.

    ``lost``: what can be read nowhere is lost for good, and what stands behind it is taken. Raises NoRecoveryNote,
    NotThisCentre, StorageForeign, StorageFailing, StreamForked, BadMessage: then what came before that place is in.
    """
    found = Found()
    on_copies = [path for place in (folder, copies) if place is not None for path in copies_in(place)]
    _take_journals(centre, folder, found, needed=not on_copies)
    try:
        for path in on_copies:
            for event in events_of(path, lambda head: _copy_key(centre, head)):
                found.take(event)
    except OSError as error:
        raise refusal(error, folder) from error
    chains = found.chains()
    if not chains and on_copies:
        raise NotThisCentre(folder=str(folder))
    return [_bring(centre, found, chain, lost=lost) for chain in chains]


def _take_journals(centre: OpenCentre, folder: Path, found: Found, *, needed: bool) -> None:
    journals = sorted(folder.glob(f"{JOURNAL.name}*.db"))
    note = read_note(folder)
    if note is None:
        if needed:
            raise NoRecoveryNote(folder=str(folder))
        return
    try:
        key = opened(note, centre.unwrap)
    except BadMessage as error:
        raise NotThisCentre(folder=str(folder)) from error
    try:
        for path in journals:
            found.take_file(path, key)
    except OSError as error:
        raise refusal(error, folder) from error
    if needed and not found.chains() and (found.damaged or not journals):
        raise StorageForeign(path=str(folder / f"{JOURNAL.name}.db"))


def _copy_key(centre: OpenCentre, head: Head) -> bytes:
    return centre.unwrap(head.sealed, head.name)


def _bring(centre: OpenCentre, found: Found, chain: Chain, *, lost: bool) -> Brought:
    stored = known = centre.centre.hello(chain.agent_id, chain.incarnation).stored
    filled, parked = _fill(centre, found, chain)
    brought = 0
    while run := chain.run(stored, MAX_BATCH_EVENTS):
        if run[0].seq > stored + 1 and not lost:
            break
        answer = centre.centre.push(push_of(run, stored, _keys(found, run)))
        stored, brought, parked = answer.stored, brought + len(run), parked + len(answer.parked)
    behind = sum(1 for seq in chain.events if seq > stored)
    holes = tuple(chain.holes(stored if not lost else known))
    return Brought(chain.agent_id, chain.incarnation, known, brought, parked, filled, holes, behind)


def _fill(centre: OpenCentre, found: Found, chain: Chain) -> tuple[int, int]:
    """Bring what had been called lost and is here after all; return how many events, and how many of them wait aside."""
    filled = parked = 0
    for first, last in centre.filling.holes(chain.agent_id, chain.incarnation):
        before = first - 1
        while (run := chain.run(before, MAX_BATCH_EVENTS)) and run[0].seq <= last:
            run = [event for event in run if event.seq <= last]
            before = run[-1].seq
            parked += len(centre.filling.fill(push_of(run, run[0].seq - 1, _keys(found, run))))
            filled += len(run)
            stream = Stream(chain.agent_id, chain.incarnation, stored=before)
            centre.repricing.look(stream, run[0].seq, before)
    return filled, parked


def _keys(found: Found, run: list[Event]) -> dict[str, str]:
    named = {event.person_id for event in run}
    return {one: key.wrapped for one, key in found.person_keys.items() if one in named}
