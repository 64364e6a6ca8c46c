"""Journals of 300 sales with damaged pages: all that can be read is salvaged, nothing else, and each missing number is named.

python -m tests.property.damaged_journals [--count N] [--seed N]
"""

import argparse
import json
import random
import sys
import tempfile
from collections import Counter as Tally
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from loyalty_pos.core.sale import Sale
from loyalty_pos.storage.kinds import JOURNAL
from loyalty_pos.storage.salvage.found import Chain, Found
from loyalty_pos.storage.salvage.pages import PageKey
from loyalty_pos.wire.events import Event
from tests.fakes.till_folder import Counter, a_sale

SALES = 300
PAGE = JOURNAL.page_bytes
LOG_HEADER, FRAME_HEADER = 32, 24
FRAME = FRAME_HEADER + PAGE
TABLE_LEAF = 0x0D


@dataclass(frozen=True)
class Day:
    """A day of one till: its events as they were, and its files as the disk held them.

    ``tidied``: everything in the file. ``early`` and ``log``: the newest sales are in the log alone. ``where``: the pages of
    the tidied file that each event stands on, found by its text and not by the rows.
    """

    key: str
    events: dict[int, Event]
    where: dict[int, set[int]]
    tidied: bytes
    early: bytes
    log: bytes


def a_day(folder: Path) -> Day:
    """Sell all day; every tenth receipt is so long that its row goes on in pages of its own."""
    till = Counter(folder / "till")
    till.open_shift()
    for number in range(1, SALES + 1):
        till.record(a_large_sale(number) if number % 10 == 0 else a_sale(number))
    path = till.folder / "journal.db"
    events = {event.seq: event for event in till.files.outbox.batch(10**4, 10**9, from_seq=1)}
    early, log = path.read_bytes(), path.with_name("journal.db-wal").read_bytes()
    till.files.tidy()
    tidied, key = path.read_bytes(), till.files.journal_key()
    till.files.close()
    return Day(key, events, _where(events, tidied, key), tidied, early, log)


def a_large_sale(number: int) -> Sale:
    """One whose number stands in each of its pages."""
    sale = a_sale(number)
    lines = [replace(sale.lines[0], line_id=place, name=f"Long tea {number}: " * 8) for place in range(1, 15)]
    return replace(sale, lines=tuple(lines))


def salvaged(folder: Path, key: str, file: bytes, log: bytes = b"") -> tuple[Found, Chain]:
    """Read what can be read."""
    path = folder / "journal.db"
    path.write_bytes(file)
    path.with_name("journal.db-wal").write_bytes(log)
    found = Found()
    found.take_file(path, key)
    chains = found.chains()
    return found, chains[0] if chains else Chain("", "", {})


def named(chain: Chain, last: int) -> list[int]:
    """Return the numbers that are named as missing."""
    return [seq for first, end in chain.holes(last=last) for seq in range(first, end + 1)]


