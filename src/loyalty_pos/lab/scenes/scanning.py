"""The page of scanners on the stage: one on a wire that was just recognised, and what it sent."""

from collections.abc import Callable, Sequence
from datetime import timedelta
from typing import Final

from loyalty_pos.lab.scenes.staged import Staged
from loyalty_pos.lab.stage import NOW
from loyalty_pos.till.scanning.bench import BAR_TEST, SQUARE_TEST, Findings, Heard
from loyalty_pos.till.scanning.profile import KEYBOARD, ScannerProfile

_WIRE: Final = "serial:/dev/ttyACM0:9600"


class StageBench:
    """A scanner whose two codes were read, and one that was kept long ago."""

    def begin(self) -> None:
        """Listen to nothing."""

    def end(self) -> None:
        """Listened to nothing."""

    def put_away(self) -> None:
        """Hold no port."""

    def again(self) -> None:
        """Forget nothing."""

    def heard(self) -> Sequence[Heard]:
        """Return both codes, newest first."""
        square = b"]Q1" + SQUARE_TEST.encode()
        bars = b"]C0" + BAR_TEST.encode()
        return (
            Heard(NOW, _WIRE, square.hex(" "), SQUARE_TEST, "]Q1", "QR"),
            Heard(NOW - timedelta(seconds=4), _WIRE, bars.hex(" "), BAR_TEST, "]C0", "Code 128"),
        )

    def findings(self) -> Findings:
        """Return all that can be known."""
        return Findings(ScannerProfile(_WIRE, aim=True, square=True), bars=True)

    def known(self) -> Sequence[ScannerProfile]:
        """Return the one that types."""
        return (ScannerProfile(KEYBOARD),)

    def keep(self, profile: ScannerProfile) -> None:
        """Keep nothing."""

    def forget(self) -> None:
        """Know it still."""


def _scanners(scene: Staged) -> None:
    scene.at_work(pin="3333").studio.press("F10", "6", "F7")
    scene.studio.settle()


SCANNING_SCENES: Final[dict[str, Callable[[Staged], object]]] = {"scanners": _scanners}
