"""An installation for the whole machine has one place; a till that was there before it came is never moved by itself."""

import json
import os
from argparse import Namespace
from pathlib import Path

import pytest

from loyalty_pos.cli import main
from loyalty_pos.cli.failure import report_bug
from loyalty_pos.wiring.folders import Folders, chosen_folders
from loyalty_pos.wiring.printing.named import Said, devices_named


def a_till_in(data: Path) -> Path:
    (data / "till").mkdir(parents=True)
    (data / "till" / "journal.db").write_bytes(b"")
    return data


def test_what_is_named_is_taken(tmp_path: Path) -> None:
    named = tmp_path / "named"
    assert chosen_folders(named, tmp_path / "machine", tmp_path / "own") == Folders(named)
    assert Folders(named).logs == named / "logs"


def test_without_an_installation_a_user_has_a_folder_of_his_own(tmp_path: Path) -> None:
    assert chosen_folders(None, None, tmp_path / "own") == Folders(tmp_path / "own")
    assert chosen_folders(None, tmp_path / "machine", tmp_path / "own") == Folders(tmp_path / "own")


def test_an_installation_keeps_data_logs_and_settings_apart(tmp_path: Path) -> None:
    machine = tmp_path / "machine"
    (machine / "data").mkdir(parents=True)
    folders = chosen_folders(None, machine, tmp_path / "own")
    assert folders == Folders(machine / "data", machine)
    assert (folders.till, folders.logs) == (machine / "data" / "till", machine / "logs")
    assert chosen_folders(machine / "data", machine, tmp_path / "own") == folders, "also when it is named"


def test_a_till_from_before_the_installation_stays_where_it_is(tmp_path: Path) -> None:
    machine, own = tmp_path / "machine", a_till_in(tmp_path / "own")
    (machine / "data").mkdir(parents=True)
    assert chosen_folders(None, machine, own) == Folders(own)
    a_till_in(machine / "data")
    assert chosen_folders(None, machine, own).machine == machine, "the installation's own till counts first"


def test_books_that_only_another_account_may_read_are_not_passed_over(tmp_path: Path) -> None:
    """Else the second cashier's account would begin a till of its own, without a word."""
    machine, own = tmp_path / "machine", a_till_in(tmp_path / "own")
    closed = a_till_in(machine / "data") / "till"
    closed.chmod(0)
    is_root = hasattr(os, "geteuid") and os.geteuid() == 0
    try:
        if is_root:
            os.seteuid(65534)
        assert chosen_folders(None, machine, own).machine == machine
    finally:
        if is_root:
            os.seteuid(0)
        closed.chmod(0o700)


def test_devices_stand_in_the_settings_and_the_command_line_stands_above(tmp_path: Path) -> None:
    (tmp_path / "window.json").write_text(
        json.dumps({"printer": "tcp:192.0.2.10", "printer_kind": "rongta-80", "scanner": "COM5, hid"})
    )
    named = devices_named(tmp_path, Said())
    assert (named.text, named.kind, named.scanners) == ("tcp:192.0.2.10", "rongta-80", ("COM5", "hid"))
    said = devices_named(tmp_path, Said("screen", "epson-80", ("COM1",)))
    assert (said.text, said.kind, said.scanners) == ("screen", "epson-80", ("COM1",))
    (tmp_path / "window.json").write_text(
        json.dumps({"printer": "the grey one", "printer_kind": "unheard of"})
    )
    strange = devices_named(tmp_path, Said())
    assert (strange.unreadable, strange.kind) == (True, ""), "a till opens all the same"


def test_show_config_names_the_layer_of_each_setting(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "till").mkdir()
    (tmp_path / "till" / "window.json").write_text(json.dumps({"theme": "light", "gateway_token": "secret"}))
    assert main(["--data", str(tmp_path), "--lang", "en", "till", "--show-config"]) == 0
    said = capsys.readouterr().out
    assert f"theme = light  (chosen at the window, {tmp_path / 'till' / 'window.json'})" in said
    assert "language = ru  (default)" in said
    assert "secret" not in said


def test_tracebacks_of_commands_turn_over(tmp_path: Path) -> None:
    logs = tmp_path / "logs"
    logs.mkdir()
    for number in range(30):
        (logs / f"bug-20261101T0000{number:02}.log").write_text("Traceback")
    (logs / "till.log").write_text("stays")
    report_bug(ValueError("a slip"), Namespace(data=tmp_path, lang="en"))
    kept = sorted(path.name for path in logs.glob("bug-*.log"))
    assert len(kept) == 20
    assert "a slip" in (logs / kept[-1]).read_text("utf-8")
    assert (logs / "till.log").exists()
