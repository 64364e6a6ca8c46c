"""Two thousand walks of clocks that lie: order rises, sales go on, doubts are told, leases end."""

import pytest

from loyalty_pos.core.clock import watching
from loyalty_pos.core.clock.watching import Reading, Watch
from tests.property.wandering_clocks import walked


@pytest.mark.timeout(300)
def test_two_thousand_walks_of_lying_clocks_refuse_no_sale_and_lengthen_no_lease() -> None:
    counts, wrong = walked(2_000, seed=1)
    assert wrong == []
    for step in ("wait", "set", "nudge", "night", "plug", "talk", "centre", "sell"):
        assert counts[step] > 1_000
    assert counts["in_doubt"] > 1_000
    assert counts["rights"] > 1_000
    assert counts["lease_over"] > 1_000


def test_a_till_that_looks_away_is_noticed(monkeypatch: pytest.MonkeyPatch) -> None:
    def blind(watch: Watch, _now: Reading) -> Watch:
        return watch

    monkeypatch.setattr(watching, "looked", blind)
    _, wrong = walked(40, seed=1)
    assert any("a clock that jumped is in doubt" in one for one in wrong)


def test_a_till_that_believes_its_wall_clock_keeps_a_lease_too_long(monkeypatch: pytest.MonkeyPatch) -> None:
    def trusting(watch: Watch, now: Reading) -> Watch:
        return Watch(watch.kept, now.wall_us - now.steady_us)

    monkeypatch.setattr(watching, "looked", trusting)
    _, wrong = walked(100, seed=1)
    assert any("a lease is no longer than it was lent for" in one for one in wrong)
