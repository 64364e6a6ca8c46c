"""What may be written behind the commands about members; only argparse here."""

from loyalty_pos.cli.usage import Commands, Parser


def add_members(commands: Commands) -> None:
    """Add the commands of this package."""
    _callers(commands)


def _common(parser: Parser) -> None:
    parser.add_argument(
        "--database", default="", metavar="URL", help="PostgreSQL of the centre (default: embedded)"
    )
    parser.add_argument("--json", action="store_true", help="answer as JSON")


def _callers(commands: Commands) -> None:
    callers = commands.group(
        "callers",
        "loyalty_pos.cli.members.callers",
        "programs that may speak to the centre: a web shop, a survey",
    )
    shown = callers.add("list", "loyalty_pos.cli.members.callers", "show them")
    made = callers.add(
        "add", "loyalty_pos.cli.members.callers", "make a token, an older one of the name ends"
    )
    made.add_argument("name", metavar="NAME", help="lower-case letters, digits and dashes")
    made.add_argument(
        "--scope",
        action="append",
        choices=("events", "partners"),
        help="what it may speak of (repeatable; default: events)",
    )
    ended = callers.add("revoke", "loyalty_pos.cli.members.callers", "let one in no more")
    ended.add_argument("name", metavar="NAME", help="lower-case letters, digits and dashes")
    for parser in (shown, made, ended):
        _common(parser)
