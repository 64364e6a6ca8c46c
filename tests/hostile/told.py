"""The lists with their outcomes as the page for people has them: ``python -m tests.hostile.told`` writes docs/security.md anew.

The page stands between two marks; what is around them is written by hand.
"""

import sys
import tempfile
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Final

from tests.hostile import centre, till
from tests.hostile.centre import Tried

PAGE: Final = Path(__file__).parents[2] / "docs" / "security.md"
BEGIN: Final = "<!-- begin of what was tried: {} -->\n"
END: Final = "<!-- end of what was tried: {} -->\n"
RUNS: Final[dict[str, Callable[..., list[Tried]]]] = {"centre": centre.run, "till": till.run}


def table(tried: Sequence[Tried]) -> str:
    """Return the list as a table."""
    rows = [f"| {number} | {one.name} | {one.outcome} |" for number, one in enumerate(tried, 1)]
    return "\n".join(["| | it | what came of it |", "| --- | --- | --- |", *rows]) + "\n"


def told(page: str, who: str) -> str:
    """Return what the page tells of one of them."""
    return page.split(BEGIN.format(who))[1].split(END.format(who), maxsplit=1)[0]


def retold(page: str, who: str, tried: Sequence[Tried]) -> str:
    """Return the page with another list."""
    before, _, rest = page.partition(BEGIN.format(who))
    _, _, after = rest.partition(END.format(who))
    return before + BEGIN.format(who) + table(tried) + END.format(who) + after


def main() -> int:
    """Try everything and write the page; 1 where anything was lost."""
    centre.hurry(setattr)
    page, harm = PAGE.read_text("utf-8"), 0
    for who, run in RUNS.items():
        with tempfile.TemporaryDirectory() as folder:
            tried = run(Path(folder))
        page = retold(page, who, tried)
        harm += sum(bool(one.harm) for one in tried)
    PAGE.write_text(page, "utf-8")
    return int(harm > 0)


if __name__ == "__main__":
    sys.exit(main())
