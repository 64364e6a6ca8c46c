"""Whether this machine has a way to its centre at all, as its own system knows; nothing is sent to find out.

It must never ask a name server: with the line down that may take half a minute.
"""

import ipaddress
import socket
from collections.abc import Callable
from typing import Final
from urllib.parse import urlsplit

_ANYWHERE: Final = ("192.0.2.1", "2001:db8::1")
"""Addresses of nobody (RFC 5737, RFC 3849): a machine that has a way out has one to these too."""
_ANY_PORT: Final = 9


class Line:
    """Of one till; used by the sync thread alone."""

    def __init__(self, has_way: Callable[[], bool] = lambda: True) -> None:
        self._has_way = has_way
        self._was_down = False

    def came_back(self) -> bool:
        """Look, and tell whether there is a way that was missing at the last look."""
        is_there = self._has_way()
        came = is_there and self._was_down
        self._was_down = not is_there
        return came


def way_to(url: str) -> Callable[[], bool]:
    """Return a look for the way to a centre; of one that is known by its name, for any way out."""
    host = urlsplit(url).hostname or ""
    try:
        addresses: tuple[str, ...] = (str(ipaddress.ip_address(host)),)
    except ValueError:
        addresses = ("127.0.0.1",) if host == "localhost" else _ANYWHERE
    return lambda: any(map(_is_routed, addresses))


def _is_routed(address: str) -> bool:
    """Tell whether the system would know where to send a datagram; naming its goal sends none."""
    family = socket.AF_INET6 if ":" in address else socket.AF_INET
    try:
        with socket.socket(family, socket.SOCK_DGRAM) as line:
            line.connect((address, _ANY_PORT))
    except OSError:
        return False
    return True
