"""Bits that turn over, and disks that are not the ones that were: told, or harmless."""

import pytest

from tests.faults import bit_rot, images


@pytest.mark.slow
@pytest.mark.timeout(600)
def test_five_hundred_bits_turn_over_and_none_makes_a_wrong_figure() -> None:
    outcome = bit_rot.play(500, seed=1)
    assert outcome.wrong == []
    assert sum(outcome.flips.values()) == 500
    assert outcome.told > 250
    assert outcome.harmless + outcome.cut + outcome.told == 500
    assert set(outcome.flips) >= {"journal.db", "journal.db-wal", "cache.db", "cache.db-wal", "vault.json"}


@pytest.mark.slow
@pytest.mark.timeout(600)
def test_an_image_that_is_not_todays_is_told_or_believed_whole() -> None:
    counts, wrong = images.play(1, seed=1)
    assert wrong == []
    assert set(counts) == set(images.SCENARIOS)
    assert all(count == 1 for count in counts.values())
