"""Phones of partners' customers, by keyed hashes alone; they need not be members, and nothing else is known of them."""

from typing import Final

from loyalty_pos.storage.database import Connection, Reader
from loyalty_pos.wire.codec import decode
from loyalty_pos.wire.rows import SubscriberRow

_OF_PHONE: Final = "SELECT partner FROM subscriber WHERE key = ? ORDER BY partner"


def partners_of(reader: Reader, phone_key: int) -> tuple[str, ...]:
    """Return whose customer has the phone of this keyed hash."""
    return tuple(partner for (partner,) in reader.rows(_OF_PHONE, (phone_key,)))


def take_subscriber(connection: Connection, key: str, row: bytes) -> None:
    """Keep one row of the feed, or forget it; its key is the phone's keyed hash and the partner."""
    phone_key, _, partner = key.partition(":")
    connection.execute("DELETE FROM subscriber WHERE key = ? AND partner = ?", (int(phone_key), partner))
    if row:
        told = decode(row, SubscriberRow)
        connection.execute("INSERT INTO subscriber VALUES (?, ?)", (int(phone_key), told.partner_id))
