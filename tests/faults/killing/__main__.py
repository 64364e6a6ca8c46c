"""kill -9 in every phase of a till's life, and the next start finds everything that was acknowledged, once.

python -m tests.faults.killing [--count N] [--seed S] [--only PHASE]

``--count``: deaths in the middle of each phase. The centre is a process of its own; the tills are forked from this one.
"""

import argparse
import json
import os
import random
import sys
import tempfile
import threading
from collections.abc import Iterable, Sequence
from contextlib import closing
from dataclasses import asdict
from pathlib import Path
from typing import Any, Final

from tests.e2e.product import centre_process
from tests.faults.killing.at_its_files import AT_ITS_FILES
from tests.faults.killing.dying import Deaths, Moment, Phase, Words, killed
from tests.faults.killing.in_the_town import AnEnrolment, phases_of
from tests.faults.killing.town import Town, whole
from tests.faults.kth_io import told

_TRIES: Final = 6
_FEW: Final = 5
"""So few deaths go by the guess how long a deed lasts."""
_SHOWN: Final = 20


def play(phase: Phase, folder: Path, deaths: int, dice: random.Random, wrong: list[str]) -> Deaths:
    """Kill so many in the middle of the deed; give up when it is over too quickly too often."""
    phase.prepare(folder / phase.name)
    moment, counted = Moment(dice, phase.lasts_s), Deaths()
    for number in range(1 + deaths * _TRIES):
        if counted.middle == deaths:
            break
        phase.fresh()
        assert threading.active_count() == 1, "a fork takes no threads along"
        said: Words = []
        try:
            said = killed(phase, moment, counted, spared=not number and deaths > _FEW)
            wrong += [f"{phase.name}, said {said[-1:]}: {one}" for one in phase.after(said)]
        except Exception as failure:  # noqa: BLE001 - whatever comes out is the finding
            wrong.append(f"{phase.name}, said {said[-1:]}: {told(failure)}")
    return counted


def _played(
    phases: Iterable[Phase], folder: Path, options: argparse.Namespace, outcome: dict[str, Any]
) -> None:
    dice = random.Random(options.seed)
    for phase in phases:
        if options.only in {"", phase.name}:
            outcome["phases"][phase.name] = asdict(play(phase, folder, options.count, dice, outcome["wrong"]))


def main(arguments: Sequence[str] | None = None) -> int:
    """Kill, and print what was counted; 0 when nothing is wrong and each phase had all its deaths."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--count", type=int, default=3)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--only", default="")
    options = parser.parse_args(arguments)
    os.environ["PYTHON_KEYRING_BACKEND"] = "keyring.backends.fail.Keyring"
    outcome: dict[str, Any] = {"phases": {}, "wrong": []}
    with tempfile.TemporaryDirectory(prefix="loyalty-pos-killing-", ignore_cleanup_errors=True) as own:
        folder = Path(own)
        _played(AT_ITS_FILES, folder, options, outcome)
        town = Town(folder / "town")
        with centre_process(town.data) as url:
            town.begin(url)
            _played(phases_of(town), folder, options, outcome)
            outcome["wrong"] += [*town.heal(), *town.compare()]
            _played([AnEnrolment(town)], folder, options, outcome)
        with closing(town.books()) as books:
            outcome["wrong"] += whole(books)
    outcome |= {"paid": len(town.paid), "granted": town.granted}
    wrong = outcome["wrong"]
    outcome |= {"wrong": wrong[:_SHOWN], "wrongs": len(wrong)}
    sys.stdout.write(f"{json.dumps(outcome)}\n")
    return 1 if wrong or any(one["middle"] < options.count for one in outcome["phases"].values()) else 0


if __name__ == "__main__":
    sys.exit(main())
