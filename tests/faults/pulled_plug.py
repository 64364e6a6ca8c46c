"""What a power cut leaves of files: what was synced, and any part of what was not, torn at 512 bytes, in any order.

Reads the log of the faulty disk entry by entry. A name that was made, renamed or removed counts only once its folder
was synced: before that it may have happened, in order, or not. Nothing here knows what the files hold.
"""

import random
import struct
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from tests.faults.disk import Call

SECTOR: Final = 512
_ENTRY: Final = struct.Struct("=IIQqq")
_CREATED: Final = 1
STYLES: Final = ("nothing", "all", "prefix", "some", "shuffled", "sectors")
"""How much of what was not synced is on the disk all the same."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One call that succeeded. ``at``: offset, or the new length of a file."""

    call: Call
    created: bool
    inode: int
    at: int
    data: bytes


def entries_of(log: Path) -> Iterator[Entry]:
    """Read the log through."""
    with log.open("rb") as file:
        while head := file.read(_ENTRY.size):
            call, flags, inode, at, size = _ENTRY.unpack(head)
            yield Entry(Call(call), bool(flags & _CREATED), inode, at, file.read(size))


@dataclass(slots=True)
class Content:
    """One file: what is safe, and the writes and cuts since; ``None`` = cut to this length."""

    safe: bytearray = field(default_factory=bytearray)
    since: list[tuple[int, bytes | None]] = field(default_factory=list)

    def sync(self) -> None:
        """Make everything safe."""
        for at, data in self.since:
            _apply(self.safe, at, data)
        self.since.clear()

    def after_a_cut(self, style: str, dice: random.Random) -> bytes:
        """Return what the file may be now."""
        if style == "nothing" or not self.since:
            return bytes(self.safe)
        image = bytearray(self.safe)
        for at, data in _chosen(self.since, style, dice):
            _apply(image, at, data)
        return bytes(image)


@dataclass(slots=True)
class PulledPlug:
    """The files of one folder, call by call, ready to be cut off at any of them. ``folder``: its name below the disk's."""

    folder: str
    _folders: set[int] = field(default_factory=set)
    _contents: dict[int, Content] = field(default_factory=dict)
    _safe_names: dict[str, Content] = field(default_factory=dict)
    _names: dict[str, Content] = field(default_factory=dict)
    _since: list[dict[str, Content]] = field(default_factory=list)

    def take(self, entry: Entry) -> None:
        """See one call."""
        match entry.call:
            case Call.OPEN:
                self._open(entry)
            case Call.WRITE:
                self._contents[entry.inode].since.append((entry.at, entry.data))
            case Call.TRUNCATE:
                self._contents[entry.inode].since.append((entry.at, None))
            case Call.SYNC:
                self._sync(entry.inode)
            case Call.UNLINK:
                self._rename(self._names | {}, gone=entry.data.decode())
            case Call.RENAME:
                old, _, new = entry.data.decode().partition("\0")
                self._rename(self._names | {new: self._names[old]}, gone=old)
            case Call.MARK:
                pass

    def after_a_cut(self, dice: random.Random) -> dict[str, bytes]:
        """Return names and contents of one image."""
        style = dice.choice(STYLES)
        names = self._safe_names
        if self._since and (reached := dice.randrange(len(self._since) + 1)):
            names = self._since[reached - 1]
        own_ways = dice.random() < 0.3  # each file its own way, else all the same
        return {
            name: content.after_a_cut(dice.choice(STYLES) if own_ways else style, dice)
            for name, content in names.items()
        }

    def _open(self, entry: Entry) -> None:
        name = entry.data.decode()
        if name == self.folder:
            self._folders.add(entry.inode)
        known = self._contents.get(entry.inode)
        if entry.created or known is None:
            self._contents[entry.inode] = known = Content()
        if entry.created:
            self._rename(self._names | {name: known})

    def _sync(self, inode: int) -> None:
        self._contents[inode].sync()
        if inode in self._folders:
            self._safe_names = self._names
            self._since.clear()

    def _rename(self, names: dict[str, Content], gone: str = "") -> None:
        names.pop(gone, None)
        self._names = names
        self._since.append(names)


def _apply(image: bytearray, at: int, data: bytes | None) -> None:
    if data is None:
        if at < len(image):
            del image[at:]
        else:
            image.extend(bytes(at - len(image)))
        return
    if at > len(image):
        image.extend(bytes(at - len(image)))
    image[at : at + len(data)] = data


def _chosen(
    since: list[tuple[int, bytes | None]], style: str, dice: random.Random
) -> Iterator[tuple[int, bytes | None]]:
    """Yield what reached the disk, in the order in which it did."""
    match style:
        case "all":
            yield from since
        case "prefix":
            whole = dice.randrange(len(since))
            yield from since[:whole]
            at, data = since[whole]
            if data is not None:
                yield at, data[: SECTOR * dice.randrange(len(data) // SECTOR + 1)]
        case "some" | "shuffled":
            share = dice.choice((0.1, 0.5, 0.9))
            found = [one for one in since if dice.random() < share]
            if style == "shuffled":
                dice.shuffle(found)
            yield from found
        case _:
            yield from _in_sectors(since, dice)


def _in_sectors(
    since: list[tuple[int, bytes | None]], dice: random.Random
) -> Iterator[tuple[int, bytes | None]]:
    for at, data in since:
        if data is not None:
            yield from _torn(at, data, dice)
        elif dice.random() < 0.5:
            yield at, None


def _torn(at: int, data: bytes, dice: random.Random) -> Iterator[tuple[int, bytes]]:
    """Yield the sectors of one write that arrived."""
    start = 0
    while start < len(data):
        end = min(len(data), (at + start) // SECTOR * SECTOR + SECTOR - at)
        if dice.random() < 0.5:
            yield at + start, data[start:end]
        start = end
