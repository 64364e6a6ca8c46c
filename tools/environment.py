"""Environments beside the project, each installed from its hash-locked file, once.

A stamp inside the environment remembers what it was made from (lock, pyproject.toml, its Python); while that
holds, using it costs a file read.  It must never install anything that a lock file does not name.
"""

import hashlib
import os
import shutil
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from tools.complaint import Complaint

ROOT = Path(__file__).resolve().parent.parent
OLDEST, NEWEST = (3, 11), (3, 13)


@dataclass(frozen=True)
class Recipe:
    """What an environment is made from; ``good_enough`` names locks that hold all of this one and more.

    ``built``: packages without wheels, built here from their hashed sources.
    """

    folder: str
    lock: str
    holds_project: bool = False
    good_enough: tuple[str, ...] = ()
    built: tuple[str, ...] = ()


RUN = Recipe(".venv", "requirements.lock", holds_project=True, good_enough=("requirements-dev.lock",))
DEVELOP = Recipe(".venv", "requirements-dev.lock", holds_project=True)
HARDWARE = Recipe(".venv-emupos", "requirements-emupos.lock")
BASKETS = Recipe(".venv-data", "requirements-data.lock")
PEERS = Recipe(".venv-peers", "requirements-peers.lock", built=("django-haystack",))


def python_of(folder: Path) -> Path:
    """Return where the interpreter of the environment in ``folder`` is, made or not."""
    return folder / ("Scripts/python.exe" if os.name == "nt" else "bin/python")


def prepare(recipe: Recipe, maker: Path, folder: Path | None = None) -> Path:
    """Return the environment's Python, made and filled if it was not yet; ``maker`` is the Python to make it with.

    An environment that works keeps its own Python, whoever calls.
    """
    home = folder or ROOT / recipe.folder
    python = python_of(home)
    if not _runs(python):
        _make(home, maker)
    if _read_stamp(home) not in _stamps(recipe, home):
        _fill(recipe, home, python)
    return python


def supported_python() -> Path:
    """Return the running Python if the project supports it, else the newest supported one on this machine."""
    if OLDEST <= sys.version_info[:2] <= NEWEST:
        return Path(sys.executable)
    for minor in range(NEWEST[1], OLDEST[1] - 1, -1):
        if found := find_python(minor):
            return found
    message = (
        f"Python 3.11, 3.12 or 3.13 is needed, and this is {sys.version.split()[0]}: install one of them."
    )
    raise Complaint(message)


def find_python(minor: int) -> Path | None:
    """Return a working Python 3.``minor`` of this machine, or None. It is run, because a launcher may be a stub."""
    name = f"python3.{minor}"
    candidates = [sys.executable] if sys.version_info[1] == minor else []
    candidates += [path] if (path := shutil.which(name)) else []
    versions = Path(os.environ.get("PYENV_ROOT", Path.home() / ".pyenv"), "versions")
    candidates += [str(home / "bin" / name) for home in sorted(versions.glob(f"3.{minor}.*"), reverse=True)]
    for candidate in candidates:
        if _runs(Path(candidate)):
            return Path(candidate)
    if launcher := shutil.which("py"):
        asked = _ask([launcher, f"-3.{minor}", "-c", "import sys; print(sys.executable)"])
        return Path(asked) if asked else None
    return None


def _runs(python: Path) -> bool:
    return python.exists() and _ask([str(python), "-c", "print('yes')"]) == "yes"


def _ask(command: Sequence[str]) -> str:
    answer = subprocess.run(command, capture_output=True, text=True, check=False)
    return answer.stdout.strip() if answer.returncode == 0 else ""


def _make(home: Path, maker: Path) -> None:
    if not _ask([str(maker), "-c", "import ensurepip; print('yes')"]):
        message = f"{maker} cannot make environments yet: sudo apt-get install -y python3-venv"
        raise Complaint(message)
    if home.exists():
        shutil.rmtree(home)
    print(f"Making {home.name}: once, about a minute ...", flush=True)
    _run([str(maker), "-m", "venv", str(home)], "could not make the environment")


def _fill(recipe: Recipe, home: Path, python: Path) -> None:
    print(f"Filling {home.name} from {recipe.lock} ...", flush=True)
    pip = [str(python), "-m", "pip", "--disable-pip-version-check", "install", "-qq"]
    built = [f"--no-binary={name}" for name in recipe.built]
    _run(
        [*pip, "--require-hashes", "--only-binary=:all:", *built, "-r", str(ROOT / recipe.lock)],
        "could not install the dependencies (is a package index within reach?)",
    )
    if recipe.holds_project:
        _run([*pip, "--no-deps", "--no-build-isolation", "-e", str(ROOT)], "could not install the project")
    _stamp_file(home).write_text(_stamp(recipe.lock, recipe, home), encoding="ascii")


def _run(command: Sequence[str], failure: str) -> None:
    done = subprocess.run(command, capture_output=True, text=True, check=False, stdin=subprocess.DEVNULL)
    if done.returncode:
        said = "\n".join((done.stdout + done.stderr).strip().splitlines()[-15:])
        message = f"{said}\n\n{failure[0].upper()}{failure[1:]}; what was said is above."
        raise Complaint(message)


def _stamp_file(home: Path) -> Path:
    return home / "made-from"


def _read_stamp(home: Path) -> str:
    try:
        return _stamp_file(home).read_text(encoding="ascii")
    except OSError:
        return ""


def _stamps(recipe: Recipe, home: Path) -> set[str]:
    return {_stamp(lock, recipe, home) for lock in (recipe.lock, *recipe.good_enough)}


def _stamp(lock: str, recipe: Recipe, home: Path) -> str:
    """Return what an environment is made from, in a line; pyvenv.cfg names its Python."""
    made_from = hashlib.sha256()
    project = [ROOT / "pyproject.toml"] if recipe.holds_project else []
    for part in (ROOT / lock, *project, home / "pyvenv.cfg"):
        made_from.update(part.read_bytes().replace(b"\r\n", b"\n") + b"\0")
    return f"{lock} {made_from.hexdigest()}"
