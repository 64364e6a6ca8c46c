"""Things around the till on the stage: paper that never runs out, a plug without a wire, preferences of one scene."""

from collections.abc import Sequence

from loyalty_pos.core.clock.watching import Doubt
from loyalty_pos.core.dates import micros
from loyalty_pos.core.receipt import Receipt
from loyalty_pos.lab.stage import NOW
from loyalty_pos.till.ports import DeviceStatus, HeldPaper


class Silent:
    """A printer and a drawer that are content, unless the scene says otherwise. ``state``: of the printer."""

    state = "ok"

    def print(self, receipt: Receipt) -> None:
        """Print nothing."""

    def open(self) -> None:
        """Open nothing."""

    def status(self) -> DeviceStatus:
        """Return how it is."""
        return DeviceStatus("stage", self.state)


class StageCable:
    """A plug without a wire."""

    plugged = True

    def plug(self) -> None:
        """Be in."""
        self.plugged = True

    def unplug(self) -> None:
        """Be out."""
        self.plugged = False


class StagePapers:
    """Papers that are in doubt as long as the scene wants."""

    def __init__(self) -> None:
        self.torn: list[Receipt] = []
        self.waiting_papers: list[HeldPaper] = []

    def uncertain(self) -> Sequence[Receipt]:
        """Return those in doubt."""
        return self.torn

    def waiting(self) -> int:
        """Return how many the scene wants."""
        return len(self.waiting_papers)

    def again(self, key: str) -> None:
        """Print nothing."""

    def settled(self, key: str) -> None:
        """Believe it."""

    def held(self) -> Sequence[HeldPaper]:
        """Return those that wait in the scene."""
        return self.waiting_papers

    def drop(self, number: int) -> bool:
        """Forget it."""
        kept = [one for one in self.waiting_papers if one.number != number]
        is_there, self.waiting_papers = len(kept) < len(self.waiting_papers), kept
        return is_there

    def now(self) -> None:
        """Print nothing."""


class StageTime:
    """A clock that is believed as long as the scene wants."""

    why = Doubt.NONE

    def suspect(self) -> bool:
        """Tell whether the scene doubts it."""
        return self.why is not Doubt.NONE

    def doubt(self) -> Doubt:
        """Return why."""
        return self.why

    def now_us(self) -> int:
        """Return the moment of every scene."""
        return micros(NOW)

    def offset_us(self) -> int:
        """Return none."""
        return 0


class StagePreferences(dict[str, str]):
    """Preferences that end with the scene."""

    def get(self, name: str, default: str) -> str:  # type: ignore[override]  # a narrower promise than dict's
        """Return what was chosen."""
        return super().get(name, default)

    def set(self, name: str, value: str) -> None:
        """Remember it for this scene."""
        self[name] = value
