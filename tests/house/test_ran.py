"""A proof that did not happen is no proof: skipped tests and idle folders are found in the report."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import EXAMPLES
from tools.complaint import Complaint
from tools.ran import main, require_examples, require_run

RAN = '<testcase classname="tests.{folder}.test_a" name="test_{number}"/>'
LAW = (
    '<testcase classname="tests.property.test_c" name="test_{number}"><properties>'
    f'<property name="{EXAMPLES}" value="{{examples}}"/></properties></testcase>'
)
SKIPPED = '<testcase classname="tests.gui.test_b" name="test_unlucky"><skipped/></testcase>'
SUITE = """
from hypothesis import assume, example, given, settings, strategies as st

@settings(max_examples=40, database=None)
@given(st.integers())
def test_whole_numbers(number):
    assert number == int(number)

@settings(max_examples=20, database=None)
@given(st.booleans(), st.integers(0, 10**6))
def test_rejected(rejected, _):
    assume(not rejected)

def test_no_law():
    assert True
"""


def _report(folder: Path, *cases: str) -> Path:
    path = folder / "report.xml"
    path.write_text(f"<testsuites><testsuite>{''.join(cases)}</testsuite></testsuites>", encoding="utf-8")
    return path


def test_what_ran_is_counted_by_folder(tmp_path: Path) -> None:
    cases = [RAN.format(folder=folder, number=n) for n, folder in enumerate(["spec", "spec", "hardware"])]

    counted = require_run(_report(tmp_path, *cases), ["tests.spec", "tests.hardware"])

    assert counted == "tests.spec: 2, tests.hardware: 1"


def test_a_skipped_test_fails_and_is_named(tmp_path: Path) -> None:
    with pytest.raises(Complaint, match=r"1 skipped.*test_unlucky"):
        require_run(_report(tmp_path, RAN.format(folder="gui", number=1), SKIPPED), ["tests.gui"])


def test_a_folder_that_ran_nothing_fails(tmp_path: Path) -> None:
    with pytest.raises(Complaint, match=r"no test ran in tests\.hardware"):
        require_run(_report(tmp_path, RAN.format(folder="spec", number=1)), ["tests.spec", "tests.hardware"])


def test_a_report_that_was_never_written_fails(tmp_path: Path) -> None:
    with pytest.raises(Complaint, match="no test report"):
        require_run(tmp_path / "report.xml", [])


def test_examples_of_all_laws_are_added_up(tmp_path: Path) -> None:
    report = _report(tmp_path, *(LAW.format(number=n, examples=n * 1_000) for n in (1, 2)))

    assert require_examples(report, 3_000) == "3,000 examples of 2 laws"
    assert main([str(report), "--examples", "3000", "tests.property"]).endswith("3,000 examples of 2 laws")


def test_too_few_examples_fail(tmp_path: Path) -> None:
    report = _report(tmp_path, LAW.format(number=1, examples=1_999), RAN.format(folder="spec", number=1))

    with pytest.raises(Complaint, match="1,999 examples of 1 laws: fewer than 2,000"):
        require_examples(report, 2_000)


def test_only_examples_that_held_to_their_end_are_counted(tmp_path: Path) -> None:
    """A suite of its own under this project's conftest: what is rejected on the way is not counted."""
    (tmp_path / "conftest.py").write_text("from tests.conftest import *  # noqa\n", encoding="utf-8")
    (tmp_path / "test_law.py").write_text(SUITE, encoding="utf-8")
    report = tmp_path / "report.xml"
    command = [
        sys.executable,
        "-m",
        "pytest",
        "-q",
        "-p",
        "no:randomly",
        f"--junitxml={report}",
        str(tmp_path),
    ]
    environment = os.environ | {"PYTHONPATH": os.pathsep.join(sys.path)}

    done = subprocess.run(
        command, env=environment, cwd=tmp_path, capture_output=True, encoding="utf-8", check=False, timeout=60
    )

    assert done.returncode == 0, done.stdout
    assert "60 examples of 2 laws" in done.stdout
    assert require_examples(report, 60) == "60 examples of 2 laws"
