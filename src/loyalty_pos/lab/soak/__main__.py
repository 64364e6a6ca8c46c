"""Sixty tills against one centre on PostgreSQL, everything going wrong on the way; one JSON object at the end.

python -m loyalty_pos.lab.soak --seconds 60 | --days 8 [--tills 60] [--seed N] [--embedded]
"""

import argparse
import contextlib
import json
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import Final

from loyalty_pos.lab.soak.postgres import postgres_server
from loyalty_pos.lab.soak.running import Wish, soak
from loyalty_pos.wiring.console import say

_DAY_S: Final = 86_400
_SPEED: Final = 90
_SPEED_OF_DAYS: Final = 576
"""A simulated day is 150 seconds."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Print what was counted; 1 when anything is not as it must be."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--tills", type=int, default=60)
    length = parser.add_mutually_exclusive_group()
    length.add_argument("--seconds", type=float, default=60.0, help="one round of this length")
    length.add_argument("--days", type=int, default=0, help="so many rounds of a simulated day (150 s) each")
    parser.add_argument(
        "--pause", type=float, default=5.0, help="mean seconds between two customers of a till"
    )
    parser.add_argument("--seed", type=int, default=20261122)
    parser.add_argument("--embedded", action="store_true", help="the centre's books in its own file")
    options = parser.parse_args(arguments)
    speed = _SPEED_OF_DAYS if options.days else _SPEED
    round_s = _DAY_S / speed if options.days else options.seconds
    with (
        tempfile.TemporaryDirectory(prefix="loyalty-pos-soak-", ignore_cleanup_errors=True) as folder,
        contextlib.nullcontext("") if options.embedded else postgres_server() as database,
    ):
        wish = Wish(
            folder=Path(folder),
            database=database,
            tills=options.tills,
            round_s=round_s,
            rounds=max(1, options.days),
            pause_s=options.pause,
            speed=speed,
            seed=options.seed,
        )
        facts, wrong = soak(wish)
    named = {
        "tills": wish.tills,
        "seconds": round(wish.round_s * wish.rounds),
        "rounds": wish.rounds,
        "simulated_days": round(wish.round_s * wish.rounds * speed / _DAY_S, 2),
    }
    say(json.dumps(named | {"seed": wish.seed} | facts | {"wrong": wrong[:50], "wrong_count": len(wrong)}))
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
