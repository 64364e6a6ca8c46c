"""A command that looks at a till makes none: where there is no till, it says so and how to get one."""

from pathlib import Path

import pytest

from loyalty_pos.wiring.folders import folders_at
from loyalty_pos.wiring.till import TillSettings, open_files
from tests.integration.cli.conftest import Ask

LOOKING = [("doctor",), ("doctor", "--json"), ("queue",), ("sync",), ("sell", "1", "--pin", "1111")]


@pytest.mark.parametrize("words", LOOKING, ids=" ".join)
def test_a_folder_that_is_no_till_is_not_well_and_stays_empty(
    ask: Ask, tmp_path: Path, words: tuple[str, ...]
) -> None:
    folder = tmp_path / "no till"
    said = ask(*words, data=folder)
    assert (said.code, said.out, said.err.count("\n")) == (2, "", 1)
    assert f"There is no till in {folder}." in said.err
    assert "till --centre URL --code CODE" in said.err
    assert "нет кассы" in ask(*words, data=folder, lang="ru").err
    assert not folder.exists()


@pytest.mark.parametrize("words", LOOKING, ids=" ".join)
def test_a_till_without_a_place_is_not_well_either(ask: Ask, tmp_path: Path, words: tuple[str, ...]) -> None:
    open_files(TillSettings(folders_at(tmp_path).till)).close()
    said = ask(*words)
    assert (said.code, said.out, said.err.count("\n")) == (2, "", 1)
    assert "not enrolled at a centre. Get a code" in said.err
