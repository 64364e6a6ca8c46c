"""What the page of upkeep shows; plain facts."""

from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from loyalty_pos.till.upkeep.port import Upkept
from loyalty_pos.ui.shell.state import LinkState
from loyalty_pos.wire.desk import ParkedLine


class Section(StrEnum):
    """What is looked at."""

    QUEUE = "queue"
    DATA = "data"
    SETTINGS = "settings"
    LOG = "log"
    PARKED = "parked"


@dataclass(frozen=True, slots=True)
class UpkeepState:
    """``told`` None = it is being read. ``page`` counts from 0; ``now``: when it was read.

    ``parked``: what waits aside at the centre, None = it was not asked or did not answer; ``asking``: it is being asked.
    """

    section: Section = Section.QUEUE
    told: Upkept | None = None
    page: int = 0
    link: LinkState = field(default_factory=LinkState)
    now: datetime | None = None
    parked: tuple[ParkedLine, ...] | None = None
    asking: bool = False
