"""The change feed: the newest row of everything, each with its place in one server sequence.

The sequence is one row that a transaction locks when it publishes, last of all, so places are given in the
order of commits and nobody can overtake a reader (offline.md 2.1). A cursor names the database it belongs to:
a till that comes from another one starts from the beginning.
"""

from collections.abc import Collection, Iterable
from typing import Final

from loyalty_pos.centre.records import FeedRow
from loyalty_pos.storage.centre.database import Sql
from loyalty_pos.wire.messages import Change

PAGE_BYTES: Final = 2 * 1024 * 1024
_PUT: Final = (
    "INSERT INTO feed (scope, kind, row_key, serial, packed) VALUES ($1, $2, $3, $4, $5) "
    "ON CONFLICT (scope, kind, row_key) DO UPDATE SET serial = excluded.serial, packed = excluded.packed"
)


class SqlFeed:
    """Implements ``centre.ports.Feed``."""

    def __init__(self, sql: Sql) -> None:
        self._sql = sql

    def publish(self, rows: Iterable[FeedRow]) -> None:
        """Give every row the next places of the sequence, in this order."""
        listed = list(rows)
        if not listed:
            return
        moved = self._sql.rows("UPDATE feed_head SET serial = serial + $1 RETURNING serial", len(listed))
        start = moved[0][0] - len(listed)
        self._sql.many(
            _PUT,
            [
                (row.scope, row.kind, row.row_key, start + number, row.packed)
                for number, row in enumerate(listed, 1)
            ],
        )

    def drop(self, kind: str, row_keys: Collection[str]) -> None:
        """Take rows out without a tombstone."""
        self._sql.run("DELETE FROM feed WHERE kind = $1 AND row_key = ANY($2)", kind, list(row_keys))

    def page(self, store_id: str, cursor: str, limit: int) -> tuple[list[Change], str, bool]:
        """Return what a till of this store has not seen; the page ends at a number of rows or of bytes."""
        feed_id, head = self._sql.rows("SELECT feed_id, serial FROM feed_head")[0]
        seen = _place(cursor, feed_id)
        if seen > head:
            seen = 0  # the centre was restored from an older copy: tell everything again
        rows = self._sql.rows(
            "SELECT serial, kind, row_key, packed FROM feed WHERE serial > $1 AND scope = ANY($2) "
            "ORDER BY serial LIMIT $3",
            seen,
            ["", store_id],
            limit + 1,
        )
        changes: list[Change] = []
        size = 0
        for serial, kind, key, packed in rows[:limit]:
            size += len(packed)
            if size > PAGE_BYTES and changes:
                break
            changes.append(Change(kind, key, packed))
            seen = serial
        more = len(changes) < len(rows)
        return changes, f"{feed_id}.{seen if more else head}", more

    def places(self, kind: str, keys: Collection[str]) -> dict[str, int]:
        """Return the place of the newest row for all stores, by its key."""
        rows = self._sql.rows(
            "SELECT row_key, serial FROM feed WHERE scope = '' AND kind = $1 AND row_key = ANY($2)",
            kind,
            list(keys),
        )
        return {row[0]: row[1] for row in rows}

    def newest(self) -> str:
        """Return the cursor behind everything that was published."""
        feed_id, serial = feed_place(self._sql)
        return f"{feed_id}.{serial}"

    def keys_below(self, kind: str, key: str, limit: int) -> list[str]:
        """Return keys of rows of one kind that come before this one and are no tombstones yet."""
        rows = self._sql.rows(
            "SELECT row_key FROM feed WHERE kind = $1 AND row_key < $2 AND length(packed) > 0 "
            "ORDER BY row_key LIMIT $3",
            kind,
            key,
            limit,
        )
        return [row_key for (row_key,) in rows]

    def keys_of(self, kind: str) -> set[str]:
        """Return the keys of the rows of one kind that were told."""
        return {key for (key,) in self._sql.rows("SELECT row_key FROM feed WHERE kind = $1", kind)}

    def place(self, cursor: str) -> int:
        """Return the place that a cursor of this database names, 0 for any other one."""
        return _place(cursor, self._sql.rows("SELECT feed_id FROM feed_head")[0][0])


def _place(cursor: str, feed_id: str) -> int:
    name, _, place = cursor.partition(".")
    return int(place) if name == feed_id and place.isascii() and place.isdigit() and len(place) < 19 else 0  # noqa: PLR2004  # digits of a 64-bit number


def feed_place(sql: Sql) -> tuple[str, int]:
    """Return the feed's name and its newest place."""
    feed_id, serial = sql.rows("SELECT feed_id, serial FROM feed_head")[0]
    return feed_id, serial


def rename_feed(sql: Sql, feed_id: str) -> None:
    """Give the feed another name: no till's cursor means anything in it."""
    sql.run("UPDATE feed_head SET feed_id = $1", feed_id)


def begin_feed(sql: Sql, feed_id: str) -> None:
    """Make the sequence, once in the life of a database."""
    if not sql.rows("SELECT feed_id FROM feed_head"):
        sql.run("INSERT INTO feed_head (feed_id, serial) VALUES ($1, 0)", feed_id)
