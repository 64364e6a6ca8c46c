"""Draw the program's icon from its SVG in every size that Windows asks for; ``python -m tools.windows.icon``.

The result is kept with the sources, so that freezing needs nothing that draws.
"""

import io
import os

from PIL import Image
from PySide6.QtCore import QBuffer, QIODevice, QRectF, Qt
from PySide6.QtGui import QGuiApplication, QImage, QPainter
from PySide6.QtSvg import QSvgRenderer

from tools.environment import ROOT

DRAWN, KEPT = ROOT / "packaging/loyalty-pos.svg", ROOT / "packaging/loyalty-pos.ico"
SIZES = (16, 20, 24, 32, 40, 48, 64, 128, 256)


def draw() -> None:
    """Write the icon; each size is drawn by itself, since a shrunken one blurs."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    application = QGuiApplication([])
    pictures = [_picture(QSvgRenderer(str(DRAWN)), size) for size in SIZES]
    largest, *others = reversed(pictures)
    largest.save(KEPT, format="ICO", sizes=[(size, size) for size in SIZES], append_images=others)
    application.quit()


def _picture(drawing: QSvgRenderer, size: int) -> Image.Image:
    image = QImage(size, size, QImage.Format.Format_ARGB32)
    image.fill(Qt.GlobalColor.transparent)
    painter = QPainter(image)
    drawing.render(painter, QRectF(0, 0, size, size))
    painter.end()
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    image.save(buffer, b"PNG")
    return Image.open(io.BytesIO(buffer.data().data()))


if __name__ == "__main__":
    draw()
