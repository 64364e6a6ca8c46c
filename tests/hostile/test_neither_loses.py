"""Whatever one side tries, the other loses no money and no data; what was tried stands in docs/security.md as it is."""

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.hostile import centre, told
from tests.hostile.centre import Tried

AT_LEAST = 30


@pytest.fixture(autouse=True)
def hurried(monkeypatch: pytest.MonkeyPatch) -> None:
    """Shorten the long limits; what is tested is that there are any."""
    centre.hurry(monkeypatch.setattr)


def _check(who: str, run: Callable[[Path], list[Tried]], folder: Path) -> None:
    tried = run(folder)
    assert [one for one in tried if one.harm] == []
    assert len(tried) >= AT_LEAST
    assert told.told(told.PAGE.read_text("utf-8"), who) == told.table(tried)


@pytest.mark.slow
def test_a_hostile_centre_takes_nothing_from_a_till(tmp_path: Path) -> None:
    _check("centre", told.RUNS["centre"], tmp_path)


@pytest.mark.slow
def test_a_hostile_till_takes_nothing_from_a_centre(tmp_path: Path) -> None:
    _check("till", told.RUNS["till"], tmp_path)
