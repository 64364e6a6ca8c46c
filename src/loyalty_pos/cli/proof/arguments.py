"""What may be written behind the commands that prove; only argparse here."""

from loyalty_pos.cli.usage import Commands


def add_proof(commands: Commands) -> None:
    """Add the commands of this package."""
    verify = commands.add(
        "verify", "loyalty_pos.cli.proof.verify", "prove that the books are what was written"
    )
    verify.add_argument(
        "--receipt", default="", metavar="CODE", help="find this receipt in the chain, by its code"
    )
    verify.add_argument(
        "--database", default="", metavar="URL", help="PostgreSQL of the centre (default: embedded)"
    )
    verify.add_argument("--json", action="store_true", help="answer as JSON")
