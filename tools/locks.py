"""Make the lock files from pyproject.toml: for every system and Python at once, with hashes, without addresses.

uv answers where packages come from (its own settings or environment); nothing of that may reach a file here.
"""

import shutil
import subprocess
import sys
from collections.abc import Sequence

from tools.complaint import Complaint
from tools.environment import ROOT

# lock file -> what goes in; the order matters: the second holds the versions of the first
LOCKS = {
    "requirements.lock": ("pyproject.toml", "--group", "build", "--python-version", "3.11"),
    "requirements-dev.lock": (
        *("pyproject.toml", "--group", "dev", "--python-version", "3.11"),
        *("--constraints", "requirements.lock"),
    ),
    "requirements-data.lock": ("--group", "data", "--python-version", "3.11"),
    "requirements-peers.lock": ("--group", "peers", "--python-version", "3.11"),
    "requirements-emupos.lock": ("--group", "emupos", "--python-version", "3.13"),
    "requirements-windows.lock": (
        *("packaging/windows.in", "--python-version", "3.13"),
        *("--constraints", "requirements.lock"),
    ),
}
_FORM = ("--universal", "--generate-hashes", "--no-emit-index-url", "--no-header", "--no-annotate", "--quiet")


def lock(extra: Sequence[str]) -> None:
    """Write all lock files; ``extra`` goes to uv (``--upgrade``). Versions already locked stay unless told so."""
    uv = _uv()
    for name, source in LOCKS.items():
        command = [*uv, "pip", "compile", *source, *_FORM, *extra, "--output-file", name]
        if subprocess.run(command, cwd=ROOT, check=False).returncode:
            message = f"{name} was not made; what uv said is above."
            raise Complaint(message)
        if "://" in (ROOT / name).read_text(encoding="utf-8"):
            message = f"{name} holds an address: it would not install elsewhere. Do not commit it."
            raise Complaint(message)
        print(f"{name} is up to date")


def _uv() -> list[str]:
    if found := shutil.which("uv"):
        return [found]
    asked = subprocess.run([sys.executable, "-m", "uv", "--version"], capture_output=True, check=False)
    if asked.returncode:
        message = f"Lock files are made by uv, which is not here yet: {sys.executable} -m pip install uv"
        raise Complaint(message)
    return [sys.executable, "-m", "uv"]
