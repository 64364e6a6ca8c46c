"""kill -9 of a selling till at any moment: nothing acknowledged is lost, nothing is doubled, paper means journal."""

import json
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from loyalty_pos.core.scan import RECEIPT_PREFIX
from loyalty_pos.storage.vault import FileVault
from loyalty_pos.wiring.books import balances_of, differences
from loyalty_pos.wiring.centre import CentreSettings, start_centre
from loyalty_pos.wiring.demo import STORE, fill_centre
from loyalty_pos.wiring.folders import folders_at
from loyalty_pos.wiring.intake import reports_of
from loyalty_pos.wiring.late import VAULT_FILE
from loyalty_pos.wiring.till import TillSettings, enrol, open_shop_till
from tests.e2e.product import environment

WARM, COLD = 90, 10


@contextmanager
def _new_till(tmp_path: Path) -> Iterator[Callable[[], list[str]]]:
    """Enrol a till at a centre that is gone while it sells; give how to compare the books when it is there again."""
    settings = CentreSettings(folders_at(tmp_path).centre)
    folder = folders_at(tmp_path).till
    folder.mkdir()
    till_settings = TillSettings(folder, vault=FileVault(folder / VAULT_FILE))
    centre = start_centre(settings)
    try:
        fill_centre(centre, tmp_path, "en")
        opening = {one.account_id: one.points_sum for one in balances_of(reports_of(centre.open)).values()}
        enrol(till_settings, centre.url, centre.admin.make_code(STORE))
    finally:
        centre.stop()

    def compare() -> list[str]:
        again = start_centre(settings)
        till = open_shop_till(
            TillSettings(folder, centre_url=again.url, vault=FileVault(folder / VAULT_FILE))
        )
        try:
            assert till.sync_once().problem is None
            return list(differences([till.files], reports_of(again.open), opening))
        finally:
            till.close()
            again.stop()

    yield compare


def _kills(data: Path, warm: int, cold: int) -> tuple[int, dict[str, Any]]:
    done = subprocess.run(
        [sys.executable, "-m", "loyalty_pos.lab.kills", "--data", str(data), "--warm", str(warm), "--cold", str(cold)],
        env=environment(data), stdout=subprocess.PIPE, encoding="utf-8", check=False, timeout=380,
    )  # fmt: skip
    return done.returncode, json.loads(done.stdout)


@pytest.mark.slow
@pytest.mark.timeout(400)
def test_a_hundred_deaths_between_scan_and_print_lose_and_double_nothing(tmp_path: Path) -> None:
    with _new_till(tmp_path) as compare:
        code, outcome = _kills(tmp_path, WARM, COLD)
        assert (code, outcome["wrong"]) == (0, [])
        assert compare() == []
    assert outcome["deaths"] == WARM + COLD
    assert all(outcome["last_words"].get(word) for word in ("scanned", "paying", "sold", "printing")), outcome
    assert outcome["restored"], "no open receipt ever came back"
    assert outcome["paid"] > outcome["deaths"]
    assert outcome["printed"], "nothing was ever printed"


@pytest.mark.slow
def test_whoever_looks_after_the_deaths_sees_paper_without_a_sale(tmp_path: Path) -> None:
    with _new_till(tmp_path):
        (tmp_path / "till.paper").write_bytes((RECEIPT_PREFIX + "7" * 20).encode() * 2)
        code, outcome = _kills(tmp_path, 0, 0)
    assert code == 1
    assert outcome["wrong"] == ["after 0 deaths: paper without a sale", "after 0 deaths: printed twice"]
