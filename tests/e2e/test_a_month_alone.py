"""A till that was thirty days without a line pushes everything it sold, and goes on selling while it does (R32)."""

import json
import subprocess
import sys
from typing import Any

import pytest

SALES = 5_000
_PUSH_S = 60
"""A tenth of what 50,000 sales may take."""


def _come_back(*arguments: str) -> dict[str, Any]:
    """Run the laboratory's program to its end; return what it printed."""
    command = [sys.executable, "-m", "loyalty_pos.lab.absence", *arguments]
    done = subprocess.run(command, capture_output=True, encoding="utf-8", check=False, timeout=400)
    assert done.returncode == 0, done.stdout[-2000:] + done.stderr[-2000:]
    told: dict[str, Any] = json.loads(done.stdout)
    return told


@pytest.mark.slow
@pytest.mark.timeout(420)
def test_a_month_of_sales_is_pushed_in_minutes_and_the_counter_does_not_notice() -> None:
    """R32; also the rights of a lease that grows old alone, and a bundle whose life ends."""
    told = _come_back("--sales", str(SALES))

    assert told["wrong"] == []
    assert told["sales"] == SALES
    assert told["push_s"] <= _PUSH_S
    assert told["rights_by_day"][0] > told["rights_by_day"][1] > told["rights_by_day"][3] == 0
    assert 0 < told["bundle_over_on_day"] < 30
    assert told["during_push"]["sales"] > 0
    assert told["ratios"]["scan_p50"] <= 3, told
    assert told["ratios"]["commit_p50"] <= 4, told
