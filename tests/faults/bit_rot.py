"""One bit of a till's files turns over: it is told, or it changes nothing; never a wrong figure that looks sound.

python -m tests.faults.bit_rot [--count N] [--seed S]

The files are those of a till that was closed, and of one whose plug was pulled (a log beside each). Told is an incident, a
refusal with its reason, or what ``self_check`` finds. Of the very last transaction in a log nobody here can tell rot from a
write that was cut off: then one event may be missing, and the chain before it is whole.
"""

import argparse
import json
import random
import shutil
import sys
from collections import Counter as Count
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from loyalty_pos.core.problems import Problem
from loyalty_pos.storage.till_files import TillFiles
from loyalty_pos.wire.chain import first_break
from loyalty_pos.wiring.books import events_of
from tests.fakes.till_folder import a_lot
from tests.faults.disk import in_memory, lay_reserve
from tests.faults.power_cut import opened
from tests.faults.scenes import ACCOUNT, CARD, OfATill, a_redemption, counter

_FILES: Final = ("journal.db", "journal.db-wal", "journal.db-shm", "cache.db", "cache.db-wal", "vault.json")
_SALES: Final = 12


@dataclass(frozen=True, slots=True)
class Known:
    """What the sound files say. ``older``: what the cache said one page of rows before, with its place in the feed."""

    hashes: tuple[str, ...]
    floor: int
    lots: tuple[int, ...]
    older: tuple[int, ...]


@dataclass(slots=True)
class Outcome:
    """``flips``: by file; ``told`` and ``harmless`` add up to them, with ``cut``: the last transaction of a log."""

    flips: Count[str] = field(default_factory=Count)
    told: int = 0
    harmless: int = 0
    cut: int = 0
    wrong: list[str] = field(default_factory=list)


def play(count: int, seed: int) -> Outcome:
    """Turn so many bits over, one at a time."""
    dice, outcome = random.Random(seed), Outcome()
    with in_memory("rot") as folder:
        known = _prepared(folder)
        for _ in range(count):
            name = dice.choice(("closed", "pulled"))
            _one_flip(folder / name, folder / "till", known, dice, outcome)
    return outcome


def _prepared(folder: Path) -> Known:
    """Make both templates: the same day, once closed, once as a pulled plug leaves it."""
    till_folder = folder / "till"
    OfATill().prepare(till_folder)
    lay_reserve(till_folder)
    till = counter(till_folder)
    for number in range(10, 10 + _SALES):
        till.sell(number)
    till.tell_programme('id = "club"\nnames = { en = "Club" }\n')
    till.tell_member(CARD, a_lot(10_000), stores=["store-1"])
    till.files.tidy()
    older = _lots(till.files)
    till.tell_member(CARD, a_lot(9_000), stores=["store-1"])
    till.sell(100)
    till.sell(101)
    known = Known(
        tuple(event.hash for event in events_of(till.files)),
        till.files.leases.used(ACCOUNT).floor,
        _lots(till.files),
        older,
    )
    shutil.copytree(till_folder, folder / "pulled", ignore=shutil.ignore_patterns("reserve.bin"))
    till.files.close()
    shutil.copytree(till_folder, folder / "closed", ignore=shutil.ignore_patterns("reserve.bin"))
    assert a_redemption(1).by_floor == known.floor
    return known


def _lots(files: TillFiles) -> tuple[int, ...]:
    member = files.members.by_account(ACCOUNT)
    return tuple(lot.remaining for lot in member.lots) if member is not None else ()


def _one_flip(template: Path, till: Path, known: Known, dice: random.Random, outcome: Outcome) -> None:
    shutil.rmtree(till)
    shutil.copytree(template, till)
    lay_reserve(till)
    path = till / dice.choice([name for name in _FILES if (till / name).exists()])
    place = _turned_over(path, dice)
    outcome.flips[path.name] += 1
    try:
        files = opened(till)
    except Problem:
        outcome.told += 1
        return
    try:
        told = bool(files.incidents or files.self_check() or files.mark.is_copy)
        wrong = list(_differences(files, known))
    except Problem:
        told, wrong = True, []
    finally:
        with suppress(Problem):
            files.close()
    if told:
        outcome.told += 1
    elif not wrong:
        outcome.harmless += 1
    elif path.name.endswith("-wal") and wrong == ["the last write"]:
        outcome.cut += 1
    else:
        outcome.wrong.append(f"{template.name} {path.name} at {place}: {wrong}")


def _turned_over(path: Path, dice: random.Random) -> int:
    """Turn one bit of the file over and return where."""
    data = bytearray(path.read_bytes())
    place = dice.randrange(len(data))
    data[place] ^= 1 << dice.randrange(8)
    path.write_bytes(data)
    return place


def _differences(files: TillFiles, known: Known) -> Iterator[str]:
    events = list(events_of(files))
    hashes = tuple(event.hash for event in events)
    if hashes != known.hashes:
        yield "the last write" if not first_break(events) and hashes == known.hashes[:-1] else "events"
    if files.leases.used(ACCOUNT).floor != known.floor:
        yield f"taken {files.leases.used(ACCOUNT)}"
    if files.feed.cursor() and _lots(files) != known.lots:
        yield "the last write" if _lots(files) == known.older else f"lots {_lots(files)}"


def main(arguments: Sequence[str] | None = None) -> int:
    """Play and print what was counted."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--count", type=int, default=500)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args(arguments)
    outcome = play(options.count, options.seed)
    facts = {name: getattr(outcome, name) for name in ("told", "harmless", "cut", "wrong")}
    sys.stdout.write(f"{json.dumps(facts | {'flips': dict(outcome.flips)})}\n")
    return 1 if outcome.wrong or not outcome.told else 0


if __name__ == "__main__":
    sys.exit(main())
