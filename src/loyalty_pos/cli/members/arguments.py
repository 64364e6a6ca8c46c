"""What may be written behind the commands about members; only argparse here."""

from pathlib import Path

from loyalty_pos.cli.usage import Commands, Parser, names_database


def add_members(commands: Commands) -> None:
    """Add the commands of this package."""
    _callers(commands)
    _events(commands)
    _games(commands)
    _clubs(commands)
    _segments(commands)
    _phone_code(commands)
    _together(commands)
    _pack(commands)


def _common(parser: Parser) -> None:
    names_database(parser)
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
        choices=("events", "partners", "partner"),
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


def _segments(commands: Commands) -> None:
    module = "loyalty_pos.cli.members.segments"
    segments = commands.group("segments", module, "segments of members: lists by hand, and who is in which")
    brought = segments.add("import", module, "put the members of a list into a segment")
    brought.add_argument("file", type=Path, metavar="FILE", help="CSV or XLSX with cards or phones")
    brought.add_argument("--segment", required=True, metavar="ID", help="id of the segment")
    brought.add_argument("--new", action="store_true", help="begin a segment that no programme names yet")
    brought.add_argument("--remove", action="store_true", help="take them out of it instead")
    shown = segments.add("list", module, "show the segments and how many are in each")
    members = segments.add("show", module, "show who is in a segment")
    members.add_argument("segment", metavar="ID", help="id of the segment")
    for parser in (brought, shown, members):
        _common(parser)


def _together(commands: Commands) -> None:
    module = "loyalty_pos.cli.members.together"
    members = commands.group("members", module, "accounts made one, and parted again")
    shown = members.add("joined", module, "show who is part of an account")
    joined = members.add("join", module, "make two accounts one; without --yes only say what it means")
    parted = members.add("part", module, "part them again; without --yes only say what it means")
    for parser in (shown, joined):
        parser.add_argument("member", metavar="MEMBER", help="number of the card, or the phone")
    joined.add_argument("other", metavar="OTHER", help="card or phone of whoever becomes part of it")
    joined.add_argument("--family", action="store_true", help="a family: one balance, a card for each")
    parted.add_argument("id", metavar="ID", help="as members joined shows it")
    for parser in (joined, parted):
        parser.add_argument("--yes", action="store_true", help="do it")
    for parser in (shown, joined, parted):
        parser.add_argument(
            "--staff",
            default="",
            metavar="ID",
            help="the manager who does it, by the id in the list of staff",
        )
        parser.add_argument("--pin", default="", metavar="PIN", help="PIN (default: LOYALTY_POS_PIN)")
        _common(parser)


def _pack(commands: Commands) -> None:
    pack = commands.add("pack", "loyalty_pos.cli.members.pack", "make a pack of blank cards")
    pack.add_argument("--count", type=int, required=True, metavar="N", help="how many, up to 10,000")
    pack.add_argument(
        "--out", type=Path, required=True, metavar="FILE", help="ends in .pdf (sheets of ten), .csv or .xlsx"
    )
    pack.add_argument("--shop", default="", metavar="TEXT", help="the name on the card")
    pack.add_argument("--programme", default="", metavar="TEXT", help="the line below it")
    pack.add_argument("--json", action="store_true", help="answer as JSON")


def _phone_code(commands: Commands) -> None:
    shown = commands.add(
        "member-qr", "loyalty_pos.cli.members.phone_code", "play a member's phone: show its code for the till"
    )
    shown.add_argument("member", metavar="CARD|ACCOUNT", help="card or account of the member")
    shown.add_argument("--picture", type=Path, metavar="FILE", help="save the code as a PNG, too")
    shown.add_argument(
        "--watch", action="store_true", help="show the next code every half minute until Ctrl+C"
    )
    shown.add_argument("--long", action="store_true", help="for a till that has not heard of this phone yet")
    shown.add_argument("--new", action="store_true", help="another phone: the one before counts no more")
    shown.add_argument("--stop", action="store_true", help="the phone is lost: its codes count no more")
    _common(shown)


def _member(parser: Parser) -> None:
    parser.add_argument("--card", default="", metavar="NUMBER", help="card of the member")
    parser.add_argument("--phone", default="", metavar="PHONE", help="phone of the member")
    parser.add_argument("--account", default="", metavar="ID", help="account of the member")


def _events(commands: Commands) -> None:
    module = "loyalty_pos.cli.members.events"
    told = commands.add("event", module, "tell the centre what a member did, once")
    told.add_argument(
        "kind", metavar="KIND", help="survey, subscription, referral, review, social, or your own"
    )
    _member(told)
    told.add_argument(
        "--id", default="", metavar="ID", help="the same id is the same event (default: a new one)"
    )
    told.add_argument("--at", default="", metavar="ISO-TIME", help="when it was, with zone (default: now)")
    told.add_argument("--subject", default="", metavar="TEXT", help="what it is about, e.g. an order")
    told.add_argument(
        "--friend-card", default="", metavar="NUMBER", help="card of the friend who was invited"
    )
    told.add_argument(
        "--friend-phone", default="", metavar="PHONE", help="phone of the friend who was invited"
    )
    events = commands.group("events", module, "events that wait for a person")
    waiting = events.add("waiting", module, "show what waits")
    approved = events.add("approve", module, "give what was promised")
    rejected = events.add("reject", module, "give nothing")
    for parser in (approved, rejected):
        parser.add_argument("id", metavar="ID", help="id of the event")
        parser.add_argument(
            "--caller", default="", metavar="NAME", help="who told of it, where ids are the same"
        )
        parser.add_argument("--by", default="", metavar="NAME", help="who decides (default: console)")
    for parser in (told, waiting, approved, rejected):
        _common(parser)


def _games(commands: Commands) -> None:
    module = "loyalty_pos.cli.members.games"
    board = commands.add("board", module, "show who leads")
    board.add_argument("id", metavar="BOARD", help="its id in the programme")
    medals = commands.group("medals", module, "medals of members")
    shown = medals.add("list", module, "show who has which medal")
    shown.add_argument("medal", nargs="?", default="", metavar="MEDAL", help="only this one")
    given = medals.add("give", module, "give a medal by hand")
    taken = medals.add("recall", module, "take a medal back, with its points")
    for parser in (given, taken):
        parser.add_argument("medal", metavar="MEDAL", help="its id in the programme")
        _member(parser)
    for parser in (board, shown, given, taken):
        _common(parser)
