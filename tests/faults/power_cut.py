"""Power cuts under the real storage layer of a till: nothing it acknowledged is lost, and it opens by itself.

python -m tests.faults.power_cut --count N --seed S [--weak]

A busy day is recorded on the faulty disk, under the shipping driver. At sampled moments images of the disk are built and
opened as a till opens its files. ``--weak``: the journal without synchronous=FULL; that must lose sales, or the oracle is none.
"""

import argparse
import itertools
import json
import random
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

from loyalty_pos.core.problems import Problem
from loyalty_pos.core.programme.combined import read_together
from loyalty_pos.core.sale import Sale
from loyalty_pos.storage.journal.events import known_fact
from loyalty_pos.storage.sealing import Sealing
from loyalty_pos.storage.till_files import Loaders, TillFiles, open_till
from loyalty_pos.storage.upgrade import upgrade
from loyalty_pos.storage.vault import VAULT_FILE, FileVault
from loyalty_pos.till.ports import Draft
from loyalty_pos.wire.chain import first_break
from loyalty_pos.wire.events import Event
from loyalty_pos.wiring.books import events_of
from tests.fakes.till_folder import HandClock, a_sale
from tests.faults.disk import Call, built, in_memory, lay_reserve, on_a_faulty_disk
from tests.faults.pulled_plug import Entry, PulledPlug, entries_of

STEPS: Final = 120
_IMAGES_OF_A_DAY: Final = 700
_SELL_ON: Final = 10
"""One image in so many sells on, is closed and looked at again."""

Facts = dict[str, Any]


@dataclass(slots=True)
class Outcome:
    """``lost``: images that lost something acknowledged; ``wrong``: the first of all other findings."""

    images: int = 0
    days: int = 0
    sold_on: int = 0
    sales_checked: int = 0
    lost: int = 0
    found: Counter[str] = field(default_factory=Counter)
    wrong: list[str] = field(default_factory=list)


