"""Notes and coins in which a drawer is counted, and what they come to."""

from collections.abc import Sequence
from typing import Final

from loyalty_pos.core.problems import BadAmount

PIECES_MINOR: Final = (500_000, 200_000, 100_000, 50_000, 20_000, 10_000, 5_000, 1_000, 500, 200, 100, 50, 10)
"""Largest first: notes and coins of the rouble, in kopecks."""

Pieces = tuple[tuple[int, int], ...]


def pieces_of(counts: Sequence[int]) -> Pieces:
    """Return (worth, how many) of those that are there; one count for each of ``PIECES_MINOR``, fewer = none."""
    return tuple((worth, count) for worth, count in zip(PIECES_MINOR, counts, strict=False) if count)


def worth_of(pieces: Pieces) -> int:
    """Return the sum in minor units. Raises ``BadAmount`` for a count that can be of nothing."""
    for worth, count in pieces:
        if worth <= 0 or count < 0:
            raise BadAmount(text=f"{count} x {worth}")
    return sum(worth * count for worth, count in pieces)
