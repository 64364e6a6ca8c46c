"""A hostile till: somebody with a till's token and key tries everything in ``till_tricks`` on a real centre.

``python -m tests.hostile.till`` prints one JSON object: what was tried, what came of it, and whether the centre's side kept all
its money and data: every account's lots are what its entries add up to, an honest till beside it notices nothing, and points
that moved by a false fact are told to a person under that till's name.
"""

import json
import sys
import tempfile
import time
from collections.abc import Collection
from dataclasses import asdict
from pathlib import Path

from tests.hostile.centre import Tried, hurry
from tests.hostile.shop import Shop, sold
from tests.hostile.till_tricks import TRICKS, Thief


def run(folder: Path, names: Collection[str] = TRICKS) -> list[Tried]:
    """Try these, in the order of the list; return what came of each."""
    shop = Shop(folder)
    try:
        thief = Thief(shop, shop.till("thief"), shop.till("honest"))
        return [_tried(thief, name) for name in TRICKS if name in names]
    finally:
        shop.close()


def _tried(thief: Thief, name: str) -> Tried:
    start = time.monotonic()
    before, alarms = thief.shop.points(), thief.alarms()
    outcome = TRICKS[name](thief)
    thief.shop.centre.open.repricing.check()
    named = sorted(code for code, _ in thief.alarms() - alarms)
    harm = []
    if thief.shop.points() != before and not named:
        harm.append(f"points moved by {thief.shop.points() - before}, and nobody is told")
    harm += _honest_is_well(thief)
    said = f"{outcome}; alarm {', '.join(sorted(set(named)))}" if named else outcome
    sys.stderr.write(f"{time.monotonic() - start:5.1f} s  {name}: {said}\n")
    return Tried(name, said, "; ".join(harm))


def _honest_is_well(thief: Thief) -> list[str]:
    """Let the honest till sell and talk, and look at all books."""
    till = thief.honest
    sold(till)
    problem = till.sync_once().problem
    harm = [f"an honest till is refused: {problem!r}"] if problem is not None else []
    queue = till.files.journal.queue()
    stream = thief.shop.centre.open.books.read(
        lambda desk: desk.streams.get(till.place.agent_id, till.files.identity.incarnation)
    )
    if (stream.stored, stream.projected, queue.waiting) != (queue.head_seq, queue.head_seq, 0):
        harm.append("an honest till's events are not all booked")
    thief.shop.points()
    thief.shop.centre.admin.overview()  # the office reads its sums, whatever stands in single papers
    return harm


def main() -> int:
    """Print what was tried."""
    hurry(setattr)
    with tempfile.TemporaryDirectory() as folder:
        tried = run(Path(folder))
    told = {
        "tried": len(tried),
        "harm": sum(bool(one.harm) for one in tried),
        "list": [asdict(one) for one in tried],
    }
    sys.stdout.write(json.dumps(told, indent=1) + "\n")
    return int(any(one.harm for one in tried))


if __name__ == "__main__":
    sys.exit(main())
