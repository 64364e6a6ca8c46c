"""What the frozen programs start: the command line; the windowed one is the till, options and all.

It must never hold a rule of its own: a frozen program is the same program.
"""

import io
import sys
from pathlib import Path

from loyalty_pos.cli import main

WINDOWED = "LoyaltyPOS"


def start() -> int:
    """Run the command that was asked for; return its exit code.

    What is piped into a file or another program is UTF-8: no code page of Windows has both Cyrillic and the rouble
    sign, and a receipt must not end a command.
    """
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):  # a windowed program has none
            stream.reconfigure(encoding="utf-8")
    if Path(sys.executable).stem == WINDOWED and (len(sys.argv) == 1 or sys.argv[1].startswith("-")):
        sys.argv.insert(1, "till")
    return main()


if __name__ == "__main__":
    sys.exit(start())
