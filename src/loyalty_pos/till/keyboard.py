"""What the window and the reader of keyboard scanners say to each other: key presses and what becomes of them.

The reader is pure and stands in ``devices``; the window owns the real events. Neither knows the other.
"""

from enum import Enum, auto
from typing import NamedTuple, Protocol


class Key(NamedTuple):
    """One key press. ``text``: what the layout makes of it; ``scan_code``: native, 0 = unknown.

    ``command``: Ctrl, Alt or Meta is held. ``repeats``: the system takes it for a key held down.
    """

    text: str
    scan_code: int
    at_ms: int
    shift: bool = False
    command: bool = False
    repeats: bool = False


class Fate(Enum):
    """What happens to the key just pressed."""

    PASS = auto()
    HOLD = auto()
    SWALLOW = auto()


class Verdict(NamedTuple):
    """First give back the ``replay`` oldest held keys, then forget the rest if ``forget``, then the key's ``fate``."""

    fate: Fate = Fate.PASS
    replay: int = 0
    forget: bool = False
    scan: str | None = None


class KeyReader(Protocol):
    """Tells scans from typing."""

    @property
    def busy(self) -> bool:
        """Keys are held back right now."""
        ...

    @property
    def gap_ms(self) -> int:
        """After this long without a key call ``pause``; it depends on the keys so far."""
        ...

    def press(self, key: Key) -> Verdict: ...

    def pause(self) -> Verdict: ...
