"""What the page of packs shows; plain facts."""

from dataclasses import dataclass, field
from enum import StrEnum

from loyalty_pos.core.packs.pack import Tally
from loyalty_pos.till.pack_book.port import PackLine


class Step(StrEnum):
    """``FIRST``, ``LAST``: the two numbers of a pack that came. ``SPOIL``: a card is wanted. ``COUNT``: a number of cards."""

    LIST = "list"
    FIRST = "first"
    LAST = "last"
    SPOIL = "spoil"
    COUNT = "count"


@dataclass(frozen=True, slots=True)
class PacksState:
    """``first``: of the pack that is being received."""

    step: Step = Step.LIST
    lines: tuple[PackLine, ...] = ()
    tally: Tally = field(default_factory=Tally)
    first: str = ""
