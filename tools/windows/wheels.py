"""The table of wheels that a Windows build takes, one for each locked package; ``python -m tools.windows.wheels``.

A lock names digests and no files, so nothing in it says whether a package has a wheel for Windows.  This table is asked
of the index whenever the locks are made, and a test holds it against them without a network.
"""

import json
import sys
from tempfile import TemporaryDirectory

from tools.complaint import Complaint
from tools.environment import ROOT
from tools.windows.bench import on_this_machine
from tools.windows.locked import Locked, freezing, shipped, target_options

TABLE = ROOT / "packaging/windows-wheels.txt"
_HEAD = (
    "# The wheel for 64-bit Windows of each locked package, and its SHA-256; made by: python dev.py lock\n"
)


def read() -> dict[str, tuple[str, str]]:
    """Return file and digest by the name of the package."""
    rows = [line.split() for line in TABLE.read_text(encoding="ascii").splitlines() if line[:1] != "#"]
    return {name: (file, digest) for name, file, digest in rows}


def write() -> int:
    """Ask the index and write the table; return an exit code."""
    try:
        rows = _asked([*shipped(), *freezing()])
    except Complaint as complaint:
        print(complaint, file=sys.stderr)
        return 2
    TABLE.write_text(_HEAD + "".join(f"{row}\n" for row in sorted(rows)), encoding="ascii")
    print(f"{TABLE.name} is up to date")
    return 0


def _asked(packages: list[Locked]) -> list[str]:
    with TemporaryDirectory() as folder:
        wanted, report = f"{folder}/wanted.txt", f"{folder}/report.json"
        with open(wanted, "w", encoding="utf-8") as file:  # noqa: PTH123 - a plain path is what pip is given
            file.write("\n".join(one.lines for one in packages) + "\n")
        on_this_machine(
            [
                *(
                    sys.executable,
                    "-m",
                    "pip",
                    "--disable-pip-version-check",
                    "install",
                    "--quiet",
                    "--dry-run",
                ),
                *("--ignore-installed", "--target", f"{folder}/nowhere", "--report", report),
                *(*target_options(), "-r", wanted),
            ],
            "A locked package has no wheel for Windows, or no package index is within reach",
        )
        with open(report, encoding="utf-8") as file:  # noqa: PTH123
            chosen = json.load(file)["install"]
    return [
        " ".join(
            (
                one["metadata"]["name"].lower().replace("_", "-").replace(".", "-"),
                one["download_info"]["url"].rpartition("/")[2],
                one["download_info"]["archive_info"]["hashes"]["sha256"],
            )
        )
        for one in chosen
    ]


if __name__ == "__main__":
    sys.exit(write())
