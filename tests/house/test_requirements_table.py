"""Everything that was promised of the offline till has a test that holds it, a command that measures it, or a carrier."""

import ast
import re
from functools import cache
from pathlib import Path

import pytest

_ROW = re.compile(r"^\| ([RTID]\d+) \| (.+) \| (.+) \|$")
_TEST = re.compile(r"`(tests/[\w/]+\.py)::(test_\w+)`")
_COMMANDS = frozenset({"`python dev.py check`", "`python dev.py bench`"})
_CARRIERS = frozenset({"later: the working day", "later: Windows tills"})


def _rows(project_root: Path) -> dict[str, str]:
    found = map(_ROW.match, (project_root / "docs/requirements.md").read_text(encoding="utf-8").splitlines())
    rows = [(row[1], row[3]) for row in found if row]
    assert len(rows) == len(dict(rows)), "something stands twice"
    return dict(rows)


@cache
def _tests_of(path: Path) -> frozenset[str]:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    return frozenset(node.name for node in ast.walk(tree) if isinstance(node, ast.FunctionDef))


@pytest.mark.parametrize(
    ("letter", "last"),
    [
        pytest.param("R", 78, id="requirements"),
        pytest.param("T", 28, id="threats"),
        pytest.param("I", 20, id="invariants"),
        pytest.param("D", 10, id="faults"),
    ],
)
def test_everything_promised_has_its_row(project_root: Path, letter: str, last: int) -> None:
    found = [name for name in _rows(project_root) if name[0] == letter]
    assert found == [f"{letter}{number}" for number in range(1, last + 1)]


def test_every_named_test_is_there_and_every_gap_names_who_fills_it(project_root: Path) -> None:
    wrong = []
    for name, held_by in _rows(project_root).items():
        tests = _TEST.findall(held_by)
        gone = [test for path, test in tests if test not in _tests_of(project_root / path)]
        if gone or not (tests or held_by in _COMMANDS | _CARRIERS):
            wrong.append((name, held_by))
    assert wrong == []
