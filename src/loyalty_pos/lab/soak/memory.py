"""How much memory processes hold, second by second, as the system counts it (Linux; elsewhere nothing is known)."""

import statistics
import time
from collections import Counter
from pathlib import Path
from typing import Final

_KIB: Final = 1024
_LEAST_SAMPLES: Final = 3


def resident_kib(pid: int) -> int:
    """Return what a process holds in memory, 0 = gone or unknown."""
    try:
        text = Path(f"/proc/{pid}/status").read_text(encoding="ascii")
    except OSError:
        return 0
    line = next((line for line in text.splitlines() if line.startswith("VmRSS:")), "VmRSS: 0")
    return int(line.split()[1])


class Memory:
    """Samples by the name of the process; who is started again is another process."""

    def __init__(self) -> None:
        self._rows: dict[str, list[tuple[float, int]]] = {}
        self._pids: dict[str, int] = {}
        self._lives: Counter[str] = Counter()

    def follow(self, name: str, pid: int) -> None:
        """Watch this process from now on; a later life of the same gets a number."""
        self._lives[name] += 1
        life = name if self._lives[name] == 1 else f"{name} life {self._lives[name]}"
        self._pids[life] = pid
        self._rows[life] = []

    def look(self) -> None:
        """Take a sample of each."""
        now_s = time.monotonic()
        for name, pid in self._pids.items():
            if held := resident_kib(pid):
                self._rows[name].append((now_s, held))

    def told(self, warm_s: float) -> dict[str, dict[str, object]]:
        """Return by process what was held after the warm-up and at its end, and the trend; ``warm_s``: steady clock.

        Who began later than half way to ``warm_s`` is not warm and is left out.
        """
        began_s = min((row[0][0] for row in self._rows.values() if row), default=warm_s)
        latest_s = began_s + (warm_s - began_s) / 2
        warm = {name: row for name, row in self._rows.items() if row and row[0][0] <= latest_s}
        return {name: _told([one for one in row if one[0] >= warm_s]) for name, row in warm.items()}


def _told(row: list[tuple[float, int]]) -> dict[str, object]:
    """Return medians of the first and of the last tenth, in MiB, and their growth in percent."""
    if len(row) < _LEAST_SAMPLES:
        return {}
    part = max(1, len(row) // 10)
    first = statistics.median(held for _, held in row[:part])
    last = statistics.median(held for _, held in row[-part:])
    step = max(1, len(row) // 10)
    return {
        "seconds": round(row[-1][0] - row[0][0]),
        "first_mib": round(first / _KIB, 1),
        "last_mib": round(last / _KIB, 1),
        "growth_percent": round(100 * (last - first) / first, 1),
        "trend_mib": [round(held / _KIB, 1) for _, held in row[::step]],
    }
