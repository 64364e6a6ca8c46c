"""Whom the shop has forgotten, in a file beside the keys: an older copy of the database forgets them again.

Backups of the database do not bring it back, as they do not bring the keys. It holds ids made by chance and times, no
personal datum. An entry is never taken out; a file that cannot be read is told, not replaced.
"""

import json
from collections.abc import Iterable
from dataclasses import asdict
from pathlib import Path

from loyalty_pos.centre.records import Erasure
from loyalty_pos.core.problems import StorageCorrupt
from loyalty_pos.storage.folders import put_file, refusal


class ErasedNote:
    """Implements ``centre.privacy.desk.Note`` in a JSON file."""

    def __init__(self, path: Path) -> None:
        self._path = path

    def known(self) -> list[Erasure]:
        """Return everybody who stands there. Raises StorageCorrupt, StorageFailing."""
        try:
            text = self._path.read_text(encoding="utf-8")
        except FileNotFoundError:
            return []
        except OSError as error:
            raise refusal(error, self._path) from error
        try:
            return [Erasure(**one | {"person_ids": tuple(one["person_ids"])}) for one in json.loads(text)]
        except (ValueError, TypeError, KeyError) as error:
            raise StorageCorrupt(path=str(self._path), kept_as=str(self._path)) from error

    def keep(self, erasures: Iterable[Erasure]) -> None:
        """Add whoever does not stand there yet; the file is replaced whole. Raises StorageFull, StorageFailing."""
        known = self.known()
        numbers = {one.number for one in known}
        new = [one for one in erasures if one.number not in numbers]
        if not new:
            return
        put_file(self._path, json.dumps([asdict(one) for one in (*known, *new)]).encode())
