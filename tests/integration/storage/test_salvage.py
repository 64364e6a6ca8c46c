"""A journal whose pages are damaged at random: every event that can be read is taken, no other, and each hole is named."""

import random
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

import pytest

from loyalty_pos.core.sale import Sale
from loyalty_pos.storage.kinds import JOURNAL
from loyalty_pos.storage.salvage.found import Chain, Found
from loyalty_pos.storage.salvage.pages import PageKey
from loyalty_pos.wire.events import Event
from tests.fakes.till_folder import Counter, a_sale

SALES = 300
PAGE = JOURNAL.page_bytes
FRAME = 24 + PAGE
"""A page of the write-ahead log with its header."""
TABLE_LEAF = 0x0D


@dataclass(frozen=True)
class Day:
    """A day of one till: its events as they were, and its files as the disk held them, tidied or not.

    ``where``: the pages of the tidied file that each event stands on, found by its text alone.
    """

    key: str
    events: dict[int, Event]
    where: dict[int, set[int]]
    tidied: bytes
    early: bytes
    log: bytes


@pytest.fixture(scope="module")
def day(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Day]:
    till = Counter(tmp_path_factory.mktemp("salvage") / "till")
    till.open_shift()
    for number in range(1, SALES + 1):
        till.record(a_large_sale(number) if number % 10 == 0 else a_sale(number))
    path = till.folder / "journal.db"
    events = {event.seq: event for event in till.files.outbox.batch(10**4, 10**9, from_seq=1)}
    early, log = path.read_bytes(), path.with_name("journal.db-wal").read_bytes()
    till.files.tidy()
    key = till.vault.get("journal-key")
    assert key is not None
    tidied = path.read_bytes()
    yield Day(key, events, where_they_stand(events, tidied, key), tidied, early, log)
    till.files.close()


def a_large_sale(number: int) -> Sale:
    """One whose row goes on in pages of its own; its number stands in each of them."""
    sale = a_sale(number)
    lines = [replace(sale.lines[0], line_id=place, name=f"Long tea {number}: " * 8) for place in range(1, 15)]
    return replace(sale, lines=tuple(lines))


def where_they_stand(events: dict[int, Event], file: bytes, key: str) -> dict[int, set[int]]:
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


def salvaged(folder: Path, key: str, file: bytes, log: bytes = b"") -> tuple[Found, Chain]:
    path = folder / "journal.db"
    path.write_bytes(file)
    path.with_name("journal.db-wal").write_bytes(log)
    found = Found()
    found.take_file(path, key)
    (chain,) = found.chains()
    return found, chain


def named(chain: Chain, last: int) -> list[int]:
    return [seq for first, end in chain.holes(last=last) for seq in range(first, end + 1)]


@pytest.mark.parametrize("seed", range(40))
def test_no_readable_event_is_lost_none_is_wrong_and_each_hole_is_named(
    day: Day, tmp_path: Path, seed: int
) -> None:
    dice = random.Random(seed)
    damaged = bytearray(day.tidied)
    pages = dice.sample(range(1, len(damaged) // PAGE + 1), dice.choice((1, 2, 5, 20, 60)))
    for page in pages:
        at = (page - 1) * PAGE
        if dice.random() < 0.5:
            damaged[at : at + PAGE] = bytes(PAGE)
        else:
            damaged[at + dice.randrange(16, PAGE)] ^= 1 << dice.randrange(8)

    found, chain = salvaged(tmp_path, day.key, bytes(damaged))

    readable = {seq: day.events[seq] for seq, where in day.where.items() if not where & set(pages)}
    assert dict(chain.events) == readable
    assert named(chain, max(day.events)) == sorted(day.events.keys() - readable.keys())
    assert found.damaged == len(pages)


def test_without_its_first_page_a_journal_gives_everything_else(day: Day, tmp_path: Path) -> None:
    """SQLite opens nothing of such a file."""
    _, chain = salvaged(tmp_path, day.key, bytes(PAGE) + day.tidied[PAGE:])
    assert dict(chain.events) == day.events


def test_what_stands_in_the_log_alone_is_read_from_there(day: Day, tmp_path: Path) -> None:
    _, chain = salvaged(tmp_path, day.key, day.early)
    assert max(chain.events) < max(day.events), "the newest sales are in the log alone"
    _, chain = salvaged(tmp_path, day.key, day.early, day.log)
    assert dict(chain.events) == day.events


def test_behind_the_last_commit_of_the_log_nothing_is_taken(day: Day, tmp_path: Path) -> None:
    """A sale whose commit never came was not acknowledged: the cashier pays it again."""
    log = bytearray(day.log)
    at = last_commit(log)
    log[at + 4 : at + 8] = bytes(4)  # as if the power had gone between the page and its commit
    _, chain = salvaged(tmp_path, day.key, day.early, bytes(log))
    assert named(chain, max(day.events)) == [max(day.events)]


def last_commit(log: bytearray) -> int:
    frames = range(32, len(log) - FRAME + 1, FRAME)
    return max(at for at in frames if log[at + 8 : at + 16] == log[16:24] and any(log[at + 4 : at + 8]))


def test_an_event_that_was_changed_by_somebody_with_the_key_is_not_taken(day: Day) -> None:
    found = Found()
    event = day.events[7]
    assert not found.take(replace_body(event))
    assert found.take(event)


def replace_body(event: Event) -> Event:
    fields = {name: getattr(event, name) for name in event.__struct_fields__}
    return Event(**(fields | {"body": event.body.replace("10000", "10001")}))
