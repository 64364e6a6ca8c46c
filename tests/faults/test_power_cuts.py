"""The plug of a till is pulled at any moment: no acknowledged sale is lost, and it opens in the morning by itself."""

import pytest

from tests.faults.power_cut import play


@pytest.mark.slow
@pytest.mark.timeout(600)
def test_two_thousand_power_cuts_lose_nothing_that_was_acknowledged() -> None:
    outcome = play(2_000, seed=1)
    assert (outcome.lost, outcome.wrong) == (0, [])
    assert outcome.images == 2_000
    assert outcome.sales_checked > 20 * outcome.images
    assert outcome.sold_on > 100


@pytest.mark.slow
@pytest.mark.timeout(600)
def test_a_journal_that_is_not_synced_at_each_commit_does_lose_sales() -> None:
    outcome = play(200, seed=1, weak=True)
    print(f"without synchronous=FULL {outcome.lost} of {outcome.images} images lost something")  # noqa: T201 - the control's figure
    assert outcome.lost > 20
