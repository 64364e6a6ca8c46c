"""Whoever keeps the centre sees what to look at, newest first, and what to do about each (R78)."""

import json
from pathlib import Path

import pytest

from loyalty_pos.centre.records import Alarm
from loyalty_pos.cli.proof.alarm_words import ALARMS
from loyalty_pos.wiring.centre import CentreSettings, open_centre
from loyalty_pos.wiring.folders import folders_at
from tests.e2e.corner import fill_shop
from tests.integration.cli.conftest import Ask

ROW = "| `{code}` | {happened} | {do} |"


def test_every_alarm_stands_in_the_runbook_as_the_program_says_it(project_root: Path) -> None:
    rows = (project_root / "docs" / "alarms.md").read_text("utf-8").splitlines()
    told = [
        ROW.format(code=code, happened=words["en"][0], do=words["en"][1]) for code, words in ALARMS.items()
    ]
    assert [row for row in rows if row.startswith("| `")] == told


@pytest.mark.parametrize("code", sorted(ALARMS))
def test_every_alarm_is_told_in_russian_too(code: str) -> None:
    for english, russian in zip(ALARMS[code]["en"], ALARMS[code]["ru"], strict=True):
        assert english != russian
        assert any("а" <= letter <= "я" for letter in russian.lower())


def test_alarms_are_listed_newest_first_with_what_to_do(ask: Ask, tmp_path: Path) -> None:
    fill_shop(tmp_path).close()
    settings = CentreSettings(folders_at(tmp_path).centre)
    open_centre(settings).close()
    assert ask("alarms").out == "There is nothing to look at.\n"
    centre = open_centre(settings)
    alarms = [
        Alarm("1", "debt", "till-1", "acc-1", 1_000_000),
        Alarm("2", "no_right_to_void", "till-2", "anna:void-1", 2_000_000),
        Alarm("3", "storage_full", "till-2", "sale", 3_000_000),
    ]
    centre.books.write(lambda desk: desk.watch.raise_alarms(alarms))
    centre.close()
    said = ask("alarms")
    assert said.code == 1
    assert [line.split()[3] for line in said.out.splitlines() if "UTC" in line] == [
        "storage_full",
        "no_right_to_void",
        "debt",
    ]
    assert "the next points repay it" in said.out
    assert "parked list" in said.out
    assert "долг погасят следующие баллы" in ask("alarms", "--code", "debt", lang="ru").out
    (only,) = json.loads(ask("alarms", "--json", "--most", 1).out)
    assert (only["code"], only["subject"], only["do"]) == ("storage_full", "sale", "loyalty-pos parked list")
    other = ask("alarms", "--code", "forked")
    assert (other.code, "There is no alarm forked; there are: debt, no_right_to_void," in other.out) == (
        0,
        True,
    )
    assert "--most does not understand «0»" in ask("alarms", "--most", 0).err
