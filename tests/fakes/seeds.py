"""Looks for words that must not be there: in every file, in what is packed in it, and in what its key decrypts."""

import io
import zipfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Final

from sqlcipher3 import dbapi2

from loyalty_pos.storage.vault import Vault
from loyalty_pos.wire.zstd import Zstd

_ENCODINGS: Final = ("utf-8", "utf-16-le", "utf-16-be", "cp1251", "cp866")
_ZSTD: Final = b"\x28\xb5\x2f\xfd"
_KEYS: Final = {"journal": "journal-key", "cache": "cache-key", "centre": "centre.db"}
_MOST: Final = 1 << 26
_SHORTEST: Final = 3
"""Bytes that are left of a word which an encoding cannot write are no word."""


@dataclass(frozen=True)
class Found:
    """``place``: file, and what of it; ``seed``: which word."""

    place: str
    seed: str


@dataclass
class Seeds:
    """Words by name. ``digits``: those that may also stand without their separators."""

    words: Mapping[str, str]
    digits: frozenset[str] = frozenset()
    looked_at: list[str] = field(default_factory=list)

    def in_bytes(self, place: str, data: bytes) -> Iterator[Found]:
        """Look into bytes, and into what they are when they are packed."""
        self.looked_at.append(place)
        if data.count(data[:1]) == len(data):
            return  # the reserve: one byte, over and over
        lowered = data.lower()
        for name, forms in self._all_forms.items():
            if any(form in lowered for form in forms):
                yield Found(place, name)
        if data[:4] == _ZSTD:
            yield from self.in_bytes(f"{place}:zstd", Zstd().expand(data, _MOST))
        elif zipfile.is_zipfile(io.BytesIO(data)):
            with zipfile.ZipFile(io.BytesIO(data)) as archive:
                for inner in archive.namelist():
                    yield from self.in_bytes(f"{place}:{inner}", archive.read(inner))

    def in_files(self, folder: Path) -> set[Found]:
        """Look into every file below a folder, byte for byte."""
        files = sorted(path for path in folder.rglob("*") if path.is_file())
        return {
            found
            for path in files
            for found in self.in_bytes(str(path.relative_to(folder)), path.read_bytes())
        }

    def in_database(self, path: Path, vault: Vault) -> set[Found]:
        """Look into every value of every table, decrypted, and into its packed values."""
        key = vault.get(_KEYS[path.stem])
        assert key is not None
        connection = dbapi2.connect(str(path))
        found: set[Found] = set()
        try:
            connection.execute(f"PRAGMA key = \"x'{key}'\"")
            if path.stem == "cache":
                connection.execute("PRAGMA cipher_page_size = 1024")
            tables = [
                row[0] for row in connection.execute("SELECT name FROM sqlite_schema WHERE type = 'table'")
            ]
            assert tables
            for table in tables:
                for row in connection.execute(f'SELECT * FROM "{table}"'):  # names from the schema
                    for value in row:
                        data = value if isinstance(value, bytes) else str(value).encode()
                        found |= set(self.in_bytes(f"{path.name}/{table}", data))
        finally:
            connection.close()
        return found

    @cached_property
    def _all_forms(self) -> dict[str, set[bytes]]:
        return {name: self._forms(name, word) for name, word in self.words.items()}

    def _forms(self, name: str, word: str) -> set[bytes]:
        """Return the word in every encoding, ASCII in small letters, as the data is looked at."""
        forms = [word, "".join(word.split())]
        if name in self.digits:
            bare = "".join(one for one in word if one.isdigit())
            forms += [bare, bare[1:], f"{bare[1:4]}-{bare[4:7]}", f"{bare[1:4]}) {bare[4:7]}"]
        every = (form for one in forms for form in (one, one.lower(), one.upper()))
        encoded = (form.encode(encoding, "ignore").lower() for form in every for encoding in _ENCODINGS)
        return {one for one in encoded if len(one) > _SHORTEST}
