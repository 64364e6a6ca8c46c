"""A backup is taken while a till sells and the centre takes in: it proves itself, is put back, and holds all that was there.

python -m tests.faults.live_backups [--count N] [--seed S]

The till and the centre are processes of their own. Every backup must be a beginning of today's books that reaches at least
as far as the centre had acknowledged before it began. Each is put back as a centre beside it. Now and then the till is
killed, and what its disk holds (its vault is lost) is brought to the centre that came from the backup: then nothing is missing.
"""

import argparse
import json
import os
import random
import shutil
import signal
import sys
import tempfile
import threading
import time
from collections.abc import Iterator, Sequence
from contextlib import closing, suppress
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Final, NoReturn

from loyalty_pos.centre.records import Stream
from loyalty_pos.storage.vault import VAULT_FILE
from loyalty_pos.wiring.backups.restoring import restore
from loyalty_pos.wiring.backups.taking import Backup, drop_old, take
from loyalty_pos.wiring.books import events_of
from loyalty_pos.wiring.centre import KEYS, CentreSettings, OpenCentre, open_centre
from loyalty_pos.wiring.folders import folders_at
from loyalty_pos.wiring.recovery.bringing import recover
from tests.e2e.product import centre_process
from tests.faults.killing.town import Town, paid_in, sold, whole
from tests.faults.kth_io import told

_IN_A_TOWN: Final = 20
_AT_ONCE: Final = 5
_SHOWN: Final = 20
_BUG: Final = 70
_PATIENCE_S: Final = 60.0
_PAUSE_S: Final = 0.02
"""Between two customers: the till needs no whole core."""


@dataclass(slots=True)
class Outcome:
    """``sold_meanwhile``: backups during which something was sold; ``events``: in all backups; ``recovered``: events that
    a backup lacked and a dead till's disk held.
    """

    backups: int = 0
    sold_meanwhile: int = 0
    restored: int = 0
    events: int = 0
    deaths: int = 0
    recovered: int = 0
    wrong: list[str] = field(default_factory=list)


class SellingTill:
    """A forked till that sells and sends until it is killed, and says both."""

    def __init__(self, town: Town) -> None:
        assert threading.active_count() == 1, "a fork takes no threads along"
        self._reader, writer = os.pipe()
        self._child = os.fork()
        if self._child == 0:
            os.close(self._reader)
            _sell(town, writer)
        os.close(writer)
        os.set_blocking(self._reader, False)
        self._rest = b""
        self.said: list[list[str]] = []

    @property
    def stored(self) -> int:
        """How far the centre had acknowledged when the till last said so."""
        self._listen()
        return max((int(words[1]) for words in self.said if words[0] == "stored"), default=0)

    @property
    def sales(self) -> int:
        """How many sales it has said."""
        self._listen()
        return len(paid_in(self.said))

    def wait_for_sales(self, count: int) -> None:
        """Wait until it has sold so many more."""
        wanted, until = self.sales + count, time.monotonic() + _PATIENCE_S
        while self.sales < wanted:
            assert time.monotonic() < until, "the till does not sell"
            time.sleep(0.002)

    def kill(self) -> None:
        """Pull its plug, and hear what it said to the end."""
        os.kill(self._child, signal.SIGKILL)
        _, status = os.waitpid(self._child, 0)
        assert os.waitstatus_to_exitcode(status) == -signal.SIGKILL, self.said[-1:]
        self._listen()
        os.close(self._reader)

    def _listen(self) -> None:
        with suppress(BlockingIOError):
            while piece := os.read(self._reader, 65536):
                *lines, self._rest = (self._rest + piece).split(b"\n")
                self.said += [line.decode().split() for line in lines]


def _sell(town: Town, writer: int) -> NoReturn:
    """Sell two, send, and again."""

    def say(*words: object) -> None:
        os.write(writer, (" ".join(map(str, words)) + "\n").encode())

    try:
        till = town.opened()
        number = 0
        while True:
            time.sleep(_PAUSE_S)
            for _ in range(2):
                number += 1
                say("sold", *sold(till, number))
            state = till.sync_once()
            assert state.problem is None, state
            queue = till.world.journal.queue()
            say("stored", queue.head_seq - queue.waiting)
    finally:
        os._exit(_BUG)


