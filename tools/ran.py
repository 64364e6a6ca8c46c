"""Read a test report: nothing was skipped, and every named folder ran; ``python -m tools.ran REPORT FOLDER...``.

A suite whose emulated printer was not there passes just as green as one that printed; this tells them apart.
"""

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


def _cases(report: Path) -> Sequence[Element]:
    try:
        return list(parse(report).iter("testcase"))  # noqa: S314 - our own pytest wrote it a moment ago
    except OSError as error:
        message = f"there is no test report at {report}"
        raise Complaint(message) from error


def _name(case: Element) -> str:
    return f"{case.get('classname')}.{case.get('name')}"


if __name__ == "__main__":
    try:
        print(require_run(Path(sys.argv[1]), sys.argv[2:]))
    except Complaint as complaint:
        sys.exit(str(complaint))
