"""One cold start of the till as a process of its own, like ``loyalty-pos till``; started by ``window.py``.

    python -m loyalty_pos.lab.figures.start_probe --data FOLDER [--pin PIN]

Writes when the painted window had taken a typed PIN, and when that cashier was logged in. Without a PIN: how long
each turn of the Qt thread was from the first paint until the till was joined, and of these the ones of its pages.
"""

import argparse
import json
import os
import sys
import time
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from loyalty_pos.ui.stopwatch import Stopwatch
from loyalty_pos.wiring.folders import folders_at
from loyalty_pos.wiring.start import Counter, early, show_till


def main(arguments: Sequence[str] | None = None) -> int:
    """Show the window, type the PIN at once, tell when it was taken and when it was accepted."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--pin", default="")
    options = parser.parse_args(arguments)
    told: dict[str, object] = {}

    def watch(app: Any) -> object:
        def painted() -> None:
            if options.pin:
                made.log_in(options.pin, typed, logged_in)
            else:
                made.beat_until_joined(joined)

        made = Stopwatch(app, painted)
        return made

    def joined(gaps_ms: list[float], joining_ms: list[float]) -> None:
        _end({"gaps_ms": gaps_ms, "joining_ms": joining_ms})

    def typed() -> None:
        told["ready_at"] = time.time()

    def logged_in() -> None:
        _end(told | {"logged_in_at": time.time()})

    counter = Counter(folders_at(options.data).till, "en")
    return show_till(counter, replace(early(counter), watch=watch))


def _end(told: dict[str, object]) -> None:
    """Tell and leave at once: how long a window takes to close is another question."""
    sys.stdout.write(json.dumps(told) + "\n")
    sys.stdout.flush()
    os._exit(0)


if __name__ == "__main__":
    sys.exit(main())
