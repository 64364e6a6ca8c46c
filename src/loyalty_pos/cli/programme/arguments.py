"""What may be written behind ``loyalty-pos programme``; only argparse here, so that --help is instant."""

from pathlib import Path
from typing import Final

from loyalty_pos.cli.usage import Commands, Parser, names_database

TEMPLATES: Final = (
    "jewellery", "sports", "coffee", "grocery", "cosmetics", "club", "cashback", "coalition",
)  # fmt: skip
_MODULE: Final = "loyalty_pos.cli.programme.commands"
_RELEASING: Final = "loyalty_pos.cli.programme.releasing"


def add_programme(commands: Commands) -> None:
    """Add the commands for whoever writes programmes."""
    programme = commands.group("programme", _MODULE, "write, check, explain and compare programmes")
    _check(programme)
    explain = programme.add("explain", _MODULE, "tell a programme in plain sentences")
    explain.add_argument("file", type=Path, metavar="FILE")
    differ = programme.add("diff", _MODULE, "tell what changes from one programme to another")
    differ.add_argument("old", type=Path, metavar="OLD")
    differ.add_argument("new", type=Path, metavar="NEW")
    _new(programme)
    programme.add("schema", _MODULE, "write the JSON Schema of programme files")
    _release(programme)


def _check(programme: Commands) -> None:
    check: Parser = programme.add("check", _MODULE, "look for mistakes and for what is unwise")
    check.add_argument(
        "files", nargs="+", type=Path, metavar="FILE", help="several: as they work in one shop"
    )
    check.add_argument("--strict", action="store_true", help="end with exit code 1 on warnings")
    check.add_argument("--at", metavar="YYYY-MM-DD", help="judge windows as on this day (default: today)")
    check.add_argument("--json", action="store_true", help="answer as JSON")


def _new(programme: Commands) -> None:
    new = programme.add("new", _MODULE, "write a programme to begin with to standard output")
    new.add_argument("--template", choices=TEMPLATES, help="begin with this trade (default: ask)")
    new.add_argument("--id", default="", metavar="ID", help="id of the programme (default: the template's)")
    new.add_argument(
        "--name", default="", metavar="NAME", help="what customers call it (default: the template's)"
    )
    new.add_argument(
        "--set",
        action="append",
        default=[],
        metavar="KEY=VALUE",
        help="another value, e.g. accrual.rate_bp=700 (repeatable)",
    )


def _release(programme: Commands) -> None:
    release = programme.add("release", _RELEASING, "take a programme to some shops, or to all")
    release.add_argument("file", type=Path, metavar="FILE")
    release.add_argument(
        "--shops", nargs="+", default=(), metavar="ID", help="only these shops (default: all)"
    )
    release.add_argument(
        "--from",
        dest="start",
        default="",
        metavar="YYYY-MM-DD",
        help="from the start of this day (default: now)",
    )
    release.add_argument(
        "--until", dest="end", default="", metavar="YYYY-MM-DD", help="until the start of this day"
    )
    release.add_argument("--dry-run", action="store_true", help="only show what would happen")
    where = programme.add("where", _RELEASING, "show what is released where, and which tills have it")
    stop = programme.add("stop", _RELEASING, "end a release, or all of a programme, at once")
    stop.add_argument("name", metavar="ID", help="number of the release or id of the programme")
    budgets = programme.add(
        "budgets", "loyalty_pos.cli.programme.budgets", "show what offers have used of their budgets"
    )
    for parser in (release, where, stop, budgets):
        names_database(parser)
        parser.add_argument("--json", action="store_true", help="answer as JSON")
