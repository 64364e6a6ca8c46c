"""Which hosts are this machine only: there plain http is accepted, nowhere else (ADR 0014)."""

import ipaddress


def is_loopback(host: str) -> bool:
    """Tell whether a host name or address never leaves this machine."""
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False
