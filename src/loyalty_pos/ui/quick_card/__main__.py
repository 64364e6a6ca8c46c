"""``python -m loyalty_pos.ui.quick_card [FOLDER]``: write the card in each language."""

import os
import sys
from collections.abc import Sequence
from pathlib import Path

from PySide6.QtGui import QGuiApplication

from loyalty_pos.ui.look.fonts import load_fonts
from loyalty_pos.ui.quick_card.card import Card
from loyalty_pos.ui.quick_card.drawing import write_card
from loyalty_pos.ui.quick_card.english import ENGLISH
from loyalty_pos.ui.quick_card.russian import RUSSIAN

CARDS: dict[str, Card] = {"en": ENGLISH, "ru": RUSSIAN}


def main(arguments: Sequence[str]) -> int:
    """Write; return 0."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    application = QGuiApplication([])
    load_fonts()
    folder = Path(arguments[0] if arguments else "docs")
    for language, card in CARDS.items():
        write_card(card, folder / f"quick-card.{language}.pdf")
    application.quit()
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