@dataclass(frozen=True, slots=True)
class Drill:
    """One town, and what is put back beside it."""

    town: Town
    folder: Path
    outcome: Outcome

    def play(self, count: int, dice: random.Random) -> None:
        """Take so many backups while the till sells."""
        till = SellingTill(self.town)
        for number in range(count):
            till.wait_for_sales(dice.randrange(1, 4))
            acknowledged, before = till.stored, till.sales
            backup = take(folders_at(self.town.data).centre, self.folder / "shelf")
            self.outcome.sold_meanwhile += till.sales > before
            self.outcome.backups += 1
            is_dead = number % _AT_ONCE == _AT_ONCE - 1 or number == count - 1
            if is_dead:
                self._kill(till)
            self._try(backup, acknowledged, is_dead=is_dead)
            drop_old(self.folder / "shelf", 1)
            if is_dead:
                self.outcome.wrong += [*self.town.look([]), *self.town.heal()]
                till = SellingTill(self.town)
        till.kill()

    def _kill(self, till: SellingTill) -> None:
        till.kill()
        self.outcome.deaths += 1
        self.town.paid |= paid_in(till.said)

    def _try(self, backup: Backup, acknowledged: int, *, is_dead: bool) -> None:
        """Put the backup back; ``is_dead``: and bring to it what the till's disk holds."""
        name = f"backup {self.outcome.backups}"
        try:
            with closing(self._restored(backup)) as books:
                self.outcome.wrong += [f"{name}: {one}" for one in self._looked(books, acknowledged)]
                if is_dead:
                    self.outcome.wrong += [f"{name}: {one}" for one in self._brought(books)]
        except Exception as failure:  # noqa: BLE001 - whatever comes out is the finding
            self.outcome.wrong.append(f"{name}: {told(failure)}")

    def _restored(self, backup: Backup) -> OpenCentre:
        """Return the centre that the backup makes in an empty folder with the keys alone."""
        other = self.folder / "put back"
        shutil.rmtree(other, ignore_errors=True)
        other.mkdir()
        shutil.copy2(folders_at(self.town.data).centre / KEYS, other / KEYS)
        restore(backup.path, other)
        self.outcome.restored += 1
        return open_centre(CentreSettings(other))

    def _looked(self, books: OpenCentre, acknowledged: int) -> Iterator[str]:
        """Yield what the backup lacks, and where it differs from today's books."""
        stream = _stream(books)
        self.outcome.events += stream.stored
        if stream.stored < acknowledged:
            yield f"holds {stream.stored} events, {acknowledged} were acknowledged before it began"
        with closing(self.town.books()) as today:
            if _hash_at(today, stream) != stream.head_hash:
                yield "is no beginning of today's books"

    def _brought(self, books: OpenCentre) -> Iterator[str]:
        """Bring what the dead till's disk holds, without its vault; yield what is missing then."""
        disk = self.folder / "disk"
        shutil.rmtree(disk, ignore_errors=True)
        shutil.copytree(self.town.settings.folder, disk)
        (disk / VAULT_FILE).unlink()
        self.outcome.recovered += sum(one.brought for one in recover(books, disk))
        with closing(self.town.opened_files()) as files:
            journal = [event.hash for event in events_of(files)]
        stream = _stream(books)
        events = books.books.read(lambda desk: desk.events.after(stream, 0, len(journal) + 1))
        if [event.hash for event in events] != journal:
            yield f"with the till's disk {len(events)} events, its journal has {len(journal)}"
        yield from whole(books)


def play(folder: Path, count: int, dice: random.Random, outcome: Outcome) -> None:
    """Take so many in one town."""
    town = Town(folder / "town")
    with centre_process(town.data) as url:
        town.begin(url)
        Drill(town, folder, outcome).play(count, dice)


def _stream(books: OpenCentre) -> Stream:
    """Return the one till's stream."""
    (stream,) = books.books.read(lambda desk: desk.streams.all())
    return stream


def _hash_at(books: OpenCentre, stream: Stream) -> str:
    """Return the hash of the event at the same place in other books."""
    events = books.books.read(lambda desk: desk.events.after(stream, stream.stored - 1, 1))
    return events[0].hash if events else ""


def main(arguments: Sequence[str] | None = None) -> int:
    """Take, put back, and print what was counted; 0 when nothing is wrong and things really happened at once."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--count", type=int, default=20)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args(arguments)
    os.environ["PYTHON_KEYRING_BACKEND"] = "keyring.backends.fail.Keyring"
    dice, outcome = random.Random(options.seed), Outcome()
    while outcome.backups < options.count:
        with tempfile.TemporaryDirectory(prefix="loyalty-pos-backups-", ignore_cleanup_errors=True) as own:
            play(Path(own), min(_IN_A_TOWN, options.count - outcome.backups), dice, outcome)
    facts = asdict(outcome) | {"wrong": outcome.wrong[:_SHOWN], "wrongs": len(outcome.wrong)}
    sys.stdout.write(f"{json.dumps(facts)}\n")
    happened = outcome.sold_meanwhile and outcome.restored == outcome.backups and outcome.recovered
    return 0 if happened and not outcome.wrong else 1


if __name__ == "__main__":
    sys.exit(main())
