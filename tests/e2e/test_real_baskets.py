"""Real baskets through the whole product: 5,000 of them over 20 tills, and every book equal to the last unit."""

import json
from pathlib import Path

import pytest

from tests.e2e.product import command

BASKETS, TILLS = 5_000, 20


@pytest.mark.slow
@pytest.mark.timeout(900)
def test_five_thousand_real_baskets_leave_every_book_equal(tmp_path: Path) -> None:
    done = command(
        tmp_path, "replay", "--baskets", str(BASKETS), "--tills", str(TILLS), "--json", patience_s=840
    )
    assert done.returncode == 0, done.stdout[-2000:] + done.stderr[-2000:]
    told = json.loads(done.stdout)
    assert told["differences"] == []
    assert (told["sales"], told["tills"]) == (BASKETS, TILLS)
    assert told["redeemed_sales"] >= BASKETS // 5
    assert told["returns"] >= BASKETS * 2 // 100
    assert told["voids"] >= BASKETS // 200
    assert told["offline_days"] >= TILLS
    assert told["refused_offline"] > 0
