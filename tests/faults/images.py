"""Disks that are not the ones that were: an old image, a clone, logs and files of another till, logs that are missing.

python -m tests.faults.images [--count N] [--seed S]

After each the till opens or refuses with a reason; the chain that it shows is whole, and one that is shorter than what this
till remembers of itself takes no points alone (``mark.is_copy``) or is a new life.
"""

import argparse
import json
import random
import shutil
import sys
from collections import Counter as Count
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from loyalty_pos.core.problems import Problem, StorageForeign
from loyalty_pos.storage.till_files import TillFiles
from loyalty_pos.storage.vault import VAULT_FILE
from loyalty_pos.wire.chain import first_break
from loyalty_pos.wiring.books import events_of
from tests.fakes.till_folder import Counter
from tests.faults.disk import in_memory, lay_reserve
from tests.faults.power_cut import opened
from tests.faults.scenes import OfATill, counter

_VAULTLESS: Final = shutil.ignore_patterns(VAULT_FILE, "reserve.bin")


@dataclass(frozen=True, slots=True)
class Disks:
    """Folders of one till in the morning, at noon (as a pulled plug leaves it) and closed at night; and of another till."""

    till: Path
    morning: Path
    noon: Path
    night: Path
    other: Path
    head: int


def _old_image(disks: Disks) -> None:
    """Yesterday's disk with today's vault: it remembers to have been further."""
    _laid(disks.till, disks.morning, vault=disks.night)


def _clone(disks: Disks) -> None:
    """Two disks with one vault's content go on from the same place; here is the second one."""
    _laid(disks.till, disks.night)


def _foreign_log(disks: Disks) -> None:
    """A log of another till's journal lies beside ours."""
    _laid(disks.till, disks.night)
    shutil.copy2(disks.other / "journal.db-wal", disks.till / "journal.db-wal")


def _older_log(disks: Disks) -> None:
    """A log of our own from noon lies beside the journal of the night."""
    _laid(disks.till, disks.night)
    shutil.copy2(disks.noon / "journal.db-wal", disks.till / "journal.db-wal")


def _no_log(disks: Disks) -> None:
    """Somebody copied the journal without its log; the vault remembers what stood there."""
    _laid(disks.till, disks.noon)
    (disks.till / "journal.db-wal").unlink()


def _no_index(disks: Disks) -> None:
    _laid(disks.till, disks.noon)
    (disks.till / "journal.db-shm").unlink()


def _other_journal(disks: Disks) -> None:
    _laid(disks.till, disks.night)
    shutil.copy2(disks.other / "journal.db", disks.till / "journal.db")


def _other_cache(disks: Disks) -> None:
    _laid(disks.till, disks.night)
    shutil.copy2(disks.other / "cache.db", disks.till / "cache.db")


SCENARIOS: Final[dict[str, tuple[Callable[[Disks], None], str]]] = {
    "old image": (_old_image, "copy"),
    "clone": (_clone, "whole"),
    "another till's log": (_foreign_log, "told"),
    "an older log": (_older_log, "copy"),
    "no log": (_no_log, "copy"),
    "no index": (_no_index, "whole"),
    "another till's journal": (_other_journal, "foreign"),
    "another till's cache": (_other_cache, "told"),
}
"""What is done, and what must come of it: all events are there; it knows that it is a copy; it is refused; it is told."""


def play(count: int, seed: int) -> tuple[Count[str], list[str]]:
    """Play each scenario so many times on days of different lengths; return how often each was, and what was wrong."""
    dice, counts, wrong = random.Random(seed), Count[str](), list[str]()
    for _ in range(count):
        with in_memory("images") as folder:
            disks = _days(folder, dice)
            for name, (change, outcome) in SCENARIOS.items():
                change(disks)
                wrong += [f"{name}: {one}" for one in _looked(disks, outcome)]
                counts[name] += 1
    return counts, wrong


def _looked(disks: Disks, outcome: str) -> Iterator[str]:
    try:
        files = opened(disks.till)
    except Problem as problem:
        if outcome != "foreign" or not isinstance(problem, StorageForeign):
            yield f"refused by {problem!r}"
        return
    try:
        yield from _seen(files, disks, outcome)
    finally:
        with suppress(Problem):
            files.close()


def _seen(files: TillFiles, disks: Disks, outcome: str) -> Iterator[str]:
    events = list(events_of(files))
    if first_break(events):
        yield f"the chain breaks at {first_break(events)}"
    if outcome == "foreign":
        yield "not refused"
    if outcome == "whole" and (len(events) < disks.head or files.mark.is_copy):
        yield f"{len(events)} events of {disks.head}, copy {files.mark.is_copy}"
    if outcome == "copy" and not files.mark.is_copy:
        yield "does not know that it is a copy"
    if outcome == "told" and (not files.incidents or len(events) < disks.head):
        yield f"incidents {files.incidents}, {len(events)} events"


def _laid(till: Path, files: Path, vault: Path | None = None) -> None:
    shutil.rmtree(till, ignore_errors=True)
    shutil.copytree(files, till, ignore=_VAULTLESS)
    shutil.copy2((vault or files) / VAULT_FILE, till / VAULT_FILE)
    lay_reserve(till)


def _days(folder: Path, dice: random.Random) -> Disks:
    """Live a day of each till."""
    for name in ("work", "other"):
        OfATill().prepare(folder / name)
        lay_reserve(folder / name)
    other = counter(folder / "other")
    other.sell(50)
    other.files.mark.keep()
    shutil.copytree(folder / "other", folder / "of another")
    other.files.close()
    shutil.copytree(folder / "work", folder / "morning")
    till = counter(folder / "work")
    _sold(till, 10, dice)
    head = till.files.journal.queue().head_seq
    shutil.copytree(folder / "work", folder / "noon")
    _sold(till, 30, dice)
    till.files.close()
    shutil.copytree(folder / "work", folder / "night")
    return Disks(
        folder / "till", folder / "morning", folder / "noon", folder / "night", folder / "of another", head
    )


def _sold(till: Counter, first: int, dice: random.Random) -> None:
    for number in range(first, first + dice.randrange(2, 9)):
        till.sell(number)
    till.files.mark.keep()


def main(arguments: Sequence[str] | None = None) -> int:
    """Play and print what was counted."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--count", type=int, default=100)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args(arguments)
    counts, wrong = play(options.count, options.seed)
    sys.stdout.write(f"{json.dumps({'counts': dict(counts), 'wrong': wrong[:20]})}\n")
    return 1 if wrong or not counts else 0


if __name__ == "__main__":
    sys.exit(main())
