"""What a scene needs of the stage; the stage itself knows all scenes, so they must not know it."""

from typing import Protocol, Self

from loyalty_pos.lab.stage import StageClock
from loyalty_pos.lab.stage_journal import StageJournal
from loyalty_pos.ui.studio import Studio


class Staged(Protocol):
    """A window with a shop behind it, worked like a cashier."""

    studio: Studio
    clock: StageClock
    journal: StageJournal

    def at_work(self, *, online: bool = True, pin: str = "1111") -> Self: ...
    def filled(self, *, points: bool = False) -> Self: ...
    def sold(self) -> Self: ...
