"""The real window as processes: a second start finds the first, ``--quit`` ends a till that is free and no other one."""

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from loyalty_pos.till.upkeep.calls import Ask, Busy
from loyalty_pos.wiring.folders import folders_at
from loyalty_pos.wiring.instance.calling import call
from loyalty_pos.wiring.instance.listening import Receiver
from loyalty_pos.wiring.instance.place import CALL_FILE, is_taken
from loyalty_pos.wiring.till import Till, TillSettings, open_shop_till
from tests.e2e.product import centre_process, command, environment, fill, new_till

PIN = "1111"
GOODS = "4609990000012"
_PATIENCE_S = 30.0


@pytest.fixture(scope="module")
def shop(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Path, str]]:
    data = tmp_path_factory.mktemp("centre")
    with centre_process(data) as url:
        yield data, url


@pytest.fixture
def data(shop: tuple[Path, str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return the data of a till of this shop that nobody has started yet."""
    monkeypatch.setenv("PYTHON_KEYRING_BACKEND", "keyring.backends.fail.Keyring")
    centre = fill(shop[0])
    try:
        new_till(centre, shop[1], tmp_path / "till")
    finally:
        centre.close()
    return tmp_path / "till"


def folder_of(data: Path) -> Path:
    return folders_at(data).till


@contextmanager
def at_the_counter(data: Path) -> Iterator[Till]:
    till = open_shop_till(TillSettings(folder_of(data), language="en"))
    try:
        till.staff.log_in(PIN)
        if till.shift.current() is None:
            till.shift.open(0)
        yield till
    finally:
        till.close()


def start(data: Path, *words: str) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-m", "loyalty_pos", "--lang", "en", "till", *words],
        env=environment(data) | {"QT_QPA_PLATFORM": "offscreen"},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        encoding="utf-8",
    )


def opened(data: Path) -> None:
    """Wait until the till behind the window is open."""
    until = time.monotonic() + _PATIENCE_S
    while not call(folder_of(data), Ask.STATUS):
        assert time.monotonic() < until
        time.sleep(0.05)


@contextmanager
def window(data: Path, *words: str) -> Iterator[subprocess.Popen[str]]:
    process = start(data, *words)
    try:
        opened(data)
        yield process
    finally:
        process.terminate()
        process.communicate(timeout=_PATIENCE_S)


def asked(data: Path, *words: str) -> subprocess.CompletedProcess[str]:
    return command(data, "till", *words)


# --- the second start ----------------------------------------------------------------------------------------


def test_a_second_start_ends_and_the_first_goes_on(data: Path) -> None:
    with window(data) as first:
        second = asked(data)
        assert (second.returncode, second.stderr) == (0, "")
        assert first.poll() is None
        assert call(folder_of(data), Ask.RAISE) == {"busy": ""}


def test_a_till_that_is_just_opening_its_books_goes_when_they_are_open(data: Path) -> None:
    process = start(data)
    try:
        until = time.monotonic() + _PATIENCE_S
        while not is_taken(folder_of(data)) and time.monotonic() < until:
            time.sleep(0.01)
        assert asked(data, "--quit").returncode == 0
        assert process.wait(_PATIENCE_S) == 0
    finally:
        process.kill()
        process.communicate()


def test_starts_in_the_same_moment_make_one_window(data: Path) -> None:
    """A double click that was two: whoever comes second waits for the first one's window."""
    processes = [start(data) for _ in range(3)]
    try:
        ended = [one for one in processes if _ends(one)]
        assert [one.returncode for one in ended] == [0, 0]
        assert is_taken(folder_of(data))
    finally:
        for one in processes:
            one.terminate()
            one.communicate(timeout=_PATIENCE_S)


def _ends(process: subprocess.Popen[str]) -> bool:
    try:
        process.wait(12)
    except subprocess.TimeoutExpired:
        return False
    return True


def test_a_killed_till_stands_in_nobodys_way(data: Path) -> None:
    process = start(data)
    opened(data)
    process.kill()
    process.communicate()
    assert (folder_of(data) / CALL_FILE).exists(), "nobody tidied up"
    assert asked(data, "--quit").returncode == 0
    with window(data) as again:
        assert again.poll() is None


def test_only_whoever_may_read_the_tills_files_can_ask(data: Path) -> None:
    with window(data):
        file = folder_of(data) / CALL_FILE
        if os.name != "nt":
            assert file.stat().st_mode & 0o077 == 0
        where = json.loads(file.read_text("utf-8"))
        other = data.parent / "other"
        other.mkdir()
        (other / CALL_FILE).write_text(json.dumps(where | {"token": "guessed"}))
        assert call(other, Ask.QUIT) == {"busy": "silent", "problem": "beside_token"}
        assert is_taken(folder_of(data))


# --- quit ----------------------------------------------------------------------------------------------------


def test_where_no_till_runs_there_is_nothing_to_quit(data: Path, tmp_path: Path) -> None:
    assert asked(data, "--quit").returncode == 0
    assert asked(tmp_path / "nothing here", "--quit").returncode == 0
    assert not (tmp_path / "nothing here").exists()


def test_a_free_till_finishes_and_is_gone_when_the_answer_comes(data: Path) -> None:
    with window(data) as process:
        told = asked(data, "--quit", "--json")
        assert (told.returncode, json.loads(told.stdout)) == (0, {"gone": True, "ran": True, "why": ""})
        assert process.wait(_PATIENCE_S) == 0
        assert not is_taken(folder_of(data))
        assert not (folder_of(data) / CALL_FILE).exists()


def test_a_till_with_an_open_receipt_stays_and_says_so(data: Path) -> None:
    with at_the_counter(data) as till:
        till.register.scan(GOODS)
        till.world.journal.save_draft(till.world.desk.take_draft() or "")
    with window(data) as process:
        refused = asked(data, "--quit", "--wait", "3")
        assert refused.returncode == 2
        assert "a receipt is on the counter" in refused.stderr
        out = data.parent / "told.json"
        assert asked(data, "--quit", "--wait", "0", "--out", str(out)).returncode == 2
        assert json.loads(out.read_text("utf-8")) == {"gone": False, "ran": True, "why": "receipt"}
        assert process.poll() is None
    with at_the_counter(data) as till:
        assert till.register.restore(), "the receipt is still there"


def test_an_update_also_waits_for_the_end_of_the_shift(data: Path) -> None:
    with at_the_counter(data):
        pass
    with window(data):
        refused = asked(data, "--quit", "--update", "--wait", "0")
        assert refused.returncode == 2
        assert "shift is open" in refused.stderr
        assert asked(data, "--quit").returncode == 0


def test_an_update_minds_the_real_shift_while_somebody_practises(data: Path) -> None:
    with at_the_counter(data):
        pass
    with window(data, "--training") as process:
        refused = asked(data, "--quit", "--update", "--wait", "0")
        assert refused.returncode == 2
        assert "shift is open" in refused.stderr
        assert process.poll() is None
        told = json.loads(asked(data, "--status", "--json").stdout)
        assert (told["running"], told["shift"]) == (True, 1)
        assert asked(data, "--quit").returncode == 0


def test_an_update_waits_where_nobody_can_tell_whether_a_shift_is_open() -> None:
    receiver = Receiver()
    receiver.know(dict)
    assert receiver.answer("quit", b'{"update": true}') == (False, b'{"busy": "silent"}')


def test_a_window_that_hangs_is_waited_for_and_never_ended_by_force(data: Path) -> None:
    with window(data) as process:
        os.kill(process.pid, signal.SIGSTOP)
        try:
            refused = asked(data, "--quit", "--wait", "1")
        finally:
            os.kill(process.pid, signal.SIGCONT)
        assert refused.returncode == 2
        assert "does not answer" in refused.stderr
        assert process.poll() is None


# --- status --------------------------------------------------------------------------------------------------


def test_the_status_counts_what_would_be_lost_whether_the_till_runs_or_not(data: Path) -> None:
    with at_the_counter(data) as till:
        till.register.scan(GOODS)
        till.register.pay_exact()
    resting = json.loads(asked(data, "--status", "--json").stdout)
    assert (resting["running"], resting["sales"], resting["nothing_to_lose"]) == (False, 1, False)
    assert resting["shift"] == 1
    said = asked(data, "--status").stdout
    assert "1 of them sales" in said
    assert asked(data.parent / "nothing", "--status").returncode == 0


def test_a_till_that_runs_answers_for_itself(data: Path) -> None:
    with window(data):
        told = json.loads(asked(data, "--status", "--json").stdout)
        assert (told["running"], told["till"] > 0, told["shift"]) == (True, True, 0)


def test_a_damaged_journal_that_was_set_aside_may_hold_sales(data: Path) -> None:
    (folder_of(data) / "journal.corrupt-20261120T070000.db").write_bytes(b"sales, perhaps")
    told = json.loads(asked(data, "--status", "--json").stdout)
    assert (told["set_aside"], told["nothing_to_lose"]) == (1, False)


def test_books_that_cannot_be_read_are_no_empty_ones(data: Path) -> None:
    (folder_of(data) / "vault.json").write_text("{}")
    refused = asked(data, "--status", "--json")
    assert refused.returncode == 2
    assert refused.stdout == ""


def test_every_reason_is_a_word_of_the_protocol() -> None:
    assert Busy("receipt") is Busy.RECEIPT
