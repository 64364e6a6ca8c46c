"""``till --self-test``: each part is broken for real, and the answer names it, with what to do next."""

import json
import os
import shutil
import socket
import subprocess
import sys
import sysconfig
import time
import zoneinfo
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

import loyalty_pos
from loyalty_pos.cli import main
from loyalty_pos.core.clock.watching import Doubt, Kept
from loyalty_pos.storage.instance_lock import InstanceLock
from loyalty_pos.storage.journal.clock_watch import ClockBook
from loyalty_pos.till.ports import Draft
from loyalty_pos.till.timekeeping.port import Memory
from loyalty_pos.till.upkeep.checked import State
from loyalty_pos.wiring.centre import CentreSettings, RunningCentre, start_centre
from loyalty_pos.wiring.checking.program import check_look, check_program
from loyalty_pos.wiring.first_start import FIRST_STORE, prepare_centre
from loyalty_pos.wiring.folders import folders_at
from loyalty_pos.wiring.preferences import preferences_in
from loyalty_pos.wiring.till import TillSettings, enrol, open_files, open_shop_till

PARTS = [
    "program",
    "window",
    "fonts",
    "translations",
    "disk",
    "vault",
    "database",
    "clock",
    "centre",
    "printer",
]
Parts = dict[str, dict[str, Any]]


