"""What a till's cache knows of people, and how it is taken out: of one person, or of everybody after a long silence.

Balances, tiers and cards stay: a card is served without a name as well. It must never touch the ledger's rows.
"""

from datetime import datetime, timedelta
from typing import Final

from loyalty_pos.core.dates import micros
from loyalty_pos.storage.cache.account_row import nameless
from loyalty_pos.storage.database import Connection, Database
from loyalty_pos.wire.codec import decode
from loyalty_pos.wire.rows import ForgetRow

SILENCE: Final = timedelta(days=30)
"""So long a till keeps names and phones without a word from its centre (offline.md 4.4)."""
_OF_ACCOUNT: Final = "(SELECT number FROM account WHERE id = ?)"
_PAGE: Final = 2_000


def take_forget(connection: Connection, key: str, row: bytes) -> None:
    """Keep that somebody is forgotten, and forget the names here; the journal's part is ``storage.forgetting``."""
    connection.execute("DELETE FROM forgotten WHERE number = ?", (key,))
    if not row:
        return
    told = decode(row, ForgetRow)
    connection.execute("INSERT INTO forgotten VALUES (?, ?)", (key, row))
    connection.execute(f"DELETE FROM phone WHERE account = {_OF_ACCOUNT}", (told.account_id,))  # noqa: S608  # our own words
    connection.execute(
        f"DELETE FROM phone_key WHERE card IN (SELECT key FROM card WHERE account = {_OF_ACCOUNT})",  # noqa: S608  # as above
        (told.account_id,),
    )
    found = connection.execute("SELECT number, row FROM account WHERE id = ?", (told.account_id,)).fetchone()
    if found and found[1]:
        connection.execute("UPDATE account SET row = ? WHERE number = ?", (nameless(found[1]), found[0]))


def forgotten(database: Database) -> dict[str, ForgetRow]:
    """Return everybody whom the centre has told to forget, by the number of the erasure."""
    rows = database.reader().rows("SELECT number, row FROM forgotten ORDER BY number")
    return {number: decode(row, ForgetRow) for number, row in rows}


def is_silent(database: Database, now: datetime) -> bool:
    """Tell whether names are here and the centre was not heard for 30 days."""
    row = database.reader().row("SELECT server_us FROM feed WHERE cursor <> '' AND server_us > 0")
    return row is not None and micros(now - SILENCE) >= row[0]


def wipe(database: Database) -> None:
    """Take every name and phone out; the next word of the centre begins from the start and brings them again.

    Takes about 10 s for each million members, once.
    """
    with database.writing() as connection:
        for table in ("phone", "subscriber", "phone_key"):
            connection.execute(f"DELETE FROM {table}")  # noqa: S608  # the names above
        after = 0
        while found := connection.execute(
            "SELECT number, row FROM account WHERE number > ? AND row <> x'' ORDER BY number LIMIT ?",
            (after, _PAGE),
        ).fetchall():
            after = found[-1][0]
            connection.executemany(
                "UPDATE account SET row = ? WHERE number = ?",
                [(nameless(row), number) for number, row in found],
            )
        connection.execute("UPDATE feed SET cursor = ''")
    database.tidy()
