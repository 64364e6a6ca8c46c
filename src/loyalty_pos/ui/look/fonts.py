"""The shipped fonts, so that Windows, Linux and the pictures look alike: Inter, and JetBrains Mono for paper."""

from PySide6.QtGui import QFont, QFontDatabase

from loyalty_pos.ui.look.resources import resource

FAMILY = "Inter"
MONO = "JetBrains Mono"
FILES = (
    "Inter-Regular.otf",
    "Inter-SemiBold.otf",
    "Inter-Bold.otf",
    "JetBrainsMono-Regular.ttf",
    "JetBrainsMono-Bold.ttf",
)
_TABULAR = QFont.Tag.fromString("tnum")


def load_fonts() -> None:
    """Add the shipped fonts to this program; nothing is installed on the machine."""
    for name in FILES:
        font_id = QFontDatabase.addApplicationFont(str(resource("fonts", name)))
        assert font_id >= 0, name


def font(pixels: int, weight: int = 400) -> QFont:
    """Return the interface font with figures of equal width, so that columns of money stand straight."""
    made = QFont(FAMILY)
    made.setPixelSize(pixels)
    made.setWeight(QFont.Weight(weight))
    made.setFeature(_TABULAR, 1)
    return made


def mono(pixels: int, *, bold: bool = False) -> QFont:
    """Return the font of the receipt paper: every character has one width."""
    made = QFont(MONO)
    made.setPixelSize(pixels)
    made.setBold(bold)
    made.setFeature(QFont.Tag.fromString("calt"), 0)  # no ligatures: "->" stays two characters wide
    made.setKerning(False)
    return made
