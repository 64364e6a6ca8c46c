"""``scanner-lab serial``: a scanner on a port that is not there; scans what is given or typed, with a fault if wanted."""

import random
import sys
import time
from argparse import Namespace
from collections.abc import Iterable

from loyalty_pos.cli.scanners.words import NoVirtualPort, line
from loyalty_pos.lab.scanners.faults import Fault
from loyalty_pos.lab.scanners.port import VirtualPort
from loyalty_pos.wiring.console import say


def run(options: Namespace) -> int:
    """Be a scanner until there is nothing more to scan."""
    try:
        port = VirtualPort()
    except OSError as error:
        raise NoVirtualPort from error
    with port:
        say(line("port", options.lang, port=port.name))
        if not options.codes:
            say(line("type", options.lang))
        time.sleep(max(options.wait, 0.0))
        dice = random.Random()  # noqa: S311 - where a fault strikes is no secret
        for code in _codes(options.codes):
            port.scan(code, Fault(options.fault), dice)
            say(line("scanned", options.lang, code=code))
        port.flush()
    return 0


def _codes(given: list[str]) -> Iterable[str]:
    return given or filter(None, map(str.strip, sys.stdin))
