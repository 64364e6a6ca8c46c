"""What may be written behind the commands about single codes; only argparse here."""

from pathlib import Path

from loyalty_pos.cli.usage import Commands, names_database


def add_codes(codes: Commands) -> None:
    """Add the commands of this package to those of codes."""
    older = codes.add(
        "import",
        "loyalty_pos.cli.vouchers.older",
        "bring certificates of an older system with what is left, or a partner's own codes",
    )
    older.add_argument("file", type=Path, metavar="FILE", help="CSV or XLSX: certificate, rest, valid until")
    whose = older.add_mutually_exclusive_group(required=True)
    whose.add_argument(
        "--series",
        default="",
        metavar="ID",
        help=older.worded("series of certificates of the programme"),
    )
    whose.add_argument(
        "--partner",
        default="",
        metavar="ID",
        help=older.worded("partner whose own codes they are, to be given to members"),
    )
    lists = "loyalty_pos.cli.vouchers.lists"
    listed = codes.add("list", lists, "show how many codes each series has, by state")
    module = "loyalty_pos.cli.vouchers.one"
    shown = codes.add("show", module, "show what is left on a code and what was done with it")
    blocked = codes.add("block", module, "let a code do nothing any more")
    unblocked = codes.add("unblock", module, "let a blocked code be what it was")
    for parser in (shown, blocked, unblocked):
        parser.add_argument("code", metavar="CODE", help="as it is printed, or as it was scanned")
    for parser in (older, listed, shown, blocked, unblocked):
        names_database(parser)
        parser.add_argument("--json", action="store_true", help="answer as JSON")
