"""A Windows CPython 3.13 for the bench: the library and modules of python.org, signed, from a wheel that carries them.

That wheel brings everything but the pure library, the starter and the door for modules of the stable ABI.  The pure
library is this machine's Python 3.13, a few patch releases apart; starter and door are compiled here.  Stand-ins for
a test, all of them: a released build takes the interpreter of python.org.
"""

import shutil
import subprocess
import zipfile
from pathlib import Path

from tools.complaint import Complaint
from tools.environment import NEWEST, ROOT, find_python
from tools.windows.bench import INSIDE, Bench
from tools.windows.exports import forwarding
from tools.windows.locked import BENCH_LOCK, carrier

NAME = f"python{NEWEST[0]}{NEWEST[1]}"
FOLDER = "python"
LIBRARIES = ("libffi-8.dll", "libcrypto-3.dll", "libssl-3.dll", "sqlite3.dll")
# _wmi: Wine 8 dies where Windows is asked for its version by it; Python does without. The rest no till uses.
LEFT_OUT = ("_test", "_ctypes_test", "_tkinter", "_wmi")
NOT_NEEDED = (
    "site-packages",
    "lib-dynload",
    "test",
    "idlelib",
    "turtledemo",
    "tkinter",
    "ensurepip",
    "__pycache__",
)
_DOOR = "int __stdcall DllMain(void *handle, unsigned reason, void *reserved) { return 1; }\n"


def home(bench: Bench) -> Path:
    """Return where the bench's Windows Python lies."""
    return bench.files / FOLDER


def program(bench: Bench) -> str:
    """Return its starter as Windows must be given it."""
    return bench.seen_by_windows(home(bench) / "python.exe")


def made_from(_bench: Bench) -> list[Path | str]:
    """Return what the interpreter is made from."""
    return [ROOT / BENCH_LOCK, *LIBRARIES, *LEFT_OUT, *NOT_NEEDED]


def make(bench: Bench) -> str:
    """Put the interpreter together; return the version it tells."""
    folder = home(bench)
    shutil.rmtree(folder, ignore_errors=True)
    (folder / "DLLs").mkdir(parents=True)
    _unpack(carrier(bench), folder)
    shutil.copytree(
        _pure_library(),
        folder / "Lib",
        ignore=shutil.ignore_patterns(*NOT_NEEDED, "config-*", "_sysconfigdata*"),
    )
    (folder / "Lib/site-packages").mkdir()
    _compile(bench, folder)
    command = ("wine", program(bench), "-X", "utf8", "-c", "import sys; print(sys.version)")
    return bench.run(*command, seconds=120, failure="The Windows Python does not start").strip()


def _unpack(wheel: Path, folder: Path) -> None:
    with zipfile.ZipFile(wheel) as packed:
        for name in packed.namelist():
            file = Path(name)
            if file.parent.name != "deploy_libs":
                continue
            if file.name == f"{NAME}.dll":
                (folder / file.name).write_bytes(packed.read(name))
            elif file.name in LIBRARIES or _is_module(file):
                (folder / "DLLs" / file.name).write_bytes(packed.read(name))


def _is_module(file: Path) -> bool:
    """Say whether a file is a module of the usual Python: its free-threaded twins have a tag of their own."""
    return file.suffix == ".pyd" and "." not in file.stem and not file.name.startswith(LEFT_OUT)


def _pure_library() -> Path:
    python = find_python(NEWEST[1])
    if python is None:
        message = (
            "Python 3.13 must be on this machine too: the bench takes the pure half of its library from it."
        )
        raise Complaint(message)
    asked = subprocess.run(
        [python, "-c", "import sysconfig; print(sysconfig.get_path('stdlib'))"],
        capture_output=True,
        text=True,
        check=True,
    )
    return Path(asked.stdout.strip())


def _compile(bench: Bench, folder: Path) -> None:
    work = bench.files / "stand_ins"
    shutil.copytree(Path(__file__).parent / "stand_ins", work, dirs_exist_ok=True)
    (work / "door.c").write_text(_DOOR, encoding="ascii")
    (work / "python3.def").write_text(forwarding(folder / f"{NAME}.dll"), encoding="ascii")
    compiler = "x86_64-w64-mingw32-gcc"
    starter = (f'-DPYTHON_LIBRARY=L"{NAME}.dll"', "-O2", "-s", "-municode")
    for command in (
        (compiler, *starter, "-o", f"{INSIDE}/{FOLDER}/python.exe", f"{INSIDE}/stand_ins/python.c"),
        (
            *(
                compiler,
                "-shared",
                "-nostdlib",
                "-e",
                "DllMain",
                "-s",
                "-o",
                f"{INSIDE}/{FOLDER}/python3.dll",
            ),
            *(f"{INSIDE}/stand_ins/door.c", f"{INSIDE}/stand_ins/python3.def"),
        ),
    ):
        bench.run(*command, seconds=120, failure="The interpreter's starter does not compile")
