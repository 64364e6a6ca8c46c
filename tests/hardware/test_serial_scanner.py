"""A serial scanner by other people: two hundred codes, none lost, merged or changed."""

import time

from loyalty_pos.devices.scanner_serial import SerialScanner
from tests.hardware.peer import Emupos


def test_two_hundred_codes_arrive_as_scanned(emupos: Emupos) -> None:
    codes: list[str] = []
    scanner = SerialScanner(emupos.serial_port("lane"), codes.append, lambda _: None)
    scanner.start()
    until = time.monotonic() + 10
    while scanner.status().state != "ok":
        assert time.monotonic() < until
        time.sleep(0.01)
    wanted = [f"29{i:014}" for i in range(199)] + ["LPG1:ПОДАРОК"]
    for code in wanted:
        emupos.scan(code)
    until = time.monotonic() + 20
    while len(codes) < len(wanted) and time.monotonic() < until:
        time.sleep(0.01)
    assert codes == wanted
    assert scanner.stop()
