"""The packs that this till has received, as its own book knows them; the adapter lives in storage."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from loyalty_pos.core.sale import CardIssued


@dataclass(frozen=True, slots=True)
class PackLine:
    """One pack, first number first; how many of its cards were given out or spoiled."""

    first: str
    last: str
    size: int
    issued: int = 0
    spoiled: int = 0

    @property
    def left(self) -> int:
        """How many cards must lie there."""
        return self.size - self.issued - self.spoiled


class PackBook(Protocol):
    """Answers at once. A card whose giving out was undone and that went back is in its pack again."""

    def lines(self) -> Sequence[PackLine]:
        """Return every pack, in the order in which they came."""
        ...

    def holding(self, number: str) -> PackLine | None:
        """Return the pack that the card is of."""
        ...

    def is_spoiled(self, number: str) -> bool:
        """Tell whether the blank card was spoiled."""
        ...

    def last_given(self, shift_id: str) -> CardIssued | None:
        """Return the newest card that this till gave out in the shift, None = none, or it was taken back."""
        ...


class NoPacks:
    """A till that was given no packs."""

    def lines(self) -> Sequence[PackLine]:
        """There are none."""
        return ()

    def holding(self, number: str) -> PackLine | None:  # noqa: ARG002 - the port's shape
        """It is of none."""
        return None

    def is_spoiled(self, number: str) -> bool:  # noqa: ARG002 - the port's shape
        """Nobody knows."""
        return False

    def last_given(self, shift_id: str) -> CardIssued | None:  # noqa: ARG002 - the port's shape
        """Nobody knows."""
        return None
