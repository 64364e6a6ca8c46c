"""The till's voice: what plays sounds is looked for when the first one is wanted."""

from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from loyalty_pos.devices.sounds.speaker import Speaker
    from loyalty_pos.till.sounds import Sound


@cache
def _speaker() -> "Speaker":
    from loyalty_pos.devices.sounds.speaker import Speaker, player_here

    return Speaker(player_here())


def play(sound: "Sound") -> bool:
    """Begin to play; False = this machine has nothing that could."""
    return _speaker().play(sound)
