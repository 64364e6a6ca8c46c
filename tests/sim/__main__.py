"""Play worlds from seeds.

python -m tests.sim --seed N [--events M] [--trace]          one world, told step by step
python -m tests.sim --seeds N --first F --events M           one JSON object on stdout; exit code 1 for a breach

--together: people join and leave families all day; not among the worlds of each run yet, long ones still find something.
"""

import argparse
import json
import sys
import time
from collections import Counter
from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, field
from functools import partial
from typing import Final

from tests.sim.faults import MUST_HAPPEN, TOGETHER, TOGETHER_TOO
from tests.sim.oracles import Breach
from tests.sim.template import template
from tests.sim.world import World

EVENTS: Final = 500


@dataclass
class Played:
    """What one world, or many, came to."""

    seeds: int = 0
    events: int = 0
    seconds: float = 0.0
    faults: Counter[str] = field(default_factory=Counter)
    oracles: Counter[str] = field(default_factory=Counter)
    done: Counter[str] = field(default_factory=Counter)
    breaches: list[str] = field(default_factory=list)
    digest: str = ""

    def add(self, other: "Played") -> None:
        """Take another one in."""
        self.seeds += other.seeds
        self.events += other.events
        self.seconds += other.seconds
        self.faults += other.faults
        self.oracles += other.oracles
        self.done += other.done
        self.breaches += other.breaches


def play(seed: int, events: int = EVENTS, *, trace: bool = False, together: bool = False) -> Played:
    """Play one world to its end or to its breach; ``together``: one of families that form and part."""
    began = time.perf_counter()
    played = Played(seeds=1)
    with World(seed, often=TOGETHER if together else None) as world:
        if trace:
            world.trace = lambda line: print(line, file=sys.stderr)  # noqa: T201 - it was asked for
        try:
            world.play(events)
            played.digest = world.oracles.rest.digest()
        except Breach as breach:
            played.breaches.append(told(world, breach, events, together=together))
        except Exception as error:  # noqa: BLE001 - a bug is a breach, and it is told with its story
            played.breaches.append(told(world, error, events, together=together))
        played.events = world.step_no
        played.faults, played.oracles = world.faults, world.oracles.checks
        played.done = world.done
    played.seconds = time.perf_counter() - began
    return played


def told(world: World, breach: BaseException, events: int, *, together: bool = False) -> str:
    """Return seed, step, the last events and the command that plays it again."""
    again = f"python -m tests.sim --seed {world.seed} --events {events} --trace{' --together' * together}"
    return "\n".join([f"seed {world.seed}, step {world.step_no}: {breach!r}", *world.story, again])


def play_many(
    first: int, seeds: int, events: int = EVENTS, workers: int = 1, *, together: bool = False
) -> Played:
    """Play worlds one after the other, or in several processes."""
    total = Played()
    worlds = range(first, first + seeds)
    if workers > 1:
        template()  # once, for all that are forked from here
        with ProcessPoolExecutor(workers) as pool:
            for one in pool.map(partial(play, events=events, together=together), worlds, chunksize=4):
                total.add(one)
    else:
        for seed in worlds:
            total.add(play(seed, events, together=together))
    return total


def main(arguments: Sequence[str] | None = None) -> int:
    """Play, write one JSON object, return 1 when anything broke or a fault never happened."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--seed", type=int)
    parser.add_argument("--seeds", "--count", type=int, default=1)
    parser.add_argument("--first", type=int, default=0)
    parser.add_argument("--events", type=int, default=EVENTS)
    parser.add_argument("--workers", type=int, default=1)
    parser.add_argument("--trace", action="store_true")
    parser.add_argument("--together", action="store_true")
    options = parser.parse_args(arguments)
    began = time.perf_counter()
    if options.seed is not None:
        played = play(options.seed, options.events, trace=options.trace, together=options.together)
    else:
        played = play_many(
            options.first, options.seeds, options.events, options.workers, together=options.together
        )
    facts = dict(vars(played))
    took = time.perf_counter() - began
    missing = (
        [
            name
            for name in (*MUST_HAPPEN, *(TOGETHER_TOO if options.together else ()))
            if not (played.faults + played.done)[name]
        ]
        if played.seeds >= 40
        else []
    )
    facts |= {
        "took_s": round(took, 1),
        "events_per_s": round(played.events / took),
        "never_happened": missing,
    }
    print(json.dumps(facts, indent=2, ensure_ascii=False))  # noqa: T201 - a program's answer
    return 1 if played.breaches or missing else 0


if __name__ == "__main__":
    sys.exit(main())
