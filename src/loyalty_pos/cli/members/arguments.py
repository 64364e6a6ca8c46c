"""What may be written behind the commands about members; only argparse here."""

from pathlib import Path

from loyalty_pos.cli.usage import Commands, Parser


def add_members(commands: Commands) -> None:
    """Add the commands of this package."""
    _callers(commands)
    _clubs(commands)


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


def _clubs(commands: Commands) -> None:
    module = "loyalty_pos.cli.members.clubs"
    clubs = commands.group("clubs", module, "clubs: who is in, guests of closed events, invitations")
    shown = clubs.add("list", module, "show the clubs and how many are in")
    members = clubs.add("members", module, "show who is in a club")
    members.add_argument("club", metavar="CLUB", help="its id in the programme")
    joined = clubs.add("join", module, "let a member in, for as long as a fee would hold")
    joined.add_argument("club", metavar="CLUB", help="its id in the programme")
    joined.add_argument("member", metavar="MEMBER", help="number of the card, or the phone")
    invited = clubs.add("invite", module, "make invitations for the print house")
    invited.add_argument("club", metavar="CLUB", help="its id in the programme")
    invited.add_argument("--count", type=int, required=True, metavar="N", help="how many, up to a million")
    invited.add_argument("--out", type=Path, required=True, metavar="FILE", help="ends in .csv or .xlsx")
    guest = clubs.add("guest", module, "put a member on the list of an event")
    guest.add_argument("event", metavar="EVENT", help="as the programme names it")
    guest.add_argument("member", metavar="MEMBER", help="number of the card, or the phone")
    guests = clubs.add("guests", module, "show who is on the list of an event")
    guests.add_argument("event", metavar="EVENT", help="as the programme names it")
    for parser in (shown, members, joined, invited, guest, guests):
        _common(parser)
