"""Is the program whole? What it cannot do without is imported, and what draws the window starts in a process of its own."""

import json
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path
from typing import Final

from loyalty_pos import __version__
from loyalty_pos.till.upkeep.checked import Checked, State

PROGRAM, WINDOW = "program", "window"
LOOK_ONLY: Final = "look"
_NEEDED: Final = (
    "sqlcipher3.dbapi2",
    "cryptography.hazmat.primitives.asymmetric.ed25519",
    "argon2",
    "msgspec",
    "zstandard",
    "alembic",
    "keyring",
    "httpx",
    "truststore",
    "serial",
    "escpos.escpos",
    "qrcode",
    "barcode",
)
"""Each brings a library that is not Python, or files of its own, which a broken installation may lack."""
_WAIT_S: Final = 180.0
"""A slow till that has just been switched on, with a scanner of viruses that looks at each file, needs most of it."""


def check_program(needed: tuple[str, ...] = _NEEDED) -> Iterator[Checked]:
    """Import what a till needs; whatever an import raises, it names the part."""
    missing = [name for name in needed if not _imports(name)]
    for name in missing:
        yield Checked(PROGRAM, State.BROKEN, "missing", name)
    if not missing:
        yield Checked(PROGRAM, State.GOOD, "whole", __version__)


def check_look(wait_s: float = _WAIT_S) -> Iterator[Checked]:
    """Ask a process of its own what it can draw: Qt ends the process that it cannot start in, or waits behind a box."""
    with tempfile.TemporaryDirectory(prefix="loyalty-pos-") as folder:
        answer = Path(folder) / "look.json"
        command = [*_ourselves(), "till", "--self-test", LOOK_ONLY, "--out", str(answer)]
        try:
            subprocess.run(  # noqa: S603 - ourselves, with fixed arguments
                command,
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,  # a pipe would be waited for even after its time was over
                stderr=subprocess.DEVNULL,
                timeout=wait_s,
                check=False,
                creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
            )
            parts = json.loads(answer.read_text(encoding="utf-8"))["parts"]
        except (OSError, ValueError, subprocess.TimeoutExpired):
            yield Checked(WINDOW, State.BROKEN, "no_start")
            return
    for one in parts:
        yield Checked(one["part"], State(one["state"]), one["why"], one["value"])


def _imports(name: str) -> bool:
    try:
        import_module(name)
    except Exception:  # noqa: BLE001 - a damaged library raises what it likes; its name is what helps
        return False
    return True


def _ourselves() -> list[str]:
    if getattr(sys, "frozen", False):
        return [sys.executable]
    return [sys.executable, "-m", "loyalty_pos"]
