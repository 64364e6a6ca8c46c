"""The window: cold start to ready against a bare PySide6 window, and how long its thread is stuck while syncing.

Each start is a process of its own; bytecode is compiled first (``dev.py bench`` does). A bare window is a line edit.
"""

import json
import os
import statistics
import subprocess
import sys
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any, Final

from loyalty_pos.centre.items import MemberItem
from loyalty_pos.core.cards import OWN_RANDOM_DIGITS, own_card
from loyalty_pos.lab.figures.ratio import Ratio
from loyalty_pos.wiring.centre import CentreSettings, RunningCentre, start_centre
from loyalty_pos.wiring.demo import STORE, fill_centre
from loyalty_pos.wiring.folders import folders_at
from loyalty_pos.wiring.till import TillSettings, enrol

START_GOAL: Final = 2.0
STALL_MS: Final = 16.0
_BEAT_S: Final = 6.0
_PIN: Final = "1111"
_BARE: Final = """
import json, os, sys, time
from PySide6.QtCore import QObject, QEvent, QTimer
from PySide6.QtWidgets import QApplication, QLineEdit
class Watch(QObject):
    def eventFilter(self, watched, event):
        if event.type() is QEvent.Type.Paint:
            app.removeEventFilter(self)
            QTimer.singleShot(0, ready)
        return False
def ready():
    print(json.dumps({"ready_at": time.time()}), flush=True)
    os._exit(0)
app = QApplication(sys.argv)
watch = Watch()
app.installEventFilter(watch)
window = QLineEdit()
window.resize(1366, 768)
window.show()
app.exec()
"""
_BARE_BEATS: Final = """
import json, sys, time
from PySide6.QtCore import QTimer, Qt
from PySide6.QtWidgets import QApplication
app = QApplication(sys.argv)
beats = [time.perf_counter()]
timer = QTimer(interval=1, timerType=Qt.TimerType.PreciseTimer)
timer.timeout.connect(lambda: beats.append(time.perf_counter()))
timer.start()
QTimer.singleShot(int(float(sys.argv[1]) * 1000), app.quit)
app.exec()
print(json.dumps({"gaps_ms": [(b - a) * 1000 for a, b in zip(beats, beats[1:])]}))
"""


def measure(folder: Path, starts: int, changes: int) -> Iterator[Ratio]:
    """Return the ratio of cold starts, then the longest stall while so many changed members come down."""
    centre = start_centre(CentreSettings(folders_at(folder).centre))
    try:
        fill_centre(centre, folder, "en")
        enrol(TillSettings(folders_at(folder).till, "en"), centre.url, centre.admin.make_code(STORE))
        yield _starts(folder, starts)
        yield _joining(folder, starts)
        yield _stalls(folder, centre, changes)
    finally:
        centre.stop()


def _starts(folder: Path, starts: int) -> Ratio:
    """Ready: painted, and a typed PIN is taken. Logged in: that PIN was checked by the till, with all of it loaded."""
    probe = ["-m", "loyalty_pos.lab.figures.start_probe", "--data", str(folder), "--pin", _PIN]
    ready, logged_in, bare = [], [], []
    for _ in range(starts):
        bare.append(_since(time.time(), ["-c", _BARE])["ready_at"])
        told = _since(time.time(), probe)
        ready.append(told["ready_at"])
        logged_in.append(told["logged_in_at"])
    mine, later, floor = (statistics.median(times) * 1000 for times in (ready, logged_in, bare))
    details = {"logged_in_ms": later, "logged_in_ratio": later / floor}
    return Ratio("cold start to ready / bare window", mine, floor, "ms", START_GOAL, details)


def _joining(folder: Path, starts: int) -> Ratio:
    """From the first paint until all pages that a shift begins with are there: was the window ever stuck?"""
    probe = ["-m", "loyalty_pos.lab.figures.start_probe", "--data", str(folder)]
    told, bare = [], []
    for _ in range(starts):
        told.append(_told(probe))
        bare.append(max(_told(["-c", _BARE_BEATS, "1"])["gaps_ms"]))
    longest = [max(one["gaps_ms"]) for one in told]
    details = {
        "in_steps_ms": statistics.median(max(one["joining_ms"], default=0.0) for one in told),
        "bare_longest_ms": statistics.median(bare),
        "over_16_ms": statistics.median(sum(gap > STALL_MS for gap in one["gaps_ms"]) for one in told),
    }
    return Ratio(
        "longest hold while joining the first paint", statistics.median(longest), STALL_MS, "ms", 1.0, details
    )


def _stalls(folder: Path, centre: RunningCentre, changes: int) -> Ratio:
    """Change many members at the centre, let a window sync while it beats; the goal itself is the floor."""
    probe = ["-m", "loyalty_pos.lab.figures.window_probe", "--data", str(folder), "--seconds", str(_BEAT_S)]
    idle = _told(probe)["gaps_ms"]
    for start in range(0, changes, 1000):
        numbers = [own_card(f"{n:0{OWN_RANDOM_DIGITS}d}") for n in range(start, start + 1000)]
        centre.admin.put_members([MemberItem(number, name="Анна К", points=10) for number in numbers])
    with ThreadPoolExecutor(
        max_workers=1
    ) as beside:  # what this machine alone does to a window that does nothing
        bare = beside.submit(_told, ["-c", _BARE_BEATS, str(_BEAT_S)])
        busy = _told([*probe, "--sync"])["gaps_ms"]
    details = {
        "bare_longest_ms": max(bare.result()["gaps_ms"]),
        "idle_longest_ms": max(idle),
        "over_16_ms": float(sum(gap > STALL_MS for gap in busy)),
        "p99_ms": sorted(busy)[int(len(busy) * 0.99)],
        "beats": float(len(busy)),
    }
    return Ratio(
        f"longest stall of the window, {changes:,} changes coming down",
        max(busy),
        STALL_MS,
        "ms",
        1.0,
        details,
    )


def _since(begin: float, arguments: list[str]) -> dict[str, float]:
    return {name: at - begin for name, at in _told(arguments).items()}


def _told(arguments: list[str]) -> dict[str, Any]:
    environment = os.environ | {
        "QT_QPA_PLATFORM": "offscreen",
        "PYTHON_KEYRING_BACKEND": "keyring.backends.fail.Keyring",
    }
    done = subprocess.run(  # noqa: S603 - our own probe
        [sys.executable, *arguments],
        env=environment,
        capture_output=True,
        encoding="utf-8",
        check=True,
        timeout=120,
    )
    told: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    return told
