"""What may be written behind ``privacy``; only argparse here."""

from pathlib import Path

from loyalty_pos.cli.usage import Commands, Parser, names_database

_WHO = "number of the card, the full phone, or the account's id"


def add_privacy(commands: Commands) -> None:
    """Add the commands of this package."""
    module = "loyalty_pos.cli.privacy.requests"
    privacy = commands.group("privacy", module, "personal data: tell a customer everything, or forget")
    told = privacy.add("export", module, "tell everything that is kept of a person")
    told.add_argument("member", metavar="WHO", help=_WHO)
    told.add_argument(
        "--out",
        type=Path,
        metavar="FILE",
        help="write it into this new file: a page to read (*.txt), else JSON",
    )
    erased = privacy.add("erase", module, "forget a person for good; says first what it means")
    erased.add_argument("member", metavar="WHO", help=_WHO)
    erased.add_argument("--yes", action="store_true", help="do it without asking")
    taken = privacy.add("withdraw", module, "take one consent back")
    taken.add_argument("member", metavar="WHO", help=_WHO)
    taken.add_argument(
        "consent",
        choices=("advertising", "partners", "profiling", "personal_data"),
        metavar="CONSENT",
        help="advertising, partners or profiling",
    )
    taken.add_argument(
        "--yes", action="store_true", help="do it without asking, also where others share the wallet"
    )
    for parser in (told, erased, taken):
        _responsible(parser)
    stands = privacy.add(
        "status", module, "show how a request stands, and which tills have not forgotten yet"
    )
    stands.add_argument("number", nargs="?", default="", metavar="NUMBER", help="of the slip (default: all)")
    for parser in (told, erased, taken, stands):
        names_database(parser)
        parser.add_argument("--json", action="store_true", help="answer as JSON")


def _responsible(parser: Parser) -> None:
    parser.add_argument(
        "--staff", default="", metavar="ID", help="the manager who does it, by the id in the list of staff"
    )
    parser.add_argument("--pin", default="", metavar="PIN", help="PIN (default: LOYALTY_POS_PIN)")
