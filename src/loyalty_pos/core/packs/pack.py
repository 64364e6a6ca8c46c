"""A pack of blank cards, told by its first and last number, and the evening's sum: delivered = issued + spoiled + left.

Numbers run by all digits but the check digit. It must never guess: a number that is no card of the shop is refused.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from loyalty_pos.core.cards import CardRange, CheckDigit, find_range, is_digits, last4, obeys
from loyalty_pos.core.problems.issuing import BadPackNumber, BadPackRange

MOST_CARDS: Final = 10_000
"""A longer pack is a mistyped number."""
RECEIVED: Final = "pack_received"
"""Audit line: ``subject`` is ``Pack.text``."""
SPOILED: Final = "card_spoiled"
"""Audit line: ``subject`` is the number of a blank card, ``reason`` why nobody can have it."""
COUNTED: Final = "packs_counted"
"""Audit line: ``subject`` is ``Tally.text``, ``reason`` "" or ``differs``."""
LOW: Final = "packs_low"
"""Audit line: so many cards (``subject``) are left at the till."""
DIFFERS: Final = "differs"


@dataclass(frozen=True, slots=True)
class Pack:
    """Blank cards from ``first`` to ``last``, whole numbers of one length; ``size``: how many there are."""

    first: str
    last: str
    size: int

    @property
    def text(self) -> str:
        """How the pack stands in an audit line."""
        return f"{self.first}-{self.last}-{self.size}"

    def holds(self, number: str) -> bool:
        """Tell whether a number whose check digit is right is of this pack."""
        return len(number) == len(self.first) and self.first <= number <= self.last

    def meets(self, other: "Pack") -> bool:
        """Tell whether the two have a card in common."""
        return len(self.first) == len(other.first) and self.first <= other.last and other.first <= self.last


@dataclass(frozen=True, slots=True)
class Tally:
    """Sums over packs, in cards. ``counted``: what lies there, None = nobody has counted yet."""

    delivered: int = 0
    issued: int = 0
    spoiled: int = 0
    counted: int | None = None

    @property
    def left(self) -> int:
        """What must lie there."""
        return self.delivered - self.issued - self.spoiled

    @property
    def difference(self) -> int:
        """How many cards are too many (below zero: missing); 0 while nobody has counted."""
        return 0 if self.counted is None else self.counted - self.left

    @property
    def text(self) -> str:
        """How the sums stand in an audit line: delivered, issued, spoiled, left, counted."""
        counted = "" if self.counted is None else self.counted
        return f"{self.delivered}:{self.issued}:{self.spoiled}:{self.left}:{counted}"


def tally_in(text: str) -> Tally | None:
    """Return the sums of an audit line, None for nonsense."""
    match text.split(":"):
        case [delivered, issued, spoiled, _, counted] if all(map(is_digits, (delivered, issued, spoiled))):
            return Tally(
                int(delivered), int(issued), int(spoiled), int(counted) if is_digits(counted) else None
            )
        case _:
            return None


def pack_of(first: str, last: str, ranges: Iterable[CardRange]) -> Pack:
    """Return the pack between two numbers. Raises ``BadPackNumber``, ``BadPackRange``."""
    several = tuple(ranges)
    block, other = _block(first, several), _block(last, several)
    if block != other or len(first) != len(last):
        raise BadPackRange(most=MOST_CARDS)
    size = _place(last, block) - _place(first, block) + 1
    if not 1 <= size <= MOST_CARDS:
        raise BadPackRange(most=MOST_CARDS)
    return Pack(first, last, size)


def pack_in(text: str) -> Pack | None:
    """Return the pack of an audit line, None for nonsense."""
    match text.split("-"):
        case [first, last, size] if all(map(is_digits, (first, last, size))) and len(size) <= len(
            str(MOST_CARDS)
        ):
            return Pack(first, last, int(size))
        case _:
            return None


def _block(number: str, ranges: tuple[CardRange, ...]) -> CardRange:
    block = find_range(number, ranges) if is_digits(number) else None
    if block is None or not obeys(number, block.check):
        raise BadPackNumber(last4=last4(number))
    return block


def _place(number: str, block: CardRange) -> int:
    """Return the place of a number in its series."""
    return int(number if block.check is CheckDigit.NONE else number[:-1])
