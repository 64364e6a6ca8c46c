"""The product as processes: its commands, a centre that stays, and the folders they work in; all on loopback."""

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from loyalty_pos.wiring.centre import CentreSettings, OpenCentre, open_centre
from loyalty_pos.wiring.demo import programme_text
from loyalty_pos.wiring.folders import folders_at
from loyalty_pos.wiring.intake import Asked, bring
from loyalty_pos.wiring.resources import resource
from loyalty_pos.wiring.till import TillSettings, enrol

ROOT = Path(__file__).parents[2]
STORE = "corner"


def environment(data: Path) -> dict[str, str]:
    """Everything of this machine but its own shop and its own vault."""
    kept = {name: value for name, value in os.environ.items() if name != "LOYALTY_POS_PIN"}
    return kept | {
        "LOYALTY_POS_DATA": str(data),
        "PYTHON_KEYRING_BACKEND": "keyring.backends.fail.Keyring",
        "PYTHONPATH": str(ROOT / "src"),
    }


def command(
    data: Path, *arguments: str, pin: str = "", patience_s: float = 60
) -> subprocess.CompletedProcess[str]:
    """Run one command to its end."""
    extra = {"LOYALTY_POS_PIN": pin} if pin else {}
    return subprocess.run(
        [sys.executable, "-m", "loyalty_pos", "--lang", "en", *arguments],
        env=environment(data) | extra,
        capture_output=True,
        encoding="utf-8",
        check=False,
        timeout=patience_s,
    )


@contextmanager
def centre_process(data: Path) -> Iterator[str]:
    """A centre on a free port; gives its address, ends it by a signal."""
    process = subprocess.Popen(
        [sys.executable, "-m", "loyalty_pos", "--lang", "en", "centre", "--port", "0", "--store", STORE],
        env=environment(data),
        stdout=subprocess.PIPE,
        encoding="utf-8",
    )
    assert process.stdout
    try:
        yield next(word for word in process.stdout.readline().split() if word.startswith("http")).rstrip(".")
    finally:
        process.terminate()
        process.stdout.read()
        process.stdout.close()
        assert process.wait(timeout=20) in {0, -15}


def fill(data: Path) -> OpenCentre:
    """Open the books beside the process and put the demo's goods and cashiers in."""
    centre = open_centre(CentreSettings(folders_at(data).centre))
    centre.admin.set_programme(programme_text("en"))
    for subject in ("goods", "staff"):
        assert not bring(centre, Asked(subject, resource("demo", f"{subject}.csv"))).refused
    return centre


def new_till(centre: OpenCentre, url: str, data: Path) -> TillSettings:
    """Enrol a till in a folder of its own."""
    settings = TillSettings(folders_at(data).till, language="en")
    enrol(settings, url, centre.admin.make_code(STORE))
    return settings
