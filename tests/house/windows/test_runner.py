"""The release gate on a real Windows takes the same steps from the same files; it can only be read here, not run."""

import importlib
import re
from pathlib import Path
from typing import Any

from tools.windows import inno
from tools.windows.locked import BENCH_LOCK, PRODUCT_LOCK


def _steps(project_root: Path) -> list[dict[str, Any]]:
    text = (project_root / ".github/workflows/windows.yml").read_text(encoding="utf-8")
    gate: dict[str, Any] = importlib.import_module("yaml").safe_load(text)
    (job,) = gate["jobs"].values()
    assert job["runs-on"].startswith("windows-")
    assert gate["permissions"] == {"contents": "read"}
    steps: list[dict[str, Any]] = job["steps"]
    return steps


def test_it_builds_from_what_is_built_from_here(project_root: Path) -> None:
    said = "\n".join(step.get("run", "") for step in _steps(project_root))

    for name in (PRODUCT_LOCK, BENCH_LOCK, "installer.iss", r"packaging\loyalty-pos.spec"):
        assert name in said
        assert (project_root / name.replace("\\", "/")).exists()
    assert inno.PACKAGE in said
    assert said.count("--require-hashes") == 2
    assert said.count("till --self-test") == 2


def test_every_step_does_one_thing_by_a_fixed_version(project_root: Path) -> None:
    for step in _steps(project_root):
        assert ("run" in step) != ("uses" in step)
        assert "uses" not in step or re.fullmatch(r"[\w-]+/[\w-]+@v\d+", step["uses"])


def test_a_certificate_comes_from_secrets_alone(project_root: Path) -> None:
    (signing,) = [step for step in _steps(project_root) if "signtool" in step.get("run", "")]

    assert all(value.startswith("${{ secrets.") for value in signing["env"].values())
    assert "Remove-Item $file" in signing["run"]
