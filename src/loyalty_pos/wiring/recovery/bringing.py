"""The centre opens a dead till's journal with its own key and takes in what never arrived, as if the till had sent it."""

from dataclasses import dataclass
from pathlib import Path
from typing import ClassVar

from loyalty_pos.core.problems import BadMessage, Problem
from loyalty_pos.storage.recovery.journal import CopiedJournal, copied_journal
from loyalty_pos.storage.recovery.note import opened, read_note
from loyalty_pos.wiring.centre import OpenCentre


class NoRecoveryNote(Problem):
    """The folder holds no note of its journal's key, or one that nobody can read."""

    code: ClassVar[str] = "no_recovery_note"
    folder: str


class NotThisCentre(Problem):
    """The note was sealed for another centre, or for this one before its keys were lost."""

    code: ClassVar[str] = "not_this_centre"
    folder: str


@dataclass(frozen=True, slots=True)
class Brought:
    """One stream. ``known``: events that the centre had, ``brought``: that it did not; ``parked`` of them wait aside."""

    agent_id: str
    incarnation: str
    known: int
    brought: int
    parked: int = 0


def recover(centre: OpenCentre, folder: Path) -> list[Brought]:
    """Bring every event of the journal in ``folder`` that this centre does not have; again brings nothing.

    Raises NoRecoveryNote, NotThisCentre, StorageForeign, StorageCorrupt, StreamForked, BadMessage: then what came before
    that place is in.
    """
    note = read_note(folder)
    if note is None:
        raise NoRecoveryNote(folder=str(folder))
    try:
        key = opened(note, centre.unwrap)
    except BadMessage as error:
        raise NotThisCentre(folder=str(folder)) from error
    with copied_journal(folder, key) as journal:
        return [_bring(centre, journal, *stream) for stream in journal.streams()]


def _bring(centre: OpenCentre, journal: CopiedJournal, agent_id: str, incarnation: str, last: int) -> Brought:
    stored = known = centre.centre.hello(agent_id, incarnation).stored
    parked = 0
    while stored < last and (push := journal.push(agent_id, stored)):
        answer = centre.centre.push(push)
        stored, parked = answer.stored, parked + len(answer.parked)
    return Brought(agent_id, incarnation, known, stored - known, parked)
