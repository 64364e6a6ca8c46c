"""The first start of a machine that was made from an image: it has no place yet, and knows where to ask for one.

Read before the window is painted, so it loads nothing.
"""

import json
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Final

PENDING: Final = "first-start.json"


@dataclass(frozen=True, slots=True)
class FirstStart:
    """Where a machine asks for its place when it is started for the first time, and which file holds the code."""

    centre: str
    token_file: Path


def first_start(folder: Path) -> FirstStart | None:
    """Return where this machine is to ask for its place, None = it has one, or nobody said."""
    with suppress(OSError, ValueError, KeyError, TypeError):
        facts = json.loads((folder / PENDING).read_text(encoding="utf-8"))
        return FirstStart(str(facts["centre"]), Path(facts["token_file"]))
    return None


def has_come(folder: Path) -> None:
    """Remember that it has its place: the next start asks for none. A code that was put into the till's own folder for it
    goes as well; one that lies elsewhere is for other machines too.
    """
    if (first := first_start(folder)) and first.token_file.parent == folder:
        with suppress(OSError):
            first.token_file.unlink(missing_ok=True)
    (folder / PENDING).unlink(missing_ok=True)
