"""kill -9 of a selling till at random moments between scan and print: nothing acknowledged is lost or doubled."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from loyalty_pos.wiring.books import differences
from loyalty_pos.wiring.intake import reports_of
from loyalty_pos.wiring.till import open_shop_till
from tests.e2e.product import centre_process, environment, fill, new_till

CYCLES = 50


@pytest.mark.slow
def test_fifty_power_cuts_lose_nothing(tmp_path: Path) -> None:
    data, folder = tmp_path / "centre", tmp_path / "till"
    with centre_process(data) as url:
        centre = fill(data)
        settings = new_till(centre, url, folder)
        done = subprocess.run(
            [sys.executable, "-m", "loyalty_pos.lab.kills", "--data", str(folder), "--cycles", str(CYCLES)],
            env=environment(folder), capture_output=True, encoding="utf-8", check=False, timeout=110,
        )  # fmt: skip
        outcome = json.loads(done.stdout)
        assert (outcome["cycles"], outcome["lost"], outcome["doubled"], outcome["printed_unwritten"]) == (
            CYCLES,
            0,
            0,
            0,
        )
        assert outcome["told"] >= CYCLES
        assert len(outcome["moments"]) == 3, "not every moment was hit"
        till = open_shop_till(settings)
        assert till.files.incidents == ()
        assert till.sync_once().problem is None
        assert list(differences([till.files], reports_of(centre), {})) == []
        till.close()
        centre.close()
