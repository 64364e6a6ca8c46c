"""The three tones as WAV files, made here: they differ in height, in number and in length, so that nobody needs a good ear."""

import io
import math
import wave
from array import array
from dataclasses import dataclass
from typing import Final

from loyalty_pos.till.sounds import Sound

RATE: Final = 22_050
_LOUDEST: Final = 12_000
_FADE_MS: Final = 8
"""Without it a tone begins and ends with a click."""


@dataclass(frozen=True, slots=True)
class Tone:
    """``hertz`` 0 = silence between two tones."""

    hertz: int
    ms: int


TONES: Final[dict[Sound, tuple[Tone, ...]]] = {
    Sound.GOOD: (Tone(1_760, 70),),
    Sound.REFUSED: (Tone(330, 120), Tone(0, 70), Tone(330, 120)),
    Sound.TROUBLE: (Tone(440, 800),),
}


def wav_of(sound: Sound) -> bytes:
    """Return the sound as a WAV file: one channel of 16 bits."""
    samples = array("h")
    for tone in TONES[sound]:
        samples.extend(_samples(tone))
    file = io.BytesIO()
    with wave.open(file, "wb") as written:
        written.setnchannels(1)
        written.setsampwidth(samples.itemsize)
        written.setframerate(RATE)
        written.writeframes(samples.tobytes())
    return file.getvalue()


def _samples(tone: Tone) -> list[int]:
    length, fade = RATE * tone.ms // 1000, RATE * _FADE_MS // 1000
    turn = 2 * math.pi * tone.hertz / RATE
    return [
        round(_LOUDEST * min(1.0, place / fade, (length - place) / fade) * math.sin(turn * place))
        for place in range(length)
    ]
