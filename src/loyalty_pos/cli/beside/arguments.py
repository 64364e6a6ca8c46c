"""What may be written behind ``beside``; only argparse here."""

from loyalty_pos.cli.usage import Commands


def add_beside(commands: Commands) -> None:
    """Add the commands of this package."""
    beside = commands.add(
        "beside", "loyalty_pos.cli.beside.serving", "this till without a window, for a program beside it"
    )
    beside.add_argument(
        "--port", type=int, default=0, metavar="N", help="port on this machine (default: a free one)"
    )
