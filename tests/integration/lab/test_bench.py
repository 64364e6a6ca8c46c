"""The bench runs through and shows every promised figure; how large they are is no matter of a test."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

PROMISED = (
    "price 10 x 20 /",
    "receipt of 40 lines",
    "its bytes /",
    "the same receipt by python-escpos",
    "sale commit",
    "card lookup",
    "cold start",
    "longest stall",
)


@pytest.mark.slow
@pytest.mark.timeout(300)
def test_a_quick_bench_shows_every_figure_with_its_goal(tmp_path: Path) -> None:
    kept = tmp_path / "figures.json"
    done = subprocess.run(
        [sys.executable, "-m", "loyalty_pos.lab.bench", "--quick", "--json", str(kept)],
        env=os.environ | {"QT_QPA_PLATFORM": "offscreen"},
        capture_output=True,
        encoding="utf-8",
        check=False,
        timeout=280,
    )
    figures = json.loads(kept.read_text(encoding="utf-8"))["figures"]
    assert done.returncode == (0 if all(one["met"] for one in figures) else 1)
    for name in PROMISED:
        [row] = [row for row in done.stdout.splitlines() if row.startswith(name)]
        [one] = [one for one in figures if one["name"].startswith(name)]
        assert one["ours"] > 0 and one["floor"] > 0
        assert ("MISSED" in row) is not one["met"]
