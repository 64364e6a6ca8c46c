"""The pages of an encrypted file that still open, whatever happened to the others (decisions 24).

SQLite reads a table from its root: one damaged page near it hides thousands of sound ones, and a damaged first page hides
all. So the pages are opened here one by one, as SQLCipher 4 writes them: AES-256-CBC under the seal that
``storage.pages.seals`` looks at. It must never write, and never return a page whose seal does not fit.
"""

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Final

from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes

from loyalty_pos.storage.pages.seals import IV_BYTES, RESERVED, SALT_BYTES, Seals

_FIRST: Final = b"SQLite format 3\0"
_LOG_HEADER: Final = 32
_FRAME_HEADER: Final = 24


class PageKey:
    """Opens pages with a file's raw key (96 hex digits: key and salt)."""

    def __init__(self, key: str) -> None:
        self._seals = Seals(key)

    def opened(self, page: bytes, number: int) -> bytes | None:
        """Return the page without its seal, None when it is not what was written as page ``number``."""
        if not self._seals.fits(page, number):
            return None
        begin, end = SALT_BYTES if number == 1 else 0, len(page) - RESERVED
        start = modes.CBC(page[end : end + IV_BYTES])
        opening = Cipher(algorithms.AES(self._seals.key), start).decryptor()
        clear = opening.update(page[begin:end]) + opening.finalize()
        return (_FIRST if number == 1 else b"") + clear


class SoundPages:
    """All pages of one file and its write-ahead log that open. ``damaged``: how many do not.

    ``newest``: the last committed version of each; a page that is damaged in its newest version is not in it.
    """

    def __init__(self, path: Path, key: str, page_bytes: int) -> None:
        """Raises OSError."""
        self._key = PageKey(key)
        self._page_bytes = page_bytes
        self.damaged = 0
        self.older: list[bytes] = []
        self.newest: dict[int, bytes] = {}
        for number, page in self._of_file(path):
            self._take(number, page)
        log = path.with_name(f"{path.name}-wal")
        if log.exists():
            for number, page in _committed(log.read_bytes(), page_bytes):
                self._take(number, page)

    def versions(self) -> Iterator[tuple[bytes, bool]]:
        """Return every page that opens, whether it is the newest of its number, the older ones first."""
        yield from ((page, False) for page in self.older)
        yield from ((page, True) for page in self.newest.values())

    def _of_file(self, path: Path) -> Iterator[tuple[int, bytes]]:
        with path.open("rb") as file:
            number = 0
            while len(page := file.read(self._page_bytes)) == self._page_bytes:
                number += 1
                yield number, page

    def _take(self, number: int, page: bytes) -> None:
        clear = self._key.opened(page, number)
        before = self.newest.pop(number, None)
        if before is not None:
            self.older.append(before)
        if clear is None:
            self.damaged += 1
        else:
            self.newest[number] = clear


def _committed(log: bytes, page_bytes: int) -> list[tuple[int, bytes]]:
    """Return the pages of a write-ahead log in order, up to the last commit: behind it nothing was acknowledged.

    A log is written over from its start; what is left of an older round carries other salts.
    """
    size = _FRAME_HEADER + page_bytes
    frames = [log[at : at + size] for at in range(_LOG_HEADER, len(log) - size + 1, size)]
    salts = {log[16:24]} | ({frames[0][8:16]} if frames else set())
    current = [frame for frame in frames if frame[8:16] in salts]
    commits = [place for place, frame in enumerate(current, 1) if any(frame[4:8])]
    last = commits[-1] if commits else 0
    return [(int.from_bytes(frame[:4]), frame[_FRAME_HEADER:]) for frame in current[:last]]


def overflow(pages: Mapping[int, bytes], number: int, wanted: int) -> bytes | None:
    """Return ``wanted`` bytes of a row that goes on in other pages, None when one of them is not sound."""
    found = bytearray()
    seen: set[int] = set()
    while len(found) < wanted:
        page = pages.get(number)
        if page is None or number in seen:
            return None
        seen.add(number)
        found += page[4:]
        number = int.from_bytes(page[:4])
    return bytes(found[:wanted])
