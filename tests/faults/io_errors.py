"""A till works while one in a hundred, in twenty, in five calls to its disk fails: refused is refused, paid is paid once.

python -m tests.faults.io_errors [--count N] [--seed S]

``--count``: sales for each share. Runs on the faulty disk; failing are open, write, truncate and sync, some writes by half.
What is refused is done again with the same ids, sometimes after a restart on the same failing disk.
"""

import argparse
import json
import random
import sys
from collections import Counter as Count
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from loyalty_pos.core.problems import Problem
from loyalty_pos.till.ports import Draft
from loyalty_pos.wiring.backups.taking import backups_in, check, take
from loyalty_pos.wiring.folders import folders_at
from tests.e2e.corner import fill_shop
from tests.fakes.leases import lease_row, leased
from tests.fakes.till_folder import a_lot, a_sale
from tests.faults.disk import FAILING, Disk, is_faulty, itself, lay_reserve
from tests.faults.scenes import ACCOUNT, CARD, OfATill, a_redemption, counter, found

SHARES: Final = (1, 5, 20)
_TRIES: Final = 40


@dataclass(slots=True)
class Outcome:
    """``refused``: by code; ``injected``: by share and call."""

    deeds: Count[str] = field(default_factory=Count)
    refused: Count[str] = field(default_factory=Count)
    injected: dict[str, dict[str, int]] = field(default_factory=dict)
    restarts: int = 0
    healed: int = 0
    wrong: list[str] = field(default_factory=list)


class Storm:
    """One till in one folder while so many per cent fail."""

    def __init__(self, disk: Disk, folder: Path, percent: int, outcome: Outcome, seed: int) -> None:
        self._disk, self._percent, self._outcome = disk, percent, outcome
        self._dice = random.Random(seed)
        self._folder = folder
        OfATill().prepare(folder)
        lay_reserve(folder)
        self._till = counter(folder)
        self._sales, self._floor, self._epoch = 1, 1, 1

    def run(self, sales: int) -> None:
        """Work; then let the disk be well again and look at the books."""
        self._rage()
        for number in range(2, sales + 2):
            self._until_done("sale", self._a_sale(number))
            chance = self._dice.random()
            if chance < 0.1:
                self._epoch, self._floor = self._epoch + 1, 0
                self._until_done("renewal", self._renewal)
            elif chance < 0.25:
                self._until_done("delta", self._delta)
            elif chance < 0.3:
                self._until_done("tidy", self._tidy)
        self._disk.heal()
        with suppress(Problem):
            self._till.files.close()
        till = counter(self._folder)
        self._outcome.wrong += [
            f"{self._percent} %: {one}"
            for one in found(till.files, sales=self._sales, epoch=self._epoch, floor=self._floor)
        ]
        self._outcome.wrong += [f"{self._percent} %: {one}" for one in till.files.self_check()]
        till.files.close()

    def _a_sale(self, number: int) -> Callable[[], None]:
        """Return the deed; the lease lends for 300 redemptions."""
        self._sales += 1
        if self._dice.random() < 0.3 and self._floor < 200:
            self._floor += 1
            draft = Draft(a_redemption(number), "anna", epoch=self._epoch)
        else:
            draft = Draft(a_sale(number), "anna")
        return lambda: self._record(draft)

    def _record(self, draft: Draft) -> None:
        self._till.files.journal.record([draft])

    def _renewal(self) -> None:
        row = lease_row(self._till, self._epoch, grants={ACCOUNT: 300})
        taken = self._till.files.leases.take(leased(self._till, row))
        assert taken or self._till.files.leases.epoch() == self._epoch  # it was on the disk all the same

    def _tidy(self) -> None:
        self._till.files.tidy()

    def _delta(self) -> None:
        self._till.tell_member(CARD, a_lot(10_000), stores=["store-1"])
        self._till.tell_goods(*((str(self._dice.randrange(10, 99)), "Tea") for _ in range(10)))
        self._till.tell(cursor="feed.7")

    def _until_done(self, name: str, deed: Callable[[], None]) -> None:
        """Do it again and again with the same ids; a disk that never lets it pass gets well for a moment."""
        self._outcome.deeds[name] += 1
        for turn in range(_TRIES + 1):
            if turn == _TRIES:
                self._disk.heal()
                self._outcome.healed += 1
            try:
                deed()
            except Problem as problem:
                self._outcome.refused[problem.code] += 1
                if self._dice.random() < 0.2:
                    self._restart()
            else:
                break
        self._rage()

    def _restart(self) -> None:
        """Close and open on the failing disk, as often as it takes."""
        self._outcome.restarts += 1
        with suppress(Problem):
            self._till.files.close()
        for _ in range(_TRIES):
            try:
                self._till.files = self._till.open()
            except Problem as problem:
                self._outcome.refused[problem.code] += 1
            else:
                return
        self._disk.heal()
        self._till.files = self._till.open()
        self._rage()

    def _rage(self) -> None:
        self._disk.fail(FAILING, percent=self._percent)


def back_up(disk: Disk, folder: Path, percent: int, outcome: Outcome) -> None:
    """Take backups of a centre; each that is there afterwards is whole."""
    folder.mkdir()
    fill_shop(folder).close()
    disk.fail(FAILING, percent=percent)
    for _ in range(3):
        outcome.deeds["backup"] += 1
        try:
            take(folders_at(folder).centre, folder / "shelf")
        except Problem as problem:
            outcome.refused[problem.code] += 1
    disk.heal()
    for backup in backups_in(folder / "shelf"):
        check(backup.path, folders_at(folder).centre)
    take(folders_at(folder).centre, folder / "shelf")


def main(arguments: Sequence[str] | None = None) -> int:
    """Work at each share, and print what was counted."""
    if not is_faulty():
        return itself("tests.faults.io_errors", arguments, "errors")
    parser = argparse.ArgumentParser()
    parser.add_argument("--count", type=int, default=100)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args(arguments)
    disk, outcome = Disk(), Outcome()
    for percent in SHARES:
        disk.seed(options.seed * 100 + percent)
        disk.forget()
        Storm(disk, disk.folder / f"till-{percent}", percent, outcome, options.seed).run(options.count)
        back_up(disk, disk.folder / f"centre-{percent}", percent, outcome)
        counted = disk.injected()
        outcome.injected[str(percent)] = {call.name.lower(): counted[call.name.lower()] for call in FAILING}
    facts = {name: getattr(outcome, name) for name in ("injected", "restarts", "healed")}
    facts |= {"deeds": dict(outcome.deeds), "refused": dict(outcome.refused), "wrong": outcome.wrong[:20]}
    sys.stdout.write(f"{json.dumps(facts)}\n")
    calls = Count[str]()
    for one in outcome.injected.values():
        calls.update(one)
    happened = all(calls.values()) and all(any(one.values()) for one in outcome.injected.values())
    return 1 if outcome.wrong or not happened else 0


if __name__ == "__main__":
    sys.exit(main())
