"""The cashier's guides: a whole day, step by step, each step with a picture in the guide's own language, and none that nobody reads."""

import re
from pathlib import Path
from typing import Final

import pytest

from loyalty_pos.lab.scenes.kept import KEPT
from loyalty_pos.lab.scenes.printing import DISPLAY_SCENES
from loyalty_pos.lab.shots import SCENES

_PICTURE: Final = re.compile(r"!?\[[^\]]*\]\([^)]*pictures/([\w-]+)\.png\)")
DAY: Final = (
    "login", "locked", "open", "sale", "why", "refused", "payment-declined", "offline", "certificate-paying",
    "coupon", "return", "return-exchange", "issue-plastic", "parked", "taken-over", "x-report", "shift-closed",
)  # fmt: skip
"""Log in, lock, open, sell with points, F1, refusals, no line, certificate, coupon, return, exchange, issue, park, swap, X, Z."""


def _shown(page: Path) -> list[str]:
    return _PICTURE.findall(page.read_text(encoding="utf-8"))


def _scene_of(name: str) -> tuple[str, str]:
    return next((scene, language) for (scene, language, _), kept in KEPT.items() if kept == name)


@pytest.mark.parametrize("language", ["en", "ru"])
def test_the_guide_walks_through_a_whole_day_with_pictures_in_its_language(
    project_root: Path, language: str
) -> None:
    scenes = [_scene_of(name) for name in _shown(project_root / f"docs/cashier.{language}.md")]
    assert [step for step in DAY if (step, language) not in scenes] == []
    assert [scene for scene, spoken in scenes if spoken != language] == []


def test_every_kept_picture_is_made_by_a_scene_lies_there_and_is_read_somewhere(project_root: Path) -> None:
    read = {
        name
        for page in (*project_root.glob("*.md"), *(project_root / "docs").rglob("*.md"))
        for name in _shown(page)
    }
    there = {path.stem for path in (project_root / "docs/pictures").glob("*.png")} - {"tour"}
    assert there == set(KEPT.values())
    assert set(KEPT.values()) - read == set()
    assert {scene for scene, _, _ in KEPT} <= {*SCENES, *DISPLAY_SCENES}
