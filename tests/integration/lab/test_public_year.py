"""The public year becomes past receipts: households are members, the shelf price is the usual one, fuel is poured."""

import json
import sys
from pathlib import Path

import pytest

from loyalty_pos.core.basket import Unit
from loyalty_pos.lab.real.baskets import NothingHere
from loyalty_pos.lab.simulation.past.public_year import read_public_year

SAID = (
    {"products": [[7, "MILK", "DAIRY", 199], [9, "GASOLINE", "FUEL", 250]]},
    {"basket": 2, "household": 40, "store": 5, "at": 1_500_000_000, "lines": [[7, 2000], [9, 31_415]]},
    {"basket": 1, "household": 41, "store": 6, "at": 1_500_000_060, "lines": [[7, 1000]]},
)


@pytest.fixture
def data_python(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A data environment that has three lines to say, and remembers what it was asked for."""
    script = tmp_path / "python"
    lines = "\n".join(map(json.dumps, SAID))
    script.write_text(
        f"#!{sys.executable}\nimport sys, pathlib\n"
        f"pathlib.Path({str(tmp_path / 'asked')!r}).write_text(' '.join(sys.argv[2:]))\nprint({lines!r})\n",
        encoding="utf-8",
    )
    script.chmod(0o755)
    monkeypatch.setenv("LOYALTY_POS_DATA_PYTHON", str(script))
    return tmp_path


def test_baskets_become_receipts_of_households(data_python: Path) -> None:
    past = read_public_year(5000)

    assert [(r.id, r.member, r.store) for r in past.receipts] == [("2", "40", "5"), ("1", "41", "6")]
    first = past.receipts[0]
    assert first.at_us == 1_500_000_000_000_000
    assert [(past.articles[line.article].name, line.qty_milli, line.price_minor) for line in first.lines] == [
        ("MILK 7", 2000, 199),
        ("GASOLINE 9", 31_415, 250),
    ]
    assert [article.unit for article in past.articles] == [Unit.PIECE, Unit.LITRE]
    assert "--baskets 5000" in (data_python / "asked").read_text(encoding="utf-8")


def test_without_the_data_environment_it_is_said_what_is_missing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LOYALTY_POS_DATA_PYTHON", str(tmp_path / "nothing"))

    with pytest.raises(NothingHere):
        read_public_year()
