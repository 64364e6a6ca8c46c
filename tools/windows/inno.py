"""Inno Setup's compiler, had from the npm registry by its digest, and what it is asked for."""

import base64
import hashlib
import shutil
import tarfile
from pathlib import Path

from tools.complaint import Complaint
from tools.windows import freezing, wine_prefix
from tools.windows.bench import Bench, on_this_machine

PACKAGE = "innosetup@6.4.1"
DIGEST = "Bh/dNlyyFsFKBGoTf19n1msPnm4Njfb0CWVirw2CV1MSJXYy0ajRI+xjo/Yr9DtZFLLafhnwm1ZsxTu309F8lQ=="
"""SHA-512 of the package, as its registry states it: another file under this name is refused."""

QUICK, THOROUGH = "zip/3", "lzma2/normal"
_PART = "sqlcipher3"  # without it no till opens its books


def fetch(bench: Bench) -> str:
    """Have the compiler."""
    downloads = bench.folder / "downloads"
    downloads.mkdir(exist_ok=True)
    packed = downloads / f"{PACKAGE.replace('@', '-')}.tgz"
    if not packed.exists():
        on_this_machine(
            ["npm", "pack", "--silent", PACKAGE],
            "Inno Setup could not be had (is the npm registry within reach?)",
            downloads,
        )
    if base64.b64encode(hashlib.sha512(packed.read_bytes()).digest()).decode() != DIGEST:
        packed.unlink()
        message = f"{PACKAGE} is not the file it was: its digest differs. It was removed again."
        raise Complaint(message)
    shutil.rmtree(_home(bench), ignore_errors=True)
    with tarfile.open(packed) as archive:
        archive.extractall(_home(bench), filter="data")
    return PACKAGE


def compile_setup(bench: Bench, pace: str) -> str:
    """Compile the installer of the unpacked commit; put it, with its digests, where it is handed out."""
    version = freezing.stated_version(bench)
    setup = _compile(bench, version, freezing.source(bench) / "dist/loyalty-pos", pace)
    bench.made.mkdir(exist_ok=True)
    shutil.copyfile(setup, bench.made / setup.name)
    _write_digests(bench.made)
    return f"{setup.name}, {freezing.megabytes(setup):.1f} MB"


def compile_broken(bench: Bench, version: str) -> Path:
    """Compile an installer, one version on, whose program lacks a part: for the proof that there is a way back."""
    broken = bench.files / "broken"
    shutil.rmtree(broken, ignore_errors=True)
    shutil.copytree(freezing.source(bench) / "dist/loyalty-pos", broken)
    shutil.rmtree(broken / "_internal" / _PART)
    return _compile(bench, f"{version}.1", broken, QUICK)


def _compile(bench: Bench, version: str, payload: Path, pace: str) -> Path:
    source = freezing.source(bench)
    shutil.rmtree(source / "out", ignore_errors=True)
    compiler = bench.seen_by_windows(_home(bench) / "package/bin/ISCC.exe")
    told = {"AppVersion": version, "Pace": pace, "Payload": bench.seen_by_windows(payload)}
    with wine_prefix.for_building(bench).screen() as shown:
        shown.run(
            *("wine", compiler, "/Q", *(f"/D{name}={value}" for name, value in told.items())),
            bench.seen_by_windows(source / "installer.iss"),
            seconds=1200,
            failure="Inno Setup did not compile the installer",
        )
    return source / "out" / f"LoyaltyPOS-{version}-setup.exe"


def _home(bench: Bench) -> Path:
    return bench.files / "inno"


def _write_digests(folder: Path) -> None:
    """Write the digest of each file that is handed out, as sha256sum reads it."""
    lines = [
        f"{hashlib.sha256(file.read_bytes()).hexdigest()}  {file.name}"
        for file in sorted(folder.iterdir())
        if file.is_file() and file.name != "SHA256SUMS"
    ]
    (folder / "SHA256SUMS").write_text("\n".join(lines) + "\n", encoding="ascii")
