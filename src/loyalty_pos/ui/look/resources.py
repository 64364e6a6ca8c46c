"""Where fonts, icons and translations lie: beside the package when installed, at the project's top in a checkout."""

from pathlib import Path

import loyalty_pos

_PACKAGE = Path(loyalty_pos.__file__).parent
_PLACES = (_PACKAGE / "resources", _PACKAGE.parent.parent / "resources")


def resource(*parts: str) -> Path:
    """Return the path of a shipped file; a missing file is a broken installation and raises at once."""
    for place in _PLACES:
        path = place.joinpath(*parts)
        if path.exists():
            return path
    message = f"shipped file is missing: {'/'.join(parts)}"
    raise FileNotFoundError(message)
