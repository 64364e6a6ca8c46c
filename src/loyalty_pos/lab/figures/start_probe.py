"""One cold start of the till as a process of its own, like ``loyalty-pos till``; started by ``window.py``.

    python -m loyalty_pos.lab.figures.start_probe --data FOLDER --pin PIN

Writes when the painted window had taken a typed PIN, and when that cashier was logged in.
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
    parser.add_argument("--pin", required=True)
    options = parser.parse_args(arguments)
    told: dict[str, float] = {}

    def watch(app: Any) -> object:
        made = Stopwatch(app, lambda: made.log_in(options.pin, typed, logged_in))
        return made

    def typed() -> None:
        told["ready_at"] = time.time()

    def logged_in() -> None:
        told["logged_in_at"] = time.time()
        sys.stdout.write(json.dumps(told) + "\n")
        sys.stdout.flush()
        os._exit(0)

    counter = Counter(folders_at(options.data).till, "en")
    return show_till(counter, replace(early(counter), watch=watch))


if __name__ == "__main__":
    sys.exit(main())
