"""The bench: a folder with a small Debian of its own in which Wine runs, entered without leaving a mount behind.

Each command gets mounts that end with it, so the folder can be deleted at any time.  Windows programs never get a
terminal or a file as their standard streams: Python for Windows ends at once on handles that Wine cannot map.
"""

import os
import shutil
import subprocess
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

from tools.complaint import Complaint

INSIDE = "/bench"
"""Where the bench's own files are, as the small Debian sees them; drive Z: of Wine begins at its root."""

SCREEN = "1366x768"
_ENTER = (
    'mount -t proc proc "$0/proc" && mount --rbind /dev "$0/dev" && exec chroot "$0" /usr/bin/env -i "$@"'
)
# A till asks the colour management and browsers of Wine for nothing; mscms is the stand-in that does not abort.
_OVERRIDES = "mscoree=;mshtml=;winemenubuilder.exe=;mscms=n"
_TOLD = 15  # lines of a failed command that are shown


@dataclass(frozen=True)
class Bench:
    """``prefix`` names the Windows installation used; each proof has one of its own."""

    folder: Path
    prefix: str = "windows"
    display: str = ""

    @property
    def root(self) -> Path:
        """The small Debian."""
        return self.folder / "root"

    @property
    def files(self) -> Path:
        """The bench's own files, as this machine sees them."""
        return self.root / INSIDE.strip("/")

    @property
    def drive(self) -> Path:
        """Drive C: of this installation of Windows."""
        return self.files / "prefixes" / self.prefix / "drive_c"

    @property
    def made(self) -> Path:
        """What is handed out: installer, checksums, papers."""
        return self.folder / "out"

    def seen_by_windows(self, path: Path) -> str:
        """Return a path of the bench as a Windows program must be given it."""
        return "Z:\\" + str(path.relative_to(self.root)).replace("/", "\\")

    def enter(self, *command: str, **settings: str) -> list[str]:
        """Return what runs a command inside, with an environment of its own."""
        environment = {
            "PATH": "/usr/sbin:/usr/bin:/sbin:/bin",
            "HOME": INSIDE,
            "LANG": "C.UTF-8",
            "LC_ALL": "C.UTF-8",
            "DEBIAN_FRONTEND": "noninteractive",
            "WINEPREFIX": f"{INSIDE}/prefixes/{self.prefix}",
            "WINEARCH": "win64",
            "WINEDEBUG": "-all",
            "WINEDLLOVERRIDES": _OVERRIDES,
        }
        environment |= {"DISPLAY": self.display} if self.display else {}
        words = [f"{name}={value}" for name, value in (environment | settings).items()]
        return ["unshare", "--mount", "sh", "-c", _ENTER, str(self.root), *words, *command]

    def run(self, *command: str, seconds: int, failure: str, **settings: str) -> str:
        """Run a command inside to its end; return what it said, or complain with its last lines."""
        code, said = self.attempt(*command, seconds=seconds, **settings)
        if code:
            told = "\n".join(said.strip().splitlines()[-_TOLD:])
            message = f"{told}\n\n{failure} (exit code {code}); what was said is above."
            raise Complaint(message)
        return said

    def attempt(self, *command: str, seconds: int, **settings: str) -> tuple[int, str]:
        """Run a command inside; return its exit code and what it said. 124: it was ended after ``seconds``."""
        bounded = ["timeout", "--kill-after=10", str(seconds), *command]
        done = subprocess.run(
            self.enter(*bounded, **settings),
            input=b"",
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            check=False,
        )
        return done.returncode, done.stdout.decode("utf-8", "replace")

    @contextmanager
    def screen(self, size: str = SCREEN) -> Iterator["Bench"]:
        """Give the bench a screen of its own for as long as it is needed."""
        command = self.enter("Xvfb", "-displayfd", "1", "-screen", "0", f"{size}x24", "-nolisten", "tcp")
        with subprocess.Popen(
            command, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
        ) as server:
            try:
                number = server.stdout.readline().decode().strip() if server.stdout else ""
                if not number:
                    message = "The bench's screen did not start: is xvfb in the bench's root?"
                    raise Complaint(message)
                yield replace(self, display=f":{number}")
            finally:
                self.stop_windows()
                server.terminate()

    def stop_windows(self) -> None:
        """End every program of this installation of Windows; of no other."""
        self.attempt("wineserver", "-k", seconds=30)
        self.attempt("wineserver", "-w", seconds=30)


def require_rights() -> None:
    """Complain unless this process may make a root of its own."""
    if os.name != "posix" or not hasattr(os, "geteuid"):
        message = "The bench is for Linux; on Windows itself: packaging/README.md."
        raise Complaint(message)
    if os.geteuid() != 0:
        message = "Wine gets a root of its own, which only root may make: sudo python dev.py windows"
        raise Complaint(message)
    for program, package in (("debootstrap", "debootstrap"), ("unshare", "util-linux"), ("npm", "npm")):
        if shutil.which(program) is None:
            message = f"{program} is needed and not here: apt-get install -y {package}"
            raise Complaint(message)


def on_this_machine(command: Sequence[str | Path], failure: str, folder: Path | None = None) -> str:
    """Run a command outside the bench; return what it said, or complain."""
    done = subprocess.run(
        command, cwd=folder, capture_output=True, text=True, check=False, stdin=subprocess.DEVNULL
    )
    if done.returncode:
        told = "\n".join((done.stdout + done.stderr).strip().splitlines()[-_TOLD:])
        message = f"{told}\n\n{failure}; what was said is above."
        raise Complaint(message)
    return done.stdout
