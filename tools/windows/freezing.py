"""From a commit to a folder of programs: packages for Windows beside the interpreter, then PyInstaller under Wine.

What is frozen is a commit, never the files somebody is just writing.
"""

import re
import shutil
import tarfile
from io import BytesIO
from pathlib import Path
from subprocess import run

from tools.complaint import Complaint
from tools.environment import ROOT
from tools.windows import interpreter, wine_prefix
from tools.windows.bench import Bench
from tools.windows.locked import BENCH_LOCK, PRODUCT_LOCK, freezing, install, shipped

RUNTIME = ("vcruntime140.dll", "vcruntime140_1.dll", "msvcp140.dll")
SOURCE = "source"


def packages_made_from(_bench: Bench) -> list[Path | str]:
    """Return what the packages come from."""
    return [ROOT / PRODUCT_LOCK, ROOT / BENCH_LOCK]


def make_packages(bench: Bench) -> str:
    """Put every package of the product, and what freezes it, beside the interpreter."""
    packages = [*shipped(), *freezing()]
    folder = interpreter.home(bench) / "Lib/site-packages"
    install(bench, packages, folder)
    for name in RUNTIME:  # the carrier's own are older than what Qt was built with
        if (folder / "PySide6" / name).exists():
            shutil.copyfile(folder / "PySide6" / name, interpreter.home(bench) / name)
    return f"{len(packages)} packages"


def source(bench: Bench) -> Path:
    """Return where the commit that is built lies unpacked."""
    return bench.files / SOURCE


def unpack(bench: Bench, commit: str, version: str | None) -> str:
    """Unpack a commit; return its version. ``version`` makes it call itself another: for proofs of upgrades."""
    archived = run(["git", "archive", "--format=tar", commit], cwd=ROOT, capture_output=True, check=False)  # noqa: S607
    if archived.returncode:
        message = f"There is no commit called {commit} here."
        raise Complaint(message)
    folder = source(bench)
    for old in folder.glob("*"):
        if old.name not in {"build", "dist"}:  # what an earlier freezing can be shortened by
            shutil.rmtree(old) if old.is_dir() else old.unlink()
    folder.mkdir(parents=True, exist_ok=True)
    with tarfile.open(fileobj=BytesIO(archived.stdout)) as packed:
        packed.extractall(folder, filter="data")
    stated = folder / "src/loyalty_pos/__init__.py"
    text = stated.read_text(encoding="utf-8")
    if version:
        text = re.sub(r'__version__ = "[^"]+"', f'__version__ = "{version}"', text)
        stated.write_text(text, encoding="utf-8")
    return stated_version(bench)


def freeze(bench: Bench) -> str:
    """Freeze the unpacked commit; return how large the folder became."""
    site = interpreter.home(bench) / "Lib/site-packages"
    (site / "loyalty_pos.pth").write_text(
        bench.seen_by_windows(source(bench) / "src") + "\n", encoding="ascii"
    )
    built = source(bench) / "dist"
    shutil.rmtree(built, ignore_errors=True)
    where = bench.seen_by_windows(source(bench))
    said = wine_prefix.for_building(bench).run(
        *("wine", interpreter.program(bench), "-X", "utf8", "-m", "PyInstaller", "--noconfirm"),
        *("--distpath", f"{where}\\dist", "--workpath", f"{where}\\build"),
        f"{where}\\packaging\\loyalty-pos.spec",
        seconds=1800,
        failure="PyInstaller did not freeze it",
    )
    (bench.folder / "freezing.log").write_text(said, encoding="utf-8")
    return f"{megabytes(built):.1f} MB"


def megabytes(path: Path) -> float:
    """Return the size of a file, or of all files of a folder, in millions of bytes."""
    files = path.rglob("*") if path.is_dir() else [path]
    return sum(file.stat().st_size for file in files if file.is_file()) / 1_000_000


def stated_version(bench: Bench) -> str:
    """Return the version of the unpacked commit."""
    text = (source(bench) / "src/loyalty_pos/__init__.py").read_text(encoding="utf-8")
    read = re.search(r'__version__ = "([^"]+)"', text)
    assert read is not None
    return read[1]
