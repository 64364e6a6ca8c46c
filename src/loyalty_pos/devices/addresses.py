"""How a person names a printer in settings and on the command line -> where it is. Pure; nothing is opened.

``screen``, ``tcp:HOST[:PORT]``, ``serial:PORT[@BAUD]``, ``file:PATH``, ``spool:NAME`` (receipt printer known to Windows),
``page:NAME`` (any printer known to the system, by its driver), ``pdf:FOLDER`` (each paper a file).
"""

from dataclasses import dataclass

RAW_PORT = 9100
_BAUD = 9600


@dataclass(frozen=True, slots=True)
class OnScreen:
    """No printer: receipts appear in the window."""


@dataclass(frozen=True, slots=True)
class NetworkPrinter:
    host: str
    port: int = RAW_PORT


@dataclass(frozen=True, slots=True)
class SerialPrinter:
    port: str
    baud: int = _BAUD


@dataclass(frozen=True, slots=True)
class FilePrinter:
    path: str


@dataclass(frozen=True, slots=True)
class SpooledPrinter:
    """``name`` empty: the default printer."""

    name: str


@dataclass(frozen=True, slots=True)
class PagePrinter:
    """``name`` empty: the default printer of the system."""

    name: str


@dataclass(frozen=True, slots=True)
class PdfFolder:
    path: str


PrinterAddress = (
    OnScreen | NetworkPrinter | SerialPrinter | FilePrinter | SpooledPrinter | PagePrinter | PdfFolder
)


def printer_address(text: str) -> PrinterAddress:
    """Read an address; raises ``ValueError`` with the forms that are understood."""
    kind, colon, rest = text.partition(":")
    if text == "screen":
        return OnScreen()
    if kind == "tcp" and rest:
        return _network(rest)
    if kind == "serial" and rest:
        port, _, baud = rest.partition("@")
        if port and (not baud or baud.isdecimal()):
            return SerialPrinter(port, int(baud or _BAUD))
    if kind == "file" and rest:
        return FilePrinter(rest)
    if kind == "pdf" and rest:
        return PdfFolder(rest)
    if colon and kind in {"spool", "page"}:
        return SpooledPrinter(rest) if kind == "spool" else PagePrinter(rest)
    forms = "screen, tcp:HOST[:PORT], serial:PORT[@BAUD], file:PATH, spool:NAME, page:NAME or pdf:FOLDER"
    message = f"{text!r} is none of {forms}"
    raise ValueError(message)


def _network(rest: str) -> NetworkPrinter:
    """``HOST``, ``HOST:PORT``, ``[IPv6]`` or ``[IPv6]:PORT``."""
    if rest.startswith("["):
        host, _, port = rest[1:].partition("]")
        port = port.removeprefix(":")
    else:
        host, _, port = rest.partition(":")
    if not host or (port and not port.isdecimal()) or int(port or RAW_PORT) not in range(1, 65_536):
        message = f"{rest!r} is no HOST or HOST:PORT"
        raise ValueError(message)
    return NetworkPrinter(host, int(port or RAW_PORT))
