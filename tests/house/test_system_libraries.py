"""A Linux without Qt's libraries is told one line to type, never an import error."""

import shutil
import sys

import pytest

from tools import system_libraries
from tools.complaint import Complaint

pytestmark = pytest.mark.skipif(
    not sys.platform.startswith("linux"), reason="other systems need no such libraries"
)

ABSENT = "libnobody-ever-made-this.so.7"


def test_a_library_of_the_system_is_found_and_an_invented_one_is_missing() -> None:
    assert system_libraries.missing(["libc.so.6", ABSENT]) == [ABSENT]


def test_missing_libraries_are_named_in_one_line_to_type(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(system_libraries, "ALWAYS", {"libc.so.6": "libc6", ABSENT: "libnobody7"})
    monkeypatch.setattr(shutil, "which", lambda _name: "/usr/bin/apt-get")

    with pytest.raises(Complaint) as complaint:
        system_libraries.require(window=False)

    sentence = str(complaint.value)
    assert sentence.endswith("sudo apt-get install -y libnobody7")
    assert "\n" not in sentence


def test_a_python_without_environments_is_named_in_the_same_line(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(system_libraries, "ALWAYS", {ABSENT: "libnobody7"})
    monkeypatch.setattr(system_libraries, "find_spec", lambda _name: None)
    monkeypatch.setattr(shutil, "which", lambda _name: "/usr/bin/apt-get")

    with pytest.raises(Complaint, match=r"apt-get install -y libnobody7 python3-venv$"):
        system_libraries.require(window=False)


def test_where_there_is_no_apt_the_files_are_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(system_libraries, "ALWAYS", {ABSENT: "libnobody7"})
    monkeypatch.setattr(shutil, "which", lambda _name: None)

    with pytest.raises(Complaint, match=f"install what provides {ABSENT}"):
        system_libraries.require(window=False)


def test_a_window_without_a_screen_is_told_of_the_headless_demo(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(system_libraries, "FOR_A_WINDOW", {})
    monkeypatch.delenv("DISPLAY", raising=False)
    monkeypatch.delenv("WAYLAND_DISPLAY", raising=False)

    with pytest.raises(Complaint, match=r"python dev\.py demo --headless"):
        system_libraries.require(window=True)
    monkeypatch.setenv("DISPLAY", ":99")
    system_libraries.require(window=True)
