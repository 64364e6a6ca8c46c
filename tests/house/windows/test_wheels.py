"""Each package that a till gets on Windows has a wheel for it, by the digest that the lock names; no network is asked."""

import re
from pathlib import Path

from tools.windows import wheels
from tools.windows.locked import for_windows, freezing, shipped

LOCK = """\
both==1.0 \\
    --hash=sha256:aa
else-where==2.0 ; sys_platform == 'darwin' \\
    --hash=sha256:bb
old==3.0 ; python_full_version < '3.12' \\
    --hash=sha256:cc
here[with]==4.0 ; platform_machine == 'AMD64' and sys_platform == 'win32' \\
    --hash=sha256:dd \\
    --hash=sha256:ee
"""
RUNS = re.compile(r"-(py2\.py3|py3|cp3\d|cp3[01]?\d)-(none|abi3|cp313)-(any|win_amd64)\.whl$")


def test_a_lock_is_read_for_windows_and_not_for_this_machine(tmp_path: Path) -> None:
    lock = tmp_path / "small.lock"
    lock.write_text(LOCK, encoding="utf-8")

    found = for_windows(lock)

    assert [(one.name, one.version) for one in found] == [("both", "1.0"), ("here", "4.0")]
    assert found[1].lines == "here==4.0 \\\n    --hash=sha256:dd \\\n    --hash=sha256:ee"


def test_every_locked_package_has_a_wheel_for_windows() -> None:
    """Made anew by dev.py lock: a package that has none is found there, and one that was forgotten here."""
    locked = {one.name: one for one in [*shipped(), *freezing()]}
    table = wheels.read()

    assert set(table) == set(locked)
    for name, (file, digest) in table.items():
        assert f"sha256:{digest}" in locked[name].lines, name
        assert RUNS.search(file), file
        assert f"-{locked[name].version}-" in file


def test_what_only_windows_needs_is_among_them() -> None:
    assert {"pywin32", "pywin32-ctypes", "tzdata", "colorama", "pefile"} <= set(wheels.read())
    assert not {"secretstorage", "jeepney", "uvloop"} & set(wheels.read())
