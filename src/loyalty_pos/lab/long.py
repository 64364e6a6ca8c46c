"""``python dev.py long``: every count of the plan, for an hour or so; its dated JSON is what a release rests on.

    python -m loyalty_pos.lab.long [--folder docs/figures] [--only NAME ...] [--count NAME=N ...] [--list]

Each count is a program that prints one JSON object and ends with 1 when anything fell short. With ``--only`` the others
stay in the day's file as they were measured before; each says when that was.
"""

import argparse
import json
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Final, NamedTuple

from loyalty_pos.lab import bench
from loyalty_pos.wiring.console import say

_FOLDER: Final = Path("docs/figures")
_BENCH: Final = "bench"
_SHOWN: Final = 20_000


class Count(NamedTuple):
    """A program that counts: its module, how its number is asked for, and how large it is in the long run."""

    module: str
    option: str
    number: int
    rest: tuple[str, ...] = ()

    def command(self, number: int) -> list[str]:
        """Return the command that counts this far."""
        return [sys.executable, "-m", *self.module.split(), self.option, str(number), *self.rest]


COUNTS: Final = {
    "kills": Count("loyalty_pos.lab.kills", "--deaths", 1_000),
    "killing": Count("tests.faults.killing", "--count", 100),
    "replay": Count("loyalty_pos replay", "--baskets", 50_000, ("--tills", "100", "--json")),
    "absence": Count("loyalty_pos.lab.absence", "--sales", 50_000),
    "absence_postgresql": Count("loyalty_pos.lab.absence", "--sales", 50_000, ("--postgres",)),
    "soak": Count("loyalty_pos.lab.soak", "--days", 8),
    "prices": Count("tests.property.two_pricers", "--cases", 20_000),
    "model": Count("loyalty_pos.lab.promise.count", "--worlds", 5_000),
    "worlds": Count("tests.sim", "--seeds", 400, ("--first", "100000", "--workers", "2")),
    "words": Count("tests.property.hostile_words", "--cases", 200_000),
    "scans": Count("tests.gui.scans_and_typing", "--count", 10_000),
    "shift": Count("tests.gui.a_shift", "--sales", 2_000),
    "fits": Count("tests.gui.fits", "--count", 15),
    "papers": Count("tests.property.hostile_papers", "--cases", 200_000),
    "clocks": Count("tests.property.wandering_clocks", "--walks", 20_000),
    "power_cuts": Count("tests.faults.power_cut", "--count", 20_000),
    "failing_calls": Count("tests.faults.kth_io", "--count", 400),
    "io_errors": Count("tests.faults.io_errors", "--count", 300),
    "full_disks": Count("tests.faults.disk_full", "--count", 200),
    "bit_rot": Count("tests.faults.bit_rot", "--count", 20_000),
    "images": Count("tests.faults.images", "--count", 100),
    "backups": Count("tests.faults.live_backups", "--count", 200),
    "salvage": Count("tests.property.damaged_journals", "--count", 2_000),
    "opening_day": Count("tests.integration.till.opening_day", "--count", 3_000),
    "frauds": Count("tests.property.drawn_frauds", "--count", 400),
    "frauds_of_real_shoppers": Count("tests.property.drawn_frauds", "--count", 60, ("--real",)),
    "snapshots": Count("tests.property.hostile_snapshots", "--cases", 200_000),
}
"""In the order in which they run; what nobody asks for by name runs too."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run all of it, write one file, return 1 when anything fell short."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--folder", type=Path, default=_FOLDER)
    parser.add_argument("--only", choices=[_BENCH, *COUNTS], action="append", help="repeatable")
    parser.add_argument("--count", type=_counted, action="append", default=[], metavar="NAME=N")
    parser.add_argument("--list", action="store_true", help="say what there is to count, and end")
    options = parser.parse_args(arguments)
    if options.list:
        for name, count in COUNTS.items():
            say(f"{name:16}{count.number:>10}  python -m {count.module} {count.option} N")
        return 0
    numbers = {name: count.number for name, count in COUNTS.items()} | dict(options.count)
    options.folder.mkdir(parents=True, exist_ok=True)
    path = options.folder / f"long-{datetime.now(UTC):%Y-%m-%d}.json"
    facts: dict[str, Any] = json.loads(path.read_text(encoding="utf-8")) if path.exists() else {}
    codes = []
    for name in options.only or [_BENCH, *COUNTS]:
        code, facts[name] = _bench() if name == _BENCH else _run(COUNTS[name].command(numbers[name]))
        codes.append(code)
        path.write_text(json.dumps(facts, indent=2, ensure_ascii=False) + "\n", encoding="utf-8")
        say(f"{name}: exit code {code}, {facts[name].get('took_s', '')} s")
    say(str(path))
    return max(codes)


def _counted(text: str) -> tuple[str, int]:
    """Read ``kills=20000``."""
    name, _, number = text.partition("=")
    if name not in COUNTS:
        message = f"nothing is counted under «{name}»; there are {', '.join(COUNTS)}"
        raise argparse.ArgumentTypeError(message)
    return name, int(number)


def _bench() -> tuple[int, dict[str, Any]]:
    with tempfile.TemporaryDirectory(prefix="loyalty-pos-long-") as temporary:
        figures = Path(temporary, "bench.json")
        return bench.main(["--json", str(figures)]), json.loads(figures.read_text(encoding="utf-8"))


def _run(command: list[str]) -> tuple[int, dict[str, Any]]:
    """Run a count to its end; what it printed, when it began and how long it took.

    What programs of the tests log while they are hurt is shown only when something fell short.
    """
    began, begin = datetime.now(UTC), time.monotonic()
    log = subprocess.PIPE if command[2].startswith("tests.") else None
    done = subprocess.run(command, stdout=subprocess.PIPE, stderr=log, encoding="utf-8", check=False)  # noqa: S603 - ourselves
    if done.returncode and done.stderr:
        sys.stderr.write(done.stderr[-_SHOWN:])
    counted = json.loads(done.stdout.strip().splitlines()[-1]) if done.stdout.strip() else {}
    return done.returncode, {
        "began": began.isoformat(timespec="seconds"),
        "took_s": round(time.monotonic() - begin),
        "exit_code": done.returncode,
        **counted,
    }


if __name__ == "__main__":
    sys.exit(main())
