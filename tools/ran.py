"""Read a test report: nothing was skipped, every named folder ran, and laws were tried often enough.

    python -m tools.ran REPORT [--examples N] FOLDER...

A suite whose emulated printer was not there passes just as green as one that printed, and a law that was tried
five times as green as one that was tried two thousand times; this tells them apart.
"""

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path
from xml.etree.ElementTree import Element, parse

from tools.complaint import Complaint


def require_run(report: Path, folders: Sequence[str]) -> str:
    """Return what ran, folder by folder; raise Complaint if a test was skipped or a folder ran none."""
    cases = list(_cases(report))
    if skipped := [_name(case) for case in cases if case.find("skipped") is not None]:
        message = f"{len(skipped)} skipped, and a skipped test proves nothing: {', '.join(skipped[:10])}"
        raise Complaint(message)
    counts = {folder: sum(_name(case).startswith(f"{folder}.") for case in cases) for folder in folders}
    if idle := [folder for folder, count in counts.items() if not count]:
        message = f"no test ran in {', '.join(idle)}"
        raise Complaint(message)
    return ", ".join(f"{folder}: {count}" for folder, count in counts.items())


def require_examples(report: Path, least: int) -> str:
    """Return how many examples the laws held for, as ``tests/conftest.py`` counted; raise Complaint if under ``least``."""
    found = [
        int(given.get("value", "0"))
        for case in _cases(report)
        for given in case.iter("property")
        if given.get("name") == "examples"
    ]
    if sum(found) < least:
        message = f"{sum(found):,} examples of {len(found)} laws: fewer than {least:,}"
        raise Complaint(message)
    return f"{sum(found):,} examples of {len(found)} laws"


def _cases(report: Path) -> Sequence[Element]:
    try:
        return list(parse(report).iter("testcase"))  # noqa: S314 - our own pytest wrote it a moment ago
    except OSError as error:
        message = f"there is no test report at {report}"
        raise Complaint(message) from error


def _name(case: Element) -> str:
    return f"{case.get('classname')}.{case.get('name')}"


def main(arguments: Sequence[str]) -> str:
    """Return both counts. Raises Complaint."""
    parser = argparse.ArgumentParser()
    parser.add_argument("report", type=Path)
    parser.add_argument("--examples", type=int, default=0)
    parser.add_argument("folders", nargs="*")
    options = parser.parse_intermixed_args(arguments)
    counted = require_run(options.report, options.folders)
    return f"{counted}; {require_examples(options.report, options.examples)}"


if __name__ == "__main__":
    try:
        print(main(sys.argv[1:]))
    except Complaint as complaint:
        sys.exit(str(complaint))
