"""A till's new cache out of a snapshot, beside what no way could save; its bytes on the wire; the checks of a start.

The floor of the first: unzstd of a plain file with the same rows, its bytes through the driver's encryption a page at a
time, fsync, and a quick check of the encrypted file.
"""

import os
import secrets
import sqlite3
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import Any, Final

import zstandard

from loyalty_pos.core.programme.combined import read_together
from loyalty_pos.lab.figures.ratio import Ratio
from loyalty_pos.lab.figures.sync.town import Town, town
from loyalty_pos.storage.cache.snapshot.building import Kept, build
from loyalty_pos.storage.cache.snapshot.parts import PartFile
from loyalty_pos.storage.cache.snapshot.pointer import FIRST
from loyalty_pos.storage.database import connect
from loyalty_pos.storage.kinds import CACHE
from loyalty_pos.storage.sealing import Sealing
from loyalty_pos.storage.till_files import Loaders, open_till
from loyalty_pos.storage.vault import MemoryVault, file_key
from loyalty_pos.wire.snapshot.pages import Block, pack_page, read_page
from loyalty_pos.wire.snapshot.rows import account_block, card_block, phone_block
from loyalty_pos.wiring import late
from loyalty_pos.wiring.clock import SystemClock

BOOTSTRAP_GOAL: Final = 1.5
BYTES_A_CARD: Final = 60
START_S: Final = 3.0
ROWS: Final = 16_384
_ROUNDS: Final = 3
_OVERHEAD: Final = 120
"""Of a page that is no row's: the MAC, and SQLite's own; a part that is longer would take two pages."""


@dataclass(frozen=True, slots=True)
class _Came:
    """The pages on the till's disk, sealed as they are after the download, and how long each is expanded."""

    parts: PartFile
    plain: list[int]
    packed: int

    def blocks(self) -> Iterator[list[Block]]:
        for number, plain in enumerate(self.plain):
            yield read_page(self.parts.read(number), plain)


def measure(folder: Path, cards: int) -> Iterator[Ratio]:
    """Return the figures of a network with so many cards."""
    key = secrets.token_hex(48)
    came = _came(folder, key, town(cards))
    yield Ratio(
        f"snapshot of {cards:,} cards: bytes a card / allowed", came.packed / cards, BYTES_A_CARD, "B", 1.0
    )
    built, floor_file, ours, floors = folder / "cache-ab.db", folder / "floor.db", [], []
    packed = b""
    for _ in range(_ROUNDS):
        ours.append(_timed(lambda: build(built, key, "feed.0.s1", came.blocks(), Kept())))
        packed = packed or zstandard.ZstdCompressor(level=3).compress(
            _plain_file(built, key, folder / "plain.db")
        )
        floor_file.unlink(missing_ok=True)
        floors.append(_timed(lambda: _floor(floor_file, built, key, packed)))  # noqa: B023 - called at once
    best, least = min(ours), min(floors)
    yield Ratio(
        f"new cache of {cards:,} cards / unzstd + encryption + fsync + check",
        best[0], least[0], "s", BOOTSTRAP_GOAL,
        {
            "file_bytes_a_card": built.stat().st_size / cards,
            "processor_s": min(took for _, took in ours),
            "floor_processor_s": min(took for _, took in floors),
        },
    )  # fmt: skip


def measure_start(folder: Path, cards: int) -> Iterator[Ratio]:
    """Return how long a till's files take to open, and the check of all of them that runs when nobody needs it."""
    till, vault = folder / "till", MemoryVault()
    till.mkdir()
    key = file_key(vault, f"{CACHE.name}-key")
    build(till / FIRST, key, "feed.1", _came(folder, key, town(cards)).blocks(), Kept())
    _plain_file(till / FIRST, key, folder / "plain.db")
    begin = time.perf_counter()
    files = open_till(till, vault, Loaders(SystemClock(), read_together, late.upgrade, late.load_sealer))
    opened, quiet = time.perf_counter(), time.process_time()
    assert files.self_check() == ()
    took, checked = time.process_time() - quiet, time.perf_counter()
    files.close()
    raw = sqlite3.connect(folder / "plain.db")
    middle = time.process_time()
    assert raw.execute("PRAGMA quick_check(1)").fetchall() == [("ok",)]
    floor = time.process_time() - middle
    raw.close()
    yield Ratio(f"opening a till with {cards:,} cards / allowed", opened - begin, START_S, "s", 1.0)
    yield Ratio(
        f"whole check of {cards:,} cards, processor time / allowed", took, START_S, "s", 1.0,
        {"with_neighbours_s": checked - opened, "raw_quick_check_s": floor},
    )  # fmt: skip


def _came(folder: Path, key: str, told: Town) -> _Came:
    parts, plain, packed = PartFile(folder / "snapshot.part", key, Sealing()), [], 0
    for block in _blocks(told):
        page, size = pack_page([block])
        parts.add(page)
        plain.append(size)
        packed += len(page)
    return _Came(parts, plain, packed)


def _blocks(told: Town) -> Iterator[Block]:
    rows = iter(told.accounts)
    while some := list(islice(rows, ROWS)):
        yield account_block([row.account_id for row in some], some)
    for start in range(0, len(told.cards), ROWS):
        yield card_block(told.cards[start : start + ROWS])
    for start in range(0, len(told.phones), ROWS):
        yield phone_block(told.phones[start : start + ROWS])


def _plain_file(built: Path, key: str, plain: Path) -> bytes:
    """Make a file with the same rows that is not encrypted; return its bytes."""
    plain.unlink(missing_ok=True)
    connection = connect(built, key, CACHE.page_bytes)
    connection.execute("ATTACH DATABASE ? AS plain KEY ''", (str(plain),))
    connection.execute("SELECT sqlcipher_export('plain')").fetchall()
    connection.close()
    return plain.read_bytes()


def _timed(work: Callable[[], object]) -> tuple[float, float]:
    """Return how long it took, and how much of a processor: on a busy machine only the latter tells two things apart."""
    begin, used = time.perf_counter(), time.process_time()
    work()
    return time.perf_counter() - begin, time.process_time() - used


def _floor(path: Path, built: Path, key: str, packed: bytes) -> None:
    """Unpack, encrypt and sync these bytes, and check the file that we made."""
    connection = connect(path, key, CACHE.page_bytes)
    for pragma in ("journal_mode = OFF", "synchronous = OFF", "locking_mode = EXCLUSIVE"):
        connection.execute(f"PRAGMA {pragma}").fetchall()
    connection.execute("CREATE TABLE page (n INTEGER PRIMARY KEY, data BLOB)")
    size = CACHE.page_bytes - _OVERHEAD
    data = zstandard.ZstdDecompressor().decompress(packed)
    connection.execute("BEGIN")
    pages = [(data[at : at + size],) for at in range(0, len(data), size)]
    connection.executemany("INSERT INTO page (data) VALUES (?)", pages)
    connection.execute("COMMIT")
    connection.close()
    _synced(path)
    found: Any = connect(built, key, CACHE.page_bytes)
    assert found.execute("PRAGMA quick_check(1)").fetchall() == [("ok",)]
    found.close()


def _synced(path: Path) -> None:
    handle = os.open(path, os.O_RDWR)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
