"""The shape of the source: sizes that keep a file readable in one sitting, and what no file may hold.

The numbers are a ceiling, not an aim (ADR 0001): they stand where well-kept projects of this kind have their longest
files.  Aim at 60 to 250 lines a file and 20 a function.  ruff watches parameters, branches and statements.
"""

import ast
import re
import subprocess
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
SOURCE = ROOT / "src" / "loyalty_pos"

FILE_LINES = 400
TEST_FILE_LINES = 500  # a table of worked cases may be long
FUNCTION_LINES = 60
CLASS_LINES = 200
PUBLIC_METHODS = 12
MODULES_IN_A_PACKAGE = 20

VAGUE = {
    "utils",
    "util",
    "helpers",
    "helper",
    "manager",
    "managers",
    "misc",
    "common",
    "data",
    "process",
    "tools",
}
# Written in parts, so that this file does not hold what it looks for.
MACHINE_PATH = re.compile(r"(?<![\w.}])/" + r"(?:work|root|opt/pypi[\w-]*|tmp/lp)/" + r"|[A-Z]:\\Users\\\w")
ADDRESS = ":" + "//"

Definition = ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef


def _named(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def _python_files() -> list[Path]:
    folders = [SOURCE, ROOT / "tests", ROOT / "tools"]
    return [ROOT / "dev.py", *(path for folder in folders for path in sorted(folder.rglob("*.py")))]


@cache
def _tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"))


@cache
def _definitions(path: Path) -> tuple[Definition, ...]:
    return tuple(node for node in ast.walk(_tree(path)) if isinstance(node, Definition))


def _everywhere(*, tests: bool = True) -> Iterator[tuple[str, Definition]]:
    for path in _python_files():
        if not tests and path.is_relative_to(ROOT / "tests"):
            continue
        for node in _definitions(path):
            yield f"{_named(path)}:{node.lineno} {node.name}", node


def _lines(node: Definition) -> int:
    return (node.end_lineno or node.lineno) - node.lineno + 1


def _tracked() -> list[Path]:
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, check=True)
    paths = (ROOT / name for name in listed.stdout.decode().split("\0") if name)
    return [path for path in paths if path.is_file()]


def test_a_file_is_read_in_one_sitting() -> None:
    long = {
        _named(path): lines
        for path in _python_files()
        if (lines := len(path.read_text(encoding="utf-8").splitlines()))
        > (TEST_FILE_LINES if path.is_relative_to(ROOT / "tests") else FILE_LINES)
    }
    assert not long, f"split them: {long}"


def test_a_function_fits_on_a_screen() -> None:
    long = {
        name: _lines(node)
        for name, node in _everywhere()
        if not isinstance(node, ast.ClassDef) and _lines(node) > FUNCTION_LINES
    }
    assert not long, f"split them: {long}"


def test_a_class_has_one_subject() -> None:
    large = {
        name: (_lines(node), methods)
        for name, node in _everywhere(tests=False)  # the rules of a state machine are cases, not methods
        if isinstance(node, ast.ClassDef)
        and ((methods := _public_methods(node)) > PUBLIC_METHODS or _lines(node) > CLASS_LINES)
    }
    assert not large, f"(lines, public methods) of classes to split: {large}"


def _public_methods(node: ast.ClassDef) -> int:
    methods = [item for item in node.body if isinstance(item, ast.FunctionDef | ast.AsyncFunctionDef)]
    return sum(not method.name.startswith("_") for method in methods)


def test_a_package_is_seen_at_a_glance() -> None:
    folders = [SOURCE, *(path for path in SOURCE.rglob("*") if path.is_dir() and path.name != "__pycache__")]
    crowded = {
        _named(folder): count
        for folder in folders
        if folder.name != "versions"  # migrations only ever grow in number
        if (count := sum(path.name != "__init__.py" for path in folder.glob("*.py"))) > MODULES_IN_A_PACKAGE
    }
    assert not crowded, f"make a sub-package: {crowded}"


def test_no_module_is_named_for_nothing() -> None:
    vague = [_named(path) for path in SOURCE.rglob("*.py") if path.stem.strip("_") in VAGUE]
    assert not vague, f"name them for the shop's word they hold: {vague}"


def test_every_module_says_what_it_is() -> None:
    silent = [
        _named(path)
        for path in _python_files()
        if path.name != "__init__.py" and not ast.get_docstring(_tree(path))
    ]
    assert not silent, f"a first sentence is missing: {silent}"


def test_every_rule_of_the_core_is_spelled_out_in_a_spec() -> None:
    imported = {
        name
        for folder in ("spec", "property")
        for path in (ROOT / "tests" / folder).rglob("*.py")
        for name in _imports(path)
    }
    imported |= {name for package in imported for name in _shown_by(package)}
    core = SOURCE / "core"
    modules = {
        ".".join(path.relative_to(SOURCE.parent).with_suffix("").parts)
        for path in core.rglob("*.py")
        if not path.stem.startswith("_") and _definitions(path)
    }
    assert modules, "the core is not where it should be"
    assert not modules - imported, f"no spec imports {sorted(modules - imported)}"


def _shown_by(package: str) -> Iterator[str]:
    """Yield what a package shows as its own: whoever imports the package speaks of these."""
    front = SOURCE.parent.joinpath(*package.split("."), "__init__.py")
    if front.is_file():
        yield from (name for name in _imports(front) if name.startswith(f"{package}."))


def _imports(path: Path) -> Iterator[str]:
    for node in ast.walk(_tree(path)):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.module
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


@pytest.mark.parametrize("lock", sorted(path.name for path in ROOT.glob("requirements*.lock")))
def test_a_lock_file_holds_hashes_and_no_address(lock: str) -> None:
    text = (ROOT / lock).read_text(encoding="utf-8")
    pinned = re.findall(r"^[a-z0-9][\w.-]*==", text, flags=re.MULTILINE)

    assert ADDRESS not in text
    assert "--index" not in text
    assert not re.findall(r"^--.*", text, flags=re.MULTILINE)  # hashes are indented; options name places
    assert pinned
    assert text.count("--hash=sha256:") >= len(pinned)


def test_there_are_six_lock_files() -> None:
    assert len(list(ROOT.glob("requirements*.lock"))) == 6


def test_no_file_names_a_path_of_somebodys_machine() -> None:
    telling = {
        _named(path): found.group()
        for path in _tracked()
        if (found := MACHINE_PATH.search(path.read_bytes().decode("utf-8", errors="ignore")))
    }
    assert not telling, f"paths that exist on one machine only: {telling}"
