"""Bytes that may come in place of a snapshot: each is rows that fit a cache, or the one named refusal.

python -m tests.property.hostile_snapshots [--cases N] [--seed N]
"""

import argparse
import json
import random
import sys
from collections.abc import Sequence
from typing import Any

from sqlcipher3 import dbapi2

from loyalty_pos.core.problems import BadMessage
from loyalty_pos.storage.cache.account_row import told
from loyalty_pos.storage.cache.snapshot.bootstrap import sane
from loyalty_pos.storage.cache.snapshot.building import take_pages
from loyalty_pos.storage.kinds import CACHE
from loyalty_pos.wire.codec import decode, encode
from loyalty_pos.wire.messages import Change
from loyalty_pos.wire.rows import AccountRow, CardRow, LotRow, SettingRow
from loyalty_pos.wire.snapshot.columns import Column
from loyalty_pos.wire.snapshot.offer import PageMark, SnapshotHead
from loyalty_pos.wire.snapshot.pages import Block, pack_page, read_page
from loyalty_pos.wire.snapshot.rows import account_block, card_block, changes_block, phone_block

KINDS = 5


def hostile(cases: int, seed: int) -> dict[str, int]:
    """Read this many; return how many were taken in, and how many refused. Fails for anything else."""
    dice, cache = random.Random(seed), _cache()
    real = _some_blocks()
    page, plain = pack_page(real)
    head = encode(SnapshotHead("ab", "feed.0.s7", 3, 0, [PageMark(len(page), plain, bytes(32))]))
    counted = {"cases": cases, "taken": 0, "refused": 0}
    for turn in range(cases):
        try:
            match turn % KINDS:
                case 0:
                    sane(decode(_damaged(dice, head), SnapshotHead))
                case 1:
                    _take(cache, read_page(dice.randbytes(dice.randrange(200)), dice.randrange(4_000)))
                case 2:
                    _take(cache, read_page(_damaged(dice, page), plain + dice.choice((0, 0, 0, 1, -1))))
                case _:
                    at = dice.randrange(len(real))
                    blocks = [*real[:at], _twisted(dice, real[at]), *real[at + 1 :]]
                    _take(cache, read_page(*pack_page(blocks)))
        except BadMessage:
            counted["refused"] += 1
        else:
            counted["taken"] += 1
    return counted


def _take(cache: Any, blocks: list[Block]) -> None:
    """Take blocks into an empty cache, read what a till would read, and empty it again."""
    cache.execute("BEGIN")
    try:
        take_pages(cache, [blocks])
        for (row,) in cache.execute("SELECT row FROM account").fetchall():
            told(row)
        lost = cache.execute("SELECT count(*) FROM card WHERE account NOT IN (SELECT number FROM account)")
        assert lost.fetchone() == (0,)
    finally:
        cache.execute("ROLLBACK")


def _damaged(dice: random.Random, data: bytes) -> bytes:
    at = dice.randrange(len(data))
    match dice.randrange(3):
        case 0:
            return data[:at]
        case 1:
            return data[:at] + dice.randbytes(1) + data[at + 1 :]
        case _:
            return data[:at] + dice.randbytes(dice.randrange(1, 9)) + data[at:]


def _twisted(dice: random.Random, block: Block) -> Block:
    """Return the block with one thing wrong in it, or none."""
    columns = dict(block.columns)
    name = dice.choice(sorted(columns))
    column = columns[name]
    match dice.randrange(8):
        case 0:
            return Block(block.kind, max(0, block.count + dice.choice((-1, 1, 1_000))), columns)
        case 1:
            del columns[name]
        case 2:
            columns[name] = columns[dice.choice(sorted(columns))]
        case 3:
            columns[name] = Column(dice.randrange(-1, 6), column.table, column.sizes, column.body)
        case 4:
            columns[name] = Column(
                column.form, column.table, column.sizes, _damaged(dice, column.body or b"0")
            )
        case 5:
            table = [_damaged(dice, value or b"0") for value in column.table] + [b""] * dice.randrange(2)
            columns[name] = Column(column.form, table, column.sizes, column.body)
        case 6:
            sizes = [dice.choice((0, 1, 8, 1 << 40, -1)) for _ in range(dice.randrange(4))]
            columns[name] = Column(column.form, column.table, sizes, column.body)
        case _:
            return Block(
                dice.choice(("account", "untold", "card", "phone", "rows", "news")), block.count, columns
            )
    return Block(block.kind, block.count, columns)


def _some_blocks() -> list[Block]:
    rows = [
        AccountRow(
            f"0{n}8f3c5e-0000-4000-8000-00000000beef", "Anna K.", "", "gold", 70_000 * n, n, 0,
            [LotRow(f"1{n}8f3c5e-0000-5000-8000-00000000beef", "base", 500, 300 + n, 0, 1_790_000_000_000_000, 0)] * (n % 3),
        )
        for n in range(9)
    ]  # fmt: skip
    cards = [(1 << 62 | n, n + 1, CardRow(row.account_id, "active", f"{n:04}")) for n, row in enumerate(rows)]
    return [
        account_block([row.account_id for row in rows], rows),
        card_block(cards),
        phone_block([(n << 60 | 5, n + 1) for n in range(4)]),
        changes_block(
            [Change("setting", "shop_name", encode(SettingRow("Corner"))), Change("new", "x", b"?")]
        ),
    ]


def _cache() -> Any:
    connection = dbapi2.connect(":memory:", isolation_level=None)
    for statement in CACHE.baseline():
        connection.execute(statement)
    return connection


def main(arguments: Sequence[str] | None = None) -> int:
    """Read them and print what was counted."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--cases", type=int, default=200_000)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args(arguments)
    counted = hostile(options.cases, options.seed)
    sys.stdout.write(f"{json.dumps(counted)}\n")
    return 0 if counted["taken"] and counted["refused"] else 1


if __name__ == "__main__":
    sys.exit(main())
