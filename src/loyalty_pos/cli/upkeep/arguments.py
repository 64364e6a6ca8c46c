"""What may be written behind ``diagnostics``; only argparse here."""

from pathlib import Path

from loyalty_pos.cli.usage import Commands


def add_upkeep(commands: Commands) -> None:
    """Add the commands of this package."""
    command = commands.add(
        "diagnostics",
        "loyalty_pos.cli.upkeep.diagnostics",
        "write one file for support, without names and keys",
    )
    command.add_argument(
        "--out", type=Path, metavar="FILE", help="a folder or a .zip file (default: the folder of the logs)"
    )
    command.add_argument("--json", action="store_true", help="answer as JSON")
