"""A fresh installation of Windows for the bench: made once, copied for each proof, so that proofs share nothing."""

import shutil
from pathlib import Path

from tools.windows.bench import INSIDE, Bench

SOURCES = Path(__file__).parent / "stand_ins"
# Libraries that Windows has and Wine 8 has not, or has unfinished; each with what its code needs to link.
LIBRARIES = {"icuuc": (), "mscms": (), "bcryptprimitives": ("-ladvapi32",)}
_BUILDING = "building"
# As a real till says it: Windows 10; and a program that dies must end, not wait at a dialog nobody sees.
_SETTINGS = (
    ("HKCU\\Software\\Wine", "/v", "Version", "/d", "win10"),
    ("HKCU\\Software\\Wine\\WineDbg", "/v", "ShowCrashDialog", "/t", "REG_DWORD", "/d", "0"),
)


def made_from(_bench: Bench) -> list[Path | str]:
    """Return what the installation is made from."""
    return [SOURCES, *LIBRARIES, *(word for row in _SETTINGS for word in row)]


def make(bench: Bench) -> str:
    """Make the installation that is copied."""
    for old in (bench, Bench(bench.folder, _BUILDING)):
        old.stop_windows()
        shutil.rmtree(old.drive.parent, ignore_errors=True)
    with bench.screen() as shown:
        shown.run("wineboot", "--init", seconds=300, failure="Wine made no Windows")
        for key, *rest in _SETTINGS:
            shown.run("wine", "reg", "add", key, *rest, "/f", seconds=60, failure="Wine took no setting")
    _compile(bench)
    for name in LIBRARIES:
        target = bench.drive / "windows/system32" / f"{name}.dll"
        target.unlink(missing_ok=True)
        shutil.copyfile(bench.files / "stand_ins" / f"{name}.dll", target)
    return "Windows 10 by Wine"


def copied(bench: Bench, name: str) -> Bench:
    """Return a bench with a Windows of its own, as new."""
    copy = Bench(bench.folder, name)
    copy.stop_windows()
    shutil.rmtree(copy.drive.parent, ignore_errors=True)
    shutil.copytree(bench.drive.parent, copy.drive.parent, symlinks=True)
    return copy


def for_building(bench: Bench) -> Bench:
    """Return a Windows in which only building goes on: whoever ends the programs of another ends none of these."""
    building = Bench(bench.folder, _BUILDING)
    return building if building.drive.exists() else copied(bench, _BUILDING)


def _compile(bench: Bench) -> None:
    """Compile the stand-ins inside, where the compiler is."""
    shutil.copytree(SOURCES, bench.files / "stand_ins", dirs_exist_ok=True)
    for name, extra in LIBRARIES.items():
        bench.run(
            *("x86_64-w64-mingw32-gcc", "-shared", "-O2", "-s"),
            *("-o", f"{INSIDE}/stand_ins/{name}.dll", f"{INSIDE}/stand_ins/{name}.c", *extra),
            seconds=120,
            failure=f"The stand-in {name} does not compile",
        )
