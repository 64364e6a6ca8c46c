"""The three things that a till says by a sound, to a cashier who looks at the goods and not at the screen."""

from collections.abc import Callable
from enum import StrEnum


class Sound(StrEnum):
    """High = go on; two low ones = look here; a long one = somebody must come, or the till itself is in trouble."""

    GOOD = "good"
    REFUSED = "refused"
    TROUBLE = "trouble"


Play = Callable[[Sound], bool]
"""Begins to play at once and waits for nothing; False = this machine has nothing that could."""


def unheard(_sound: Sound) -> bool:
    """Play nothing: this machine has nothing to play by."""
    return False
