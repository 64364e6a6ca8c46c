"""Every rule of the shop has a test that holds it, or the name of the capability that will carry it."""

import ast
import re
from functools import cache
from pathlib import Path

import pytest

_ROW = re.compile(r"^\| ([WATS]\d\d) \| (.+) \| (.+) \|$")
_TEST = re.compile(r"`(tests/[\w/]+\.py)::(test_\w+)`")
_CAPABILITIES = frozenset(
    {
        "actions",
        "analytics",
        "certificates",
        "clubs",
        "notifications",
        "partners",
        "points beside prices",
        "rewards",
        "settlement statement",
        "taxes on top",
        "web",
    }
)
_TS = "01 03 04 06 07 08 09 10 11 14 15 18 19 20 21 22 23 24 25 26 27 28 29 30 31 32 34 35 36 37 40 41 42 43 45 47 48 50 51 52 53 55 56 58 61 62"  # fmt: skip


def _rows(project_root: Path) -> dict[str, str]:
    found = map(_ROW.match, (project_root / "docs/rules.md").read_text(encoding="utf-8").splitlines())
    rows = [(row[1], row[3]) for row in found if row]
    assert len(rows) == len(dict(rows)), "a rule stands twice"
    return dict(rows)


@cache
def _tests_of(path: Path) -> frozenset[str]:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    return frozenset(node.name for node in ast.walk(tree) if isinstance(node, ast.FunctionDef))


@pytest.mark.parametrize(
    ("letter", "numbers"),
    [
        pytest.param("W", [f"{n:02}" for n in range(1, 33)], id="worked examples"),
        pytest.param("A", [f"{n:02}" for n in range(1, 56)], id="scenes"),
        pytest.param("T", _TS.split(), id="numbers of others"),
        pytest.param("S", [f"{n:02}" for n in range(1, 14)], id="where the rules were silent"),
    ],
)
def test_every_rule_has_its_row(project_root: Path, letter: str, numbers: list[str]) -> None:
    rows = _rows(project_root)
    assert [name for name in rows if name[0] == letter] == [letter + number for number in numbers]


def test_every_named_test_exists_and_every_gap_names_who_fills_it(project_root: Path) -> None:
    wrong = []
    for rule, held_by in _rows(project_root).items():
        tests = _TEST.findall(held_by)
        later = held_by.removeprefix("later: ") in _CAPABILITIES and held_by.startswith("later: ")
        gone = [name for path, name in tests if name not in _tests_of(project_root / path)]
        if gone or not (tests or later):
            wrong.append((rule, held_by))
    assert wrong == []
