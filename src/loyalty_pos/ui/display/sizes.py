"""Letters that are read from a metre and a half, whatever the size of the window; the sheet of the display."""

from string import Template

from loyalty_pos.ui.look.tokens import Colours, table

TEXT_SHARE = 20
"""The smallest letters are a twentieth of the height: on a 10-inch panel capitals are 4.7 mm high, 11 minutes of arc."""
_LEAST = 14
_HEAD = 1.45

_SHEET = Template("""
QWidget#display { background: $window; }
#display QLabel { color: $text; font-size: ${text_px}px; background: transparent; }
#display QLabel[look="muted"] { color: $muted; font-size: ${text_px}px; }
#display QLabel[look="strong"] { font-weight: 600; }
#display QLabel[look="head"] { font-size: ${head_px}px; font-weight: 700; }
#display QLabel[look="points"] { font-size: ${head_px}px; font-weight: 700; color: $loyalty; }
#display QLabel[look="good"] { font-size: ${text_px}px; font-weight: 600; color: $good; }
#display QLabel[look="huge"] { font-size: ${huge_px}px; font-weight: 700; }
#display QLabel[look="typed"] { font-size: ${head_px}px; font-weight: 700; background: $field; border: 2px solid $focus; border-radius: 12px; padding: 6px 14px; }
#display QPushButton { font-size: ${text_px}px; border-radius: 12px; }
#display QPushButton[look="digit"] { font-size: ${head_px}px; }
#display QPushButton[look="letter"] { font-size: ${text_px}px; font-weight: 600; padding: 0; }
""")


def text_px(height: int) -> int:
    """Return the size of the smallest letters in a window of this height."""
    return max(_LEAST, height // TEXT_SHARE)


def head_px(height: int) -> int:
    """Return the size of the larger letters: what is read first."""
    return round(text_px(height) * _HEAD)


def sheet(colours: Colours, height: int) -> str:
    """Return the style sheet of a display of this height, laid over that of the till."""
    text = text_px(height)
    return _SHEET.substitute(table(colours), text_px=text, head_px=head_px(height), huge_px=round(text * 2.8))
