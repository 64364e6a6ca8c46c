"""What is not finished when a shift is about to end; it is listed, and nothing but an open receipt stops the closing."""

from dataclasses import dataclass
from enum import StrEnum

from loyalty_pos.till.world import TillWorld


class Loose(StrEnum):
    """A receipt on the counter, receipts set aside, papers not printed, sales beside another till, events for the centre."""

    OPEN = "open"
    PARKED = "parked"
    PAPERS = "papers"
    BESIDE = "beside"
    QUEUE = "queue"


@dataclass(frozen=True, slots=True)
class LooseEnd:
    """``count`` > 0 of one kind."""

    kind: Loose
    count: int


def unfinished(world: TillWorld, papers: int) -> tuple[LooseEnd, ...]:
    """Return what waits; ``papers``: how many are not printed or not sure to be."""
    counts = {
        Loose.OPEN: 1 if world.desk.open_lines else 0,
        Loose.PARKED: len(world.desk.parked),
        Loose.PAPERS: papers,
        Loose.BESIDE: len(world.beside.told()),
        Loose.QUEUE: world.journal.queue().waiting,
    }
    return tuple(LooseEnd(kind, count) for kind, count in counts.items() if count)
