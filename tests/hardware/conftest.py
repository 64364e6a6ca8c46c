"""The emulated hardware and a screen of its own for the tests beside this file."""

import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.hardware.peer import Emupos, emupos_python


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark every test of this folder."""
    here = Path(__file__).parent
    for item in items:
        if item.path.is_relative_to(here):
            item.add_marker(pytest.mark.hardware)
            item.add_marker(pytest.mark.timeout(300))


@pytest.fixture(scope="session")
def peer_python() -> Path:
    """Return the Python of emupos. Its absence is a failure where everything must be proved."""
    python = emupos_python()
    if python is None and os.environ.get("CI", "").lower() in {"1", "true"}:
        pytest.fail("emupos needs Python 3.13, and this machine has none")
    if python is None:
        pytest.skip("emupos needs Python 3.13, and this machine has none")
    return python


@pytest.fixture(scope="session")
def short_folder() -> Iterator[Path]:
    """Names of serial ports and sockets must be short."""
    with tempfile.TemporaryDirectory(prefix="lp-") as folder:
        yield Path(folder)


@pytest.fixture(scope="session")
def emupos(peer_python: Path, short_folder: Path) -> Iterator[Emupos]:
    folder = short_folder / "a"
    folder.mkdir()
    peer = Emupos(peer_python, folder)
    yield peer
    peer.stop()


@pytest.fixture(autouse=True)
def drawers_are_closed(request: pytest.FixtureRequest) -> None:
    """Begin with closed drawers, whichever test opened one last: the peer lives as long as all tests, in any order."""
    if "emupos" in request.fixturenames:
        peer: Emupos = request.getfixturevalue("emupos")
        for printer in ("front", "serial"):
            if peer.drawer(printer) == "open":
                peer.ask(f"devices/{printer}/drawer/close", "POST")


@pytest.fixture(scope="session")
def display() -> Iterator[str]:
    """Return the name of an X server with a window manager and a Russian keyboard layout."""
    missing = [name for name in ("Xvfb", "openbox", "setxkbmap", "xdotool") if not shutil.which(name)]
    assert not missing, f"missing: {missing}; sudo apt-get install -y xvfb openbox x11-xkb-utils xdotool"
    server = subprocess.Popen(
        ["Xvfb", "-displayfd", "1", "-screen", "0", "1024x768x24", "-nolisten", "tcp"],
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
    )
    assert server.stdout
    name = f":{server.stdout.readline().decode().strip()}"
    environment = os.environ | {"DISPLAY": name}
    manager = subprocess.Popen(["openbox"], env=environment, stderr=subprocess.DEVNULL)
    subprocess.run(["setxkbmap", "ru"], env=environment, check=True)
    yield name
    for process in (manager, server):
        process.terminate()
        process.wait(10)
    server.stdout.close()


@pytest.fixture(scope="session")
def keyboard_peer(peer_python: Path, short_folder: Path, display: str) -> Iterator[Emupos]:
    """A second emupos that types on that display."""
    folder = short_folder / "b"
    folder.mkdir()
    peer = Emupos(peer_python, folder, display)
    yield peer
    peer.stop()
