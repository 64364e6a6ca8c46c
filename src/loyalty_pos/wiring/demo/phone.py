"""The phone of a customer of the demo: what a shop's gateway would send arrives here, and the bar of the demo shows it.

It listens on this machine alone, as every program that sends a shop's messages does (``sync.codes.gateway``).
"""

import json
import threading
from http.server import BaseHTTPRequestHandler, HTTPServer
from typing import Final

_MOST_BYTES: Final = 4_096


class CustomersPhone(HTTPServer):
    """``number``: whose it is, as somebody would name it. ``code``: the newest that came, "" = none yet."""

    def __init__(self, number: str) -> None:
        super().__init__(("127.0.0.1", 0), _Messages)
        self.number, self.code = number, ""
        self._thread = threading.Thread(target=self.serve_forever, name="customers-phone", daemon=True)
        self._thread.start()

    @property
    def address(self) -> str:
        """Return where codes are handed over."""
        return f"http://127.0.0.1:{self.server_port}/"

    def close(self) -> None:
        """Take no more."""
        self.shutdown()
        self._thread.join()
        self.server_close()


class _Messages(BaseHTTPRequestHandler):
    server: CustomersPhone

    def do_POST(self) -> None:
        """Take one message."""
        size = int(self.headers.get("Content-Length") or 0)
        told = json.loads(self.rfile.read(min(size, _MOST_BYTES)) or b"{}")
        self.server.code = str(told.get("code", ""))
        self.send_response(202)
        self.end_headers()

    def log_message(self, *_: object) -> None:
        """Write nothing: a code stands in no log."""
