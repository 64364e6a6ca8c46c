"""A command that looks at a centre makes none: a mistyped folder is never answered with "all is well"."""

from pathlib import Path

import pytest

from tests.integration.cli.conftest import Ask

LOOKING = [
    ("alarms",),
    ("alarms", "--json"),
    ("parked", "list"),
    ("exposure",),
    ("debts", "list"),
    ("holds", "list"),
    ("leases", "lost", "till", "--reason", "stolen"),
    ("privacy", "status"),
    ("member-qr", "2900000000000018"),
    ("stores",),
    ("settings",),
    ("settings", "shop_name"),
    ("export", "goods", "goods.csv"),
    ("codes", "list"),
    ("codes", "show", "ABCD-EFGH"),
    ("clubs", "list"),
    ("callers", "list"),
    ("partners", "list"),
    ("programme", "where"),
    ("programme", "budgets"),
]


@pytest.mark.parametrize("words", LOOKING, ids=" ".join)
def test_a_folder_that_is_no_centre_is_told_and_stays_without_one(
    ask: Ask, tmp_path: Path, words: tuple[str, ...]
) -> None:
    folder = tmp_path / "no centre"
    said = ask(*words, data=folder)
    assert (said.code, said.out, said.err.count("\n")) == (2, "", 1)
    assert f"There is no centre in {folder}. Name its folder with --data" in said.err
    assert "нет центра. Укажите его папку" in ask(*words, data=folder, lang="ru").err
    assert not (folder / "centre").exists()
