"""Plays the tones by what the system has, on a thread of its own: a sale never waits for a sound.

Windows plays them itself; elsewhere a small program of the sound system does. A machine without either stays silent, and
so does one whose sound card is not there: after a few failures nothing is tried any more.
"""

import queue
import shutil
import subprocess
import sys
import tempfile
import threading
from collections.abc import Callable
from pathlib import Path
from typing import Final

from loyalty_pos.devices.sounds.tones import wav_of
from loyalty_pos.till.sounds import Sound

Player = Callable[[Path], bool]
_PROGRAMS: Final = (("pw-play",), ("paplay",), ("aplay", "-q"), ("afplay",))
_LONGEST_S: Final = 5.0
_MOST_WAITING: Final = 2
"""A sound that comes late says nothing any more."""
_MOST_FAILURES: Final = 3


def player_here(path: str | None = None) -> Player | None:
    """Return what plays a file on this machine, None = nothing; ``path``: where programs are looked for."""
    if sys.platform == "win32":
        return _by_windows
    for name, *options in _PROGRAMS:
        if (found := shutil.which(name, path=path)) is not None:
            return _by_program([found, *options])
    return None


if sys.platform == "win32":
    import winsound

    def _by_windows(file: Path) -> bool:
        try:
            winsound.PlaySound(str(file), winsound.SND_FILENAME | winsound.SND_NODEFAULT)
        except RuntimeError:
            return False
        return True


def _by_program(command: list[str]) -> Player:
    def play(file: Path) -> bool:
        quiet = subprocess.DEVNULL
        try:
            done = subprocess.run(  # noqa: S603 - a player of the system, found on its path
                [*command, str(file)],
                stdin=quiet,
                stdout=quiet,
                stderr=quiet,
                timeout=_LONGEST_S,
                check=False,
            )
        except (OSError, subprocess.TimeoutExpired):
            return False
        return done.returncode == 0

    return play


class Speaker:
    """``player`` None = this machine has none."""

    def __init__(self, player: Player | None) -> None:
        self._player = player
        self._waiting: queue.Queue[Sound] = queue.Queue(_MOST_WAITING)
        self._thread: threading.Thread | None = None
        self._failures = 0

    def play(self, sound: Sound) -> bool:
        """Begin to play, and wait for nothing; False = this machine cannot."""
        if self._player is None or self._failures >= _MOST_FAILURES:
            return False
        if self._thread is None:
            self._thread = threading.Thread(target=self._work, name="sounds", daemon=True)
            self._thread.start()
        try:
            self._waiting.put_nowait(sound)
        except queue.Full:
            return True
        return True

    def _work(self) -> None:
        player = self._player
        assert player is not None
        with tempfile.TemporaryDirectory(prefix="loyalty-pos-sounds-") as folder:
            files = {sound: Path(folder, f"{sound}.wav") for sound in Sound}
            for sound, file in files.items():
                file.write_bytes(wav_of(sound))
            while self._failures < _MOST_FAILURES:
                played = player(files[self._waiting.get()])
                self._failures = 0 if played else self._failures + 1
