"""The small Debian in which Wine runs: 64 and 32 bit from one suite, so that both always fit together.

On the machine itself the 32-bit half often cannot be installed, because its security index lags behind.  No mirror is
named: debootstrap and apt know theirs.
"""

import shutil
from pathlib import Path

from tools.windows.bench import INSIDE, Bench, on_this_machine

SUITE = "bookworm"
PACKAGES = (
    *("wine", "wine64", "wine32:i386"),  # Inno Setup is a 32-bit program
    *("xvfb", "xauth", "xdotool", "imagemagick", "fonts-dejavu-core"),
    "gcc-mingw-w64-x86-64-win32",  # compiles the stand-ins
)


def made_from(_bench: Bench) -> list[Path | str]:
    """Return what the root is made from."""
    return [SUITE, *PACKAGES]


def make(bench: Bench) -> str:
    """Make the root, or go on where it stopped."""
    root = bench.root
    if not (root / "usr/bin/apt-get").exists():
        root.mkdir(parents=True, exist_ok=True)
        on_this_machine(
            ["debootstrap", "--variant=minbase", "--include=ca-certificates", SUITE, root],
            f"Debian {SUITE} could not be had (is a Debian mirror within reach?)",
        )
    for name in ("resolv.conf", "hosts"):
        shutil.copyfile(Path("/etc") / name, root / "etc" / name)
    no_services = root / "usr/sbin/policy-rc.d"
    no_services.write_text("#!/bin/sh\nexit 101\n", encoding="ascii")
    no_services.chmod(0o755)
    for command in (
        ["dpkg", "--add-architecture", "i386"],
        ["dpkg", "--configure", "-a"],
        ["apt-get", "update", "-qq"],
        ["apt-get", "install", "-y", "-qq", "--no-install-recommends", *PACKAGES],
    ):
        bench.run(*command, seconds=1800, failure="Wine could not be installed into the bench's root")
    (root / INSIDE.strip("/") / "prefixes").mkdir(parents=True, exist_ok=True)
    return bench.run("wine", "--version", seconds=60, failure="Wine does not start").strip()
