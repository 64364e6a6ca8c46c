"""``python dev.py long``: every count of the plan, for an hour; its dated JSON is what a release rests on.

python -m loyalty_pos.lab.long [--folder docs/figures] [--baskets N] [--tills N] [--kills N] [--prices N] [--papers N]
"""

import argparse
import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Final

from loyalty_pos.lab import bench
from loyalty_pos.lab.selling import PIN
from loyalty_pos.wiring.centre import CentreSettings, start_centre
from loyalty_pos.wiring.console import say
from loyalty_pos.wiring.demo import STORE, fill_centre
from loyalty_pos.wiring.folders import folders_at
from loyalty_pos.wiring.till import TillSettings, enrol

_FOLDER: Final = Path("docs/figures")


def main(arguments: Sequence[str] | None = None) -> int:
    """Run all of it, write one file, return 1 when anything fell short."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--folder", type=Path, default=_FOLDER)
    parser.add_argument("--baskets", type=int, default=50_000)
    parser.add_argument("--tills", type=int, default=100)
    parser.add_argument("--kills", type=int, default=1_000)
    parser.add_argument("--prices", type=int, default=20_000)
    parser.add_argument("--papers", type=int, default=200_000)
    options = parser.parse_args(arguments)
    options.folder.mkdir(parents=True, exist_ok=True)
    began = datetime.now(UTC)
    facts: dict[str, Any] = {"began": began.isoformat(timespec="seconds")}
    with tempfile.TemporaryDirectory(prefix="loyalty-pos-long-", ignore_cleanup_errors=True) as temporary:
        figures = Path(temporary, "bench.json")
        codes = [bench.main(["--json", str(figures)])]
        facts["bench"] = json.loads(figures.read_text(encoding="utf-8"))
        for name, command in (
            ("kills", _kills(Path(temporary), options.kills)),
            ("replay", _replay(options.baskets, options.tills)),
            ("prices", [sys.executable, "-m", "tests.property.two_pricers", "--cases", str(options.prices)]),
            (
                "papers",
                [sys.executable, "-m", "tests.property.hostile_papers", "--cases", str(options.papers)],
            ),
        ):
            begin = time.monotonic()
            done = subprocess.run(command, stdout=subprocess.PIPE, encoding="utf-8", check=False)  # noqa: S603 - ourselves
            codes.append(done.returncode)
            facts[name] = json.loads(done.stdout) | {"took_s": round(time.monotonic() - begin)}
            say(f"{name}: exit code {done.returncode}, {facts[name]['took_s']} s")
    path = options.folder / f"long-{began:%Y-%m-%d}.json"
    path.write_text(json.dumps(facts, indent=2, ensure_ascii=False) + "\n", encoding="utf-8")
    say(str(path))
    return max(codes)


def _kills(folder: Path, count: int) -> list[str]:
    """Prepare an enrolled till and return the command that kills it again and again."""
    os.environ["PYTHON_KEYRING_BACKEND"] = (
        "keyring.backends.fail.Keyring"  # the child must find the keys in a file
    )
    centre = start_centre(CentreSettings(folders_at(folder).centre))
    try:
        pins = fill_centre(centre, folder, "en")
        assert PIN in {pin for _, pin in pins}
        enrol(TillSettings(folders_at(folder).till), centre.url, centre.admin.make_code(STORE))
    finally:
        centre.stop()
    counts = ["--warm", str(count - count // 10), "--cold", str(count // 10)]
    return [sys.executable, "-m", "loyalty_pos.lab.kills", "--data", str(folder), *counts]


def _replay(baskets: int, tills: int) -> list[str]:
    counts = ["--baskets", str(baskets), "--tills", str(tills)]
    return [sys.executable, "-m", "loyalty_pos", "replay", *counts, "--json"]


if __name__ == "__main__":
    sys.exit(main())
