"""What may be written behind ``till`` by whoever looks after the machine; only argparse here."""

from pathlib import Path
from typing import Final

from loyalty_pos.cli.usage import Parser

WHOLE: Final = "all"
LOOK: Final = "look"
WAIT_S: Final = 30.0


def add_machine(till: Parser) -> None:
    """Add the questions; at most one is asked at a time."""
    asked = till.add_mutually_exclusive_group()
    asked.add_argument(
        "--self-test",
        nargs="?",
        const=WHOLE,
        default="",
        choices=(WHOLE, LOOK),
        help=till.worded("look through program, files, keys and devices; without a window"),
    )
    asked.add_argument(
        "--quit", action="store_true", help=till.worded("ask the till that runs here to finish and go")
    )
    asked.add_argument(
        "--status",
        action="store_true",
        help=till.worded("does it run, is a shift open, what does the centre not have"),
    )
    asked.add_argument(
        "--unsynced",
        action="store_true",
        help=till.worded("the same; code 1 when something is here that the centre does not have"),
    )
    asked.add_argument(
        "--show-config", action="store_true", help=till.worded("each setting, and who decided it")
    )
    till.add_argument(
        "--update", action="store_true", help="with --quit: an open shift is a reason to stay, too"
    )
    till.add_argument(
        "--wait", type=float, default=WAIT_S, metavar="SECONDS", help="with --quit: how long (default: 30)"
    )
    till.add_argument("--strict", action="store_true", help="what only wants a look is a fault too: code 3")
    till.add_argument("--out", type=Path, metavar="FILE", help="write the answer as JSON into this file")
    till.add_argument("--json", action="store_true", help="answer as JSON")
