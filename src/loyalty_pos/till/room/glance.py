"""The disk in a few letters, for the line at the foot; it stands alone, because the first window needs no more."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Glance:
    """The disk in a few letters. ``state``: "" (not known), ok, low, full; ``left``: whole GB, of a low disk tenths of a GB.

    ``copy_stands``: the copy on another medium is behind or away, and for so long that it is worth saying.
    """

    state: str = ""
    left: int = 0
    copy_stands: bool = False
