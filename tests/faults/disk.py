"""The faulty disk of ``shim/faulty_disk.c`` from Python: built with the system's compiler, preloaded, steered by ctypes.

A program of this folder starts itself a second time under it (``on_a_faulty_disk``), in a folder that lives in memory
where the machine has one. Without a compiler it fails with a sentence; it must never pass unproven.
"""

import ctypes
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from enum import IntEnum
from pathlib import Path
from typing import Final

from loyalty_pos.storage.reserve import RESERVED_BYTES

_SOURCE: Final = Path(__file__).parent / "shim" / "faulty_disk.c"
_MEMORY: Final = Path("/dev/shm")
_FOLDER: Final = "FAULTY_DISK_FOLDER"
_LOG: Final = "FAULTY_DISK_LOG"
RESERVE: Final = "reserve.bin"
PROJECT: Final = Path(__file__).parents[2]


class Call(IntEnum):
    """The calls that the shim tells apart, in its order."""

    OPEN = 0
    WRITE = 1
    TRUNCATE = 2
    SYNC = 3
    UNLINK = 4
    RENAME = 5
    MARK = 6


FAILING: Final = (Call.OPEN, Call.WRITE, Call.TRUNCATE, Call.SYNC)
ALL_CALLS: Final = (*FAILING, Call.UNLINK, Call.RENAME)


class Disk:
    """The shim in this very process; only for a process that was started under it."""

    def __init__(self) -> None:
        library = ctypes.CDLL(None)
        library.disk_room.argtypes = (ctypes.c_int64,)
        library.disk_seed.argtypes = (ctypes.c_uint64,)
        library.disk_fail.argtypes = (ctypes.c_int, ctypes.c_int, ctypes.c_long, ctypes.c_int, ctypes.c_int)
        library.disk_mark.argtypes = (ctypes.c_char_p, ctypes.c_int64)
        library.disk_room_left.restype = ctypes.c_int64
        for name in ("disk_seen", "disk_injected", "disk_calls"):
            getattr(library, name).restype = ctypes.c_long
        self._library = library
        self.folder = Path(os.environ[_FOLDER])

    def record(self, *, on: bool = True) -> None:
        """Begin or end to write everything into the log."""
        self._library.disk_record(int(on))

    def mark(self, text: str) -> None:
        """Put a word of the till's own into the log, between the calls before it and behind it."""
        data = text.encode()
        self._library.disk_mark(data, len(data))

    def seed(self, seed: int) -> None:
        """Throw the same dice again."""
        self._library.disk_seed(seed)

    def fail(
        self, calls: Sequence[Call] = FAILING, *, percent: int = 0, kth: int = 0, stay: bool = False
    ) -> None:
        """Fail ``percent`` of these calls, or the ``kth`` (from 1; ``stay``: and all behind it)."""
        self._fail(calls, myriad=percent * 100, kth=kth, stay=stay)

    def fail_kth(self, kth: int, error: int, *, stay: bool = False) -> None:
        """Fail the ``kth`` call of any kind with this error, never by halves."""
        self._fail(ALL_CALLS, kth=kth, stay=stay, error=error)

    def heal(self) -> None:
        """Fail nothing any more, give all the room there is."""
        self._fail(())
        self._library.disk_room(-1)

    def room(self, count: int) -> None:
        """Let the folder grow by so many bytes."""
        self._library.disk_room(count)

    def forget(self) -> None:
        """Count from zero."""
        self._library.disk_forget()

    def injected(self) -> dict[str, int]:
        """Return how many calls of each kind failed, were cut short or found no room."""
        return {call.name.lower(): int(self._library.disk_injected(call)) for call in ALL_CALLS}

    @property
    def calls(self) -> int:
        """How many calls could have failed since ``fail``."""
        return int(self._library.disk_calls())

    def _fail(
        self, calls: Sequence[Call], *, myriad: int = 0, kth: int = 0, stay: bool = False, error: int = 0
    ) -> None:
        self._library.disk_fail(sum(1 << call for call in calls), myriad, kth, int(stay), error)


def lay_reserve(till: Path) -> None:
    """Put a reserve into a till's folder that takes no room: nobody looks at what it holds."""
    with (till / RESERVE).open("wb") as file:
        file.truncate(RESERVED_BYTES)


def is_faulty() -> bool:
    """Tell whether this process runs on the faulty disk."""
    return _FOLDER in os.environ


@contextmanager
def in_memory(name: str) -> Iterator[Path]:
    """Give a folder without symbolic links, in memory where there is such a place; it goes with the block."""
    place = _MEMORY if _MEMORY.is_dir() and os.access(_MEMORY, os.W_OK) else None
    with tempfile.TemporaryDirectory(
        prefix=f"loyalty-pos-{name}-", dir=place, ignore_cleanup_errors=True
    ) as folder:
        yield Path(folder).resolve()


def built(folder: Path) -> Path:
    """Compile the shim into this folder."""
    compiler = shutil.which("cc") or shutil.which("gcc")
    assert compiler, (
        "no C compiler: the faults of a disk cannot be played; sudo apt-get install -y gcc libc6-dev"
    )
    library = folder / "faulty_disk.so"
    flags = ("-O2", "-Wall", "-Wextra", "-Werror", "-shared", "-fPIC")
    subprocess.run([compiler, *flags, "-o", library, _SOURCE, "-ldl", "-lpthread"], check=True)
    return library


def on_a_faulty_disk(
    module: str, arguments: Sequence[str], library: Path, folder: Path, log: Path | None = None
) -> int:
    """Run ``python -m module arguments`` with its files in ``folder`` on the faulty disk; return its exit code."""
    environment = os.environ | {"LD_PRELOAD": str(library), _FOLDER: str(folder)}
    if log is not None:
        environment[_LOG] = str(log)
    paths = [str(PROJECT / "src"), str(PROJECT), environment.get("PYTHONPATH", "")]
    environment["PYTHONPATH"] = os.pathsep.join(filter(None, paths))
    return subprocess.run([sys.executable, "-m", module, *arguments], env=environment, check=False).returncode


def itself(module: str, arguments: Sequence[str] | None, name: str) -> int:
    """Start this program a second time, now on the faulty disk."""
    with in_memory(name) as folder:
        own = folder / "disk"
        own.mkdir()
        given = sys.argv[1:] if arguments is None else arguments
        return on_a_faulty_disk(module, given, built(folder), own)
