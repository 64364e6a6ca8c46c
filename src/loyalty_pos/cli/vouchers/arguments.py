"""What may be written behind the commands about single codes; only argparse here."""

from pathlib import Path

from loyalty_pos.cli.usage import Commands


def add_codes(codes: Commands) -> None:
    """Add the commands of this package to those of codes."""
    older = codes.add(
        "import", "loyalty_pos.cli.vouchers.older", "bring certificates of an older system with what is left"
    )
    older.add_argument("file", type=Path, metavar="FILE", help="CSV or XLSX: certificate, rest, valid until")
    older.add_argument(
        "--series", required=True, metavar="ID", help="series of certificates of the programme"
    )
    lists = "loyalty_pos.cli.vouchers.lists"
    pool = codes.add("pool", lists, "bring a partner's own codes, to be given to members")
    pool.add_argument("file", type=Path, metavar="FILE", help="CSV or XLSX with a column of codes")
    pool.add_argument("--partner", required=True, metavar="ID", help="id of the partner in the programme")
    listed = codes.add("list", lists, "show how many codes each series has, by state")
    module = "loyalty_pos.cli.vouchers.one"
    shown = codes.add("show", module, "show what is left on a code and what was done with it")
    blocked = codes.add("block", module, "let a code do nothing any more")
    unblocked = codes.add("unblock", module, "let a blocked code be what it was")
    for parser in (shown, blocked, unblocked):
        parser.add_argument("code", metavar="CODE", help="as it is printed, or as it was scanned")
    for parser in (older, pool, listed, shown, blocked, unblocked):
        parser.add_argument(
            "--database", default="", metavar="URL", help="PostgreSQL of the centre (default: embedded)"
        )
        parser.add_argument("--json", action="store_true", help="answer as JSON")
