"""``python dev.py windows``: build the installer stage by stage, and prove it where asked; goes on where it stopped."""

import argparse
import sys
from collections.abc import Sequence
from functools import partial
from pathlib import Path

from tools.complaint import Complaint
from tools.environment import ROOT
from tools.windows import debian, freezing, inno, interpreter, papers, wine_prefix
from tools.windows.bench import Bench, on_this_machine, require_rights
from tools.windows.proof.run import prove
from tools.windows.stages import Stage, run_stages
from tools.windows.suites import run_suites

FOLDER = ROOT / ".dev/windows"


def main(arguments: Sequence[str] | None = None) -> int:
    """Build, and prove if asked; return an exit code."""
    options = _parse(arguments)
    try:
        require_rights()
        bench = Bench(options.folder.absolute())
        bench.folder.mkdir(parents=True, exist_ok=True)
        if not options.built:
            run_stages(_stages(options), bench)
        if options.suites:
            return run_suites(bench, options.suites)
        return prove(bench) if options.prove else 0
    except Complaint as complaint:
        print(complaint, file=sys.stderr)
        return 2


def _parse(arguments: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="dev.py windows", allow_abbrev=False, description=__doc__)
    parser.add_argument(
        "--folder", type=Path, default=FOLDER, help="where the bench stands (default: .dev/windows; 5 GB)"
    )
    parser.add_argument("--commit", default="HEAD", help="what is built: a commit or a tag (default: HEAD)")
    parser.add_argument("--call-it", metavar="VERSION", help="a version of its own, to prove upgrades with")
    parser.add_argument(
        "--quick", action="store_true", help="pack fast and large: the same installer, not for handing out"
    )
    parser.add_argument("--prove", action="store_true", help="install, run, upgrade and remove it under Wine")
    parser.add_argument("--built", action="store_true", help="build nothing: use what was built before")
    parser.add_argument(
        "--suites",
        nargs=argparse.REMAINDER,
        help="last: words for pytest, run with the Windows Python",
    )
    return parser.parse_args(arguments)


def _stages(options: argparse.Namespace) -> list[Stage]:
    """Return the way from nothing to an installer."""
    commit = on_this_machine(
        ["git", "rev-parse", "--verify", f"{options.commit}^{{commit}}"],
        f"There is no commit called {options.commit} here",
        ROOT,
    ).strip()
    unpack = partial(freezing.unpack, commit=commit, version=options.call_it)
    pace = inno.QUICK if options.quick else inno.THOROUGH
    return [
        Stage("debian", "a small Debian with Wine, about four minutes", debian.make, debian.made_from),
        Stage("windows", "a Windows by Wine", wine_prefix.make, wine_prefix.made_from),
        Stage("interpreter", "a Windows Python", interpreter.make, interpreter.made_from),
        Stage("packages", "wheels for Windows", freezing.make_packages, freezing.packages_made_from),
        Stage("source", "the commit", unpack, lambda _: [commit, options.call_it or ""]),
        Stage("programs", "PyInstaller, three minutes or more", freezing.freeze, lambda _: []),
        Stage("inno", "Inno Setup", inno.fetch, lambda _: [inno.PACKAGE, inno.DIGEST]),
        Stage("papers", "licences, parts list", papers.write, lambda _: []),
        Stage("setup", "the installer", partial(inno.compile_setup, pace=pace), lambda _: [pace]),
    ]


if __name__ == "__main__":
    sys.exit(main())
