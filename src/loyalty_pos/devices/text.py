"""Receipt -> plain lines, for the preview on screen, the command line and tests. Pure."""

from loyalty_pos.core.receipt import Align, Barcode, Qr, Receipt
from loyalty_pos.devices.folding import UNICODE, fold
from loyalty_pos.devices.layout import PaperLine, lay_out

SCREEN_COLUMNS = 48


def to_lines(receipt: Receipt, columns: int = SCREEN_COLUMNS) -> list[str]:
    """Return lines of at most ``columns`` characters; codes appear as ``[QR ...]`` and ``[| ... |]``.

    Every character of Unicode may appear, control characters never.
    """
    return [_line(piece, columns) for piece in lay_out(receipt, columns, _printable)]


def _printable(text: str) -> str:
    return fold(text, UNICODE)


def _line(piece: PaperLine | Qr | Barcode, columns: int) -> str:
    match piece:
        case Qr(data):
            return f"[QR {_shortened(data, columns - 5)}]".center(columns).rstrip()
        case Barcode(data):
            return f"[| {_shortened(data, columns - 6)} |]".center(columns).rstrip()
        case PaperLine(text, align):
            match align:
                case Align.LEFT:
                    return text.rstrip()
                case Align.CENTRE:
                    return text.center(columns).rstrip()
                case Align.RIGHT:
                    return text.rjust(columns)


def _shortened(data: str, width: int) -> str:
    shown = _printable(data)
    return shown if len(shown) <= width else shown[: width - 3] + "..."
