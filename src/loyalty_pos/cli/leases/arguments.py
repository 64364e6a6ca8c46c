"""What may be written behind the commands about leases and debts; only argparse here."""

from loyalty_pos.cli.usage import Commands, Parser, names_database

_MEMBER = "card, phone or account of the member, or the code of a certificate"


def add_leases(commands: Commands) -> None:
    """Add the commands of this package."""
    told = commands.add(
        "exposure", "loyalty_pos.cli.leases.exposure", "the most that tills may take without the centre, now"
    )
    told.add_argument("--store", default="", metavar="ID", help="for this store only (default: all)")
    told.add_argument("--member", default="", metavar="MEMBER", help=_MEMBER)
    _common(told)
    _debts(commands)
    _held(commands)


def _common(*parsers: Parser) -> None:
    for parser in parsers:
        names_database(parser)
        parser.add_argument("--json", action="store_true", help="answer as JSON")


def _debts(commands: Commands) -> None:
    module = "loyalty_pos.cli.leases.debts"
    debts = commands.group("debts", module, "points that were taken and not there")
    shown = debts.add("list", module, "show them")
    shown.add_argument("--all", action="store_true", help="also those that are repaid or written off")
    off = debts.add("write-off", module, "let a member owe nothing any more")
    asked = debts.add("claim", module, "somebody asks for it: do not write it off by itself")
    for parser in (off, asked):
        parser.add_argument("member", metavar="MEMBER", help=_MEMBER)
        parser.add_argument("--reason", required=True, metavar="TEXT", help="why")
    _common(shown, off, asked)


def _held(commands: Commands) -> None:
    module = "loyalty_pos.cli.leases.held"
    holds = commands.group("holds", module, "points that a till holds for a receipt that is being paid")
    shown = holds.add("list", module, "show them")
    freed = holds.add("release", module, "give points back at once, e.g. when the till died")
    freed.add_argument("op", metavar="OPERATION", help="as the list shows it")
    leases = commands.group("leases", module, "what tills may decide alone")
    lost = leases.add("lost", module, "a till is lost: free what was set aside for it")
    lost.add_argument("agent", metavar="TILL", help="the till, as `exposure` shows it")
    lost.add_argument("--reason", required=True, metavar="TEXT", help="why")
    lost.add_argument("--life", default="", metavar="LIFE", help="only this life of it (default: all)")
    lost.add_argument("--gone", action="store_true", help="its disk is gone: nothing of it will ever come")
    lost.add_argument(
        "--shut-out", action="store_true", help="let it in no more: sales that it still brings wait for you"
    )
    _common(shown, freed, lost)
