"""What changed on its way down, and what was sold on its way up: bytes on the wire and time, beside the plainest way."""

import random
import sqlite3
import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, Final

from loyalty_pos.lab.figures.ratio import Ratio
from loyalty_pos.lab.figures.storage import sale_of_ten_lines
from loyalty_pos.lab.figures.sync.town import town
from loyalty_pos.lab.figures.till_alone import enrolled_files
from loyalty_pos.till.ports import Draft
from loyalty_pos.wire.codec import encode
from loyalty_pos.wire.messages import Change, Changes
from loyalty_pos.wire.rows import AccountRow, LotRow
from loyalty_pos.wire.snapshot.together import together
from loyalty_pos.wire.zstd import Zstd

DELTA_GOAL: Final = 1.5
BYTES_A_CHANGE: Final = 16
UPLOAD_GOAL: Final = 1.1
_PAGE: Final = 2_000
_ROUNDS: Final = 5
_KNOWN: Final = 10
"""So many times as many accounts are in the cache as change at once."""


def measure_delta(folder: Path, changes: int) -> Iterator[Ratio]:
    """Return the figures of so many accounts that changed, each by one sale: spend, visits, a lot."""
    known = town(changes * _KNOWN).accounts
    dice = random.Random(2)  # noqa: S311 - the same changes each time
    files = enrolled_files(folder / "delta-till")
    raw = _raw(folder / "raw-delta.db", known)
    ours, floors = [], []
    pages: list[Changes] = []
    try:
        for page in _pages(known):
            files.feed.apply(page)
        for turn in range(_ROUNDS):
            rows = [_changed(row, turn) for row in dice.sample(known, changes)]
            pages = list(_pages(rows))
            begin = time.perf_counter()
            _updated(raw, rows)
            middle = time.perf_counter()
            for page in pages:
                files.feed.apply(page)
            floors.append(middle - begin)
            ours.append(time.perf_counter() - middle)
    finally:
        files.close()
        raw.close()
    packed = sum(len(Zstd().compress(encode(page))) for page in pages)
    yield Ratio(
        f"{changes:,} changed accounts: bytes each / wanted", packed / changes, BYTES_A_CHANGE, "B", None
    )
    yield Ratio(
        f"{changes:,} changed accounts taken in / raw UPDATE", min(ours), min(floors), "s", DELTA_GOAL
    )


def measure_upload(folder: Path, sales: int) -> Ratio:
    """Return the bytes of pushes as they travel, beside zstd of the same events in the same batches."""
    files = enrolled_files(folder / "upload-till")
    try:
        for number in range(sales):
            files.journal.record([Draft(sale_of_ten_lines(number), "anna")])
        ours = floor = 0
        while (push := files.outbox.push()) is not None:
            ours += len(Zstd().compress(encode(push)))
            floor += len(Zstd().compress(b"".join(map(encode, push.events))))
            last = push.events[-1]
            files.outbox.agree(last.seq, last.hash)
    finally:
        files.close()
    return Ratio(
        f"{sales:,} sales sent / zstd of the same events", ours / sales, floor / sales, "B", UPLOAD_GOAL
    )


def _changed(row: AccountRow, turn: int) -> AccountRow:
    lots = [LotRow(**_fields(lot) | {"remaining": lot.remaining + turn}) for lot in row.lots]
    told = {"spend_minor": row.spend_minor + 5_000 + turn, "visits": row.visits + 1, "lots": lots}
    return AccountRow(**_fields(row) | told)


def _fields(row: AccountRow | LotRow) -> dict[str, Any]:
    return {name: getattr(row, name) for name in row.__struct_fields__}


def _pages(rows: Sequence[AccountRow]) -> Iterator[Changes]:
    for start in range(0, len(rows), _PAGE):
        some = rows[start : start + _PAGE]
        changes = together([Change("account", row.account_id, encode(row)) for row in some])
        yield Changes(str(start), 0, more=False, rows=changes, server_us=1)


def _raw(path: Path, rows: Sequence[AccountRow]) -> sqlite3.Connection:
    raw = sqlite3.connect(path, isolation_level=None)
    raw.execute("PRAGMA journal_mode=WAL")
    raw.execute("PRAGMA synchronous=NORMAL")
    raw.execute("PRAGMA cache_size=-65536")
    raw.execute(
        "CREATE TABLE account (number INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, row BLOB NOT NULL)"
    )
    raw.execute("BEGIN")
    raw.executemany(
        "INSERT INTO account (id, row) VALUES (?, ?)", [(row.account_id, encode(row)) for row in rows]
    )
    raw.execute("COMMIT")
    return raw


def _updated(raw: sqlite3.Connection, rows: Sequence[AccountRow]) -> None:
    """Update the same rows in as many transactions."""
    for start in range(0, len(rows), _PAGE):
        raw.execute("BEGIN")
        raw.executemany(
            "UPDATE account SET row = ? WHERE id = ?",
            [(encode(row), row.account_id) for row in rows[start : start + _PAGE]],
        )
        raw.execute("COMMIT")
