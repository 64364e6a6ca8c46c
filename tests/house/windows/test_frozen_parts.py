"""What is left out of the frozen program is never loaded, and what goes out is listed."""

import ast
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tools.windows.papers import Part, parts_list

_LOAD_ALL = """
import importlib, pkgutil, sys
import loyalty_pos

LEFT_OUT, LABORATORY = set(sys.argv[1].split()), "loyalty_pos.lab."

class Absent:
    def find_spec(self, name, path=None, target=None):
        if name in LEFT_OUT:
            raise ModuleNotFoundError(name)

sys.meta_path.insert(0, Absent())
for found in pkgutil.walk_packages(loyalty_pos.__path__, "loyalty_pos."):
    if found.name.startswith(LABORATORY) or ".migrations." in found.name or found.name.endswith("__main__"):
        continue
    importlib.import_module(found.name)
print("all", len(sys.modules))
"""


def _left_out(project_root: Path) -> list[str]:
    tree = ast.parse((project_root / "packaging/loyalty-pos.spec").read_text(encoding="utf-8"))
    (value,) = [
        node.value
        for node in tree.body
        if isinstance(node, ast.Assign) and ast.unparse(node.targets[0]) == "NEVER_LOADED"
    ]
    return [str(part.value) for part in ast.walk(value) if isinstance(part, ast.Constant)]


def test_the_product_loads_without_what_freezing_leaves_out(project_root: Path) -> None:
    """tkinter and its like are left out of the interpreter, so they are tried as well."""
    left_out = _left_out(project_root)
    assert "faker" in left_out

    done = subprocess.run(
        [sys.executable, "-W", "ignore", "-c", _LOAD_ALL, " ".join(left_out)],
        capture_output=True,
        text=True,
        check=False,
        env={
            "PATH": "",
            "HOME": "/nonexistent",
            "PYTHONPATH": str(project_root / "src"),
            "QT_QPA_PLATFORM": "offscreen",
        },
        timeout=100,
    )

    assert done.returncode == 0, done.stderr[-2000:]
    assert done.stdout.startswith("all ")


def test_asserts_stay_in_the_frozen_program(project_root: Path) -> None:
    spec = (project_root / "packaging/loyalty-pos.spec").read_text(encoding="utf-8")

    assert "optimize=0" in spec
    assert "upx=True" not in spec
    assert "disable_windowed_traceback=True" in spec


def test_a_piped_answer_is_utf_8(project_root: Path, tmp_path: Path) -> None:
    """An answer in Russian into a file ended with code 70 on a Windows whose code page is Western."""
    command = [
        sys.executable,
        "packaging/launcher.py",
        "--lang",
        "ru",
        "--data",
        str(tmp_path),
        "till",
        "--status",
    ]

    done = subprocess.run(
        command,
        cwd=project_root,
        capture_output=True,
        check=False,
        env=os.environ | {"PYTHONIOENCODING": "cp1252"},
        timeout=100,
    )

    assert done.returncode == 0, done.stderr.decode()
    assert "касс" in done.stdout.decode("utf-8").lower()


@pytest.mark.parametrize("version", ["0.1.0", "1.2.3"])
def test_the_same_parts_give_the_same_list(version: str) -> None:
    parts = [Part("httpx", "0.28.1", "BSD-3-Clause", ()), Part("zstandard", "0.25.0", "BSD-3-Clause", ())]

    listed = parts_list(parts, version)

    assert listed == parts_list(list(parts), version)
    assert listed["bomFormat"] == "CycloneDX"
    components = listed["components"]
    assert isinstance(components, list)
    assert [one["purl"] for one in components] == ["pkg:pypi/httpx@0.28.1", "pkg:pypi/zstandard@0.25.0"]


def test_the_wine_stand_ins_are_never_shipped(project_root: Path) -> None:
    """Real Windows has these libraries; ours for Wine do nothing and would stand in front of them."""
    spec = (project_root / "packaging/loyalty-pos.spec").read_text(encoding="utf-8")
    stand_ins = {file.stem for file in (project_root / "tools/windows/stand_ins").glob("*.c")} - {"python"}

    assert stand_ins == {"icuuc", "mscms", "bcryptprimitives"}
    assert all(name in spec for name in stand_ins)
