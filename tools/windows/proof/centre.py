"""A centre on this Linux machine, reached by the till under Wine over loopback."""

import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from socket import create_connection, socket

from tools.complaint import Complaint
from tools.environment import ROOT

STORE = "S1"
_LISTS = ROOT / "resources/demo"


def command(folder: Path, *words: str) -> str:
    """Run one command of the centre; return what it said."""
    done = subprocess.run(
        [sys.executable, "-m", "loyalty_pos", "--lang", "en", "--data", str(folder), *words],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
        stdin=subprocess.DEVNULL,
    )
    if done.returncode:
        message = f"{done.stdout}{done.stderr}\n\nThe centre did not take: {' '.join(words)}"
        raise Complaint(message)
    return done.stdout


def make_centre(folder: Path) -> None:
    """Make a centre with one store, goods and staff."""
    with serving(folder):
        pass
    for kind in ("goods", "staff"):
        command(folder, "import", kind, str(_LISTS / f"{kind}.csv"))


def code_for_a_till(folder: Path) -> str:
    """Return a one-time code, good for ten minutes."""
    said = command(folder, "centre", "--store", STORE, "--code")
    return said.partition(": ")[2].split()[0]


@contextmanager
def serving(folder: Path) -> Iterator[str]:
    """Serve meanwhile; the address is given."""
    with socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    words = [*(sys.executable, "-m", "loyalty_pos", "--data", str(folder), "centre")]
    with subprocess.Popen(
        [*words, "--port", str(port), "--store", STORE],
        cwd=ROOT,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
    ) as server:
        try:
            _wait_for(port)
            yield f"http://127.0.0.1:{port}"
        finally:
            server.terminate()


def _wait_for(port: int) -> None:
    for _ in range(300):
        try:
            create_connection(("127.0.0.1", port), timeout=1).close()
        except OSError:
            time.sleep(0.2)
        else:
            return
    message = "The centre on this machine did not begin to listen."
    raise Complaint(message)
