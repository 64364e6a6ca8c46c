"""Receipt -> ESC/POS bytes for one kind of printer. Pure: bytes out, nothing is sent.

Commands are written here only, texts pass ``folding.fold`` first, so no text can become a command (T17).
Sources: Epson ESC/POS command reference (command names in the comments); code page numbers: manuals of the makers.
"""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

from loyalty_pos.core.receipt import Align, Barcode, Qr, Receipt
from loyalty_pos.devices.folding import MAX_TEXT, code_page, fits, fold
from loyalty_pos.devices.layout import Fold, PaperLine, lay_out, texts

_RESET = b"\x1b@"  # ESC @
_NO_KANJI = b"\x1c."  # FS . : clones with Chinese firmware read Cyrillic as pairs of bytes otherwise
_ALIGN = {Align.LEFT: b"\x1ba\x00", Align.CENTRE: b"\x1ba\x01", Align.RIGHT: b"\x1ba\x02"}  # ESC a
_BOLD = {False: b"\x1bE\x00", True: b"\x1bE\x01"}  # ESC E
_SIZE = {1: b"\x1d!\x00", 2: b"\x1d!\x11"}  # GS !
_CUT = b"\x1dV\x42\x00"  # GS V 66: feed to the knife and cut
_FEED = b"\x1bd\x04"  # ESC d: four lines, for tearing off
_PULSE = b"\x19\xfa"  # 50 ms on, 500 ms off
_CODE128_SETUP = b"\x1dh\x50\x1dw\x02\x1dH\x02"  # GS h 80 dots, GS w 2 dots a module, GS H text below
_CODE128_MODULE_DOTS = 2
_QR_MODEL_2 = b"\x1d(k\x04\x001A2\x00"
_QR_LEVEL_M = b"\x1d(k\x03\x001E1"
_QR_PRINT = b"\x1d(k\x03\x001Q0"
_MAX_QR = 1_000  # characters; receipts hold up to 512


@dataclass(frozen=True, slots=True)
class PrinterProfile:
    """What one kind of printer can do. ``columns`` and ``dots`` across the paper in its normal font.

    ``code_page``: number for ESC t that selects ``codec``. ``qr_dots``: size of a QR module, 1-16.
    ``drawer_pin``: 0 (pin 2) or 1 (pin 5). ``confirms``: answers GS r when a job is on paper; many clones do not.
    """

    name: str
    columns: int
    dots: int
    codec: str = "cp866"
    code_page: int = 17
    native_qr: bool = True
    cuts: bool = True
    qr_dots: int = 5
    drawer_pin: int = 0
    confirms: bool = True

    def __post_init__(self) -> None:
        assert self.columns >= 16 and 1 <= self.qr_dots <= 16 and self.drawer_pin in {0, 1}, self  # noqa: PLR2004 - see the docstring


PROFILES = {
    profile.name: profile
    for profile in (
        PrinterProfile("epson-80", 48, 576),
        PrinterProfile("epson-80-cp1251", 48, 576, codec="cp1251", code_page=46),
        PrinterProfile("rongta-80", 48, 576, code_page=7),
        PrinterProfile("generic-58", 32, 384, cuts=False, qr_dots=4, confirms=False),
        PrinterProfile("pos-5890", 32, 384, code_page=59, cuts=False, qr_dots=4, confirms=False),
    )
}

QrDrawing = Callable[[str, PrinterProfile], bytes]


def native_qr(data: str, profile: PrinterProfile) -> bytes:
    """Return the commands that let the printer draw the QR itself (GS ( k), level M."""
    assert data.isascii() and len(data) <= _MAX_QR, len(data)
    stored = (len(data) + 3).to_bytes(2, "little")
    return b"".join(
        (
            _QR_MODEL_2,
            b"\x1d(k\x03\x001C" + bytes([profile.qr_dots]),
            _QR_LEVEL_M,
            b"\x1d(k" + stored + b"1P0" + data.encode("ascii"),
            _QR_PRINT,
        )
    )


def drawer_kick(profile: PrinterProfile) -> bytes:
    """Return the pulse that opens the cash drawer (ESC p)."""
    return b"\x1bp" + bytes([profile.drawer_pin]) + _PULSE


def live_drawer_kick(profile: PrinterProfile) -> bytes:
    """Return the pulse that works at once, even without paper (DLE DC4 1): 200 ms."""
    return b"\x10\x14\x01" + bytes([profile.drawer_pin]) + b"\x02"


def encode(receipt: Receipt, profile: PrinterProfile, draw_qr: QrDrawing = native_qr) -> bytes:
    """Return the whole job: drawer first, so that the money can be put away while the paper comes."""
    page = code_page(profile.codec)
    out = [_RESET, _NO_KANJI, b"\x1bt", bytes([profile.code_page])]
    if receipt.open_drawer:
        out.append(drawer_kick(profile))
    align, bold, size = Align.LEFT, False, 1
    for piece in lay_out(receipt, profile.columns, _folding(receipt, profile.codec)):
        if isinstance(piece, PaperLine):
            text, new_align, new_bold, new_size = piece
            if new_align is not align:
                align = new_align
                out.append(_ALIGN[align])
            if new_bold is not bold:
                bold = new_bold
                out.append(_BOLD[bold])
            if new_size != size:
                size = new_size
                out.append(_SIZE[size])
            out.append(page.encode(text) + b"\n")
            continue
        if align is not Align.CENTRE:
            align = Align.CENTRE
            out.append(_ALIGN[align])
        out.append(_code(piece, profile, draw_qr))
    out.append(ending(profile))
    return b"".join(out)


def ending(profile: PrinterProfile) -> bytes:
    """Return what ends a paper: the knife, or room to tear it off."""
    return _CUT if profile.cuts else _FEED


def _folding(receipt: Receipt, codec: str) -> Fold:
    """One look at all texts together spares the common receipt forty looks at each."""
    together = "".join(texts(receipt))
    return str if len(together) <= MAX_TEXT and fits(together, codec) else partial(fold, codec=codec)


def _code(piece: Qr | Barcode, profile: PrinterProfile, draw_qr: QrDrawing) -> bytes:
    """A barcode too wide for the paper is printed as a QR of the same text: better another code than none."""
    if isinstance(piece, Barcode):
        bars = code128(piece.data)
        if _modules(piece.data) * _CODE128_MODULE_DOTS <= profile.dots:
            return _CODE128_SETUP + b"\x1dk\x49" + bytes([len(bars)]) + bars + b"\n"
    return draw_qr(piece.data, profile) + b"\n"


def code128(data: str) -> bytes:
    """Return the data of GS k 73: pairs of digits in set C, everything else in set B (``{`` is doubled there)."""
    assert data.isascii() and data.isprintable() and data, data
    digits = _paired_digits(data)
    pairs = bytes(int(data[i : i + 2]) for i in range(0, digits, 2))
    rest = data[digits:].replace("{", "{{").encode("ascii")
    return (b"{C" + pairs if pairs else b"") + (b"{B" + rest if rest else b"")


def _paired_digits(data: str) -> int:
    """Count the leading digits worth set C: an even number of them, at least four."""
    digits = len(data) - len(data.lstrip("0123456789"))
    return digits // 2 * 2 if digits >= 4 else 0  # noqa: PLR2004 - two pairs pay for the switch


def _modules(data: str) -> int:
    """Width in modules: start, symbols, check (11 each), stop (13) and a quiet zone of 10 on each side."""
    digits = _paired_digits(data)
    rest = len(data) - digits
    switch = 1 if digits and rest else 0
    return (1 + digits // 2 + switch + rest + 1) * 11 + 13 + 20
