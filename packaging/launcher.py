"""What the frozen programs start: the command line; the windowed one opens the till when it is given no command.

It must never hold a rule of its own: a frozen program is the same program.
"""

import sys
from pathlib import Path

from loyalty_pos.cli import main

WINDOWED = "loyalty-pos-till"


def start() -> int:
    """Run the command that was asked for; return its exit code."""
    if len(sys.argv) == 1 and Path(sys.executable).stem == WINDOWED:
        sys.argv.append("till")
    return main()


if __name__ == "__main__":
    sys.exit(start())
