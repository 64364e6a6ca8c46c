"""Accounts told together are the accounts told one by one, to the bit; they are short; and no bytes in their place surprise a till."""

import random
from itertools import islice
from pathlib import Path

import pytest

from loyalty_pos.core.problems import BadMessage
from loyalty_pos.lab.figures.sync.town import town
from loyalty_pos.storage.cache.account_row import told
from loyalty_pos.storage.cache.feed import Feed
from loyalty_pos.storage.database import Database, open_database
from loyalty_pos.storage.kinds import CACHE
from loyalty_pos.storage.upgrade import upgrade
from loyalty_pos.wire.codec import decode, encode
from loyalty_pos.wire.messages import Change, Changes
from loyalty_pos.wire.rows import AccountRow, LotRow, ProgressRow, SettingRow
from loyalty_pos.wire.snapshot.columns import Column
from loyalty_pos.wire.snapshot.pages import Block
from loyalty_pos.wire.snapshot.together import LEAST, MOST, TOGETHER, together
from loyalty_pos.wire.zstd import Zstd

CASES = 600
MOST_BYTES = 45
"""Of a changed account on the wire; 26 of them are the ids of the account and of its lots."""


def cache(path: Path, incarnation: str = "life-1") -> tuple[Database, Feed]:
    database = open_database(path, "ab" * 48, CACHE, upgrade)
    return database, Feed(database, incarnation, lambda _: None, lambda _: True)


def accounts_in(database: Database) -> list[tuple[object, ...]]:
    return database.reader().rows("SELECT id, row FROM account ORDER BY id")


def any_account(dice: random.Random, n: int) -> AccountRow:
    who = f"018f3c5e-0000-4000-8000-{n:012x}" if dice.random() < 0.9 else f"account-{n}"
    lots = [
        LotRow(f"l{n}-{i}", "base", 500, dice.choice((0, 7, 500, 1 << 40)), 0, dice.randrange(1 << 50), 0)
        for i in range(dice.choice((0, 0, 1, 1, 3)))
    ]
    progress = ProgressRow([(1, 2, 3)], opted_out=True) if dice.random() < 0.2 else None
    return AccountRow(
        who, "Анна" * dice.randrange(3), "", "gold", dice.choice((-5, 0, 1 << 40)), n, 0, lots, progress=progress
    )  # fmt: skip


@pytest.mark.parametrize(
    "ahead", [0, 9], ids=["the rows contain nothing more", "the rows are ahead of the page"]
)
def test_accounts_told_together_are_those_told_one_by_one(ahead: int, tmp_path: Path) -> None:
    dice = random.Random(5)
    (one, one_by_one), (all_, at_once) = cache(tmp_path / "one.db"), cache(tmp_path / "all.db")
    for turn in range(12):
        rows = [any_account(dice, dice.randrange(60)) for _ in range(dice.randrange(40))]
        newest = {row.account_id: Change("account", row.account_id, encode(row)) for row in rows}
        changes = list(newest.values())
        changes.insert(
            dice.randrange(len(changes) + 1), Change("setting", "name", encode(SettingRow("Shop")))
        )
        if turn % 3 == 0:
            changes.append(Change("account", any_account(dice, 3).account_id, b""))
        page = Changes(str(turn), ahead, more=bool(ahead), rows=changes, server_us=1)
        one_by_one.apply(page)
        at_once.apply(Changes(page.cursor, ahead, more=page.more, rows=together(changes), server_us=1))
    assert accounts_in(one) == accounts_in(all_)
    for database in (one, all_):
        database.close()


def test_a_page_keeps_its_order_and_few_accounts_stay_rows() -> None:
    accounts = [Change("account", f"a{n}", encode(any_account(random.Random(n), n))) for n in range(LEAST)]
    setting = Change("setting", "name", b"x")
    assert together(accounts[1:]) == accounts[1:]
    assert together([]) == []
    tables = [one.table for one in together([*accounts, setting, *accounts, accounts[0]])]
    assert tables == [TOGETHER, "setting", TOGETHER]
    gone = Change("account", "a9", b"")
    assert together([*accounts, gone])[1:] == [gone]


def test_a_changed_account_is_short_on_the_wire() -> None:
    rows = list(islice(town(2_000).accounts, 2_000))
    changes = [Change("account", row.account_id, encode(row)) for row in rows]
    packed = Zstd().compress(encode(Changes("c", 0, more=False, rows=together(changes), server_us=1)))
    assert len(packed) <= MOST_BYTES * len(rows)


def test_bytes_in_the_place_of_accounts_are_accounts_or_the_one_refusal(tmp_path: Path) -> None:
    dice = random.Random(7)
    database, feed = cache(tmp_path / "cache.db")
    rows = [any_account(dice, n) for n in range(20)]
    (real,) = together([Change("account", row.account_id, encode(row)) for row in rows])
    refused = 0
    for _ in range(CASES):
        try:
            feed.apply(
                Changes("c", 0, more=False, rows=[Change(TOGETHER, "", hurt(dice, real.row))], server_us=1)
            )
        except BadMessage:
            refused += 1
        for (row,) in database.reader().rows("SELECT row FROM account"):
            told(row)
    assert CASES // 4 < refused < CASES
    database.close()


def hurt(dice: random.Random, row: bytes) -> bytes:
    """Return the bytes with one wrong among them, or with one column that says something else."""
    if dice.random() < 0.5:
        at = dice.randrange(len(row))
        return row[:at] + dice.randbytes(1) + row[at + 1 :]
    block = decode(row, Block)
    name = dice.choice(sorted(block.columns))
    column = block.columns[name]
    match dice.randrange(3):
        case 0:
            wrong = block.columns[dice.choice(sorted(block.columns))]
        case 1:
            wrong = Column(dice.randrange(-1, 5), column.table, column.sizes, column.body)
        case _:
            wrong = Column(column.form, column.table, column.sizes, dice.randbytes(len(column.body)))
    return encode(Block(block.kind, block.count, {**block.columns, name: wrong}))


@pytest.mark.parametrize(
    "block",
    [
        pytest.param(Block("account", MOST + 1, {}), id="more accounts than a page has"),
        pytest.param(Block("card", 1, {}), id="something else"),
        pytest.param(Block("account", MOST, {"name": Column(0, [bytes(1 << 20)], [], b"")}), id="a bomb"),
        pytest.param(
            Block("account", MOST, {"lots": Column(0, [b"\xff\xff"], [], b"")}), id="lots without an end"
        ),
    ],
)
def test_accounts_that_would_be_too_many_are_refused_before_they_are_laid_out(
    block: Block, tmp_path: Path
) -> None:
    database, feed = cache(tmp_path / "cache.db")
    with pytest.raises(BadMessage):
        feed.apply(Changes("c", 0, more=False, rows=[Change(TOGETHER, "", encode(block))], server_us=1))
    database.close()
