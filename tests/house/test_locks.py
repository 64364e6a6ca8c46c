"""What is installed is what was locked: each package by version and hash, and no lock file names a place (R74)."""

import re
from pathlib import Path

import pytest

LOCKS = sorted(path.name for path in Path(__file__).resolve().parents[2].glob("requirements*.lock"))
PINNED = re.compile(
    r"[a-z0-9][a-z0-9._-]*(\[[a-z0-9_,-]+\])?==\S+( ; .+)? \\(\n    --hash=sha256:[0-9a-f]{64}( \\)?)+"
)


@pytest.mark.parametrize("name", LOCKS)
def test_every_package_is_locked_by_version_and_hash(name: str, project_root: Path) -> None:
    text = (project_root / name).read_text(encoding="utf-8")
    lines = [one for one in text.splitlines() if one and not one.lstrip().startswith("#")]
    packages = re.split(r"\n(?=\S)", "\n".join(lines))
    assert [one for one in packages if not PINNED.fullmatch(one)] == []
    assert len(packages) > 5


@pytest.mark.parametrize("name", LOCKS)
def test_no_lock_file_names_a_place(name: str, project_root: Path) -> None:
    """Neither an address nor an option of the installer: options begin a line with a dash, hashes stand below a package."""
    text = (project_root / name).read_text(encoding="utf-8")
    assert "://" not in text
    assert [line for line in text.splitlines() if line.startswith("-")] == []


def test_there_are_locks_for_running_and_for_developing() -> None:
    assert {"requirements.lock", "requirements-dev.lock"} <= set(LOCKS)
