"""What this machine has, as far as the system says it; nothing is installed or opened, and what is not known stays 0."""

import ctypes
import os
import shutil
import socket
import struct
import sys
from contextlib import suppress
from pathlib import Path
from typing import Any, Final

from loyalty_pos.core.preflight.rules import Machine

_MEGABYTE: Final = 1024 * 1024
_MODES: Final = Path("/sys/class/drm")
_MEMORY_FIELDS: Final = "LLQQQQQQQ"


def this_machine(folder: Path) -> Machine:
    """Return what is here; ``folder``: where a till would keep its books."""
    is_windows = os.name == "nt"
    width, height = _windows_screen() if is_windows else _linux_screen()
    return Machine(
        host=socket.gethostname().partition(".")[0].lower(),
        build=_build(),
        bits=struct.calcsize("P") * 8,
        memory_mb=(_windows_memory() if is_windows else _linux_memory()) // _MEGABYTE,
        disk_mb=_free(folder) // _MEGABYTE,
        width=width,
        height=height,
        is_windows=is_windows,
    )


def _build() -> int:
    version = getattr(sys, "getwindowsversion", None)  # only Windows has it
    return int(version().build) if version is not None else 0


def _free(folder: Path) -> int:
    """Return what is free where the folder is, or will be."""
    there = next((one for one in (folder, *folder.absolute().parents) if one.exists()), None)
    with suppress(OSError):
        return shutil.disk_usage(there).free if there else 0
    return 0


def _linux_memory() -> int:
    with suppress(OSError, ValueError):
        return os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES")
    return 0


def _linux_screen() -> tuple[int, int]:
    """Return the best mode of a screen that is connected; without one nothing is known."""
    for path in sorted(_MODES.glob("card*/modes")):
        with suppress(OSError, ValueError):
            width, _, height = path.read_text(encoding="ascii").split("\n", 1)[0].partition("x")
            return int(width), int(height.rstrip("i"))
    return 0, 0


def _windows_memory() -> int:
    size = struct.calcsize(_MEMORY_FIELDS)
    status = ctypes.create_string_buffer(struct.pack("L", size), size)
    if not _windows("kernel32").GlobalMemoryStatusEx(status):
        return 0
    return int(struct.unpack(_MEMORY_FIELDS, status.raw)[2])


def _windows_screen() -> tuple[int, int]:
    metric = _windows("user32").GetSystemMetrics
    return int(metric(0)), int(metric(1))


def _windows(name: str) -> Any:
    return getattr(getattr(ctypes, "windll"), name)  # noqa: B009 - only Windows has it
