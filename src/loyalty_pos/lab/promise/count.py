"""Plays so many worlds of the model and of a store's hub, and prints what was counted as one JSON object.

python -m loyalty_pos.lab.promise.count [--worlds N] [--first N] [--hours N]
"""

import argparse
import json
import sys
import time
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from loyalty_pos.lab.promise.mutants import STORIES
from loyalty_pos.lab.promise.store import Store, StoreStory
from loyalty_pos.lab.promise.world import World


def main(arguments: Sequence[str] | None = None) -> int:
    """Play them; 1 when a world broke a rule, or when a kind of trouble never came."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--worlds", type=int, default=1_000)
    parser.add_argument("--first", type=int, default=0)
    parser.add_argument("--hours", type=int, default=60)
    options = parser.parse_args(arguments)
    faults: Counter[str] = Counter()
    steps = tight = deepest = 0
    breaches: list[str] = []
    begin = time.process_time()
    for seed in range(options.first, options.first + options.worlds):
        world = World(seed, replace(STORIES[seed % len(STORIES)], hours=options.hours))
        oracle = world.play()
        store = Store(seed, StoreStory(hours=options.hours))
        breaches += [f"seed {seed}: {breach}" for breach in [*oracle.breaches, *store.play()]]
        tight, deepest = max(tight, oracle.tight), max(deepest, oracle.worst)
        for network in (world.network, store.network):
            steps += network.steps
            faults.update(network.faults)
    counted = {
        "worlds": options.worlds,
        "steps": steps,
        "steps_a_second": round(steps / (time.process_time() - begin)),
        "faults": dict(faults),
        "deepest_debt": deepest,
        "nearest_to_the_bound_percent": tight,
        "breaches": breaches[:20],
    }
    sys.stdout.write(json.dumps(counted) + "\n")
    kinds = {"lost", "doubled", "overtaken", "cut", "restored", "feed stopped"}
    return 1 if breaches or (options.worlds >= len(STORIES) * 2 and kinds - set(faults)) else 0


if __name__ == "__main__":
    sys.exit(main())
