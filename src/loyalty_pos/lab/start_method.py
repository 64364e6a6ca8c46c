"""How processes of the laboratory begin: from a server that has loaded the program once, where the system has one."""

import multiprocessing
import os
import tempfile
from typing import Final

_LONGEST_FOLDER: Final = 70
"""Bytes: 104 for the whole name on some systems, less what ``multiprocessing`` puts behind the folder."""


def start_method() -> str:
    """Return "forkserver", or "spawn": the server listens below the temporary folder, and a socket's name must be short."""
    is_short = len(os.fsencode(tempfile.gettempdir())) <= _LONGEST_FOLDER
    has_server = "forkserver" in multiprocessing.get_all_start_methods()
    return "forkserver" if has_server and is_short else "spawn"
