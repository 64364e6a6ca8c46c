"""A proof that did not happen is no proof: skipped tests and idle folders are found in the report."""

from pathlib import Path

import pytest

from tools.complaint import Complaint
from tools.ran import require_run

RAN = '<testcase classname="tests.{folder}.test_a" name="test_{number}"/>'
SKIPPED = '<testcase classname="tests.gui.test_b" name="test_unlucky"><skipped/></testcase>'


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
