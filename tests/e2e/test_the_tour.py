"""The demo's tour, played by the real window against a real centre and a second till that really dies."""

import os
import subprocess
import sys
from pathlib import Path

import pytest


@pytest.mark.slow
def test_the_tour_pulls_the_plug_and_ends_with_equal_books(tmp_path: Path) -> None:
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen"}
    command = [sys.executable, "-m", "loyalty_pos", "demo", "--tour", "--headless", "--lang", "en"]

    played = subprocess.run(
        command, cwd=tmp_path, env=environment, capture_output=True, text=True, timeout=400, check=False
    )

    assert played.returncode == 0, played.stdout + played.stderr
    said = played.stdout.replace("\N{NO-BREAK SPACE}", " ")
    for sentence in (
        "today up to 489 points, the rest is safe",
        "489 points there too",
        "the receipt, and nothing that was sold is lost",
        "The books of both tills and of the centre are equal",
        "Vera owes 409 points",
        "the points that come back repay the debt first",
        "One page answers",
    ):
        assert sentence in said
