"""Everything a developer does, in one command each; needs Python 3.11 to 3.13 and nothing else.

    python dev.py demo      a shop that lives: a centre, a till, goods, members (--headless without a screen)
    python dev.py test      every test, without a screen; arguments go to pytest: dev.py test tests/spec -k points
    python dev.py check     format, lint, types, layers, dependencies, dead code, spelling, shape
    python dev.py bench     the figures, as ratios of one run; --peers: beside other pricing engines, made once
    python dev.py long      every count of the plan, for an hour; CI runs smaller ones
    python dev.py mutants   small mistakes in the rules of money and points: does a test notice each?
    python dev.py shots     screens, receipts and cards as pictures, in both languages and themes
    python dev.py windows   the installer for Windows, made and with --prove tried under Wine (--help)
    python dev.py lock      make the lock files anew (--upgrade for newer versions)

The first run makes the environment beside this file from its lock file; --env FOLDER uses another one.
On Windows: py dev.py demo.
"""

import argparse
import os
import subprocess
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

from tools import system_libraries
from tools.checks import run_checks
from tools.complaint import Complaint
from tools.environment import (
    BASKETS,
    DEVELOP,
    HARDWARE,
    NEWEST,
    PEERS,
    ROOT,
    RUN,
    Recipe,
    find_python,
    prepare,
    supported_python,
)
from tools.locks import lock
from tools.quick_folder import quick_folder


def main() -> int:
    """Run one verb; return its exit code, or 2 with one sentence if something must be done first."""
    parser = argparse.ArgumentParser(
        prog="dev.py",
        allow_abbrev=False,
        description=__doc__,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("--env", type=Path, metavar="FOLDER", help="the environment to use (default: .venv)")
    parser.add_argument("verb", choices=VERBS)
    options, rest = parser.parse_known_args()
    try:
        return VERBS[options.verb](options.env, rest)
    except Complaint as complaint:
        print(complaint, file=sys.stderr)
        return 2
    except KeyboardInterrupt:
        return 130


def demo(env: Path | None, rest: Sequence[str]) -> int:
    """Start the demo shop and show its till."""
    headless = "--headless" in rest or os.environ.get("QT_QPA_PLATFORM") == "offscreen"
    system_libraries.require(window=not headless)
    python = _environment(RUN, env)
    return _start([python, "-m", "loyalty_pos", "demo", *rest], offscreen=headless)


def test(env: Path | None, rest: Sequence[str]) -> int:
    """Run the tests offscreen, with the emulated hardware and the real baskets if this machine can have them.

    All of them are shared by two workers; some, by name, run in one, unless -n says otherwise.
    """
    system_libraries.require(window=False)
    python = _environment(DEVELOP, env)
    everything = not any(Path(word.partition("::")[0]).exists() for word in rest)
    workers = ["-n", "2", "--no-loadscope-reorder"] if everything and "-n" not in rest else []
    with quick_folder() as files:
        return _start(
            [python, "-m", "pytest", "--dist", "loadscope", *workers, *rest],
            offscreen=True,
            **_side_environments(),
            **files,
        )


def check(env: Path | None, rest: Sequence[str]) -> int:
    """Run every check that does not run the shop."""
    if rest:
        message = f"check takes no arguments, and was given: {' '.join(rest)}"
        raise Complaint(message)
    return 1 if run_checks(_environment(DEVELOP, env)) else 0


def bench(env: Path | None, rest: Sequence[str]) -> int:
    """Measure; bytecode is compiled first, because a till starts from compiled files too."""
    if "--peers" in rest:
        os.environ["LOYALTY_POS_PEERS_PYTHON"] = str(
            prepare(PEERS, find_python(NEWEST[1]) or supported_python())
        )
    return _lab("bench", env, rest)


def long(env: Path | None, rest: Sequence[str]) -> int:
    """Run the large counts."""
    return _lab("long", env, rest)


def shots(env: Path | None, rest: Sequence[str]) -> int:
    """Draw the pictures."""
    return _lab("shots", env, rest)


def mutants(env: Path | None, rest: Sequence[str]) -> int:
    """Make mistakes in the core and count those that no test notices."""
    return _start([_environment(DEVELOP, env), "-m", "tools.mutants", *rest], offscreen=True)


def windows(env: Path | None, rest: Sequence[str]) -> int:
    """Build the installer for Windows on this Linux machine; what it needs besides stands in a folder of its own."""
    return _start([_environment(RUN, env), "-m", "tools.windows.command", *rest], offscreen=True)


def make_locks(env: Path | None, rest: Sequence[str]) -> int:
    """Make the lock files anew, and the table of wheels that Windows gets by them."""
    lock(rest)
    return _start([_environment(RUN, env), "-m", "tools.windows.wheels"], offscreen=True)


VERBS: dict[str, Callable[[Path | None, Sequence[str]], int]] = {
    "demo": demo,
    "test": test,
    "check": check,
    "bench": bench,
    "long": long,
    "mutants": mutants,
    "shots": shots,
    "windows": windows,
    "lock": make_locks,
}


def _lab(name: str, env: Path | None, rest: Sequence[str]) -> int:
    system_libraries.require(window=False)
    python = _environment(DEVELOP, env)
    _start([python, "-m", "compileall", "-q", "src"], offscreen=True)
    return _start([python, "-m", f"loyalty_pos.lab.{name}", *rest], offscreen=True, **_side_environments())


def _environment(recipe: Recipe, env: Path | None) -> Path:
    return prepare(recipe, supported_python(), env.absolute() if env else None)


def _side_environments() -> dict[str, str]:
    """Return where the tests find the two environments that must not share the till's packages."""
    newest = find_python(NEWEST[1])
    if newest is None:
        print("No Python 3.13 here: the emulated hardware (emupos) is not tested.", file=sys.stderr)
        return {"LOYALTY_POS_DATA_PYTHON": str(prepare(BASKETS, supported_python()))}
    return {
        "LOYALTY_POS_EMUPOS_PYTHON": str(prepare(HARDWARE, newest)),
        "LOYALTY_POS_DATA_PYTHON": str(prepare(BASKETS, newest)),
    }


def _start(command: Sequence[str | Path], *, offscreen: bool, **settings: str) -> int:
    """Run a command of the environment in the project's folder; return its exit code."""
    environment = os.environ | settings
    if offscreen:
        environment.setdefault("QT_QPA_PLATFORM", "offscreen")
    return subprocess.run(command, cwd=ROOT, env=environment, check=False).returncode


if __name__ == "__main__":
    sys.exit(main())