def damage_the_file(day: Day, folder: Path, dice: random.Random) -> Tally[str]:
    """Zero pages or flip a bit in them; what is left must be exactly what stands on sound pages."""
    pages = dice.sample(range(1, len(day.tidied) // PAGE + 1), dice.choice((1, 2, 5, 20, 60)))
    file = bytearray(day.tidied)
    for page in pages:
        _spoil(file, (page - 1) * PAGE, dice)
    found, chain = salvaged(folder, day.key, bytes(file))
    readable = {seq: day.events[seq] for seq, where in day.where.items() if not where & set(pages)}
    assert dict(chain.events) == readable, "neither more nor less than can be read"
    missing = sorted(day.events.keys() - readable.keys())
    assert named(chain, max(day.events)) == missing
    assert found.damaged == len(pages)
    return Tally(pages=len(pages), salvaged=len(readable), missing=len(missing))


def damage_the_log(day: Day, folder: Path, dice: random.Random) -> Tally[str]:
    """The same in a file and its log together: an event is there while any whole version of its page is."""
    file, log = bytearray(day.early), bytearray(day.log)
    places = [*_pages(file), *_frames(log)]
    hit = set(dice.sample(range(len(places)), dice.choice((1, 5, 30, 100))))
    for place in hit:
        part, at, _ = places[place]
        _spoil(part, at, dice)
    opening = PageKey(day.key)
    whole = b"".join(_leaf(opening, places[place]) for place in range(len(places)) if place not in hit)
    _, chain = salvaged(folder, day.key, bytes(file), bytes(log))
    short = {seq: event for seq, event in day.events.items() if (seq - 1) % 10 or seq == 1}
    readable = {seq for seq, event in short.items() if event.id.encode() in whole}
    assert readable <= chain.events.keys(), "no event is lost that stands on a whole page"
    assert all(day.events[seq] == event for seq, event in chain.events.items()), "none is wrong"
    missing = sorted(day.events.keys() - chain.events.keys())
    assert named(chain, max(day.events)) == missing
    return Tally(log_pages=len(hit), salvaged=len(chain.events), missing=len(missing))


Place = tuple[bytearray, int, int]
"""Of a page: where its bytes are, and its number."""


def _pages(file: bytearray) -> Iterator[Place]:
    yield from ((file, at, at // PAGE + 1) for at in range(0, len(file), PAGE))


def _frames(log: bytearray) -> Iterator[Place]:
    """Return the pages of a log up to its last commit."""
    heads = [
        at for at in range(LOG_HEADER, len(log) - FRAME + 1, FRAME) if log[at + 8 : at + 16] == log[16:24]
    ]
    last = max(at for at in heads if any(log[at + 4 : at + 8]))
    yield from ((log, at + FRAME_HEADER, int.from_bytes(log[at : at + 4])) for at in heads if at <= last)


def _leaf(opening: PageKey, place: Place) -> bytes:
    part, at, number = place
    page = opening.opened(bytes(part[at : at + PAGE]), number)
    return page if page is not None and page[0] == TABLE_LEAF else b""


def _spoil(part: bytearray, at: int, dice: random.Random) -> None:
    if dice.random() < 0.5:
        part[at : at + PAGE] = bytes(PAGE)
    else:
        part[at + dice.randrange(16, PAGE)] ^= 1 << dice.randrange(8)


def _where(events: dict[int, Event], file: bytes, key: str) -> dict[int, set[int]]:
    opening = PageKey(key)
    where: dict[int, set[int]] = {seq: set() for seq in events}
    for number in range(1, len(file) // PAGE + 1):
        page = opening.opened(file[(number - 1) * PAGE : number * PAGE], number)
        assert page is not None
        for seq, event in events.items():
            is_leaf = page[0] == TABLE_LEAF and event.id.encode() in page
            if is_leaf or f"Long tea {seq - 1}: ".encode() in page:
                where[seq].add(number)
    assert all(where.values())
    assert max(map(len, where.values())) > 1, "some go on in other pages"
    return where


def damaged(day: Day, folder: Path, count: int, seed: int) -> Tally[str]:
    """Damage this many journals, every fourth one with its log; return what was counted."""
    dice, counted = random.Random(seed), Tally[str]()
    for turn in range(count):
        counted += (damage_the_log if turn % 4 == 3 else damage_the_file)(day, folder, dice)
        counted["journals"] += 1
    return counted


def main(arguments: Sequence[str] | None = None) -> int:
    """Damage them and print what was counted."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--count", type=int, default=2_000)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args(arguments)
    with tempfile.TemporaryDirectory(prefix="loyalty-pos-") as folder:
        counted = damaged(a_day(Path(folder)), Path(folder), options.count, options.seed)
    sys.stdout.write(f"{json.dumps(dict(counted))}\n")
    return 0 if min(counted[name] for name in ("pages", "log_pages", "salvaged", "missing")) else 1


if __name__ == "__main__":
    sys.exit(main())
