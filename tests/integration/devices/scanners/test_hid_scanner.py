"""A HID scanner that comes and goes: its codes once and whole. No real one is here: the line is a list of reports."""

import queue
from collections.abc import Callable

import pytest

from loyalty_pos.devices.scanners.addresses import HidName, SerialName, scanner_name
from loyalty_pos.devices.scanners.hid_pos import HidScanner, Line, connected, open_line
from loyalty_pos.lab.scanners.reports import Maker, reports_of
from loyalty_pos.till.ports import DeviceStatus

Until = Callable[..., None]
GONE = b"gone"


class FakeLine:
    """A scanner on a cable; ``GONE`` pulls it out."""

    def __init__(self) -> None:
        self.reports: queue.Queue[bytes] = queue.Queue()
        self.plugged, self.closed = False, 0

    def open(self, name: HidName) -> Line:
        if not self.plugged:
            raise OSError(str(name))
        return self

    def read(self, size: int, wait_ms: int) -> bytes:
        try:
            report = self.reports.get(timeout=wait_ms / 1000)
        except queue.Empty:
            return b""
        if report == GONE:
            raise OSError(GONE)
        return report[:size]

    def descriptor(self) -> bytes:
        return b""

    def close(self) -> None:
        self.closed += 1

    def scan(self, text: str, maker: Maker = Maker.NEWLAND) -> None:
        for report in reports_of(text, maker):
            self.reports.put(report)


@pytest.fixture
def line() -> FakeLine:
    return FakeLine()


def test_codes_come_whole_and_the_scanner_may_go_and_come(line: FakeLine, until: Until) -> None:
    codes: list[str] = []
    states: list[DeviceStatus] = []
    raw: list[bytes] = []
    scanner = HidScanner(HidName(0x0C2E, 0x0B81), codes.append, states.append, line.open, raw.append)
    scanner.start()
    until(lambda: [s.state for s in states] == ["offline"])
    line.plugged = True
    until(lambda: scanner.status().state == "ok")
    line.scan("4006381333931", Maker.HONEYWELL)
    line.scan("x" * 300)
    until(lambda: codes == ["]E04006381333931", "x" * 300])
    assert len(raw) == 7

    line.reports.put(reports_of("x" * 300, Maker.NEWLAND)[0])
    line.plugged = False
    line.reports.put(GONE)
    until(lambda: scanner.status().state == "offline")
    line.plugged = True
    until(lambda: scanner.status().state == "ok")
    line.scan("2912345678901234")
    until(lambda: codes[-1] == "2912345678901234")
    assert len(codes) == 3, "half a code of a broken line is not told as one"
    assert [state.state for state in states] == ["offline", "ok", "offline", "ok"]
    assert str(states[0].name) == "hid:0c2e:0b81"
    assert scanner.stop() and line.closed == 2


def test_a_scanner_that_is_not_there_is_refused_by_its_name() -> None:
    nobodys = HidName(0xFFFF, 0xFFFF)
    assert nobodys not in connected()
    with pytest.raises(OSError, match="hid:ffff:ffff"):
        open_line(nobodys)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("hid", HidName()),
        ("hid:0c2e:0B81", HidName(0x0C2E, 0x0B81)),
        ("/dev/ttyACM0", SerialName("/dev/ttyACM0")),
        ("COM5@115200", SerialName("COM5", 115_200)),
    ],
)
def test_a_scanner_is_named_in_one_word(text: str, name: HidName | SerialName) -> None:
    assert scanner_name(text) == name
    assert scanner_name(str(name)) == name


def test_a_name_that_is_none_is_refused_with_what_is_understood() -> None:
    with pytest.raises(ValueError, match="hid:VENDOR:PRODUCT"):
        scanner_name("hid:honeywell")
