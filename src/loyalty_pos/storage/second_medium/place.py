"""Which folder of another medium belongs to this till: a note in the till's folder, and a mark on the medium itself.

A stick that is pulled out leaves an empty folder behind, on the till's own disk: without its mark nothing is written there.
"""

import secrets
from pathlib import Path
from typing import Final, TypeVar

import msgspec

from loyalty_pos.storage.folders import put_file, refusal

NOTE: Final = "second-medium.json"
MARK: Final = "loyalty-pos-medium.json"
_MOST_BYTES: Final = 4096
_NAME_BYTES: Final = 8
T = TypeVar("T", bound=msgspec.Struct)


class Place(msgspec.Struct, frozen=True):
    """``name``: what the mark on the medium says. ``said``: the trouble that was written down last, "" = none."""

    folder: str
    name: str
    said: str = ""


class _Mark(msgspec.Struct, frozen=True):
    name: str


def place_in(folder: Path) -> Place | None:
    """Return what the till in ``folder`` was told, None = it has no second medium."""
    return _read(folder / NOTE, Place)


def keep_place(folder: Path, place: Place) -> None:
    """Keep it. Raises StorageFull, StorageFailing."""
    put_file(folder / NOTE, msgspec.json.encode(place))


def drop_place(folder: Path) -> None:
    """Forget it; what lies on the medium stays there."""
    (folder / NOTE).unlink(missing_ok=True)


def begin_at(medium: Path) -> Place:
    """Mark a folder on a medium, which may serve several tills. Raises StorageFull, StorageFailing."""
    try:
        medium.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise refusal(error, medium) from error
    mark = _read(medium / MARK, _Mark)
    if mark is None:
        mark = _Mark(secrets.token_hex(_NAME_BYTES))
        put_file(medium / MARK, msgspec.json.encode(mark))
    return Place(str(medium), mark.name)


def is_there(place: Place) -> bool:
    """Tell whether the medium itself is at its folder now."""
    mark = _read(Path(place.folder) / MARK, _Mark)
    return mark is not None and mark.name == place.name


def _read(path: Path, kind: type[T]) -> T | None:
    try:
        with path.open("rb") as file:
            return msgspec.json.decode(file.read(_MOST_BYTES), type=kind)
    except (OSError, msgspec.MsgspecError):
        return None
