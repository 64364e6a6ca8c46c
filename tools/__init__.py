"""What dev.py is made of. Standard library only: it runs before anything is installed."""

import sys

if sys.version_info < (3, 11):  # noqa: UP036 - an older Python comes as far as this line, and is told so
    _found = f"{sys.version_info[0]}.{sys.version_info[1]}"
    sys.exit(
        f"Python 3.11, 3.12 or 3.13 is needed, and this is {_found}; if you have one: python3.13 dev.py demo"
    )
