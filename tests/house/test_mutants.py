"""The count of small mistakes: which it makes, which files answer for it, and that none is forgotten."""

import ast
from collections import Counter

from tools.mutants import listing
from tools.mutants.changes import changes
from tools.mutants.scope import CORE, modules

SOURCE = '''
LIMIT = 3

def due(amount, used=0):
    """Say what is due."""
    assert amount >= 0
    if amount < LIMIT and not used:
        return amount - used
    return [part // 2 for part in sorted(used) if part]
'''


def _of(source: str) -> Counter[tuple[str, str]]:
    return Counter((change.before, change.after) for change in changes("a.py", ast.parse(source)))


def test_each_place_that_decides_is_changed_one_at_a_time() -> None:
    found = _of(SOURCE)
    assert found["if amount < LIMIT and (not used):", "if amount <= LIMIT and (not used):"] == 1
    assert found["if amount < LIMIT and (not used):", "if amount < LIMIT or not used:"] == 1
    assert found["if amount < LIMIT and (not used):", "if amount < LIMIT and used:"] == 1
    assert found["return amount - used", "return amount + used"] == 1
    assert found["return amount - used", "return None"] == 1
    halves = "return [part // 2 for part in sorted(used) if part]"
    assert found[halves, "return [-(-part // 2) for part in sorted(used) if part]"] == 1
    assert found[halves, "return [part // 2 for part in list(used) if part]"] == 1
    assert found[halves, "return [part // 2 for part in sorted(used) if True]"] == 1


def test_what_counts_at_import_is_known_as_such() -> None:
    at_import = {change.before for change in changes("a.py", ast.parse(SOURCE)) if change.at_import}
    assert at_import == {"LIMIT = 3", "def due(amount, used=0):"}


def test_what_only_readers_need_is_left_alone() -> None:
    assert not any("assert" in before or "Say" in before for before, _ in _of(SOURCE))
    assert not _of("def empty(a: int = 0) -> int:\n    assert a\n") - _of("def empty(a: int = 0) -> int: ...")


def test_making_the_list_leaves_the_source_as_it_was() -> None:
    tree = ast.parse(SOURCE)
    before = ast.dump(tree)
    changes("a.py", tree)
    assert ast.dump(tree) == before


def test_every_file_of_money_and_points_answers_for_its_mistakes() -> None:
    names = {module.name for module in modules()}
    for folder in ("pricing", "account", "coupons"):
        there = {path.relative_to(CORE).as_posix() for path in (CORE / folder).rglob("*.py")}
        assert there - names == {name for name in there if name.endswith("__init__.py")}
    assert {"money.py", "points.py", "ledger.py", "posting.py", "returns.py"} <= names


def test_every_reason_belongs_to_a_mistake_that_can_be_made() -> None:
    possible = {change.key for module in modules() for change in changes(module.name, module.tree())}
    assert [key for key in listing.reasons() if key not in possible] == []
    assert all(reason.strip() for reason in listing.reasons().values())


def test_a_mistake_that_is_none_changes_nothing() -> None:
    tree = ast.parse(SOURCE)
    before = ast.dump(tree)
    for change in changes("a.py", tree):
        change.undone().apply()
    assert ast.dump(tree) == before
