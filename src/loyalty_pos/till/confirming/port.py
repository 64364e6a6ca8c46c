"""Who sends a code to a phone; the adapter lives in sync. Without one nobody waits: the card earns and pays later."""

from enum import StrEnum
from typing import Protocol


class Purpose(StrEnum):
    """What a code is for; one that was sent for the one does not do for the other."""

    JOIN = "join"
    PAY = "pay"


class CodeGateway(Protocol):
    """Called on a background thread only."""

    @property
    def is_there(self) -> bool:
        """Tell whether the shop has a gateway at all."""
        ...

    def send(self, e164: str, code: str, purpose: Purpose) -> bool:
        """Hand a code over for a phone; False where nobody answers. It keeps neither."""
        ...


class NoGateway:
    """A shop that sends nothing."""

    is_there = False

    def send(self, e164: str, code: str, purpose: Purpose) -> bool:  # noqa: ARG002 - the port's shape
        """Nobody sends it."""
        return False
