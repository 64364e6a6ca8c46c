"""The code for a place as a file holds it: IT writes such files with whatever the machine has, a mark in front included."""

import codecs
from pathlib import Path
from typing import Final

from loyalty_pos.cli.words import CannotRead

_LONGEST: Final = 4_096


def code_in(path: Path) -> str:
    """Return the code. Raises CannotRead."""
    try:
        with path.open("rb") as file:
            data = file.read(_LONGEST)
        is_wide = data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE))
        return data.decode("utf-16" if is_wide else "utf-8-sig").strip()
    except (OSError, ValueError) as error:
        raise CannotRead(path=str(path)) from error
