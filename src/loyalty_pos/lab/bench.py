"""``python dev.py bench``: every figure that was promised, as a ratio of one run; a table, and JSON beside it.

    python -m loyalty_pos.lab.bench [--quick] [--only NAME] [--peers] [--json FILE]

``--peers``: prices beside other engines, and nothing else. Exit code 1 when a goal is missed. Absolute times mean nothing beyond this machine and this minute.
"""

import argparse
import json
import os
import platform
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator, Sequence
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

import loyalty_pos
from loyalty_pos import __version__
from loyalty_pos.lab.figures import pricing, receipt, signed, storage, window
from loyalty_pos.lab.figures.ratio import Ratio
from loyalty_pos.lab.figures.sync import exchange, snapshot
from loyalty_pos.wiring.console import say


@dataclass(frozen=True, slots=True)
class Effort:
    """How much is done; ``quick`` for a first look."""

    cards: int
    rounds: int
    starts: int
    changes: int


FULL: Final = Effort(cards=1_000_000, rounds=2_000, starts=7, changes=20_000)
QUICK: Final = Effort(cards=5_000, rounds=100, starts=2, changes=1_000)

_PEERS: Final = "LOYALTY_POS_PEERS_PYTHON"
_SMALL: Final = 0.1

Figures = dict[str, Callable[[Path, Effort], Iterator[Ratio]]]
FIGURES: Final[Figures] = {
    "pricing": lambda _, effort: pricing.measure(effort.rounds),
    "receipt": lambda _, effort: receipt.measure(effort.rounds),
    "commit": lambda folder, effort: iter([storage.measure_commit(folder, effort.rounds)]),
    "lookup": lambda folder, effort: iter([storage.measure_lookup(folder, effort.cards, effort.rounds)]),
    "snapshot": lambda folder, effort: snapshot.measure(folder, effort.cards),
    "start": lambda folder, effort: snapshot.measure_start(folder, effort.cards // 2),
    "delta": lambda folder, effort: exchange.measure_delta(folder, effort.changes),
    "upload": lambda folder, effort: iter([exchange.measure_upload(folder, effort.rounds)]),
    "signed": lambda folder, effort: signed.measure(folder, effort.rounds),
    "window": lambda folder, effort: window.measure(folder, effort.starts, effort.changes),
}


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure, print, keep."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--quick", action="store_true", help="smaller counts")
    parser.add_argument(
        "--only", choices=sorted(FIGURES), action="append", help="only this figure (repeatable)"
    )
    parser.add_argument(
        "--peers", action="store_true", help="other engines instead, in their own environment"
    )
    parser.add_argument("--json", type=Path, metavar="FILE", help="where to keep the numbers")
    options = parser.parse_args(arguments)
    effort = QUICK if options.quick else FULL
    found: list[Ratio] = []
    say(f"{'':58}{'ours':>12}{'floor':>12}{'ratio':>8}{'goal':>7}")
    with tempfile.TemporaryDirectory(prefix="loyalty-pos-bench-", ignore_cleanup_errors=True) as folder:
        figures = {"peers": _beside_peers} if options.peers else FIGURES
        for name in figures if options.peers else options.only or figures:
            own = Path(folder, name)
            own.mkdir()
            for ratio in figures[name](own, effort):
                found.append(ratio)
                say(_row(ratio))
    if options.json:
        options.json.write_text(json.dumps(_facts(found, effort), indent=2) + "\n", encoding="utf-8")
    return 0 if all(ratio.met for ratio in found) else 1


def _beside_peers(_: Path, effort: Effort) -> Iterator[Ratio]:
    """Measure in the environment that ``dev.py bench --peers`` makes, where this program has no packages."""
    command = [os.environ[_PEERS], "-m", "loyalty_pos.lab.figures.peers", "--rounds", str(effort.rounds)]
    environment = os.environ | {"PYTHONPATH": str(Path(loyalty_pos.__file__).parent.parent)}
    done = subprocess.run(command, env=environment, stdout=subprocess.PIPE, check=True)  # noqa: S603 - our own
    return (Ratio(**facts) for facts in json.loads(done.stdout))


def _row(ratio: Ratio) -> str:
    verdict = "" if ratio.met else "  MISSED"
    goal = f"{_times(ratio.goal):>6}x" if ratio.goal is not None else "      -"
    return (
        f"{ratio.name:58}{ratio.ours:>9.1f} {ratio.unit:2}{ratio.floor:>9.1f} {ratio.unit:2}"
        f"{_times(ratio.ratio):>7}x{goal}{verdict}"
    )


def _times(ratio: float) -> str:
    return f"{ratio:.2f}" if ratio >= _SMALL else f"{ratio:.4f}"


def _facts(found: list[Ratio], effort: Effort) -> dict[str, object]:
    return {
        "program": __version__,
        "measured": datetime.now(UTC).isoformat(timespec="seconds"),
        "python": platform.python_version(),
        "system": platform.platform(),
        "cores": os.cpu_count(),
        "effort": asdict(effort),
        "figures": [asdict(one) | {"ratio": round(one.ratio, 3), "met": one.met} for one in found],
    }


if __name__ == "__main__":
    sys.exit(main())
