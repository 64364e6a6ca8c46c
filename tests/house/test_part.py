"""Where a part of the tests is enough: of each file its first and each fourth, of other folders all."""

import random

from tools.part import part_of

CLI = [(f"tests/cli/test_a.py::test_{line}", line) for line in range(1, 10)]
ALONE = [("tests/cli/deep/test_b.py::test_only", 7)]
CORE = [(f"tests/client/test_a.py::test_{line}", line) for line in range(1, 10)]


def test_of_each_file_of_the_folder_the_first_and_each_fourth_runs() -> None:
    kept = part_of([*CLI, *ALONE], ["tests/cli"])

    assert kept == {f"tests/cli/test_a.py::test_{line}" for line in (1, 5, 9)} | {ALONE[0][0]}


def test_other_folders_run_whole() -> None:
    assert part_of(CORE, ["tests/cli/"]) == {name for name, _ in CORE}
    assert part_of(CORE, []) == {name for name, _ in CORE}


def test_the_order_in_which_tests_come_changes_nothing() -> None:
    shuffled = CLI.copy()
    random.Random(1).shuffle(shuffled)

    assert part_of(shuffled, ["tests/cli"]) == part_of(CLI, ["tests/cli"])
