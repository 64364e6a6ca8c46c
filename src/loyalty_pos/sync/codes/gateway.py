"""``till.confirming.port.CodeGateway`` over HTTP: one POST of JSON ``{"phone": "+7...", "code": "123456", "purpose": "pay"}``.

The program at the setting's address words the message by its purpose (``join``, ``pay``) and sends it; 2xx means that it took it. Plain http goes to this
machine only, certificates are verified, and nothing is waited for longer than ``LIMIT_S``. Neither phone nor code is
written down or logged. It must never be used on the GUI thread.
"""

import json
import ssl
from collections.abc import Callable
from http.client import HTTPConnection, HTTPException, HTTPSConnection
from typing import Final
from urllib.parse import SplitResult, urlsplit

from loyalty_pos.till.confirming.port import Purpose
from loyalty_pos.wire.loopback import is_safe

SETTING: Final = "code_gateway"
LIMIT_S: Final = 5.0
_TAKEN: Final = range(200, 300)


class HttpCodes:
    """``address``: what the shop has set now, "" = nothing."""

    def __init__(self, address: Callable[[], str]) -> None:
        self._address = address

    @property
    def is_there(self) -> bool:
        """Tell whether the shop has a gateway that may be spoken to."""
        return is_safe(self._address())

    def send(self, e164: str, code: str, purpose: Purpose) -> bool:
        """Hand it over; False where nobody takes it in time."""
        address = self._address()
        if not is_safe(address):
            return False
        body = json.dumps({"phone": e164, "code": code, "purpose": purpose}).encode()
        url = urlsplit(address)
        try:
            connection = _connection(url)
            try:
                path = f"{url.path or '/'}{'?' + url.query if url.query else ''}"
                connection.request("POST", path, body, {"Content-Type": "application/json"})
                return connection.getresponse().status in _TAKEN
            finally:
                connection.close()
        except (OSError, HTTPException, ValueError):
            return False


def _connection(url: SplitResult) -> HTTPConnection:
    host = url.hostname or ""
    if url.scheme == "https":
        return HTTPSConnection(host, url.port, timeout=LIMIT_S, context=ssl.create_default_context())
    return HTTPConnection(host, url.port, timeout=LIMIT_S)
