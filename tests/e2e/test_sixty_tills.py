"""Sixty tills, one centre on PostgreSQL, a minute of everything going wrong: at the end every book is the same."""

import json
import subprocess
import sys

import pytest

from loyalty_pos.lab.soak.judging import MOST_PEAK, most_growth

TILLS, SECONDS = 60, 60


@pytest.mark.slow
@pytest.mark.postgres
@pytest.mark.timeout(600)
def test_sixty_tills_and_one_centre_agree_to_the_kopeck_after_a_minute_of_faults() -> None:
    """R30: the line comes back for all at once. I3, theorems 1 and 2: what tills took by themselves stays in its bounds."""
    command = [sys.executable, "-m", "loyalty_pos.lab.soak", "--tills", str(TILLS), "--seconds", str(SECONDS)]
    done = subprocess.run(command, capture_output=True, encoding="utf-8", check=False, timeout=580)
    assert done.returncode == 0, done.stdout[-4000:] + done.stderr[-4000:]
    told = json.loads(done.stdout.strip().splitlines()[-1])

    assert told["wrong"] == []
    assert (told["tills"], told["parked"]) == (TILLS, 0)
    assert told["kinds"]["sale"] >= told["counts"]["sales"] > 0
    assert told["peak_after"] <= MOST_PEAK * told["peak_normal"]
    warm = [one for one in told["memory"].values() if one]
    assert all(one["growth_percent"] < most_growth(one["seconds"]) for one in warm)
    assert told["counts"]["requests"] > 0
