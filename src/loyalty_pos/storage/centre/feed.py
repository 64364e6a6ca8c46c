"""The change feed: the newest row of everything, each with its place in one server sequence.

The sequence is one row that a transaction locks when it publishes, last of all, so places are given in the
order of commits and nobody can overtake a reader (offline.md 2.1). A cursor names the database it belongs to:
a till that comes from another one starts from the beginning.

A cursor is ``feed.place``. While a till reads from the beginning, ``.all`` stands behind it: tombstones that it missed
are nothing to it. ``.sN`` stands there while it reads its own shop's rows up to N, the others came in a snapshot.
"""

from collections.abc import Collection, Iterable
from typing import Final, NamedTuple

from loyalty_pos.centre.records import FeedRow
from loyalty_pos.storage.centre.database import Row, Sql
from loyalty_pos.wire.messages import Change

PAGE_BYTES: Final = 2 * 1024 * 1024
_PUT: Final = (
    "INSERT INTO feed (scope, kind, row_key, serial, packed) VALUES ($1, $2, $3, $4, $5) "
    "ON CONFLICT (scope, kind, row_key) DO UPDATE SET serial = excluded.serial, packed = excluded.packed"
)
_OWN: Final = (
    "SELECT serial, kind, row_key, packed FROM feed WHERE scope = $1 AND serial > $2 AND serial <= $3 AND NOT EXISTS "
    "(SELECT 1 FROM feed AS common WHERE common.scope = '' AND common.kind = feed.kind "
    "AND common.row_key = feed.row_key AND common.serial > feed.serial) ORDER BY serial LIMIT $4"
)
"""A shop's own rows, without those that a newer row for all stores has put aside."""
FLOOR: Final = "feed_floor"
_NEWEST: Final = (
    "SELECT row_key, serial FROM feed WHERE scope = '' AND kind = $1 ORDER BY serial DESC LIMIT $2"
)
_NEWEST_BEHIND: Final = (
    "SELECT row_key, serial FROM feed WHERE serial > $3 AND scope || '' = '' AND kind || '' = $1 "
    "ORDER BY serial DESC LIMIT $2"
)
"""By the index of places: what is added to the names keeps SQLite from the index of all rows of a kind."""
_WHOLE: Final = "all"
_DIGITS: Final = 19
"""More than the place of any row has."""


class Cursor(NamedTuple):
    """``place`` 0 = from the beginning. ``whole``: the till began there. ``told``: rows for all up to here it has."""

    place: int
    whole: bool = False
    told: int = 0


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
        seen = read_cursor(cursor, feed_id)
        if max(seen.place, seen.told) > head or is_below_floor(self._sql, seen):
            seen = Cursor(0)  # restored from an older copy, or tombstones are gone: tell everything again
        if seen.told:
            return self._own_page(store_id, seen, (feed_id, limit))
        rows = self._sql.rows(
            "SELECT serial, kind, row_key, packed FROM feed WHERE serial > $1 AND scope = ANY($2) "
            "ORDER BY serial LIMIT $3",
            seen.place,
            ["", store_id],
            limit + 1,
        )
        changes, last = _within(rows[:limit])
        more = len(changes) < len(rows)
        whole = f".{_WHOLE}" if more and (seen.whole or not seen.place) else ""
        return changes, f"{feed_id}.{last if more else head}{whole}", more

    def _own_page(self, store_id: str, seen: Cursor, feed: tuple[str, int]) -> tuple[list[Change], str, bool]:
        """Return what the shop has of its own beside a snapshot; behind it the feed goes on as usual."""
        feed_id, limit = feed
        rows = self._sql.rows(_OWN, store_id, seen.place, seen.told, limit + 1)
        changes, last = _within(rows[:limit])
        behind = f"{last}.s{seen.told}" if len(changes) < len(rows) else str(seen.told)
        return changes, f"{feed_id}.{behind}", True

    def places(self, kind: str, keys: Collection[str]) -> dict[str, int]:
        """Return the place of the newest row for all stores, by its key."""
        rows = self._sql.rows(
            "SELECT row_key, serial FROM feed WHERE scope = '' AND kind = $1 AND row_key = ANY($2)",
            kind,
            list(keys),
        )
        return {row[0]: row[1] for row in rows}

    def newest_rows(self, kind: str, limit: int, behind: int = 0) -> list[tuple[str, int]]:
        """Return (key, place) of the rows of one kind for all stores that were told last, the newest first.

        ``behind``: only those of later places. These are few among all of the kind, so the feed is read from its end.
        """
        rows = self._sql.rows(
            _NEWEST_BEHIND if behind else _NEWEST, kind, limit, *([behind] if behind else [])
        )
        return [(row[0], row[1]) for row in rows]

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
        return read_cursor(cursor, feed_place(self._sql)[0]).place


def read_cursor(cursor: str, feed_id: str) -> Cursor:
    """Return what a cursor says; one of another database says: from the beginning."""
    name, _, rest = cursor.partition(".")
    place, _, told = rest.partition(".")
    if name != feed_id or not _is_place(place):
        return Cursor(0)
    if told.startswith("s") and _is_place(told[1:]):
        return Cursor(int(place), told=int(told[1:]))
    return Cursor(int(place), whole=told == _WHOLE) if told in {"", _WHOLE} else Cursor(0)


def is_below_floor(sql: Sql, seen: Cursor) -> bool:
    """Tell whether tombstones behind this place are gone for a till that has rows from before."""
    return 0 < seen.place < floor_of(sql) and not seen.whole and not seen.told


def floor_of(sql: Sql) -> int:
    """Return the place up to which tombstones are gone, 0 = none is."""
    rows = sql.rows("SELECT value FROM setting WHERE store_id = '' AND name = $1", FLOOR)
    return int(rows[0][0]) if rows else 0


def _is_place(text: str) -> bool:
    return text.isascii() and text.isdigit() and len(text) < _DIGITS


def _within(rows: list[Row]) -> tuple[list[Change], int]:
    """Return as many rows as make a page, and the place of the last one."""
    changes: list[Change] = []
    size, last = 0, 0
    for serial, kind, key, packed in rows:
        size += len(packed)
        if size > PAGE_BYTES and changes:
            break
        changes.append(Change(kind, key, packed))
        last = serial
    return changes, last


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
