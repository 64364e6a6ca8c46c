"""A serial scanner on a real pseudo terminal: each code once and whole, also after the cable was out."""

import os
import pty
import tty
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from loyalty_pos.devices.scanner_serial import Frames, SerialScanner
from loyalty_pos.till.ports import DeviceStatus

Until = Callable[..., None]


class Cable:
    """One end of a pseudo terminal under a name that stays; pulling it out closes it for the reader."""

    def __init__(self, name: Path) -> None:
        self.name = name
        self._ends: tuple[int, int] | None = None

    def plug_in(self) -> None:
        """Make a new terminal under the same name."""
        scanner, till = pty.openpty()
        tty.setraw(till)
        self.name.unlink(missing_ok=True)
        self.name.symlink_to(os.ttyname(till))
        self._ends = scanner, till

    def write(self, data: bytes) -> None:
        """Scan."""
        assert self._ends
        os.write(self._ends[0], data)

    def pull_out(self) -> None:
        """The reader's next read fails."""
        if self._ends:
            for end in self._ends:
                os.close(end)
        self._ends = None
        self.name.unlink(missing_ok=True)


@pytest.fixture
def cable(tmp_path: Path) -> Iterator[Cable]:
    cable = Cable(tmp_path / "scanner")
    yield cable
    cable.pull_out()


def test_codes_come_whole_and_in_order_and_the_port_may_go_and_come(cable: Cable, until: Until) -> None:
    codes: list[str] = []
    states: list[DeviceStatus] = []
    scanner = SerialScanner(str(cable.name), codes.append, states.append)
    scanner.start()
    until(lambda: [s.state for s in states] == ["offline"])

    cable.plug_in()
    until(lambda: scanner.status().state == "ok")
    cable.write(b"4006381333931\r2912345678901")
    cable.write(b"234\r\n")
    cable.write("LPG1:ПОДАРОК\r".encode())
    cable.write(b"0104006381333931215abc\x1d93abcd\r")
    until(lambda: len(codes) == 4)
    assert codes == [
        "4006381333931",
        "2912345678901234",
        "LPG1:ПОДАРОК",
        "0104006381333931215abc\x1d93abcd",
    ]

    cable.write(b"half a co")
    cable.pull_out()
    until(lambda: scanner.status().state == "offline")
    cable.plug_in()
    until(lambda: scanner.status().state == "ok")
    cable.write(b"4006381333931\r")
    until(lambda: codes[-1] == "4006381333931")
    assert [state.state for state in states] == ["offline", "ok", "offline", "ok"]
    assert scanner.stop()


def test_a_scanner_without_suffix_is_understood_by_its_pause(cable: Cable, until: Until) -> None:
    codes: list[str] = []
    cable.plug_in()
    scanner = SerialScanner(str(cable.name), codes.append, lambda _: None)
    scanner.start()
    until(lambda: scanner.status().state == "ok")
    cable.write(b"4006381333931")
    until(lambda: codes == ["4006381333931"])
    assert scanner.stop()


def test_a_name_that_is_no_port_is_awaited_without_noise(until: Until, tmp_path: Path) -> None:
    states: list[DeviceStatus] = []
    (tmp_path / "file").write_text("not a port")
    scanner = SerialScanner(str(tmp_path / "file"), lambda _: None, states.append)
    scanner.start()
    until(lambda: states)
    assert states[0].state == "offline"
    assert scanner.stop()


codes_text = st.lists(st.text(st.characters(min_codepoint=0x1D, max_codepoint=0x7E), min_size=1), max_size=8)


@given(codes_text, st.lists(st.integers(1, 40), max_size=30), st.sampled_from([b"\r", b"\n", b"\r\n"]))
def test_codes_survive_any_cutting_into_pieces(codes: list[str], cuts: list[int], suffix: bytes) -> None:
    wanted = [code for code in codes if code.encode().strip()]
    stream = b"".join(code.encode() + suffix for code in wanted)
    frames, got, at = Frames(), [], 0.0
    for size in [*cuts, len(stream)]:
        piece, stream = stream[:size], stream[size:]
        at += 0.01
        got += frames.feed(piece, at)
    assert got == wanted


@given(st.binary(max_size=300))
def test_any_bytes_give_texts(data: bytes) -> None:
    frames = Frames()
    codes = frames.feed(data, 1.0) + frames.feed(b"", 2.0)
    assert all(codes) and not set("".join(codes)) & {"\r", "\n"}


def test_four_kilobytes_are_cut_but_not_lost() -> None:
    frames = Frames()
    codes = frames.feed(b"1" * 4096 + b"\r4006381333931\r", 1.0)
    assert [len(code) for code in codes] == [2048, 13]
