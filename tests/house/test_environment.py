"""dev.py's environments: made once, remembered, made again only when what they are made from has changed."""

import re
import subprocess
import sys
from pathlib import Path

import pytest

from tools import environment
from tools.complaint import Complaint
from tools.environment import DEVELOP, RUN, Recipe, find_python, prepare, python_of, supported_python

SMALL = Recipe(".venv", "small.lock", good_enough=("large.lock",))
LARGE = Recipe(".venv", "large.lock")
NOTHING = "# nothing to install\n"


@pytest.fixture(scope="module")
def made_once(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a project whose locks name nothing, so that no index is asked; its environment is made at first use."""
    root = tmp_path_factory.mktemp("project")
    (root / "pyproject.toml").write_text("[project]\n", encoding="ascii")
    return root


@pytest.fixture
def project(made_once: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Path:
    """Return that project with its environment filled, whatever the test before did to it."""
    for lock in ("small.lock", "large.lock"):
        (made_once / lock).write_text(NOTHING, encoding="ascii")
    monkeypatch.setattr(environment, "ROOT", made_once)
    prepare(LARGE, supported_python())
    capsys.readouterr()
    return made_once


def test_an_environment_is_made_once_and_then_only_used(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    python = prepare(LARGE, supported_python())

    assert python == python_of(project / ".venv")
    assert (
        subprocess.run([python, "-c", "print('runs')"], capture_output=True, check=True).stdout == b"runs\n"
    )
    assert capsys.readouterr().out == ""


def test_who_has_everything_for_the_tests_has_everything_for_the_demo(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    prepare(SMALL, supported_python())

    assert capsys.readouterr().out == "", f"{project} was filled again"


def test_a_changed_lock_file_fills_the_environment_again(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (project / "large.lock").write_text("# another nothing\n", encoding="ascii")

    prepare(LARGE, supported_python())

    assert capsys.readouterr().out == "Filling .venv from large.lock ...\n"


def test_another_line_ending_is_not_another_lock_file(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (project / "large.lock").write_bytes(b"# nothing to install\r\n")

    prepare(LARGE, supported_python())

    assert capsys.readouterr().out == ""


def test_an_environment_whose_python_is_gone_is_made_anew(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    python_of(project / ".venv").unlink()

    prepare(LARGE, supported_python())

    assert "Making .venv" in capsys.readouterr().out
    assert python_of(project / ".venv").exists()


def test_a_package_that_cannot_be_had_is_one_complaint(project: Path) -> None:
    wheel = "no-such-package-of-loyalty-pos==1.0 --hash=sha256:" + "0" * 64
    (project / "large.lock").write_text(f"--no-index\n{wheel}\n", encoding="ascii")

    with pytest.raises(Complaint, match="Could not install the dependencies"):
        prepare(LARGE, supported_python())


def test_a_python_without_ensurepip_is_told_its_debian_package(tmp_path: Path) -> None:
    crippled = tmp_path / "python"
    crippled.write_text(
        f'#!/bin/sh\nexec "{sys.executable}" -S -I -c "import sys; sys.exit(1)"\n', encoding="ascii"
    )
    crippled.chmod(0o755)

    with pytest.raises(Complaint, match="sudo apt-get install -y python3-venv"):
        prepare(LARGE, crippled, folder=tmp_path / "new")
    assert not (tmp_path / "new").exists()


def test_the_running_python_is_found_and_an_unborn_one_is_not() -> None:
    assert find_python(sys.version_info[1]) == Path(sys.executable)
    assert find_python(99) is None


def test_what_the_demo_needs_is_in_the_environment_of_the_tests_at_the_same_version(
    project_root: Path,
) -> None:
    run, develop = (_pins(project_root / recipe.lock) for recipe in (RUN, DEVELOP))

    assert RUN.good_enough == (DEVELOP.lock,)
    assert run
    assert run <= develop


def _pins(lock: Path) -> set[str]:
    return set(re.findall(r"^[a-z0-9][^ ]*==[^ ]+", lock.read_text(encoding="utf-8"), flags=re.MULTILINE))
