"""The chapter on simulation shows what the command answers: every line of its examples, in both languages."""

from pathlib import Path

import pytest

from loyalty_pos.till.formats import NBSP
from tests.integration.cli.conftest import Ask


@pytest.mark.parametrize(("name", "lang"), [("simulation.md", "en"), ("simulation.ru.md", "ru")])
def test_each_shown_line_is_one_that_the_command_says(
    project_root: Path, ask: Ask, monkeypatch: pytest.MonkeyPatch, name: str, lang: str
) -> None:
    monkeypatch.chdir(project_root)
    blocks = [
        line[4:]
        for line in (project_root / "docs" / name).read_text(encoding="utf-8").splitlines()
        if line.startswith("    ") and line.strip()
    ]
    commands = [line for line in blocks if line.startswith("loyalty-pos ")]
    shown = [line for line in blocks if not line.startswith("loyalty-pos ")]
    said = ask(*commands[-1].split()[1:], lang=lang)
    lines = said.out.replace(NBSP, " ").splitlines()

    assert said.code == 0, said.err
    assert len(shown) > 20
    assert [line for line in shown if line not in lines] == []
