"""The feed's rows by kind and key, as a snapshot is made of them, and the tombstones that are old enough to go."""

from collections.abc import Sequence

from loyalty_pos.storage.centre.database import Sql
from loyalty_pos.storage.centre.feed import FLOOR, feed_place, floor_of, is_below_floor, read_cursor


class SqlFeedRows:
    """Implements ``centre.ports.FeedRows``."""

    def __init__(self, sql: Sql) -> None:
        self._sql = sql

    def is_beginning(self, cursor: str) -> bool:
        """Tell whether a till with this cursor has nothing of this feed, a snapshot neither."""
        seen = read_cursor(cursor, feed_place(self._sql)[0])
        return not seen.place and not seen.told

    def is_too_old(self, cursor: str) -> bool:
        """Tell whether words of what is gone are missing behind this cursor."""
        return is_below_floor(self._sql, read_cursor(cursor, feed_place(self._sql)[0]))

    def floor(self) -> int:
        """Return the place up to which tombstones are gone, 0 = none is."""
        return floor_of(self._sql)

    def tombstones(self, place: int, limit: int) -> list[tuple[str, str, str, int]]:
        """Return tombstones up to a place: scope, kind, key, place."""
        rows = self._sql.rows(
            "SELECT scope, kind, row_key, serial FROM feed WHERE serial <= $1 AND length(packed) = 0 "
            "ORDER BY serial LIMIT $2",
            place,
            limit,
        )
        return [(row[0], row[1], row[2], row[3]) for row in rows]

    def prune(self, stones: Sequence[tuple[str, str, str, int]]) -> None:
        """Take tombstones out; whoever has not seen them must begin anew."""
        self._sql.many(
            "DELETE FROM feed WHERE scope = $1 AND kind = $2 AND row_key = $3 AND serial = $4", stones
        )
        floor = max([self.floor(), *(place for *_, place in stones)])
        self._sql.run(
            "INSERT INTO setting (store_id, name, value) VALUES ('', $1, $2) "
            "ON CONFLICT (store_id, name) DO UPDATE SET value = excluded.value",
            FLOOR,
            str(floor),
        )

    def common_rows(self, kind: str, after: str, limit: int) -> list[tuple[str, bytes]]:
        """Return rows of one kind for all stores by their keys, behind a key; tombstones are left out."""
        rows = self._sql.rows(
            "SELECT row_key, packed FROM feed WHERE scope = '' AND kind = $1 AND row_key > $2 "
            "AND length(packed) > 0 ORDER BY row_key LIMIT $3",
            kind,
            after,
            limit,
        )
        return [(key, packed) for key, packed in rows]

    def common_kinds(self) -> dict[str, int]:
        """Return how many rows for all stores there are of each kind."""
        rows = self._sql.rows("SELECT kind, count(*) FROM feed WHERE scope = '' GROUP BY kind ORDER BY kind")
        return {kind: int(count) for kind, count in rows}

    def newest_of(self, kind: str) -> int:
        """Return the newest place of a row of this kind for all stores, 0 = there is none."""
        rows = self._sql.rows("SELECT max(serial) FROM feed WHERE scope = '' AND kind = $1", kind)
        return int(rows[0][0] or 0)
