"""One till's machine under proof: a Windows of its own, asked and looked at as IT would."""

import hashlib
import re
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from tools.windows.bench import INSIDE, SCREEN, Bench

SILENT = ("/VERYSILENT", "/SUPPRESSMSGBOXES", "/NORESTART", "/SP-")
LISTED = (
    r"HKLM\Software\Microsoft\Windows\CurrentVersion\Uninstall\{D0C83A54-5B0B-4E5C-9C53-6E0B4B1C2A7F}_is1"
)
OURS = r"HKLM\Software\LoyaltyPOS"
AUTOSTART = r"HKLM\Software\Microsoft\Windows\CurrentVersion\Run"
DATA = ("--data", r"C:\ProgramData\LoyaltyPOS\data")
BUSY = 7
"""Setup's exit code when it changed nothing and may be tried again."""
_LONG, _MOMENT = 300, 3


@dataclass
class Machine:
    """``bench`` has a screen; ``logs`` counts the installer's runs."""

    bench: Bench
    logs: int = field(default=0)

    @property
    def program(self) -> Path:
        """Where the program is installed."""
        return self.bench.drive / "Program Files/LoyaltyPOS"

    @property
    def shop(self) -> Path:
        """The shop's folder: settings, books, logs."""
        return self.bench.drive / "ProgramData/LoyaltyPOS"

    def install(self, setup: Path, *words: str) -> tuple[int, str]:
        """Run an installer silently; return its exit code and its log."""
        self.logs += 1
        inside = self.bench.files / "setups" / setup.name
        inside.parent.mkdir(exist_ok=True)
        if not inside.exists() or inside.stat().st_mtime < setup.stat().st_mtime:
            inside.write_bytes(setup.read_bytes())
        log = f"setup-{self.logs}.log"
        command = ("wine", self.bench.seen_by_windows(inside), *SILENT, f"/LOG=C:\\{log}", *words)
        code, _ = self.bench.attempt(*command, seconds=_LONG)
        written = self.bench.drive / log
        return code, written.read_text(encoding="utf-8-sig", errors="replace") if written.exists() else ""

    def uninstall(self, *words: str) -> int:
        """Remove the program silently; the uninstaller goes on in a copy of itself, which is waited for."""
        code, _ = self.bench.attempt(
            *("wine", r"C:\Program Files\LoyaltyPOS\unins000.exe", *SILENT[:3], *words), seconds=_LONG
        )
        return code

    def ask(self, *words: str, program: str = "loyalty-pos.exe", seconds: int = 120) -> tuple[int, str]:
        """Run the installed program to its end."""
        return self.bench.attempt(
            "wine", rf"C:\Program Files\LoyaltyPOS\{program}", *words, seconds=seconds, PYTHONUTF8="1"
        )

    @contextmanager
    def running(self, *words: str) -> Iterator[subprocess.Popen[bytes]]:
        """Keep the till's window open meanwhile."""
        program = r"C:\Program Files\LoyaltyPOS\LoyaltyPOS.exe"
        # Wine's own desktop: without one, nobody tells a window how large the screen is
        command = self.bench.enter("wine", "explorer", f"/desktop=till,{SCREEN}", program, *words)
        pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
        with subprocess.Popen(command, **pipes) as till:  # type: ignore[call-overload]
            try:
                yield till
            finally:
                if till.poll() is None:
                    self.bench.stop_windows()  # as a power cut does it: Wine's starter heeds no signal

    def registry(self, key: str, name: str) -> str | None:
        """Return a value of the 64-bit registry; None = there is none."""
        code, said = self.bench.attempt(
            "wine", "reg", "query", key, "/v", name, "/reg:64", seconds=60, PYTHONUTF8="1"
        )
        found = re.search(r"REG_\w+\s+(.*?)\r?$", said, flags=re.MULTILINE)
        return found[1].strip() if code == 0 and found else None

    def type(self, text: str) -> None:
        """Type as a keyboard does, with Enter; then give the till a moment."""
        focus = (
            "search",
            "--name",
            "Wine desktop",
            "windowfocus",
        )  # nobody else gives it: there is no window manager
        for words in (focus, ("type", "--delay", "60", text), ("key", "Return")):
            self.bench.run("xdotool", *words, seconds=60, failure="Nothing could be typed")
        time.sleep(_MOMENT)

    def photograph(self, file: Path) -> int:
        """Keep a picture of the screen; return how many colours it has: a black one has two or three."""
        inside = f"{INSIDE}/picture.png"
        self.bench.run(
            "import", "-window", "root", inside, seconds=60, failure="The screen cannot be photographed"
        )
        said = self.bench.run("identify", "-format", "%k", inside, seconds=60, failure="No picture")
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes((self.bench.files / "picture.png").read_bytes())
        return int(said.strip())

    def window_after(self, colours: int, seconds: float) -> float | None:
        """Return after how many seconds the screen showed more than so many colours; None = not in time."""
        began = time.monotonic()
        while time.monotonic() - began < seconds:
            said = self.bench.attempt(
                "sh", "-c", "import -window root png:- | identify -format %k -", seconds=30
            )[1]
            if said.strip().isdigit() and int(said) > colours:
                return time.monotonic() - began
        return None


def digests(folder: Path) -> dict[str, str]:
    """Return the digest of every file below a folder; nothing where there is none."""
    return {
        file.relative_to(folder).as_posix(): hashlib.sha256(file.read_bytes()).hexdigest()
        for file in sorted(folder.rglob("*"))
        if file.is_file()
    }
