"""Three sounds that nobody mixes up, played by what the machine has and by nothing else; nobody waits for one."""

import io
import math
import os
import stat
import time
import wave
from array import array
from itertools import pairwise
from pathlib import Path

import pytest

from loyalty_pos.devices.sounds.speaker import Speaker, player_here
from loyalty_pos.devices.sounds.tones import RATE, wav_of
from loyalty_pos.till.sounds import Sound

_HALF_S = 0.5


def heard(sound: Sound) -> tuple[float, list[tuple[int, int]]]:
    """Return (seconds, [(hertz, milliseconds) of each tone]) as an ear would: by counting the turns of the wave."""
    with wave.open(io.BytesIO(wav_of(sound))) as file:
        assert (file.getnchannels(), file.getsampwidth(), file.getframerate()) == (1, 2, RATE)
        samples = array("h", file.readframes(file.getnframes()))
    step, tones = RATE // 100, list[tuple[int, int]]()
    loud = [max(samples[place : place + step]) > 1_000 for place in range(0, len(samples), step)]
    begin = 0
    for place, is_loud in enumerate([*loud, False]):
        if not is_loud and place > begin:
            piece = samples[begin * step : place * step]
            turns = sum(before < 0 <= after for before, after in pairwise(piece))
            tones.append((turns * RATE // len(piece), 10 * (place - begin)))
        begin = place + 1 if not is_loud else begin
    return len(samples) / RATE, tones


def test_good_is_one_high_tone_refused_two_low_ones_trouble_one_long_one() -> None:
    ((high, _),) = heard(Sound.GOOD)[1]
    (first, _), (second, _) = heard(Sound.REFUSED)[1]
    ((_, long_ms),) = heard(Sound.TROUBLE)[1]
    assert high > 1_500
    assert math.isclose(first, second, rel_tol=0.1) and first < 400
    assert long_ms > 700
    assert heard(Sound.GOOD)[0] < 0.1, "goods are scanned three a second"


def test_none_begins_or_ends_with_a_click() -> None:
    for sound in Sound:
        with wave.open(io.BytesIO(wav_of(sound))) as file:
            samples = array("h", file.readframes(file.getnframes()))
        assert abs(samples[0]) < 300 and abs(samples[-1]) < 300
        assert max(map(abs, samples)) < 2**15 // 2, "nobody is to be frightened"


@pytest.fixture
def program(tmp_path: Path) -> Path:
    """A player of a sound system that writes down what it was given, and needs half a second for it."""
    made = tmp_path / "bin" / "aplay"
    made.parent.mkdir()
    heard_in = tmp_path / "heard"
    made.write_text(
        f'#!/bin/sh\nsleep {_HALF_S}\nfor f; do :; done\nbasename "$f" >> {heard_in}\n', encoding="ascii"
    )
    made.chmod(made.stat().st_mode | stat.S_IXUSR)
    return made


def until(wanted: object, path: Path) -> None:
    end = time.monotonic() + 10
    while (path.read_text(encoding="ascii").split() if path.exists() else []) != wanted:
        assert time.monotonic() < end, path.exists() and path.read_text(encoding="ascii")
        time.sleep(0.02)


def test_a_sound_is_played_by_the_program_that_is_there_and_nobody_waits_for_it(
    program: Path, tmp_path: Path
) -> None:
    speaker = Speaker(player_here(os.pathsep.join([str(program.parent), os.defpath])))
    began = time.monotonic()
    assert speaker.play(Sound.REFUSED)
    assert time.monotonic() - began < _HALF_S
    until(["refused.wav"], tmp_path / "heard")


def test_sounds_that_would_come_late_are_dropped(program: Path, tmp_path: Path) -> None:
    speaker = Speaker(player_here(str(program.parent) + os.pathsep + os.defpath))
    for _ in range(40):
        assert speaker.play(Sound.GOOD)
    time.sleep(_HALF_S * 5)
    assert len((tmp_path / "heard").read_text(encoding="ascii").split()) <= 3


def test_a_machine_without_a_player_is_silent(tmp_path: Path) -> None:
    assert player_here(str(tmp_path)) is None
    assert not Speaker(None).play(Sound.GOOD)


def test_a_machine_without_a_sound_card_is_silent_after_a_few_tries() -> None:
    tries = list[Path]()

    def no_card(file: Path) -> bool:
        tries.append(file)
        return False

    speaker, end = Speaker(no_card), time.monotonic() + 10
    while speaker.play(Sound.REFUSED):
        assert time.monotonic() < end
        time.sleep(0.01)
    assert len(tries) == 3
    assert tries[0].name == "refused.wav"