@pytest.fixture(autouse=True)
def _no_vault_of_the_system(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PYTHON_KEYRING_BACKEND", "keyring.backends.fail.Keyring")


@pytest.fixture
def centre(tmp_path: Path) -> Iterator[RunningCentre]:
    centre = start_centre(CentreSettings(tmp_path / "centre"))
    prepare_centre(centre.open)
    yield centre
    centre.stop()


@pytest.fixture
def data(tmp_path: Path, centre: RunningCentre) -> Path:
    data = tmp_path / "data"
    enrol(TillSettings(folders_at(data).till), centre.url, centre.admin.make_code(FIRST_STORE))
    return data


def looked(data: Path, *words: str) -> tuple[int, Parts]:
    """Return the exit code and what was said of each part."""
    told = data.parent / "told.json"
    code = main(["--data", str(data), "--lang", "en", "till", "--self-test", "--out", str(told), *words])
    return code, {one["part"]: one for one in json.loads(told.read_text("utf-8"))["parts"]}


def bytes_of(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir() if path.is_file()}


def test_a_machine_without_a_till_is_well_and_nothing_is_left_behind(tmp_path: Path) -> None:
    code, parts = looked(tmp_path / "data")
    assert code == 0
    assert list(parts) == PARTS
    assert {one["why"] for one in parts.values()} >= {"new", "not_joined", "screen"}
    assert not any((tmp_path / "data").iterdir()), "the test makes no till"


def test_a_till_is_looked_through_without_changing_a_byte_of_it(
    data: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    before = bytes_of(folders_at(data).till)
    code, parts = looked(data)
    assert (code, parts["database"]["why"], parts["centre"]["why"]) == (0, "kept", "answers")
    assert parts["vault"]["state"] == "look", "keys in a file are told"
    assert bytes_of(folders_at(data).till) == before
    lines = capsys.readouterr().out.splitlines()
    assert len(lines) == len(PARTS), "a line each"
    assert all(line.startswith(("good", "look")) for line in lines)


def test_with_strict_what_wants_a_look_is_a_code_of_its_own(data: Path) -> None:
    assert looked(data, "--strict")[0] == 3


def test_it_speaks_russian_and_json(data: Path, capsys: pytest.CaptureFixture[str]) -> None:
    main(["--data", str(data), "--lang", "ru", "till", "--self-test"])
    said = capsys.readouterr().out
    assert "норма   база данных: копия журнала открывается" in said
    assert all(any("а" <= letter <= "я" for letter in line) for line in said.splitlines())
    main(["--data", str(data), "--lang", "ru", "till", "--self-test", "--json"])
    told = json.loads(capsys.readouterr().out)
    assert told["state"] == "look"
    assert [one["part"] for one in told["parts"]] == PARTS


# --- each part broken ----------------------------------------------------------------------------------------


def broken(data: Path) -> Parts:
    code, parts = looked(data)
    assert code == 1
    return {name: one for name, one in parts.items() if one["state"] == "broken"}


def test_a_damaged_journal(data: Path) -> None:
    journal = folders_at(data).till / "journal.db"
    content = bytearray(journal.read_bytes())
    content[8192:12288] = os.urandom(4096)
    journal.write_bytes(content)
    found = broken(data)
    assert list(found) == ["database"]
    assert str(journal) in found["database"]["text"]
    assert journal.read_bytes() == bytes(content), "setting it aside is the till's own business"


def test_a_key_that_is_lost(data: Path) -> None:
    (folders_at(data).till / "vault.json").write_text("{}")
    assert list(broken(data)) == ["vault"]


def test_a_vault_that_cannot_be_read(data: Path) -> None:
    (folders_at(data).till / "vault.json").write_text("no JSON")
    assert list(broken(data)) == ["vault"]


def test_a_disk_that_takes_nothing(tmp_path: Path) -> None:
    data = tmp_path / "data"
    data.write_text("a file where the folder should be")
    assert {"disk", "database"} <= set(broken(data))


def test_a_library_that_is_missing() -> None:
    (told,) = check_program(("msgspec", "a_library_that_nobody_installed"))
    assert (told.state, told.value) == (State.BROKEN, "a_library_that_nobody_installed")


def test_a_program_that_lacks_a_library_can_still_say_so(tmp_path: Path) -> None:
    """The look itself needs most of them: a missing one must be named, not end the looking."""
    (tmp_path / "lacking").mkdir()
    for name in ("httpx", "sqlcipher3"):
        (tmp_path / "lacking" / f"{name}.py").write_text("raise ImportError('DLL load failed')")
    source = str(Path(loyalty_pos.__file__).parent.parent)
    told = tmp_path / "told.json"
    done = subprocess.run(
        [
            sys.executable,
            "-m",
            "loyalty_pos",
            "--data",
            str(tmp_path / "d"),
            "till",
            "--self-test",
            "--out",
            str(told),
        ],
        env={**os.environ, "PYTHONPATH": os.pathsep.join([str(tmp_path / "lacking"), source])},
        capture_output=True,
        timeout=60,
        check=False,
    )
    assert done.returncode == 1
    parts = json.loads(told.read_text("utf-8"))["parts"]
    named = {one["value"] for one in parts if one["state"] == "broken"}
    assert {"httpx", "sqlcipher3.dbapi2"} <= named


def test_a_window_that_cannot_start(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Qt ends the process that it cannot start in: the test goes on and says so."""
    monkeypatch.setenv("QT_QPA_PLATFORM", "of_no_such_name")
    found = broken(tmp_path / "data")
    assert list(found) == ["window"]
    assert "Install the program again" in found["window"]["text"]


def test_a_window_that_hangs_is_not_waited_for_without_end(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Also when what hangs has begun a process of its own that keeps its output open."""
    (tmp_path / "PySide6.py").write_text(
        "import subprocess, time\nsubprocess.Popen(['sleep', '20'])\ntime.sleep(20)\n"
    )
    source = str(Path(loyalty_pos.__file__).parent.parent)
    monkeypatch.setenv("PYTHONPATH", os.pathsep.join([str(tmp_path), source]))
    began = time.monotonic()
    assert [one.why for one in check_look(2.0)] == ["no_start"]
    assert time.monotonic() - began < 15


@pytest.fixture
def installation(tmp_path: Path) -> Path:
    """Return a copy of the program with its resources, whose files may be broken."""
    source = Path(loyalty_pos.__file__).parent
    ours = tmp_path / "program"
    shutil.copytree(source, ours / "loyalty_pos", ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copytree(source.parent.parent / "resources", ours / "loyalty_pos" / "resources")
    return ours


@pytest.mark.parametrize(
    ("part", "name", "how"),
    [
        ("fonts", "fonts/Inter-Bold.otf", "gone"),
        ("fonts", "fonts/JetBrainsMono-Regular.ttf", "damaged"),
        ("translations", "i18n/loyalty_pos_ru.qm", "gone"),
        ("translations", "i18n/loyalty_pos_ru.qm", "damaged"),
    ],
)
def test_a_shipped_file_that_is_gone_or_damaged(
    installation: Path, tmp_path: Path, part: str, name: str, how: str
) -> None:
    file = installation / "loyalty_pos" / "resources" / name
    if how == "gone":
        file.unlink()
    else:
        file.write_bytes(os.urandom(file.stat().st_size))
    told = tmp_path / "told.json"
    libraries = sysconfig.get_path("purelib")
    command = [
        sys.executable,
        "-S",
        "-m",
        "loyalty_pos",
        "--data",
        str(tmp_path / "d"),
        "--lang",
        "en",
        "till",
    ]
    code = subprocess.run(
        [*command, "--self-test", "look", "--out", str(told)],
        env={**os.environ, "PYTHONPATH": f"{installation}{os.pathsep}{libraries}"},
        capture_output=True,
        timeout=60,
        check=False,
    ).returncode
    assert code == 1
    found = [one for one in json.loads(told.read_text("utf-8"))["parts"] if one["state"] == "broken"]
    assert [(one["part"], one["value"]) for one in found] == [(part, Path(name).name)]


def test_time_zones_that_are_missing(data: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setitem(sys.modules, "tzdata", None)  # an installation without the package
    zoneinfo.reset_tzpath([tmp_path])
    zoneinfo.ZoneInfo.clear_cache()
    try:
        found = broken(data)
    finally:
        zoneinfo.reset_tzpath()
        zoneinfo.ZoneInfo.clear_cache()
    assert "Europe/Moscow" in found["clock"]["text"]


# --- what wants a look and breaks nothing --------------------------------------------------------------------


def test_a_centre_that_is_away_stops_nobody(data: Path, centre: RunningCentre) -> None:
    centre.stop()
    code, parts = looked(data)
    assert (code, parts["centre"]["state"]) == (0, "look")


def test_a_clock_in_doubt(data: Path) -> None:
    files = open_files(TillSettings(folders_at(data).till))
    ClockBook(files.journal_file).save(Memory(Kept(high_us=1, doubt=Doubt.BACK, since_us=1)))
    files.close()
    code, parts = looked(data)
    assert (code, parts["clock"]["state"], parts["clock"]["why"]) == (0, "look", "clock_suspect")


def test_a_printer_that_is_there_and_one_that_is_away(data: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as printer:
        where = f"tcp:127.0.0.1:{printer.getsockname()[1]}"
        preferences_in(folders_at(data).till).set("printer", where)
        assert looked(data)[1]["printer"]["why"] == "there"
    code, parts = looked(data)
    assert (code, parts["printer"]["state"]) == (0, "look")
    assert where in parts["printer"]["text"]


def test_a_setting_that_names_no_printer(data: Path) -> None:
    preferences_in(folders_at(data).till).set("printer", "the grey one")
    assert looked(data)[1]["printer"]["why"] == "unreadable"


def test_a_till_that_runs_keeps_its_files_to_itself(data: Path) -> None:
    till = open_shop_till(TillSettings(folders_at(data).till))
    till.world.journal.record([Draft(till.world.noted("drawer_opened"), "")])
    try:
        code, parts = looked(data)
    finally:
        till.close()
    assert (code, parts["database"]["why"]) == (0, "running")


def test_the_lock_is_given_back(data: Path) -> None:
    looked(data)
    InstanceLock(folders_at(data).till / "till.lock").release()
