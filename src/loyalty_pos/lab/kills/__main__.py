"""kill -9 of a selling till at any moment: nothing acknowledged is lost, nothing is doubled, paper means journal.

    python -m loyalty_pos.lab.kills --deaths N --seed S
    python -m loyalty_pos.lab.kills --data FOLDER --warm N --cold M --seed S

Without a folder it makes a shop of its own, and one of ten tills starts from cold.
Warm tills are forked from this process, which has loaded everything, so that a death costs what opening the files
costs; cold ones are started as programs. A till says each step on a pipe after it is done; what was said before the
signal counts as acknowledged. After a death the books are read through, the longer the run the more seldom.
"""

import argparse
import json
import os
import random
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Final, NoReturn

from loyalty_pos.core.sale import Sale
from loyalty_pos.lab.enrolled_till import enrolled_till
from loyalty_pos.lab.paper_file import printed_codes
from loyalty_pos.lab.selling import KnownPins, sell_without_end
from loyalty_pos.storage.sealing import Sealing
from loyalty_pos.wire.chain import first_break
from loyalty_pos.wire.events import fact_of
from loyalty_pos.wiring.books import events_of
from loyalty_pos.wiring.folders import folders_at
from loyalty_pos.wiring.till import TillSettings, open_files

_CHECKS: Final = 100
_MOST_STEPS: Final = 40
_PAUSES_S: Final = (0, 0.001, 0.01)
_WORDS: Final = ("scanned", "paying", "sold", "sold", "sold", "printing")  # the shortest is missed most often
_BUG: Final = 70


@dataclass(slots=True)
class Outcome:
    """What the tills acknowledged before they died, after which word each died, and what is wrong since.

    ``paid``: receipt's code -> minor units; ``unsaid``: sales in the journal that died before they were told.
    """

    deaths: int = 0
    restored: int = 0
    unsaid: int = 0
    printed: int = 0
    paid: dict[str, int] = field(default_factory=dict)
    last_words: dict[str, int] = field(default_factory=dict)
    wrong: list[str] = field(default_factory=list)

    def hear(self, words: Sequence[str]) -> str:
        """Take in what a till said; return its first word."""
        match words:
            case ["sold", code, paid]:
                self.paid[code] = int(paid)
            case ["restored"]:
                self.restored += 1
            case _:
                pass
        return words[0]


def main(arguments: Sequence[str] | None = None) -> int:
    """Kill so many times, look into the books, write the outcome as JSON; 0 when nothing is wrong."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--data", type=Path)
    parser.add_argument("--deaths", type=int, default=50)
    parser.add_argument("--warm", type=int)
    parser.add_argument("--cold", type=int)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args(arguments)
    cold = options.deaths // 10 if options.cold is None else options.cold
    warm = options.deaths - cold if options.warm is None else options.warm
    Sealing()  # loads cryptography before the forks
    with tempfile.TemporaryDirectory(prefix="loyalty-pos-kills-", ignore_cleanup_errors=True) as own:
        if options.data is None:
            enrolled_till(Path(own))
        outcome = _deaths(options.data or Path(own), warm, cold, options.seed)
    sys.stdout.write(json.dumps(asdict(outcome) | {"paid": len(outcome.paid)}) + "\n")
    return 1 if outcome.wrong else 0


def _deaths(data: Path, warm: int, cold: int, seed: int) -> Outcome:
    """Kill that many tills of a folder, the cold ones last."""
    settings = TillSettings(folders_at(data).till)
    pins = KnownPins.of(settings) if warm else None
    outcome = Outcome()
    dice = random.Random(seed)  # noqa: S311 - the moments are chance, not secrets
    every = 1 + (warm + cold) // _CHECKS
    for number in range(warm + cold):
        reader, child = _forked(settings, pins) if number < warm else _from_cold(data)
        _one_death(reader, child, dice, outcome)
        if number % every == 0 or number >= warm:
            _look(settings, outcome)
    _look(settings, outcome)
    return outcome


def _forked(settings: TillSettings, pins: KnownPins | None) -> tuple[int, int]:
    """Return where a forked till is heard, and its process."""
    reader, writer = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(reader)
        _sell(settings, pins, writer)
    os.close(writer)
    return reader, child


def _sell(settings: TillSettings, pins: KnownPins | None, writer: int) -> NoReturn:
    """Be a till until somebody kills it; a line is written in one piece, so that none is cut."""
    try:
        sell_without_end(settings, lambda *words: _write(writer, words), pins)
    finally:
        os._exit(_BUG)


def _write(writer: int, words: Sequence[object]) -> None:
    os.write(writer, (" ".join(map(str, words)) + "\n").encode())


def _from_cold(data: Path) -> tuple[int, int]:
    """Return where a till that starts as a program is heard, and its process."""
    reader, writer = os.pipe()
    command = [sys.executable, "-m", "loyalty_pos.lab.selling", "--data", str(data)]
    process = subprocess.Popen(command, stdout=writer)  # noqa: S603 - ourselves
    os.close(writer)
    process.returncode = 0  # it is waited for below, as the forked ones are
    return reader, process.pid


def _one_death(reader: int, child: int, dice: random.Random, outcome: Outcome) -> None:
    """Listen to a till for a while, then kill it in the middle of whatever it does next.

    Every second one dies after a word that was chosen beforehand: what takes long would else get nearly all deaths.
    """
    said = _said(reader)
    word, last = "", dice.choice(_WORDS) if dice.randrange(2) else ""
    try:
        for _ in range(dice.randrange(1, _MOST_STEPS)):
            word = outcome.hear(next(said))
        while last not in {"", word}:
            word = outcome.hear(next(said))
        time.sleep(0 if last else dice.random() * dice.choice(_PAUSES_S))
    except StopIteration:
        outcome.wrong.append(f"till {outcome.deaths + 1} ended by itself after «{word}»")
    os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)
    for words in said:
        word = outcome.hear(words)
    os.close(reader)
    outcome.deaths += 1
    outcome.last_words[word] = outcome.last_words.get(word, 0) + 1


def _said(reader: int) -> Iterator[list[str]]:
    """Return what a till says, line by line, until nobody holds the other end."""
    rest = b""
    while piece := os.read(reader, 65536):
        *lines, rest = (rest + piece).split(b"\n")
        yield from (line.decode().split() for line in lines)


def _look(settings: TillSettings, outcome: Outcome) -> None:
    """Read the books and the paper through, and note what is not as it must be."""
    files = open_files(settings)
    events = list(events_of(files))
    incidents = files.incidents
    files.close()
    facts = [fact for event in events if isinstance(fact := fact_of(event), Sale)]
    sales = {fact.code: fact.paid_minor for fact in facts}
    paper = printed_codes(settings.folder)
    outcome.unsaid = len(sales) - len(outcome.paid)
    outcome.printed = len(paper)
    outcome.wrong += [f"incident: {incident}" for incident in incidents]
    for wrong, what in (
        (first_break(events) != 0, "the chain is broken"),
        (len(sales) != len(facts), "one code twice"),
        (not outcome.paid.items() <= sales.items(), "an acknowledged sale is lost or changed"),
        (outcome.unsaid > outcome.deaths, "more unacknowledged sales than deaths"),
        (not set(paper) <= set(sales), "paper without a sale"),
        (not set(paper.values()) <= {1}, "printed twice"),
    ):
        if wrong:
            outcome.wrong.append(f"after {outcome.deaths} deaths: {what}")


if __name__ == "__main__":
    sys.exit(main())
