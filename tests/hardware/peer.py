"""emupos, the emulated printer, drawer and scanners, as a process: started on free ports, told what to do over HTTP.

A program by other people in an environment of its own (it needs Python 3.13): what it accepts, real hardware accepts.
"""

import json
import os
import socket
import subprocess
import time
import urllib.error
import urllib.request
from pathlib import Path
from typing import Any

from tools.environment import HARDWARE, find_python, prepare

_START_S = 30.0


def emupos_python() -> Path | None:
    """Return the Python that has emupos; None when this machine has no Python 3.13 to make one with."""
    for name in ("LOYALTY_POS_EMUPOS_PYTHON", "EMUPOS_PYTHON"):
        if named := os.environ.get(name):
            return Path(named)
    maker = find_python(13)
    return prepare(HARDWARE, maker) if maker else None


def free_port() -> int:
    """Return a port that nobody listens on now."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        port: int = server.getsockname()[1]
        return port


def _configuration(api: int, printer: int, keyboard: bool) -> str:  # noqa: FBT001 - one private caller
    printer_line = f"[{{ tcp: {{ port: {printer} }} }}]"
    pty = "[{ serial: { pty: true } }]"
    lines = [
        "schema: 1",
        f"api: {{ host: 127.0.0.1, port: {api} }}",
        "devices:",
        f"  - {{ id: front, type: printer, profile: epson-tm-t20iii, connections: {printer_line} }}",
        f"  - {{ id: serial, type: printer, profile: epson-tm-t20iii, connections: {pty} }}",
        f"  - {{ id: lane, type: scanner, mode: serial, connections: {pty} }}",
    ]
    if keyboard:
        lines.append("  - { id: wedge, type: scanner, mode: keyboard, suffix: enter, inter_key_delay_ms: 2 }")
    return "\n".join(lines) + "\n"


class Emupos:
    """One running emupos. ``folder``: short, because the names of its serial ports lie in it."""

    def __init__(self, python: Path, folder: Path, display: str = "") -> None:
        self._api = free_port()
        self.printer_port = free_port()
        self._folder = folder
        (folder / "emupos.yaml").write_text(
            _configuration(self._api, self.printer_port, bool(display)), encoding="utf-8"
        )
        environment = os.environ | {"TMPDIR": str(folder), "NO_COLOR": "1"}
        environment.pop("DISPLAY", None)
        if display:
            environment["DISPLAY"] = display
        self._log = (folder / "log").open("w", encoding="utf-8")
        self._process = subprocess.Popen(
            [python.parent / "emupos", "run", "--config", str(folder / "emupos.yaml")],
            cwd=folder,
            env=environment,
            stdin=subprocess.DEVNULL,
            stdout=self._log,
            stderr=subprocess.STDOUT,
        )
        self._await_start()

    def serial_port(self, device: str) -> str:
        """Return the name of a device's serial port."""
        return str(self._folder / "emupos" / device)

    def ask(self, path: str, method: str = "GET", body: object = None) -> bytes:
        """Speak to the control interface."""
        data = None if body is None else json.dumps(body).encode()
        request = urllib.request.Request(
            f"http://127.0.0.1:{self._api}/api/v1/{path}",
            data,
            {"Content-Type": "application/json"},
            method=method,
        )
        with urllib.request.urlopen(request, timeout=10) as answer:
            content: bytes = answer.read()
            return content

    def fault(self, name: str, *, on: bool, printer: str = "front") -> None:
        """Take the paper out, open the cover, switch it off; and the other way round."""
        self.ask(f"devices/{printer}/faults/{name}", "PUT" if on else "DELETE")

    def receipts(self, printer: str = "front") -> list[str]:
        """Return the ids of what came out so far."""
        return [receipt["id"] for receipt in json.loads(self.ask(f"devices/{printer}/receipts"))]

    def text(self, receipt: str, printer: str = "front") -> str:
        """Return the text on a receipt."""
        return self.ask(f"devices/{printer}/receipts/{receipt}/text").decode()

    def picture(self, receipt: str, printer: str = "front") -> bytes:
        """Return a receipt as PNG, dot by dot."""
        return self.ask(f"devices/{printer}/receipts/{receipt}/image")

    def drawer(self, printer: str = "front") -> str:
        """Return ``open`` or ``closed``."""
        state: dict[str, Any] = json.loads(self.ask(f"devices/{printer}"))["state"]
        return str(state["drawer"])

    def scan(self, text: str, scanner: str = "lane") -> None:
        """Pull the trigger; a scanner still busy with the code before is waited for."""
        body = {"data": text, "countdown_seconds": 0}
        until = time.monotonic() + 10
        while True:
            try:
                self.ask(f"devices/{scanner}/scans", "POST", body)
            except urllib.error.HTTPError as error:
                with error:
                    if error.code != 409 or time.monotonic() > until:
                        raise
                time.sleep(0.01)
            else:
                return

    def stop(self) -> None:
        """End it."""
        self._process.terminate()
        try:
            self._process.wait(10)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait(10)
        self._log.close()

    def _await_start(self) -> None:
        until = time.monotonic() + _START_S
        while True:
            try:
                self.ask("health")
            except (urllib.error.URLError, ConnectionError):
                assert self._process.poll() is None, (self._folder / "log").read_text(encoding="utf-8")
                assert time.monotonic() < until, "emupos did not start"
                time.sleep(0.05)
            else:
                return
