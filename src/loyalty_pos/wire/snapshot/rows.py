"""Rows of the feed as columns of a snapshot: accounts and their lots field by field, cards and phones by number of account.

What is not one of these three travels as it does in the feed: table, key, row. Accounts are numbered from 1 through
all pages in the order in which they come; cards and phones follow behind them, in the order of their keys.
"""

import struct
from collections.abc import Callable, Iterable, Iterator, Sequence
from operator import attrgetter
from typing import Final, TypeVar

import msgspec

from loyalty_pos.core.problems import BadMessage
from loyalty_pos.wire.messages import Change
from loyalty_pos.wire.rows import AccountRow, CardRow, LotRow
from loyalty_pos.wire.snapshot.columns import FEW, MANY, TooManyLengths, behind_each_other, unpacked
from loyalty_pos.wire.snapshot.pages import Block, block, column, named

RowType = TypeVar("RowType")
ACCOUNTS, UNTOLD, CARDS, PHONES, CHANGES = "account", "untold", "card", "phone", "rows"
ACCOUNT_FIELDS: Final = tuple(
    name for name in AccountRow.__struct_fields__ if name not in {"account_id", "lots"}
)
LOT_FIELDS: Final = LotRow.__struct_fields__
LOT: Final = "lot."
"""Before the names of the columns of lots."""
_encoder: Final = msgspec.msgpack.Encoder()
_LONG, _WORD, _HALF = struct.Struct(">Q"), struct.Struct(">I"), struct.Struct(">H")


def account_block(ids: Sequence[str], rows: Sequence[AccountRow]) -> Block:
    """Return accounts; every field is the MessagePack of its value, lots stand behind each other beside them."""
    columns: dict[str, list[bytes]] = {"id": [one.encode() for one in ids]}
    for name in ACCOUNT_FIELDS:
        columns[name] = _field(rows, name)
    columns["lots"] = [_HALF.pack(len(row.lots)) for row in rows]
    lots = [lot for row in rows for lot in row.lots]
    for name in LOT_FIELDS:
        columns[LOT + name] = _field(lots, name)
    return block(ACCOUNTS, columns, len(ids))


def untold_block(ids: Sequence[str]) -> Block:
    """Return accounts that only cards or phones name so far."""
    return block(UNTOLD, {"id": [one.encode() for one in ids]}, len(ids))


def card_block(cards: Sequence[tuple[int, int, CardRow]]) -> Block:
    """Return cards: keyed hash, number of the account, row."""
    columns = {
        "key": [_LONG.pack(key) for key, _, _ in cards],
        "account": [_WORD.pack(number) for _, number, _ in cards],
        "state": [row.state.encode() for _, _, row in cards],
        "last4": [row.last4.encode() for _, _, row in cards],
        "discount_bp": [_encoder.encode(row.discount_bp) for _, _, row in cards],
    }
    return block(CARDS, columns, len(cards))


def phone_block(phones: Sequence[tuple[int, int]]) -> Block:
    """Return phones: keyed hash, number of the account."""
    columns = {
        "key": [_LONG.pack(key) for key, _ in phones],
        "account": [_WORD.pack(number) for _, number in phones],
    }
    return block(PHONES, columns, len(phones))


def changes_block(changes: Sequence[Change]) -> Block:
    """Return rows of any table as the feed tells them."""
    columns = {
        "table": [change.table.encode() for change in changes],
        "key": [change.key.encode() for change in changes],
        "row": [change.row for change in changes],
    }
    return block(CHANGES, columns, len(changes))


def texts(one: Block, name: str) -> list[str]:
    """Return a column of texts. Raises ``BadMessage``."""
    found = named(one, name)
    try:
        if found.form in {FEW, MANY}:
            known = {value: value.decode() for value in found.table}
            return list(map(known.__getitem__, unpacked(found, one.count)))
        joined = behind_each_other(found, one.count)
        if joined is not None and joined[0].isascii():
            text, size = joined[0].decode(), joined[1]
            return [text[at : at + size] for at in range(0, len(text), size)]
        return [value.decode() for value in unpacked(found, one.count)]
    except UnicodeDecodeError as error:
        raise BadMessage(reason="snapshot text") from error


def numbers(one: Block, name: str) -> Sequence[int]:
    """Return a column of whole numbers of 2, 4 or 8 bytes each, all of one size. Raises ``BadMessage``."""
    found = named(one, name)
    joined = behind_each_other(found, one.count)
    if joined is None:
        values = unpacked(found, one.count)
        joined = b"".join(values), len(values[0]) if values else 8
    letter = {2: "H", 4: "I", 8: "Q"}.get(joined[1])
    if letter is None or len(joined[0]) != one.count * joined[1]:
        raise BadMessage(reason="snapshot number")
    told: tuple[int, ...] = struct.unpack(f">{one.count}{letter}", joined[0])
    return told


def in_blocks(make: Callable[[Sequence[RowType]], Block], rows: Sequence[RowType]) -> Iterator[Block]:
    """Return blocks of these rows: one, or halves of them where the values of a column are of too many lengths."""
    try:
        yield make(rows)
    except TooManyLengths:
        half = len(rows) // 2
        yield from in_blocks(make, rows[:half])
        yield from in_blocks(make, rows[half:])


def changes_of(one: Block) -> list[Change]:
    """Return the rows of a block of any tables. Raises ``BadMessage``."""
    named = zip(texts(one, "table"), texts(one, "key"), column(one, "row"), strict=True)
    return [Change(table, key, row) for table, key, row in named]


def _field(rows: Iterable[object], name: str) -> list[bytes]:
    """Return the MessagePack of one field of all rows; the same few values come again and again."""
    return list(map(_encoder.encode, map(attrgetter(name), rows)))
