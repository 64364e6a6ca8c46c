"""Whether this program can follow what the centre tells the shop to price by, now or from a moment on.

It must never stop the selling: what cannot be followed is told, and the last bundle that can be goes on pricing.
"""

from collections.abc import Sequence
from typing import Final

from loyalty_pos.core.problems import Problem, ProgrammeNotFollowed
from loyalty_pos.storage.cache.parsing import Parse, ids_of, parsed
from loyalty_pos.storage.database import Database
from loyalty_pos.wire.codec import decode
from loyalty_pos.wire.rows import BundleRow

UNREADABLE: Final = "?"
"""Instead of what is missing where the text itself cannot be read."""


class Following:
    """Looks on a thread of its own; a bundle is read once."""

    def __init__(self, database: Database, parse: Parse) -> None:
        self._reader = database.new_reader()
        self._parse = parse
        self._looked: tuple[list[int], Sequence[Problem]] = ([], ())

    def look(self) -> Sequence[Problem]:
        """Return what cannot be followed, one for all bundles told; () = everything can."""
        rows = self._reader.rows("SELECT serial, row FROM bundle WHERE forgotten = 0 ORDER BY serial")
        serials = [serial for serial, _ in rows]
        if serials != self._looked[0]:
            self._looked = serials, self._problems([decode(row, BundleRow) for _, row in rows])
        return self._looked[1]

    def _problems(self, bundles: Sequence[BundleRow]) -> Sequence[Problem]:
        programmes, missing = set[str](), set[str]()
        for bundle in bundles:
            read = parsed(bundle, self._parse)
            if isinstance(read, ProgrammeNotFollowed):
                programmes |= set(read.programmes.split(", "))
                missing |= set(read.needs.split(", "))
            elif isinstance(read, Problem):
                programmes |= set(ids_of(bundle))
                missing.add(UNREADABLE)
        if not programmes:
            return ()
        return (
            ProgrammeNotFollowed(programmes=", ".join(sorted(programmes)), needs=", ".join(sorted(missing))),
        )
