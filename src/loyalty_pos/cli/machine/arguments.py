"""What may be written behind ``till`` by whoever looks after the machine; only argparse here."""

from pathlib import Path
from typing import Final

from loyalty_pos.cli.usage import Parser

WHOLE: Final = "all"
LOOK: Final = "look"


def add_machine(till: Parser) -> None:
    """Add the questions; at most one is asked at a time."""
    asked = till.add_mutually_exclusive_group()
    asked.add_argument(
        "--self-test",
        nargs="?",
        const=WHOLE,
        default="",
        choices=(WHOLE, LOOK),
        help="look through program, files, keys and devices; without a window",
    )
    till.add_argument("--strict", action="store_true", help="what only wants a look is a fault too: code 3")
    till.add_argument("--out", type=Path, metavar="FILE", help="write the answer as JSON into this file")
    till.add_argument("--json", action="store_true", help="answer as JSON")
