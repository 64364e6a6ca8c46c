"""What a till must be able to do before it may price by a programme: words for what an older one would get wrong."""

import pytest

from loyalty_pos.core.programme.file import read_programme
from loyalty_pos.core.programme.needs.capability import KNOWN, OWN_OFFLINE_RIGHTS, missing_of, needs_of

PLAIN = 'id = "club"\nnames = { en = "Club" }\n'
POINTS = PLAIN + "[accrual]\nrate_bp = 500\n[redemption]\n"


@pytest.mark.parametrize(
    ("text", "needs"),
    [
        (PLAIN, ()),
        (POINTS, ()),
        (POINTS + 'offline = { preset = "balanced" }\n', ()),
        (POINTS + 'offline = { preset = "strict" }\n', (OWN_OFFLINE_RIGHTS,)),
        (POINTS + 'offline = { preset = "generous" }\n', (OWN_OFFLINE_RIGHTS,)),
    ],
    ids=["no points", "points", "as all do", "strict", "generous"],
)
def test_a_programme_needs_what_an_older_till_would_get_wrong(text: str, needs: tuple[str, ...]) -> None:
    """A till that knew nothing of "strict" would give points alone that the owner wants nobody to give alone."""
    assert needs_of(read_programme(text)) == needs


def test_what_a_till_misses_is_what_it_does_not_know() -> None:
    assert missing_of([]) == ()
    assert missing_of(sorted(KNOWN)) == ()
    assert missing_of(["telepathy", OWN_OFFLINE_RIGHTS, "flying"]) == ("flying", "telepathy")
