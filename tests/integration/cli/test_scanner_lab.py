"""``scanner-lab``: a scanner on a port that is not there is heard by whoever listens, with its faults told apart."""

import io
import json
import random
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import pytest

from loyalty_pos.cli import main
from loyalty_pos.devices.scanner_serial import SerialScanner
from loyalty_pos.lab.scanners.faults import Fault, Way
from loyalty_pos.lab.scanners.port import VirtualPort

CODE = "4006381333931"
DICE = random.Random(1)


@contextmanager
def pulling(trigger: Callable[[], None]) -> Iterator[None]:
    """Pull the trigger again and again: a reader empties its port when it opens it."""
    enough = threading.Event()

    def pull() -> None:
        while not enough.wait(0.05):
            trigger()

    puller = threading.Thread(target=pull)
    puller.start()
    yield
    enough.set()
    puller.join()


@pytest.mark.parametrize(
    ("fault", "heard"),
    [
        (Fault.DOUBLED, [CODE, CODE]),
        (Fault.REVERSED, [CODE[::-1]]),
    ],
)
def test_a_virtual_scanner_is_a_port_like_any_other(fault: Fault, heard: list[str]) -> None:
    codes: list[str] = []
    said = threading.Event()

    def hear(code: str) -> None:
        codes.append(code)
        said.set()

    with VirtualPort() as port:
        scanner = SerialScanner(port.name, hear, lambda _status: None)
        scanner.start()
        with pulling(lambda: port.scan("ready", Fault.NONE, DICE)):
            assert said.wait(10)
        port.scan("set", Fault.NONE, DICE)
        port.scan(CODE, fault, DICE)
        port.scan("go", Fault.NONE, DICE)
        port.flush()
        while "go" not in codes:
            said.clear()
            assert "go" in codes or said.wait(10)
        assert scanner.stop()
    assert codes[codes.index("set") + 1 : codes.index("go")] == heard


def test_what_arrives_is_shown_as_bytes_text_and_kind(capsys: pytest.CaptureFixture[str]) -> None:
    with VirtualPort() as port, pulling(lambda: port.scan(f"]C101{CODE.zfill(14)}", Fault.NONE, DICE)):
        assert main(["scanner-lab", "listen", port.name, "--count", "1", "--json"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert told["text"] == f"]C101{CODE.zfill(14)}"
    assert (told["aim"], told["symbology"]) == ("]C1", "GS1-128")
    assert bytes.fromhex(told["raw"]).startswith(b"]C101")


def test_a_scanner_on_a_port_says_how_to_open_the_till_with_it(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO(""))
    assert main(["--lang", "en", "scanner-lab", "serial"]) == 0
    assert "--scanner /dev/" in capsys.readouterr().out


@pytest.mark.parametrize("lang", ["en", "ru"])
def test_every_fault_is_played_on_every_way(capsys: pytest.CaptureFixture[str], lang: str) -> None:
    assert main(["--lang", lang, "scanner-lab", "check", "--count", "8"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert len(lines) == 1 + len(Way) * len(Fault) + 1
    assert all(sum(map(int, line[38:].split("/"))) == 8 for line in lines[1:-1])
