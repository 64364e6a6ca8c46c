"""What may be written behind the commands that prove; only argparse here."""

from loyalty_pos.cli.usage import Commands, names_database
from loyalty_pos.wire.signing.commands import KINDS


def add_proof(commands: Commands) -> None:
    """Add the commands of this package."""
    verify = commands.add(
        "verify", "loyalty_pos.cli.proof.verify", "prove that the books are what was written"
    )
    verify.add_argument(
        "--receipt",
        default="",
        metavar="CODE",
        help="find this receipt, by its 20 digits or all that its QR code says",
    )
    verify.add_argument(
        "--prices", action="store_true", help="price the centre's sales again with the bundles they name"
    )
    verify.add_argument("--since", default="", metavar="YYYY-MM-DD", help="prices from this day on")
    verify.add_argument("--until", default="", metavar="YYYY-MM-DD", help="prices up to this day, included")
    names_database(verify)
    verify.add_argument("--json", action="store_true", help="answer as JSON")
    alarms = commands.add(
        "alarms", "loyalty_pos.cli.proof.alarms", "what somebody should look at, and what to do"
    )
    alarms.add_argument("--code", default="", metavar="CODE", help="only alarms of this kind")
    alarms.add_argument("--most", type=int, default=20, metavar="N", help="the newest N (default: 20)")
    names_database(alarms)
    alarms.add_argument("--json", action="store_true", help="answer as JSON")
    _keys(commands)
    module = "loyalty_pos.cli.proof.parked"
    parked = commands.group("parked", module, "events that the centre could not apply")
    shown = parked.add("list", module, "show them")
    again = parked.add("again", module, "try them once more")
    again.add_argument(
        "name", nargs="?", default="", metavar="NAME", help="as the list shows it (default: all)"
    )
    closed = parked.add("close", module, "let one wait no more, because somebody has dealt with it")
    closed.add_argument("name", metavar="NAME", help="as the list shows it")
    closed.add_argument("--reason", required=True, metavar="TEXT", help="what was done about it")
    closed.add_argument("--who", default="console", metavar="NAME", help="who dealt with it")
    for parser in (shown, again, closed):
        names_database(parser)
        parser.add_argument("--json", action="store_true", help="answer as JSON")


def _keys(commands: Commands) -> None:
    module = "loyalty_pos.cli.proof.keys"
    keys = commands.group("keys", module, "with which keys tills speak, and what they are ordered to do")
    rotate = keys.add("rotate", module, "sign with a new key; the old one counts until the new one was heard")
    rotate.add_argument(
        "--till", default="", metavar="TILL", help="order it of this till of the centre (default: this till)"
    )
    order = keys.add("order", module, "order something of a till, once, signed")
    order.add_argument("agent", metavar="TILL", help="the till, as `exposure` shows it")
    order.add_argument("kind", choices=KINDS, metavar="WORD", help=f"one of {', '.join(KINDS)}")
    for parser in (rotate, order):
        names_database(parser)
        parser.add_argument("--json", action="store_true", help="answer as JSON")
