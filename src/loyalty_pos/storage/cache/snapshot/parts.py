"""The pages of a snapshot on the till's disk until all are there: each sealed, so that none stands in clear.

A cut leaves the pages before it; what was half written is not counted. It must never be asked for a page that it has
not, and never believe one that was changed.
"""

import hashlib
import os
from collections.abc import Iterator
from pathlib import Path
from typing import Final, Protocol

from loyalty_pos.storage.folders import refusal
from loyalty_pos.wire.snapshot.offer import MAX_PACKED

_SIZE_BYTES: Final = 4
_OVERHEAD: Final = 64
_PURPOSE: Final = b"lp snapshot part"


class PartSealer(Protocol):
    """``storage.sealing.Sealing``: AES-256-GCM with a nonce of its own before it."""

    def seal_part(self, data: bytes, key: bytes, name: bytes) -> bytes: ...

    def open_part(self, sealed: bytes, key: bytes, name: bytes) -> bytes: ...


class PartFile:
    """Records one behind the other: the offer, then the pages. ``key``: of the cache's file, 96 hexadecimal digits."""

    def __init__(self, path: Path, key: str, sealer: PartSealer) -> None:
        self._path = path
        self._sealer = sealer
        self._key = hashlib.blake2b(bytes.fromhex(key), digest_size=32, person=_PURPOSE).digest()
        self._ends: list[int] = self._whole()

    @property
    def count(self) -> int:
        """How many records are whole."""
        return len(self._ends)

    def add(self, data: bytes) -> None:
        """Write a record behind the others. Raises ``StorageFull``, ``StorageFailing``."""
        end = self._ends[-1] if self._ends else 0
        sealed = self._sealer.seal_part(data, self._key, _name(self.count))
        try:
            with self._path.open("r+b" if self._path.exists() else "w+b") as file:
                file.truncate(end)
                file.seek(end)
                file.write(len(sealed).to_bytes(_SIZE_BYTES, "big") + sealed)
                file.flush()
                os.fsync(file.fileno())
        except OSError as error:
            raise refusal(error, self._path) from error
        self._ends.append(end + _SIZE_BYTES + len(sealed))

    def read(self, number: int) -> bytes:
        """Return a record. Raises ``BadMessage`` for one that was changed, ``StorageFailing``."""
        start = self._ends[number - 1] if number else 0
        try:
            with self._path.open("rb") as file:
                file.seek(start + _SIZE_BYTES)
                sealed = file.read(self._ends[number] - start - _SIZE_BYTES)
        except OSError as error:
            raise refusal(error, self._path) from error
        return self._sealer.open_part(sealed, self._key, _name(number))

    def pages(self) -> Iterator[bytes]:
        """Return the pages behind the offer."""
        for number in range(1, self.count):
            yield self.read(number)

    def remove(self) -> None:
        """Destroy it."""
        self._ends.clear()
        remove_part(self._path)

    def _whole(self) -> list[int]:
        """Return where whole records end; the first that cannot be opened ends the count."""
        try:
            size = self._path.stat().st_size
        except OSError:
            return []
        ends: list[int] = []
        with self._path.open("rb") as file:
            at = 0
            while at + _SIZE_BYTES <= size:
                file.seek(at)
                length = int.from_bytes(file.read(_SIZE_BYTES), "big")
                at += _SIZE_BYTES + length
                if length > MAX_PACKED + _OVERHEAD or at > size:
                    break
                ends.append(at)
        return ends


def remove_part(path: Path) -> None:
    """Destroy what came so far of a snapshot; what cannot be removed now goes the next time."""
    try:
        path.unlink(missing_ok=True)
    except OSError as error:
        raise refusal(error, path) from error


def _name(number: int) -> bytes:
    return str(number).encode()
