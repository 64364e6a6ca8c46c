"""Play worlds from seeds.

python -m tests.sim --seed N [--events M] [--trace]          one world, told step by step
python -m tests.sim --seeds N --first F --events M           one JSON object on stdout; exit code 1 for a breach

--together: people join and leave families all day; --newcomers: cards are given out, some by mistake, and phones are confirmed
later. Not among the worlds of each run yet: long ones may still find something.
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

from tests.sim.faults import MUST_HAPPEN, STORIES
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


def play(seed: int, events: int = EVENTS, *, trace: bool = False, story: str = "") -> Played:
    """Play one world to its end or to its breach; ``story``: one of ``STORIES``."""
    began = time.perf_counter()
    played = Played(seeds=1)
    with World(seed, often=STORIES[story].often) as world:
        if trace:
            world.trace = lambda line: print(line, file=sys.stderr)  # noqa: T201 - it was asked for
        try:
            world.play(events)
            played.digest = world.oracles.rest.digest()
        except Breach as breach:
            played.breaches.append(told(world, breach, events, story=story))
        except Exception as error:  # noqa: BLE001 - a bug is a breach, and it is told with its story
            played.breaches.append(told(world, error, events, story=story))
        played.events = world.step_no
        played.faults, played.oracles = world.faults, world.oracles.checks
        played.done = world.done
    played.seconds = time.perf_counter() - began
    return played


def told(world: World, breach: BaseException, events: int, *, story: str = "") -> str:
    """Return seed, step, the last events and the command that plays it again."""
    again = (
        f"python -m tests.sim --seed {world.seed} --events {events} --trace{f' --{story}' if story else ''}"
    )
    return "\n".join([f"seed {world.seed}, step {world.step_no}: {breach!r}", *world.story, again])


def play_many(first: int, seeds: int, events: int = EVENTS, workers: int = 1, *, story: str = "") -> Played:
    """Play worlds one after the other, or in several processes."""
    total = Played()
    worlds = range(first, first + seeds)
    if workers > 1:
        template()  # once, for all that are forked from here
        with ProcessPoolExecutor(workers) as pool:
            for one in pool.map(partial(play, events=events, story=story), worlds, chunksize=4):
                total.add(one)
    else:
        for seed in worlds:
            total.add(play(seed, events, story=story))
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
    for name in filter(None, STORIES):
        parser.add_argument(f"--{name}", dest="story", action="store_const", const=name, default="")
    options = parser.parse_args(arguments)
    began = time.perf_counter()
    if options.seed is not None:
        played = play(options.seed, options.events, trace=options.trace, story=options.story)
    else:
        played = play_many(options.first, options.seeds, options.events, options.workers, story=options.story)
    facts = dict(vars(played))
    took = time.perf_counter() - began
    missing = (
        [
            name
            for name in (*MUST_HAPPEN, *STORIES[options.story].too)
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
