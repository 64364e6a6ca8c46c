"""What stands between a till and its centre in a company's network: a proxy, and authorities of its own.

Both are the machine's business: the till uses the system's proxy settings and the system's certificate store, as every other
program there, and says what is wrong with them in words. It must never go on without a certificate that is trusted.
"""

import ssl
from typing import Final
from urllib.parse import urlsplit
from urllib.request import getproxies, proxy_bypass

import httpx
import truststore

TOLD_APART: Final = frozenset({"certificate", "proxy", "proxy_down", "proxy_password"})
"""Reasons that somebody mends elsewhere than at the centre."""
_PASSWORD: Final = "407"  # noqa: S105 - what a proxy answers, not a secret


def trusting() -> ssl.SSLContext:
    """Return how TLS is spoken: whoever the machine trusts may vouch, also a shop's own authority."""
    return truststore.SSLContext(ssl.PROTOCOL_TLS_CLIENT)


def trouble(error: BaseException, url: str) -> str:
    """Return what went wrong; a proxy in the way, or a certificate that nobody vouches for, is not a line that is down."""
    cause: BaseException | None = error
    while cause is not None:
        if isinstance(cause, ssl.SSLCertVerificationError):
            return "certificate"
        cause = cause.__cause__ or cause.__context__
    if isinstance(error, httpx.ProxyError):
        return "proxy_password" if str(error).startswith(_PASSWORD) else "proxy"
    if isinstance(error, httpx.ConnectError | httpx.ConnectTimeout) and _is_proxied(url):
        return "proxy_down"
    return type(error).__name__


def _is_proxied(url: str) -> bool:
    """Tell whether the machine sends this question to a proxy: then nobody but that one was asked."""
    parts = urlsplit(url)
    proxies = getproxies()
    told = parts.scheme == "https" and bool(proxies.get("https") or proxies.get("all"))
    return told and not proxy_bypass(parts.hostname or "")
