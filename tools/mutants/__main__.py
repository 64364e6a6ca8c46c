"""Make every small mistake in the core, one at a time, and count those that no test notices.

    python dev.py mutants                     all modules, an hour or so
    python dev.py mutants pricing/_sets.py    some
    python dev.py mutants --survivors         only those that nobody noticed the last time; changed modules whole
    python dev.py mutants --seconds 600       a sample: what can be tried in this time, chosen by lot
    python dev.py mutants --changed           a sample of the modules changed since they were last counted

A mistake that nobody needs to notice stands in survivors.toml with its reason; one that stands there and is
noticed, or is not possible any more, is an error.
"""

import argparse
import os
import sys
import tempfile

from tools.complaint import Complaint

_TESTS = ("tests/spec", "tests/property")
_QUICK_TESTS = (
    "tests/spec",
    *(f"tests/property/test_{name}_laws.py" for name in ("money", "ledger", "pricing")),
)


def main() -> int:
    """Do the count; return 0 if every group keeps its share."""
    parser = argparse.ArgumentParser(
        prog="dev.py mutants", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("modules", nargs="*", metavar="MODULE", help="paths below src/loyalty_pos/core")
    parser.add_argument("--changed", action="store_true")
    parser.add_argument("--survivors", action="store_true")
    parser.add_argument("--seconds", type=float, help="(for --changed: 150)")
    parser.add_argument(
        "--patience", type=float, default=3, help="seconds of tests for one mistake (default: 3)"
    )
    parser.add_argument(
        "--tests", nargs="+", metavar="PATH", help="(for --changed: those that take no minutes)"
    )
    parser.add_argument("--jobs", type=int, default=os.cpu_count() or 1)
    options = parser.parse_args()
    options.tests = options.tests or (_QUICK_TESTS if options.changed else _TESTS)
    if not hasattr(os, "fork") or not hasattr(sys, "monitoring"):
        message = "mutants need fork (Linux, macOS) and Python 3.12 or newer, which tells which lines run"
        raise Complaint(message)
    with tempfile.TemporaryDirectory(prefix="loyalty-pos-mutants-", ignore_cleanup_errors=True) as folder:
        os.environ["TMPDIR"] = os.environ["PYTEST_DEBUG_TEMPROOT"] = tempfile.tempdir = folder
        from tools.mutants.count import Asked, count  # noqa: PLC0415 - needs fork

        return count(Asked(**vars(options)))


if __name__ == "__main__":
    try:
        sys.exit(main())
    except Complaint as complaint:
        sys.exit(str(complaint))
