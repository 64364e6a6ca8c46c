"""Worlds that once ended early, kept for ever: seed, steps, and what they showed.

The steps of a seed change with the code that draws them: whatever was wrong with the product has a test of its own as well.
"""

from typing import Final, NamedTuple


class Kept(NamedTuple):
    """``found``: what it showed; ``story``: in which kind of world."""

    seed: int
    events: int
    found: str
    story: str = ""


KEPT: Final = (
    Kept(7, 250, "a cloned till that sells nothing hears of its other half at its next hello, not before"),
    Kept(
        9, 400, "sales whose till has another disk and whose centre goes on from a backup are lost with both"
    ),
    Kept(2, 200, "a hold whose time was over kept its account's old name when two accounts became one"),
    Kept(
        12,
        490,
        "points kept for a promise were no use to it when its own lots had ended: the customer owed them",
    ),
    Kept(
        210_008, 100, "a hold that ended was forgotten while a till with a clock ahead had its sale to bring"
    ),
    Kept(
        210_201,
        100,
        "a copy of the books put back within the quarter of an hour of its note was taken for them",
    ),
    Kept(
        221_375, 100, "two copies of one disk bore one name, and one's customers were looked for at the other"
    ),
    Kept(
        18, 300, "a till that had not heard of a joining was accused of what it could not know", "newcomers"
    ),
)
