"""What the page of upkeep shows; plain facts."""

from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from loyalty_pos.till.upkeep.port import Upkept
from loyalty_pos.ui.shell.state import LinkState


class Section(StrEnum):
    """What is looked at."""

    QUEUE = "queue"
    DATA = "data"
    SETTINGS = "settings"
    LOG = "log"


@dataclass(frozen=True, slots=True)
class UpkeepState:
    """``told`` None = it is being read. ``page`` counts from 0; ``now``: when it was read."""

    section: Section = Section.QUEUE
    told: Upkept | None = None
    page: int = 0
    link: LinkState = field(default_factory=LinkState)
    now: datetime | None = None
