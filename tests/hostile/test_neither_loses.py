"""Whatever one side tries, the other loses no money and no data; what was tried stands in docs/security.md as it is."""

from pathlib import Path
from typing import Final

import pytest

from tests.hostile import centre, centre_tricks, till_tricks, told

AT_LEAST: Final = 30
PARTS: Final = 4
LISTS: Final = {"centre": list(centre_tricks.TRICKS), "till": list(till_tricks.TRICKS)}
SOME: Final = [(who, part) for who in LISTS for part in range(PARTS)]


@pytest.fixture(autouse=True)
def hurried(monkeypatch: pytest.MonkeyPatch) -> None:
    """Shorten the long limits; what is tested is that there are any."""
    centre.hurry(monkeypatch.setattr)


def outcomes(who: str) -> dict[str, str]:
    """Return what the page says came of each."""
    rows = [row.split(" | ") for row in told.told(told.PAGE.read_text("utf-8"), who).splitlines()[2:]]
    return {name: outcome.removesuffix(" |") for _, name, outcome in rows}


@pytest.mark.parametrize("who", LISTS)
def test_the_page_names_all_that_is_tried(who: str) -> None:
    assert list(outcomes(who)) == LISTS[who]
    assert len(LISTS[who]) >= AT_LEAST


@pytest.mark.slow
@pytest.mark.parametrize(("who", "part"), SOME, ids=[f"{who} {part + 1} of {PARTS}" for who, part in SOME])
def test_neither_takes_anything_from_the_other(who: str, part: int, tmp_path: Path) -> None:
    """What shuts a till out stands last, so each part may be tried on a shop of its own."""
    names = LISTS[who]
    some = names[part * len(names) // PARTS : (part + 1) * len(names) // PARTS]

    tried = told.RUNS[who](tmp_path, some)

    assert [one for one in tried if one.harm] == []
    known = outcomes(who)
    assert {one.name: one.outcome for one in tried} == {name: known[name] for name in some}
