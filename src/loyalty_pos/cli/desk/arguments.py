"""What may be written behind the commands of the manager's desk; only argparse here."""

from pathlib import Path

from loyalty_pos.cli.usage import Commands, Parser, names_database

_ROLES = ("cashier", "senior", "issuer", "manager", "auditor", "it")
_REASONS = ("goodwill", "complaint", "mistake", "missing_sale", "abuse")


def add_desk(commands: Commands) -> None:
    """Add the commands of this package."""
    _closing(commands)
    _adjust(commands)
    _staff(commands)
    _looking(commands)


def _closing(commands: Commands) -> None:
    module = "loyalty_pos.cli.desk.closing"
    closing = commands.group("closing", module, "months of points and certificates, closed for ever")
    shown = closing.add("list", module, "show closed months, or one of them")
    shown.add_argument("month", nargs="?", default="", metavar="MONTH", help="like 2026-11 (default: all)")
    stands = closing.add(
        "open", module, "show the next month as it stands now, and the tills that are missing"
    )
    lines = closing.add("lines", module, "show what a closed month is made of: shop, day, kind")
    lines.add_argument("month", metavar="MONTH", help="like 2026-11")
    late = closing.add("late", module, "show what came after its month was closed")
    made = closing.add("make", module, "close a month for ever")
    made.add_argument("month", metavar="MONTH", help="like 2026-11")
    made.add_argument(
        "--although-waiting", action="store_true", help="although tills may still bring something of it"
    )
    _who(made)
    checked = closing.add("check", module, "prove that closed months follow one from the other")
    for parser in (shown, stands, lines, late):
        _file(parser)
    _common(shown, stands, lines, late, made, checked)


def _adjust(commands: Commands) -> None:
    module = "loyalty_pos.cli.desk.adjusting"
    adjust = commands.group("adjust", module, "points given or taken by hand")
    given = adjust.add("give", module, "give points, or take them with a minus")
    given.add_argument("member", metavar="MEMBER", help="card, phone or account of the member")
    given.add_argument("points", metavar="POINTS", help="how many; negative are taken")
    given.add_argument("--reason", required=True, choices=_REASONS, help="why")
    given.add_argument("--note", default="", metavar="TEXT", help="what happened")
    given.add_argument("--receipt", default="", metavar="CODE", help="the receipt that it is about")
    agreed = adjust.add("approve", module, "let what waits be booked: the second pair of eyes")
    refused = adjust.add("refuse", module, "do not book it")
    for parser in (agreed, refused):
        parser.add_argument("id", metavar="ID", help="as the list shows it")
    shown = adjust.add("list", module, "show the newest, those that wait first")
    for parser in (given, agreed, refused):
        _who(parser)
    _common(given, agreed, refused, shown)


def _staff(commands: Commands) -> None:
    module = "loyalty_pos.cli.desk.staff"
    staff = commands.group("staff", module, "who works here: new people, PINs, roles, people who leave")
    shown = staff.add("list", module, "show everybody")
    added = staff.add(
        "add", module, "let somebody begin; the PIN is read from the first line of a file or typed"
    )
    pin = staff.add("pin", module, "give somebody a new PIN")
    role = staff.add("role", module, "give somebody another role, or let them in again")
    left = staff.add("dismiss", module, "let somebody log in nowhere any more")
    for parser in (added, pin, role, left):
        parser.add_argument("id", metavar="ID", help="short name of the person, e.g. anna")
        _who(parser)
    added.add_argument("name", metavar="NAME", help="what people call the person")
    for parser in (added, role):
        parser.add_argument("--role", required=True, choices=_ROLES, help="what the person may do")
    for parser in (added, pin):
        parser.add_argument(
            "--new-pin-file",
            type=Path,
            metavar="FILE",
            help="its first line is the new PIN (default: asked for)",
        )
    _common(shown, added, pin, role, left)


def _looking(commands: Commands) -> None:
    odd = commands.add(
        "exceptions",
        "loyalty_pos.cli.desk.exceptions",
        "cashiers, cards and gifts that look odd, and the receipts",
    )
    odd.add_argument("--look", action="store_true", help="look again now (the centre does it once a day)")
    odd.add_argument("--days", type=int, default=30, metavar="N", help="so many days back (default: 30)")
    trail = commands.add(
        "audit", "loyalty_pos.cli.desk.audit", "who did what, when: everything that was written down"
    )
    trail.add_argument("--days", type=int, default=7, metavar="N", help="so many days back (default: 7)")
    trail.add_argument("--who", default="", metavar="ID", help="only of this person")
    trail.add_argument(
        "--what", default="", metavar="CODE", help="only what has this in its code, e.g. staff"
    )
    trail.add_argument("--most", type=int, default=1000, metavar="N", help="the newest N (default: 1000)")
    said = commands.add("remark", "loyalty_pos.cli.desk.remark", "note praise of a cashier, or a complaint")
    said.add_argument("kind", choices=("praise", "complaint"), help="what it is")
    said.add_argument("cashier", metavar="ID", help="of whom, by the id in the list of staff")
    said.add_argument("--receipt", default="", metavar="CODE", help="the receipt that it is about")
    said.add_argument("--text", required=True, metavar="TEXT", help="what was said")
    _who(said)
    for parser in (odd, trail):
        _file(parser)
    _common(odd, trail, said)


def _who(parser: Parser) -> None:
    parser.add_argument(
        "--staff", default="", metavar="ID", help="the manager who does it, by the id in the list of staff"
    )
    parser.add_argument("--pin", default="", metavar="PIN", help="PIN (default: LOYALTY_POS_PIN)")


def _file(parser: Parser) -> None:
    parser.add_argument(
        "--out", type=Path, metavar="FILE", help="write it as a list, too; ends in .csv or .xlsx"
    )


def _common(*parsers: Parser) -> None:
    for parser in parsers:
        names_database(parser)
        parser.add_argument("--json", action="store_true", help="answer as JSON")