def play(count: int, seed: int, *, weak: bool = False) -> Outcome:
    """Record days and open so many images of them."""
    outcome = Outcome()
    dice = random.Random(seed)
    with in_memory("power") as folder:
        library = built(folder)
        while outcome.images < count:
            outcome.days += 1
            log = _recorded(folder, library, seed * 1_000 + outcome.days, weak=weak)
            images = min(max(_IMAGES_OF_A_DAY, count // 20), count - outcome.images)
            _cut_one_day(list(entries_of(log)), images, folder / "image", dice, outcome)
    return outcome


def _recorded(folder: Path, library: Path, seed: int, *, weak: bool) -> Path:
    own, log = folder / f"day-{seed}", folder / "day.log"
    own.mkdir()
    log.unlink(missing_ok=True)
    arguments = ["--steps", str(STEPS), "--seed", str(seed), *(["--weak"] if weak else [])]
    code = on_a_faulty_disk("tests.faults.busy_day", arguments, library, own, log)
    assert code == 0, "the day did not end"
    for path in (own / "till").iterdir():
        path.unlink()
    return log


def _cut_one_day(
    entries: Sequence[Entry], images: int, folder: Path, dice: random.Random, outcome: Outcome
) -> None:
    """Walk through the day once; at each sampled moment pull the plug."""
    moments = Counter(dice.randrange(len(entries)) for _ in range(images))
    disk, said = PulledPlug("till"), Facts()
    for number, entry in enumerate(entries):
        disk.take(entry)
        if entry.call is Call.MARK:
            said = json.loads(entry.data)
        for _ in range(moments[number]):
            _one_image(disk.after_a_cut(dice), said, folder, outcome)


def _one_image(image: dict[str, bytes], said: Facts, folder: Path, outcome: Outcome) -> None:
    outcome.images += 1
    till = folder / "till"
    till.mkdir(parents=True, exist_ok=True)
    for path in till.iterdir():
        path.unlink()
    lay_reserve(till)
    for name, data in image.items():
        (folder / name).write_bytes(data)
    try:
        files = opened(till)
    except Problem as problem:
        _note(outcome, f"needs a human: {problem!r}", said)
        return
    try:
        _look(files, said, outcome)
        if outcome.images % _SELL_ON == 0 and files.identity.enrolled and files.journal.open_shift():
            files = _sold_on(files, till, said, outcome)
    finally:
        files.close()


def opened(till: Path) -> TillFiles:
    """Open the files as the till program does."""
    return open_till(
        till,
        FileVault(till / VAULT_FILE),
        Loaders(HandClock(count=itertools.count(10**6)), read_together, upgrade, Sealing),
    )


def _sold_on(files: TillFiles, till: Path, said: Facts, outcome: Outcome) -> TillFiles:
    """Sell once more, close, and look at it all again."""
    files.journal.record([Draft(a_sale(9_000_000), "anna")])
    files.tidy()
    files.close()
    files = opened(till)
    if files.journal.sale_by_code("code-9000000") is None:
        _note(outcome, "what was sold after the cut is gone", said)
    _look(files, said, outcome)
    outcome.sold_on += 1
    return files


def _look(files: TillFiles, said: Facts, outcome: Outcome) -> None:
    events = list(events_of(files))
    outcome.sales_checked += min(len(events), said.get("head", 0))
    kept = events[said["head"] - 1].hash if said.get("head", 0) and len(events) >= said["head"] else ""
    if said.get("head", 0) and kept != said["hash"]:
        outcome.lost += 1
    for finding in (
        *_of_chain(files, events),
        *_of_rights(files, events, said),
        *_of_what_was_said(files, said),
    ):
        _note(outcome, finding, said)


def _of_chain(files: TillFiles, events: list[Event]) -> Iterator[str]:
    if first_break(events):
        yield f"the chain breaks at {first_break(events)}"
    if len({event.id for event in events}) != len(events):
        yield "an event twice"
    if events:  # a first start that was cut off may leave a beginning to set aside
        yield from (f"incident {incident!r}" for incident in files.incidents)
    if files.mark.is_copy:
        yield "taken for an older copy"


def _of_rights(files: TillFiles, events: list[Event], said: Facts) -> Iterator[str]:
    """Counters are what the journal's own sales say, of the lease that was acknowledged or a newer one."""
    epoch = files.leases.epoch()
    if epoch < said.get("epoch", 0):
        yield f"lease {said['epoch']} is gone, {epoch} is back"
    under = [known_fact(event) for event in events if event.lease_epoch == epoch]
    sales = [fact for fact in under if isinstance(fact, Sale) and fact.redeemed]
    by_floor, by_grant = sum(sale.by_floor for sale in sales), sum(sale.by_grant for sale in sales)
    used = files.leases.used("account-1")
    if epoch and (by_floor, by_floor, by_grant) != (used.risk, used.floor, used.grant):
        yield f"rights: sales say {by_floor}/{by_grant}, counters {used}"


def _of_what_was_said(files: TillFiles, said: Facts) -> Iterator[str]:
    if not said:
        return
    draft = int(files.journal.load_draft() or 0)
    if draft not in {said["draft"], said["draft"] + 1}:
        yield f"open receipt {draft}, not {said['draft']}"
    if files.identity.incarnation != said["incarnation"] or not files.identity.enrolled:
        yield "another till"
    cursor = files.feed.cursor().partition(".")[2]
    if cursor and int(cursor) > said["cursor"] + 1:
        yield "the cache is ahead of its centre"


def _note(outcome: Outcome, finding: str, said: Facts) -> None:
    outcome.found[finding.partition(":")[0]] += 1
    if len(outcome.wrong) < 20:
        outcome.wrong.append(f"image {outcome.images} behind event {said.get('head', 0)}: {finding}")


def main(arguments: Sequence[str] | None = None) -> int:
    """Play and print what was counted; 0 when nothing was lost, or with ``--weak`` when something was."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--count", type=int, default=2_000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--weak", action="store_true")
    options = parser.parse_args(arguments)
    outcome = play(options.count, options.seed, weak=options.weak)
    facts = {
        name: getattr(outcome, name)
        for name in ("images", "days", "sold_on", "sales_checked", "lost", "wrong")
    }
    sys.stdout.write(f"{json.dumps(facts | {'found': dict(outcome.found)})}\n")
    if options.weak:
        return 0 if outcome.lost else 1
    return 1 if outcome.wrong or outcome.lost or not outcome.images else 0


if __name__ == "__main__":
    sys.exit(main())
