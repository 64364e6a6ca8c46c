"""Which hosts are this machine only: there plain http is accepted, nowhere else (ADR 0014)."""

import ipaddress
from urllib.parse import urlsplit


def is_loopback(host: str) -> bool:
    """Tell whether a host name or address never leaves this machine."""
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


def is_safe(address: str) -> bool:
    """Tell whether secrets may go to this URL: https anywhere, http to this machine."""
    try:
        url = urlsplit(address)
        host = url.hostname or ""
        return bool(host) and (url.scheme == "https" or (url.scheme == "http" and is_loopback(host)))
    except ValueError:
        return False
