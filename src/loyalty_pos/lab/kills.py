"""Kill a selling till again and again, at random moments between scan and print; nothing acknowledged may be lost.

    python -m loyalty_pos.lab.kills --data FOLDER --cycles N --seed S

The till runs in a child forked from this warm process, so a cycle costs what opening the files costs. The child
tells each durable sale through a pipe before it prints; the parent sends SIGKILL, then reads what was told.
"""

import argparse
import json
import os
import random
import signal
import sys
import time
from collections.abc import Sequence
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Final

from loyalty_pos.core.sale import Sale
from loyalty_pos.lab.selling import Seller, ready
from loyalty_pos.storage.sealing import Sealing
from loyalty_pos.wire.events import fact_of
from loyalty_pos.wiring.books import events_of
from loyalty_pos.wiring.folders import folders_at
from loyalty_pos.wiring.till import TillSettings, open_shop_till

_LONGEST_LIFE_S: Final = 0.25
_PAPER: Final = "paper.txt"
_MOMENTS: Final = (b"scanned", b"sold", b"printed")


@dataclass(slots=True)
class Outcome:
    """``told``: sales acknowledged to the outside; ``lost``: of them not in the journal; ``doubled``: there twice.

    ``moments``: what the child was doing when it was killed -> how often.
    """

    cycles: int = 0
    told: int = 0
    written: int = 0
    lost: int = 0
    doubled: int = 0
    printed_unwritten: int = 0
    moments: dict[str, int] = field(default_factory=dict)


def main(arguments: Sequence[str] | None = None) -> int:
    """Kill so many times, look into the journal, write the outcome as JSON; 0 when nothing was lost or doubled."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--cycles", type=int, default=50)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args(arguments)
    settings = TillSettings(folders_at(options.data).till)
    Sealing()  # loads cryptography before the forks
    outcome, told = Outcome(), set[str]()
    dice = random.Random(options.seed)  # noqa: S311 - the moments are chance, not secrets
    for cycle in range(options.cycles):
        told |= _one_life(settings, dice, cycle, outcome)
    _look(settings, told, outcome)
    sys.stdout.write(json.dumps(asdict(outcome)) + "\n")
    return 1 if outcome.lost or outcome.doubled or outcome.printed_unwritten else 0


def _one_life(settings: TillSettings, dice: random.Random, cycle: int, outcome: Outcome) -> set[str]:
    """Let a child sell for a random moment after its first scan, kill it, return the sales it told."""
    reader, writer = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(reader)
        _sell_until_killed(settings, cycle, writer)
    os.close(writer)
    lines = _until(reader, dice.choice(_MOMENTS), time.monotonic() + dice.random() * _LONGEST_LIFE_S)
    os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)
    while piece := os.read(reader, 65536):
        lines += piece
    os.close(reader)
    words = [line.split() for line in lines.decode().splitlines()]
    outcome.cycles += 1
    outcome.moments[words[-1][0]] = outcome.moments.get(words[-1][0], 0) + 1
    return {word[1] for word in words if word[0] == "sold"}


def _until(reader: int, moment: bytes, not_before: float) -> bytes:
    """Return what was told until, after some time, the newest word is the wanted moment."""
    lines = b""
    while True:
        lines += os.read(reader, 65536)
        newest = lines.splitlines()[-1]
        if time.monotonic() >= not_before and newest.startswith(moment):
            return lines


def _sell_until_killed(settings: TillSettings, cycle: int, writer: int) -> None:
    """The child: never returns."""
    try:
        till = open_shop_till(settings)
        ready(till)
        seller = Seller(till, random.Random(cycle))  # noqa: S311 - the same baskets each time
        with (settings.folder / _PAPER).open("a", encoding="ascii") as paper:
            while True:
                done = seller.sell(between=lambda: _tell(writer, "scanned -"))
                _tell(writer, f"sold {done.sale.sale_id}")
                paper.write(f"{done.sale.sale_id}\n")
                paper.flush()
                _tell(writer, "printed -")
    finally:
        os._exit(70)


def _tell(writer: int, text: str) -> None:
    os.write(writer, f"{text}\n".encode())


def _look(settings: TillSettings, told: set[str], outcome: Outcome) -> None:
    till = open_shop_till(settings)
    try:
        facts = [fact_of(event) for event in events_of(till.files)]
    finally:
        till.close()
    written = [fact.sale_id for fact in facts if isinstance(fact, Sale)]
    printed = set((settings.folder / _PAPER).read_text(encoding="ascii").split())
    outcome.told = len(told)
    outcome.written = len(written)
    outcome.lost = len(told - set(written))
    outcome.doubled = len(written) - len(set(written))
    outcome.printed_unwritten = len(printed - set(written))


if __name__ == "__main__":
    sys.exit(main())
