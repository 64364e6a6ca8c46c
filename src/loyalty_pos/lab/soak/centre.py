"""A centre's process that lives by a laboratory's time; everything else of it is ``loyalty-pos centre``.

python -m loyalty_pos.lab.soak.centre --data FOLDER --time TIME [--database URL] [--port N]
"""

import argparse
import contextlib
import signal
import subprocess
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Final

from loyalty_pos.lab.soak.shop_time import ShopTime
from loyalty_pos.wiring.centre import CentreSettings, run_centre
from loyalty_pos.wiring.console import say
from loyalty_pos.wiring.folders import folders_at

_END_S: Final = 70


def main(arguments: Sequence[str] | None = None) -> int:
    """Serve until a signal; the first line is the address."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--time", type=ShopTime.read, required=True)
    parser.add_argument("--database", default="")
    parser.add_argument("--port", type=int, default=0)
    options = parser.parse_args(arguments)
    settings = settings_of(options.data, options.database, options.time, options.port)
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))  # the server ends first, then raises it again
    run_centre(settings, say)
    return 0


def settings_of(data: Path, database: str, town: ShopTime, port: int = 0) -> CentreSettings:
    """Return how this town's centre is opened, by its process and beside it."""
    return CentreSettings(folders_at(data).centre, database, port=port, clock=town)


class CentreProcess:
    """The centre as a process; ends with ``stop`` or ``kill``."""

    def __init__(self, data: Path, database: str, town: ShopTime, port: int = 0) -> None:
        where = ["--data", str(data), "--database", database, "--time", str(town), "--port", str(port)]
        self._process = subprocess.Popen(  # noqa: S603 - ourselves
            [sys.executable, "-m", "loyalty_pos.lab.soak.centre", *where],
            stdout=subprocess.PIPE,
            encoding="utf-8",
        )
        assert self._process.stdout is not None
        self.url = self._process.stdout.readline().strip()
        if not self.url:
            self.kill()
            message = "the centre did not start"
            raise RuntimeError(message)
        self.port = int(self.url.rsplit(":", 1)[1])
        self.pid = self._process.pid

    def stop(self) -> None:
        """End it as a service manager does."""
        self._process.terminate()
        try:
            self._process.wait(_END_S)
        finally:
            self.kill()

    def kill(self) -> None:
        """Pull its plug."""
        self._process.kill()
        self._process.wait()
        if self._process.stdout is not None:
            self._process.stdout.close()


@contextlib.contextmanager
def serving(data: Path, database: str, town: ShopTime) -> Iterator[CentreProcess]:
    """A centre's process for a while."""
    centre = CentreProcess(data, database, town)
    try:
        yield centre
    finally:
        centre.stop()


if __name__ == "__main__":
    sys.exit(main())
