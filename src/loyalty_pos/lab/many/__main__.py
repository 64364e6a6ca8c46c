"""``python -m loyalty_pos.lab.many``: four hundred enrolments over HTTP on loopback; exit code 1 where one is missing."""

import argparse
import sys
import tempfile
from dataclasses import asdict
from pathlib import Path

from loyalty_pos.lab.many.enrolling import STRANGERS, enrol_many
from loyalty_pos.wiring.console import say_json


def main() -> int:
    """Run once in a folder of its own; return whether all came and nobody else."""
    parser = argparse.ArgumentParser(prog="many", description="many tills enrol from one list")
    parser.add_argument("--tills", type=int, default=400)
    parser.add_argument("--at-once", type=int, default=8)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        told = enrol_many(Path(folder), options.tills, options.at_once)
    say_json(asdict(told))
    right = (options.tills,) * 3
    return (
        0 if (told.tills, told.places, told.keys) == right and sum(told.refused.values()) == STRANGERS else 1
    )


if __name__ == "__main__":
    sys.exit(main())
