"""``scanner-lab listen``: what arrives from one scanner, as it comes: bytes, text, kind of code."""

import queue
from argparse import Namespace
from datetime import UTC, datetime
from typing import Final

from loyalty_pos.cli.scanners.words import line
from loyalty_pos.devices.scanners.symbology import said
from loyalty_pos.till.ports import DeviceStatus
from loyalty_pos.wiring.console import say, say_json
from loyalty_pos.wiring.scanning.connected import line_scanner

_LOOK_S: Final = 0.5

Told = DeviceStatus | bytes | str


def run(options: Namespace) -> int:
    """Listen until enough was heard, or until Ctrl+C."""
    told: queue.Queue[Told] = queue.Queue()
    scanner = line_scanner(options.where, told.put, told.put, told.put)
    scanner.start()
    heard, raw = 0, b""
    try:
        while not options.count or heard < options.count:
            match _next(told):
                case DeviceStatus(name, state):
                    if not options.json:
                        say(line(state, options.lang, name=name))
                case bytes() as piece:
                    raw += piece
                case str() as text:
                    _tell(raw, text, as_json=options.json)
                    heard, raw = heard + 1, b""
                case None:
                    pass
    finally:
        scanner.stop()
    return 0


def _next(told: "queue.Queue[Told]") -> Told | None:
    try:
        return told.get(timeout=_LOOK_S)
    except queue.Empty:
        return None


def _tell(raw: bytes, text: str, *, as_json: bool) -> None:
    aim, name = said(text)
    at = datetime.now(UTC).astimezone().isoformat(timespec="milliseconds")
    if as_json:
        say_json({"at": at, "raw": raw.hex(" "), "text": text, "aim": aim, "symbology": name})
        return
    say(f"{at}  {raw.hex(' ')}")
    say(f"  {text!a}  {aim} {name}".rstrip())
