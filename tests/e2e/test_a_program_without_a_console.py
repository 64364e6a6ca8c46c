"""The windowed program, as an installer freezes it: no console, nobody who reads, and never a box that waits for somebody."""

import json
import subprocess
import sys
import time
from pathlib import Path

import pytest

from loyalty_pos.till.upkeep.calls import Ask
from loyalty_pos.wiring.fleet.first_start import PENDING
from loyalty_pos.wiring.folders import folders_at
from loyalty_pos.wiring.instance.calling import ask_to_quit, call
from loyalty_pos.wiring.instance.place import is_taken
from loyalty_pos.wiring.till import TillSettings, open_files
from tests.e2e.product import STORE, centre_process, command, environment, fill

WINDOWED = """
import sys
sys.stdout = sys.stderr = None
{before}
from loyalty_pos.cli import main
sys.exit(main({arguments!r}))
"""
BUG = """
import loyalty_pos.wiring.start as start
def broken(*_): raise RuntimeError("a slip, told to +79123456789")
start._opened = broken
"""
IN_A_THREAD = """
import threading
import loyalty_pos.wiring.start as start
def broken(*_):
    thread = threading.Thread(target=lambda: 1 / 0)
    thread.start()
    thread.join()
    raise RuntimeError("enough")
start._opened = broken
"""


def windowed(data: Path, *arguments: str, before: str = "") -> "subprocess.Popen[bytes]":
    code = WINDOWED.format(before=before, arguments=["--lang", "en", *arguments])
    return subprocess.Popen(
        [sys.executable, "-c", code],
        env=environment(data) | {"QT_QPA_PLATFORM": "offscreen"},
        stdin=subprocess.DEVNULL,
    )


def log_of(data: Path) -> str:
    file = folders_at(data).logs / "till.log"
    return file.read_text("utf-8") if file.exists() else ""


def until_told(data: Path, words: str) -> None:
    for _ in range(300):
        if words in log_of(data):
            return
        time.sleep(0.1)
    pytest.fail(log_of(data))


def test_what_it_says_goes_into_the_log_and_its_code_says_the_rest(tmp_path: Path) -> None:
    out = tmp_path / "told.json"
    assert windowed(tmp_path, "till", "--self-test", "--out", str(out)).wait(60) == 0
    assert len(json.loads(out.read_text("utf-8"))["parts"]) == 10
    assert "keys: " in log_of(tmp_path)
    assert windowed(tmp_path, "queue").wait(60) == 2
    assert "There is no till in" in log_of(tmp_path)


def test_a_till_without_a_place_says_so_in_its_window_until_it_is_closed(tmp_path: Path) -> None:
    process = windowed(tmp_path, "till")
    try:
        until_told(tmp_path, "till.shut")
        assert process.poll() is None, "somebody has to read it first"
        assert ask_to_quit(folders_at(tmp_path).till, 20, update=False).gone
        assert process.wait(20) == 2
    finally:
        process.kill()
        process.wait()


@pytest.mark.parametrize(
    ("before", "words"), [(BUG, "a slip, told to ‹number›"), (IN_A_THREAD, "ZeroDivisionError")]
)
def test_a_bug_leaves_its_traceback_in_the_log_without_a_box(tmp_path: Path, before: str, words: str) -> None:
    process = windowed(tmp_path, "till", before=before)
    try:
        until_told(tmp_path, words)
        assert "Traceback" in log_of(tmp_path)
        assert ask_to_quit(folders_at(tmp_path).till, 20, update=False).gone
        assert process.wait(20) == 70
    finally:
        process.kill()
        process.wait()


def prepared(folder: Path, centre: str, code: str) -> Path:
    """Leave what the installer leaves; return where the code lies."""
    file = folder / "enrol.code"
    file.write_text(code + "\r\n")
    (folder / PENDING).write_text(json.dumps({"centre": centre, "token_file": str(file)}))
    return file


def test_the_first_start_takes_the_place_that_an_installer_left_a_code_for(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PYTHON_KEYRING_BACKEND", "keyring.backends.fail.Keyring")
    data = tmp_path / "till"
    folders = folders_at(data)
    with centre_process(tmp_path / "centre") as url:
        centre = fill(tmp_path / "centre")
        code = centre.admin.make_code(STORE)
        centre.close()
        folders.till.mkdir(parents=True)
        prepared(folders.till, url, code)
        process = windowed(data, "till")
        try:
            for _ in range(300):
                if call(folders.till, Ask.STATUS):
                    break
                time.sleep(0.1)
            assert not (folders.till / PENDING).exists()
            assert code not in log_of(data)
            assert ask_to_quit(folders.till, 20, update=False).gone
            assert process.wait(20) == 0
        finally:
            process.kill()
            process.wait()
    files = open_files(TillSettings(folders.till))
    assert files.identity.place().store_id == STORE
    files.close()


def test_a_code_alone_is_taken_to_the_centre_that_the_settings_name(tmp_path: Path) -> None:
    folder = folders_at(tmp_path / "till").till
    folder.mkdir(parents=True)
    with centre_process(tmp_path / "centre") as url:
        centre = fill(tmp_path / "centre")
        code = centre.admin.make_code(STORE)
        centre.close()
        (folder / "window.json").write_text(json.dumps({"centre": url}))
        done = command(tmp_path / "till", "till", "--code", code, "--no-window")
    assert done.returncode == 0
    assert "This machine is now till" in done.stdout


def test_a_code_that_gets_no_place_stays_and_the_window_says_that_there_is_none(tmp_path: Path) -> None:
    folders = folders_at(tmp_path)
    folders.till.mkdir(parents=True)
    file = prepared(folders.till, "http://127.0.0.1:9", "GNVR-Z2ZQ-6MNB-TZ4I-OBUZ-LUB2")
    process = windowed(tmp_path, "till")
    try:
        until_told(tmp_path, "till.shut")
        assert file.exists()
        assert (folders.till / PENDING).exists(), "the next start asks again"
        assert "GNVR" not in log_of(tmp_path)
        assert is_taken(folders.till)
    finally:
        process.terminate()
        assert process.wait(20) == 2
