"""What may be written behind the commands about many tills; only argparse here."""

import argparse
from pathlib import Path
from typing import Any, Final

from loyalty_pos.cli.usage import Commands, Parser, names_database

DAYS: Final = 7
_WORDS: Final = 2


class _Replaces(argparse.Action):
    """``till replace OLD``: a command of the centre that stands behind a word of the till, because so it is called."""

    def __call__(
        self, parser: argparse.ArgumentParser, namespace: argparse.Namespace, values: Any, _option: Any = None
    ) -> None:
        if not values:
            return
        if len(values) != _WORDS or values[0] != "replace":
            parser.error(f"unrecognized arguments: {' '.join(values)}")
        namespace.old = values[1]
        namespace.module = "loyalty_pos.cli.fleet.replacing"


def add_till_words(till: Parser) -> None:
    """Add ``till replace OLD --by NEW``."""
    till.add_argument(
        "words",
        nargs="*",
        action=_Replaces,
        metavar="replace OLD",
        help="at the centre: hand the place of a dead till to its successor",
    )
    till.add_argument(
        "--prepare-image",
        action="store_true",
        help="make this folder nobody's till, for an image of many machines",
    )
    till.add_argument("--by", default="", metavar="NEW", help="the successor, as `fleet` shows it")
    till.add_argument("--reason", default="", metavar="TEXT", help="why")
    till.add_argument("--who", default="console", metavar="NAME", help="who does it")
    names_database(till)


def add_fleet(commands: Commands) -> None:
    """Add the commands of this package."""
    _batches(commands)
    _preflight(commands)
    shown = commands.add("fleet", "loyalty_pos.cli.fleet.fleet", "how each till is, the worst first")
    shown.add_argument("--store", default="", metavar="ID", help="for this store only (default: all)")
    shown.add_argument("--all", action="store_true", help="also those that are well, a line each")
    _common(shown)


def _preflight(commands: Commands) -> None:
    looked = commands.add(
        "preflight", "loyalty_pos.cli.fleet.preflight", "which machines cannot be a till, and why"
    )
    looked.add_argument(
        "file",
        nargs="?",
        type=Path,
        metavar="FILE",
        help="CSV or XLSX: host name, windows build, bits, memory MB, free disk MB, screen (default: this machine)",
    )
    looked.add_argument("--all", action="store_true", help="also those that fit, a line each")
    looked.add_argument("--json", action="store_true", help="answer as JSON")


def _common(*parsers: Parser) -> None:
    for parser in parsers:
        names_database(parser)
        parser.add_argument("--json", action="store_true", help="answer as JSON")


def _batches(commands: Commands) -> None:
    module = "loyalty_pos.cli.fleet.batch"
    batches = commands.group("enrol-batch", module, "many tills by one list, each by its host name")
    made = batches.add("make", module, "make a batch of a list; a bad row makes none")
    made.add_argument("file", type=Path, metavar="FILE", help="CSV or XLSX: host name, store, till, profile")
    made.add_argument(
        "--profiles", type=Path, metavar="TOML", help="what stands beside a till: a table for each profile"
    )
    made.add_argument(
        "--days", type=int, default=DAYS, metavar="N", help="open so many days from its approval (default: 7)"
    )
    made.add_argument(
        "--most", type=int, default=0, metavar="N", help="so many may come (default: all of the list)"
    )
    approved = batches.add("approve", module, "open a batch, once: its code is written to a file")
    approved.add_argument("--out", type=Path, required=True, metavar="FILE", help="where the code goes")
    ended = batches.add("revoke", module, "let nobody in by it any more; who came stays")
    for parser in (approved, ended):
        parser.add_argument("batch", metavar="BATCH", help="as the list shows it")
    for parser in (made, approved, ended):
        parser.add_argument("--by", required=True, metavar="NAME", help="who does it")
    shown = batches.add("list", module, "show them, and who has not come yet")
    _common(made, approved, ended, shown)
