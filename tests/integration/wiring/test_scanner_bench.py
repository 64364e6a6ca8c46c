"""Scanners of a till, looked at and kept: on a port that is not there, over a restart."""

import threading
from collections.abc import Callable
from pathlib import Path
from random import Random

from loyalty_pos.lab.scanners.faults import Fault
from loyalty_pos.lab.scanners.port import VirtualPort
from loyalty_pos.till.scanning.bench import BAR_TEST, SQUARE_TEST
from loyalty_pos.till.scanning.profile import ScannerProfile
from loyalty_pos.wiring.preferences import preferences_in
from loyalty_pos.wiring.scanning.bench import ScannerBench
from loyalty_pos.wiring.scanning.candidates import connected_names
from tests.integration.wiring.test_hardware import until

DICE = Random(1)


class Window:
    """Notes what it hears, from whichever thread."""

    def __init__(self) -> None:
        self.codes: list[str] = []
        self._lock = threading.Lock()

    def hear(self, text: str) -> None:
        with self._lock:
            self.codes.append(text)


def scanned(port: VirtualPort, window: Window, text: str, heard: str = "") -> None:
    """Scan until this very code is heard: a reader empties its port when it opens it, and hears late what came twice."""

    def pulled() -> bool:
        port.scan(text, Fault.NONE, DICE)
        return window.codes[-1:] == [heard or text]

    until(pulled)


def test_a_scanner_on_a_port_is_recognised_kept_and_there_after_a_restart(tmp_path: Path) -> None:
    with VirtualPort() as port:
        window = Window()
        bench = ScannerBench(preferences_in(tmp_path), candidates=lambda: [port.name])
        stop = bench.listen(window.hear)
        assert bench.states() == []
        bench.begin()
        scanned(port, window, f"##]C0{BAR_TEST}")
        scanned(port, window, f"##]Q1{SQUARE_TEST}")
        latest = bench.heard()[0]
        assert (latest.where, latest.aim) == (port.name, "")
        assert latest.raw and latest.text == f"##]Q1{SQUARE_TEST}"
        profile = bench.findings().profile
        assert profile == ScannerProfile(port.name, "##", aim=True, square=True)
        bench.keep(profile)
        bench.end()
        bench.put_away()
        window.codes.clear()
        # the till cuts off what this scanner sends in front
        scanned(port, window, "##]E04006381333931", heard="]E04006381333931")
        stop()

        again = ScannerBench(preferences_in(tmp_path), candidates=lambda: ())
        stop = again.listen(window.hear)
        assert [state.name for state in again.states()] == [port.name]
        window.codes.clear()
        scanned(port, window, "##4006381333931", heard="4006381333931")
        again.forget()
        assert again.known() == () and ScannerBench(preferences_in(tmp_path)).known() == ()
        stop()


def test_ports_of_other_devices_are_left_alone(tmp_path: Path) -> None:
    bench = ScannerBench(preferences_in(tmp_path), taken=("COM9",), candidates=lambda: ["COM9"])
    bench.begin()
    bench.put_away()
    assert bench.states() == []


def test_what_is_plugged_into_this_machine_can_be_asked() -> None:
    names: Callable[[], object] = connected_names
    assert isinstance(names(), tuple)
