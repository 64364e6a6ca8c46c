"""Rows of the change feed into the cache: all rows, the cursor and the projected watermark in one transaction (R23).

Between two pages the rows of a member may be on either side: the watermark of the whole cache moves with the last
page, and a member's row that came before it says by itself what it contains.

A table or a field that this program does not know is passed over (R27); the next version's migration starts the
feed anew. A bundle of programmes never goes back to an older serial (offline.md I13, ``bundles``).
"""

from collections.abc import Callable, Iterable
from functools import partial
from itertools import groupby
from operator import attrgetter
from typing import Final, TypeVar

import msgspec

from loyalty_pos.core.problems import BadMessage
from loyalty_pos.storage.cache.account_columns import kept_accounts
from loyalty_pos.storage.cache.account_row import kept
from loyalty_pos.storage.cache.bundles import Trust, take_bundle
from loyalty_pos.storage.cache.goods import folded
from loyalty_pos.storage.cache.personal import take_forget
from loyalty_pos.storage.cache.phones import take_phone_key
from loyalty_pos.storage.cache.subscribers import take_subscriber
from loyalty_pos.storage.cache.vouchers import take_voucher
from loyalty_pos.storage.database import Connection, Database
from loyalty_pos.wire.codec import decode
from loyalty_pos.wire.messages import Change, Changes
from loyalty_pos.wire.rows import (
    AccountRow,
    ArticleRow,
    CardRow,
    DeviceRow,
    PhoneRow,
    ReturnedRow,
    SettingRow,
    StaffRow,
)
from loyalty_pos.wire.snapshot.rows import texts
from loyalty_pos.wire.snapshot.together import TOGETHER, accounts_of

Apply = Callable[[Connection, str, bytes], None]
_OF_ROWS: Final = (
    "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite%' "
    "AND name NOT IN ('alembic_version', 'feed', 'bundle_head')"
)
RowType = TypeVar("RowType", bound=msgspec.Struct)
_KEEP: Final = "INSERT INTO account (id, row) VALUES (?, ?) ON CONFLICT (id) DO UPDATE SET row = excluded.row"


class Feed:
    """The writing side of the cache, used by the sync thread alone."""

    def __init__(
        self, database: Database, incarnation: str, told: Callable[[int], None], trust: Trust
    ) -> None:
        """``told`` hears after each page up to which of this till's events all rows contain them.

        ``trust``: whether the centre signed this bundle.
        """
        self._database = database
        self._incarnation = incarnation
        self._told = told
        self._trust = trust
        self._reader = database.reader()

    def cursor(self) -> str:
        """Return where the feed goes on, "" = from the start."""
        row = self._reader.row("SELECT cursor FROM feed")
        return row[0] if row else ""

    def read_anew(self) -> None:
        """Begin the feed from its start, by the centre's order; the rows stay until they are told again."""
        with self._database.writing() as connection:
            connection.execute("UPDATE feed SET cursor = ''")

    def forget_all(self) -> None:
        """Keep no row of another shop, and begin the feed from its start: this till has a new place."""
        with self._database.writing() as connection:
            for (table,) in connection.execute(_OF_ROWS).fetchall():
                connection.execute(f"DELETE FROM {table}")  # noqa: S608  # names of the file's own tables
            connection.execute("UPDATE bundle_head SET serial = 0")
            connection.execute("UPDATE feed SET cursor = '', incarnation = '', projected = 0, server_us = 0")

    def apply(self, changes: Changes) -> None:
        """Take one page in. Raises ``BadMessage`` for a row that does not fit, and then nothing of the page is taken."""
        with self._database.writing() as connection:
            contained = self._contained(connection, changes)
            ahead = (self._incarnation, changes.projected) if changes.projected > contained else ("", 0)
            tables = _TABLES | {
                "bundle": partial(take_bundle, trust=self._trust),
                "voucher": partial(take_voucher, ahead=ahead),
            }
            for table, rows in groupby(changes.rows, key=attrgetter("table")):
                apply = tables.get(table)
                if table == "account":
                    _accounts(connection, rows, ahead)
                elif table == TOGETHER:
                    for change in rows:
                        _together(connection, change.row, ahead)
                elif apply is not None:
                    for change in rows:
                        _apply(apply, connection, change)
            connection.execute(
                "UPDATE feed SET cursor = ?, incarnation = ?, projected = ?, server_us = ?",
                (changes.cursor, self._incarnation, contained, changes.server_us),
            )
        self._told(contained)

    def _contained(self, connection: Connection, changes: Changes) -> int:
        """Return the watermark of all rows together: before the last page it is that of the rows not told yet."""
        if not changes.more:
            return changes.projected
        row = connection.execute(
            "SELECT projected FROM feed WHERE incarnation = ?", (self._incarnation,)
        ).fetchone()
        return min(row[0], changes.projected) if row else 0


