"""A QR code as dots, for printers that cannot draw one themselves; bigger and slower than the native way."""

import qrcode
from qrcode.constants import ERROR_CORRECT_M

from loyalty_pos.devices.escpos import PrinterProfile

_QUIET_MODULES = 2


def raster_qr(data: str, profile: PrinterProfile) -> bytes:
    """Return GS v 0 with the code as an image; each module ``qr_dots`` dots, fewer if the paper is too narrow."""
    code = qrcode.QRCode(error_correction=ERROR_CORRECT_M, border=_QUIET_MODULES)
    code.add_data(data)
    matrix = code.get_matrix()
    scale = max(1, min(profile.qr_dots, profile.dots // len(matrix)))
    rows = [_dots([dark for dark in row for _ in range(scale)]) for row in matrix]
    image = b"".join(row for row in rows for _ in range(scale))
    width, height = len(rows[0]), len(rows) * scale
    return b"\x1dv0\x00" + width.to_bytes(2, "little") + height.to_bytes(2, "little") + image


def _dots(row: list[bool]) -> bytes:
    """Eight dots a byte, the leftmost in the highest bit, white dots to fill the last byte."""
    width = -(-len(row) // 8)
    bits = "".join("1" if dark else "0" for dark in row).ljust(width * 8, "0")
    return int(bits, 2).to_bytes(width, "big")
