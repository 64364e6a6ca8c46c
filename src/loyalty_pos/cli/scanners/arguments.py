"""What may be written behind ``scanner-lab``; only argparse here."""

import argparse

from loyalty_pos.cli.usage import Commands
from loyalty_pos.devices.scanners.addresses import scanner_name

FAULTS = ("none", "doubled", "reversed", "split", "slow", "garbage")


def add_scanners(commands: Commands) -> None:
    """Add the commands of this package."""
    lab = commands.group(
        "scanner-lab",
        "loyalty_pos.cli.scanners.lab",
        "scanners that are not there, and tests of those that are",
    )
    heard = lab.add(
        "listen", "loyalty_pos.cli.scanners.listen", "show what arrives from a scanner, as it comes"
    )
    heard.add_argument(
        "where", type=scanner_where, metavar="WHERE", help="serial PORT[@BAUD], hid or hid:VENDOR:PRODUCT"
    )
    heard.add_argument(
        "--count", type=int, default=0, metavar="N", help="end after so many codes (default: at Ctrl+C)"
    )
    played = lab.add(
        "serial",
        "loyalty_pos.cli.scanners.virtual",
        "be a serial scanner: tells its port, then scans what is typed",
    )
    played.add_argument("codes", nargs="*", metavar="CODE", help="scan these instead of what is typed")
    played.add_argument("--fault", choices=FAULTS, default="none", help="what is wrong with the scanner")
    played.add_argument(
        "--wait", type=float, default=0.0, metavar="S", help="wait so long before the first scan"
    )
    checked = lab.add(
        "check",
        "loyalty_pos.cli.scanners.lab",
        "play every fault on every way in, and count what the till hears",
    )
    checked.add_argument(
        "--count", type=int, default=200, metavar="N", help="codes for each fault (default: 200)"
    )
    checked.add_argument(
        "--seed", type=int, default=1, metavar="N", help="another number, other codes and faults"
    )
    for parser in (heard, checked):
        parser.add_argument("--json", action="store_true", help="answer as JSON")


def scanner_where(text: str) -> str:
    """Read where a scanner is, for argparse."""
    try:
        return str(scanner_name(text))
    except ValueError as error:
        raise argparse.ArgumentTypeError(str(error)) from error
