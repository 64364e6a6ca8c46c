"""Room runs out at fifty different moments: the sale in hand is finished or refused with a sentence, and nothing is lost.

python -m tests.faults.disk_full [--count N] [--seed S]

Runs on the faulty disk, which gives each till so much room and no more. Rows of the centre come between the sales. With room
again the refused sale is paid with the same id. ``--count``: sizes, spread over what a few sales need; the reserve is small here.
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

from loyalty_pos.core.problems import Problem, StorageFull
from loyalty_pos.storage import reserve
from loyalty_pos.till.ports import Draft
from loyalty_pos.till.wording import sentence
from tests.fakes.till_folder import Counter, a_lot, a_sale
from tests.faults.disk import Disk, is_faulty, itself
from tests.faults.scenes import CARD, OfATill, counter, found

_RESERVED: Final = 96 * 1024
_MOST_ROOM: Final = 400 * 1024
_MOST_SALES: Final = 200


@dataclass(slots=True)
class Outcome:
    """``finished``: sales paid before the first refusal, of all sizes; ``given_up``: how often the reserve was."""

    sizes: int = 0
    finished: int = 0
    given_up: int = 0
    refused: Count[str] = field(default_factory=Count)
    wrong: list[str] = field(default_factory=list)


def _one_size(disk: Disk, template: Path, room: int, outcome: Outcome) -> None:
    work = disk.folder / "till"
    shutil.copytree(template, work)
    till = counter(work)
    till.files.reserve.refill()
    disk.room(room)
    sold = _until_refused(till, outcome)
    outcome.given_up += till.files.reserve.spent
    if not _is_refused(till, sold, outcome):
        sold += 1  # what made room may have been the refusal itself
    disk.heal()
    till.files.journal.record([Draft(a_sale(sold), "anna")])
    with suppress(Problem):
        till.files.close()
    outcome.wrong += [f"{room} bytes: {one}" for one in _looked(work, sold)]
    outcome.sizes += 1
    shutil.rmtree(work)


def _until_refused(till: Counter, outcome: Outcome) -> int:
    """Sell until there is no room; return the number of the sale that was refused."""
    for number in range(10, 10 + _MOST_SALES):
        if _is_refused(till, number, outcome):
            return number
        outcome.finished += 1
        if number % 4 == 0:
            try:
                till.tell_member(CARD, a_lot(10_000), stores=["store-1"])
            except Problem as problem:
                outcome.refused[f"rows: {problem.code}"] += 1
    outcome.wrong.append("the disk was never full")
    return 10 + _MOST_SALES


def _is_refused(till: Counter, number: int, outcome: Outcome) -> bool:
    try:
        till.files.journal.record([Draft(a_sale(number), "anna")])
    except StorageFull as problem:
        outcome.refused[problem.code] += 1
        outcome.wrong += [
            f"no sentence in {lang}" for lang in ("en", "ru") if not sentence(problem, lang).text
        ]
        return True
    return False


def _looked(work: Path, last: int) -> Iterator[str]:
    till = counter(work)
    till.sell(last + 1)
    yield from found(till.files, sales=1 + last + 1 - 9, epoch=1, floor=1)
    yield from map(str, till.files.self_check())
    till.files.close()


def main(arguments: Sequence[str] | None = None) -> int:
    """Fill so many disks and print what was counted."""
    if not is_faulty():
        return itself("tests.faults.disk_full", arguments, "full")
    parser = argparse.ArgumentParser()
    parser.add_argument("--count", type=int, default=50)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args(arguments)
    setattr(reserve, "RESERVED_BYTES", _RESERVED)  # noqa: B010 - so that a few sales fill it
    disk, outcome, dice = Disk(), Outcome(), random.Random(options.seed)
    template = disk.folder.with_name("template")
    OfATill().prepare(disk.folder / "till")
    shutil.move(disk.folder / "till", template)
    for place in range(options.count):
        _one_size(disk, template, place * _MOST_ROOM // options.count + dice.randrange(4096), outcome)
    facts = {name: getattr(outcome, name) for name in ("sizes", "finished", "given_up", "wrong")}
    injected = disk.injected()
    sys.stdout.write(f"{json.dumps(facts | {'refused': dict(outcome.refused), 'injected': injected})}\n")
    return 1 if outcome.wrong or not outcome.refused or not injected["write"] else 0


if __name__ == "__main__":
    sys.exit(main())
