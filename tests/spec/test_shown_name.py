"""The counter sees a first name and an initial, never a whole name (offline.md 4.4)."""

import pytest

from loyalty_pos.core.member import shown_name


@pytest.mark.parametrize(
    ("full", "shown"),
    [
        pytest.param("Анна Кузнецова", "Анна К.", id="first name and initial"),
        pytest.param("  Anna   Maria Kern ", "Anna M.", id="spaces do not matter, only two words count"),
        pytest.param("Анна", "Анна", id="a single name stays"),
        pytest.param("", "", id="no name, nothing shown"),
    ],
)
def test_the_counter_shows_a_short_name(full: str, shown: str) -> None:
    assert shown_name(full) == shown
