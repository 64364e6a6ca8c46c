"""The same basket, bundle, standing and moment give the same bits on any machine: till, centre, simulation, tomorrow.

What may differ between machines is varied in processes of their own: the seed of hashes (the order of sets), the
clock's zone, the language, and the Python itself where another one is installed.
"""

import os
import subprocess
import sys
from collections.abc import Mapping
from importlib.util import find_spec
from pathlib import Path

import pytest

from tests.property.same_bits import fingerprint
from tools.environment import find_python

CASES = 240
MACHINES = (
    {"PYTHONHASHSEED": "0", "TZ": "UTC", "LC_ALL": "C"},
    {"PYTHONHASHSEED": "1", "TZ": "Pacific/Kiritimati", "LC_ALL": "ru_RU.UTF-8"},
    {"PYTHONHASHSEED": "4294967295", "TZ": "America/St_Johns", "PYTHONOPTIMIZE": "2"},
)


def _elsewhere(root: Path, python: str | Path, machine: Mapping[str, str]) -> str:
    """Return the fingerprint as another process takes it; where the system knows no zones, a package of ours does."""
    where = [root / "src", root]
    if zones := find_spec("tzdata"):
        where += [Path(place).parent for place in zones.submodule_search_locations or ()]
    environment = os.environ | machine | {"PYTHONPATH": os.pathsep.join(map(str, where)), "PYTHONUTF8": "1"}
    done = subprocess.run(
        [str(python), "-m", "tests.property.same_bits", str(CASES)],
        cwd=root, env=environment, capture_output=True, encoding="utf-8", check=False, timeout=100,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    return done.stdout.strip()


@pytest.mark.slow
def test_hash_seed_zone_and_language_of_a_machine_change_no_bit(project_root: Path) -> None:
    here = fingerprint(CASES)
    assert [_elsewhere(project_root, sys.executable, machine) for machine in MACHINES] == [here] * len(
        MACHINES
    )


@pytest.mark.slow
def test_every_python_of_the_project_says_the_same(project_root: Path) -> None:
    others = [python for minor in (11, 12, 13) if (python := find_python(minor))]
    told = {str(python): _elsewhere(project_root, python, {"PYTHONHASHSEED": "7"}) for python in others}
    told["here"] = fingerprint(CASES)
    assert len(set(told.values())) == 1, told
