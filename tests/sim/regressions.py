"""Worlds that once broke something, kept for ever: (seed, events, what was wrong). The steps of a seed change with the code
that draws them, so each is kept together with the test that was written for what it found.
"""

from typing import Final, NamedTuple


class Kept(NamedTuple):
    """``found``: what was wrong, and the test that holds it since."""

    seed: int
    events: int
    found: str


KEPT: Final[tuple[Kept, ...]] = ()
