"""A till that was alone for thirty days pushes what it sold, and goes on selling meanwhile; one JSON object.

python -m loyalty_pos.lab.absence --sales 50000 [--postgres] [--seed N]
"""

import argparse
import contextlib
import json
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

from loyalty_pos.lab.absence.coming_back import Plan, come_back, told
from loyalty_pos.lab.soak.postgres import postgres_server
from loyalty_pos.wiring.console import say


def main(arguments: Sequence[str] | None = None) -> int:
    """Print the figures; 1 when anything is wrong."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--sales", type=int, default=5_000)
    parser.add_argument("--postgres", action="store_true", help="the centre's books on a PostgreSQL server")
    parser.add_argument("--seed", type=int, default=20261122)
    options = parser.parse_args(arguments)
    with (
        tempfile.TemporaryDirectory(prefix="loyalty-pos-absence-", ignore_cleanup_errors=True) as folder,
        postgres_server() if options.postgres else contextlib.nullcontext("") as database,
    ):
        plan = Plan(Path(folder), options.sales, options.seed, database)
        facts, wrong = come_back(plan)
    say(json.dumps(told(facts, wrong, plan)))
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
