"""Where the files beside the program are: demo shop, programmes; beside the source tree or inside the installation."""

from pathlib import Path
from typing import Final

import loyalty_pos

_PACKAGE: Final = Path(loyalty_pos.__file__).resolve().parent


def resource(*parts: str) -> Path:
    """Return the path of a shipped file, e.g. ``resource("demo", "goods.csv")``."""
    installed = _PACKAGE / "resources"
    root = installed if installed.is_dir() else _PACKAGE.parents[1] / "resources"
    return root.joinpath(*parts)
