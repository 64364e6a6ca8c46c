"""python -m loyalty_pos: the command line, the same as the installed loyalty-pos. It must never do more."""

import sys

from loyalty_pos.cli import main

if __name__ == "__main__":
    sys.exit(main())
