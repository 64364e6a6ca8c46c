"""One start of the till's window as a process of its own, measured from inside; started by ``window.py``.

    python -m loyalty_pos.lab.figures.window_probe --data FOLDER --seconds S [--sync]

Writes the seconds since the process began when the window was painted and idle, and the gaps of the Qt thread.
"""

import argparse
import json
import os
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from loyalty_pos.ui.app import run
from loyalty_pos.ui.stopwatch import Stopwatch
from loyalty_pos.wiring.folders import folders_at
from loyalty_pos.wiring.till import TillSettings, open_shop_till
from loyalty_pos.wiring.window import paper_on_screen, ui_parts


def main(arguments: Sequence[str] | None = None) -> int:
    """Show the window, tell when it is ready; with seconds: beat so long, and tell how long it was ever stuck."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--seconds", type=float, default=0.0)
    parser.add_argument("--sync", action="store_true")
    options = parser.parse_args(arguments)
    folder = folders_at(options.data).till
    till = open_shop_till(TillSettings(folder, language="en"))
    told: dict[str, object] = {}
    watches: list[Any] = []

    def ready() -> None:
        told["ready_at"] = time.time()
        if not options.seconds:
            _end(told)
        watch = watches[0]
        watch.start_beating()
        if options.sync:
            till.worker.start()
        watch.call_in(
            options.seconds,
            lambda: _end(told | {"gaps_ms": watch.gaps_ms, "cursor": till.files.feed.cursor()}),
        )

    def install(app: Any, _scanned: Callable[[str], None]) -> object:

        watches.append(Stopwatch(app, ready))
        return watches[0]

    return run(replace(ui_parts(till, folder, paper_on_screen()), install_scan_filter=install))


def _end(told: dict[str, object]) -> None:
    """Tell and leave at once: how long a window takes to close is another question."""
    sys.stdout.write(json.dumps(told) + "\n")
    sys.stdout.flush()
    os._exit(0)


if __name__ == "__main__":
    sys.exit(main())
