"""Every complaint of other tills has tests that hold what is said of it, and what is open here says what is missing."""

import ast
import re
from functools import cache
from pathlib import Path

_ROW = re.compile(r"^\| (\d+) \| (.+) \| (.+) \| (.+) \|$")
_TEST = re.compile(r"`(tests/[\w/]+\.py)::(test_\w+)`")
_OPEN = re.compile(r"\*\*open\*\*(.*)", re.IGNORECASE)
_REASON_LETTERS = 20
_COMPLAINTS = 25
_STILL_OPEN = [25]
"""A printer without Cyrillic."""


def _rows(project_root: Path) -> list[tuple[int, str, str]]:
    """Return of each complaint its number, what holds here, and the tests."""
    found = map(_ROW.match, (project_root / "docs/complaints.md").read_text(encoding="utf-8").splitlines())
    return [(int(row[1]), row[3], row[4]) for row in found if row]


@cache
def _tests_of(path: Path) -> frozenset[str]:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    return frozenset(node.name for node in ast.walk(tree) if isinstance(node, ast.FunctionDef))


def test_every_complaint_has_its_row(project_root: Path) -> None:
    assert [number for number, _, _ in _rows(project_root)] == list(range(1, _COMPLAINTS + 1))


def test_each_is_held_by_tests_that_exist_and_by_nothing_else(project_root: Path) -> None:
    wrong = []
    for number, _, held_by in _rows(project_root):
        tests = _TEST.findall(held_by)
        gone = [
            name
            for path, name in tests
            if not (project_root / path).is_file() or name not in _tests_of(project_root / path)
        ]
        if gone or not tests or _TEST.sub("", held_by).strip(", "):
            wrong.append((number, held_by))
    assert wrong == []


def test_what_is_open_says_what_is_missing(project_root: Path) -> None:
    wrong = []
    for number, here, _ in _rows(project_root):
        reason = _OPEN.search(here)
        if reason and len(reason[1].strip(" :.")) < _REASON_LETTERS:
            wrong.append((number, here))
    assert wrong == []


def test_what_was_closed_stays_closed(project_root: Path) -> None:
    assert [number for number, here, _ in _rows(project_root) if _OPEN.search(here)] == _STILL_OPEN
