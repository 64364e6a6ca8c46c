"""Which libraries of the Linux system Qt still needs, and the exact line that installs them.

PyPI wheels of Qt lean on a dozen libraries of the system; a missing one shows as an import error about a file
nobody has heard of.  It must never install anything itself: it only names.
"""

import os
import shutil
import subprocess
import sys
from collections.abc import Sequence
from importlib.util import find_spec

from tools.complaint import Complaint

# soname -> package of Debian and Ubuntu; tried on a bare Debian 12 without recommended packages
ALWAYS = {
    "libglib-2.0.so.0": "libglib2.0-0",
    "libGL.so.1": "libgl1",
    "libEGL.so.1": "libegl1",
    "libxkbcommon.so.0": "libxkbcommon0",
    "libfontconfig.so.1": "libfontconfig1",
    "libdbus-1.so.3": "libdbus-1-3",
}
FOR_A_WINDOW = {
    "libxcb-cursor.so.0": "libxcb-cursor0",
    "libxkbcommon-x11.so.0": "libxkbcommon-x11-0",
    "libxcb-icccm.so.4": "libxcb-icccm4",
    "libxcb-keysyms.so.1": "libxcb-keysyms1",
    "libxcb-shape.so.0": "libxcb-shape0",
}
# A child tries them, so that none of them stays loaded here.
_TRY = """
import ctypes, sys
for name in sys.argv[1:]:
    try:
        ctypes.CDLL(name)
    except OSError:
        print(name)
"""


def require(*, window: bool) -> None:
    """Raise a Complaint that names all that this Linux lacks, at once; other systems bring it along."""
    if not sys.platform.startswith("linux"):
        return
    wanted = ALWAYS | (FOR_A_WINDOW if window else {})
    if absent := missing(list(wanted)):
        raise Complaint(_sentence(absent, [wanted[name] for name in absent] + _python_packages()))
    if window and not (os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY")):
        message = "There is no screen here (DISPLAY is not set); the same without one: python dev.py demo --headless"
        raise Complaint(message)


def missing(names: Sequence[str]) -> list[str]:
    """Return those of the shared libraries that the loader of this system does not find."""
    tried = subprocess.run([sys.executable, "-c", _TRY, *names], capture_output=True, text=True, check=True)
    return tried.stdout.split()


def _python_packages() -> list[str]:
    """Return Debian's package for environments if this Python came without it: named now, not at a second try."""
    return [] if find_spec("ensurepip") else ["python3-venv"]


def _sentence(absent: Sequence[str], packages: Sequence[str]) -> str:
    if shutil.which("apt-get"):
        return (
            f"Qt needs system libraries that are not here yet: sudo apt-get install -y {' '.join(packages)}"
        )
    return f"Qt needs system libraries that are not here yet; install what provides {', '.join(absent)}."
