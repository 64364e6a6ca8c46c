"""Everything that is checked without running the shop: form, types, layers, dependencies, dead code, spelling.

It must never change a file: a check that repairs hides what it found.
"""

import subprocess
import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

from tools.environment import ROOT

CODE = ("src", "tests", "tools", "dev.py")


@dataclass(frozen=True)
class Check:
    """Arguments for the environment's Python; exit code 0 is the only good one."""

    name: str
    command: tuple[str, ...]


# The slow one first: two run at a time.
CHECKS = (
    Check("types (mypy)", ("-m", "mypy", *CODE)),
    Check("format (ruff)", ("-m", "ruff", "format", "--check", *CODE)),
    Check("lint (ruff)", ("-m", "ruff", "check", *CODE)),
    Check(
        "layers (import-linter)", ("-c", "from importlinter.cli import lint_imports_command as run; run()")
    ),
    Check("dependencies (deptry)", ("-m", "deptry", "src")),
    Check("dead code (vulture)", ("-m", "tools.dead_code")),
    Check("spelling (codespell)", ("-m", "codespell_lib")),
    Check("shape", ("-m", "pytest", "-q", "-p", "no:randomly", "tests/test_shape.py")),
)


def run_checks(python: Path) -> int:
    """Run every check, print one line each and the words of those that failed; return how many did."""
    with ThreadPoolExecutor(max_workers=2) as two_at_a_time:
        results = [two_at_a_time.submit(_run, check, python) for check in CHECKS]
        failed = [report for result in results if (report := result.result())]
    for report in failed:
        print(f"\n{report}")
    print(f"{len(CHECKS) - len(failed)} checks passed, {len(failed)} failed")
    return len(failed)


def _run(check: Check, python: Path) -> str:
    """Return nothing if the check passed, else what it said."""
    started = time.monotonic()
    done = subprocess.run(
        [str(python), *check.command],
        cwd=ROOT,
        capture_output=True,
        encoding="utf-8",
        errors="replace",
        check=False,
        stdin=subprocess.DEVNULL,
    )
    verdict = "failed" if done.returncode else "ok"
    print(f"{check.name:<24} {verdict:<7} {time.monotonic() - started:5.1f} s", flush=True)
    return f"== {check.name}\n{done.stdout}{done.stderr}" if done.returncode else ""