def take_common(connection: Connection, rows: Iterable[Change]) -> None:
    """Take in rows that are the same for all stores, as a snapshot brings them beside accounts. Raises ``BadMessage``."""
    tables = _TABLES | {"voucher": partial(take_voucher, ahead=("", 0))}
    for change in rows:
        apply = tables.get(change.table)
        if apply is not None:
            _apply(apply, connection, change)


def projected_for(database: Database, incarnation: str) -> int:
    """Return up to which event of this incarnation the rows contain this till's doings; 0 for another's cache."""
    row = database.reader().row("SELECT projected FROM feed WHERE incarnation = ?", (incarnation,))
    return row[0] if row else 0


def _apply(apply: Apply, connection: Connection, change: Change) -> None:
    try:
        apply(connection, change.key, change.row)
    except (ValueError, OverflowError) as error:
        raise BadMessage(reason=f"key of {change.table}") from error


def _article(connection: Connection, key: str, row: bytes) -> None:
    for table in ("article_name", "quick_key", "barcode"):
        connection.execute(f"DELETE FROM {table} WHERE article_id = ?", (key,))  # noqa: S608  # the names above
    if not _put(connection, "article", key, row):
        return
    article = decode(row, ArticleRow)
    connection.execute("INSERT INTO article_name VALUES (?, ?)", (folded(article.article.name), key))
    connection.executemany(
        "INSERT OR REPLACE INTO barcode VALUES (?, ?)", [(code, key) for code in article.barcodes]
    )
    if article.page:
        connection.execute("INSERT INTO quick_key VALUES (?, ?, ?)", (article.page, article.position, key))


def _card(connection: Connection, key: str, row: bytes) -> None:
    if not row:
        connection.execute("DELETE FROM card WHERE key = ?", (int(key),))
        return
    card = decode(row, CardRow)
    connection.execute(
        "INSERT OR REPLACE INTO card VALUES (?, ?, ?, ?, ?)",
        (int(key), _number(connection, card.account_id), card.state, card.last4, card.discount_bp),
    )


def _phone(connection: Connection, key: str, row: bytes) -> None:
    if not row:
        connection.execute("DELETE FROM phone WHERE key = ?", (int(key),))
        return
    account_id = decode(row, PhoneRow).account_id
    connection.execute(
        "INSERT OR REPLACE INTO phone VALUES (?, ?)", (int(key), _number(connection, account_id))
    )


def _accounts(connection: Connection, changes: Iterable[Change], ahead: tuple[str, int]) -> None:
    """Keep accounts that come one behind the other, as after every sale."""
    rows = [(one.key, kept(decode(one.row, AccountRow), *ahead) if one.row else b"") for one in changes]
    connection.executemany(_KEEP, rows)


def _together(connection: Connection, row: bytes, ahead: tuple[str, int]) -> None:
    """Keep accounts that came as columns."""
    told = accounts_of(row)
    connection.executemany(_KEEP, list(zip(texts(told, "id"), kept_accounts(told, *ahead), strict=True)))


def _number(connection: Connection, account_id: str) -> int:
    """Return the account's short number in this file; a card may come before its account."""
    found = connection.execute("SELECT number FROM account WHERE id = ?", (account_id,)).fetchone()
    if found is None:
        found = connection.execute(
            "INSERT INTO account (id, row) VALUES (?, x'') RETURNING number", (account_id,)
        ).fetchone()
    number: int = found[0]
    return number


def _staff(connection: Connection, key: str, row: bytes) -> None:
    _checked(row, StaffRow)
    _put(connection, "staff", key, row)


def _device(connection: Connection, key: str, row: bytes) -> None:
    _checked(row, DeviceRow)
    _put(connection, "device", key, row)


def _returned(connection: Connection, key: str, row: bytes) -> None:
    _checked(row, ReturnedRow)
    _put(connection, "returned", key, row)


def _setting(connection: Connection, key: str, row: bytes) -> None:
    if not row:
        connection.execute("DELETE FROM setting WHERE name = ?", (key,))
        return
    connection.execute("INSERT OR REPLACE INTO setting VALUES (?, ?)", (key, decode(row, SettingRow).value))


def _put(connection: Connection, table: str, key: str, row: bytes) -> bool:
    """Keep the row as it came; an empty one is a tombstone and gives False."""
    if not row:
        connection.execute(f"DELETE FROM {table} WHERE id = ?", (key,))  # noqa: S608  # our own table names
        return False
    connection.execute(f"INSERT OR REPLACE INTO {table} VALUES (?, ?)", (key, row))  # noqa: S608  # as above
    return True


def _checked(row: bytes, kind: type[RowType]) -> None:
    """Refuse a row now that could not be read later."""
    if row:
        decode(row, kind)


_TABLES: Final[dict[str, Apply]] = {
    "article": _article,
    "card": _card,
    "phone": _phone,
    "staff": _staff,
    "device": _device,
    "returned": _returned,
    "setting": _setting,
    "subscriber": take_subscriber,
    "phone_key": take_phone_key,
    "forget": take_forget,
}
