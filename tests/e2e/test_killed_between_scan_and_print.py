"""kill -9 of a selling till at any moment: nothing acknowledged is lost, nothing is doubled, paper means journal."""

import os
import random
import signal
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from loyalty_pos.core.sale import Sale
from loyalty_pos.storage.journal.chain import first_break
from loyalty_pos.wire.events import fact_of
from loyalty_pos.wiring.books import differences, events_of
from loyalty_pos.wiring.centre import CentreSettings, start_centre
from loyalty_pos.wiring.folders import folders_at
from loyalty_pos.wiring.intake import reports_of
from loyalty_pos.wiring.till import enrol, open_files, open_shop_till
from tests.e2e.corner import STORE, fill_shop
from tests.e2e.paper import printed_codes
from tests.e2e.peer import Lines, start
from tests.e2e.till_process import settings_of

WARM, COLD = 45, 5
SEED = 7


@dataclass
class Deaths:
    """What the tills have acknowledged before they died, and after which word each died."""

    paid: dict[str, int] = field(default_factory=dict)
    printed: set[str] = field(default_factory=set)
    last_words: Counter[str] = field(default_factory=Counter)
    restored: int = 0
    count: int = 0

    def hear(self, line: str) -> str:
        """Take one line in; return its first word."""
        word, *rest = line.split()
        match word:
            case "sold":
                self.paid[rest[0]] = int(rest[1])
            case "printing":
                self.printed.add(rest[0])
            case "restored":
                self.restored += 1
            case _:
                pass
        return word


def _kill_after(lines: Lines, deaths: Deaths, dice: random.Random) -> None:
    """Listen to a till for a while, then kill it in the middle of whatever it does next."""
    pid = int(lines.next().split()[1])
    word = ""
    for _ in range(dice.randrange(1, 40)):
        word = deaths.hear(lines.next())
    time.sleep(dice.random() * dice.choice((0, 0.001, 0.01)))
    os.kill(pid, signal.SIGKILL)
    deaths.count += 1
    deaths.last_words[word] += 1


def _forked(folder: Path, deaths: Deaths, dice: random.Random, check: Callable[[], None]) -> None:
    process = start("tests.e2e.selling_till", str(folder), "--warm")
    assert process.stdin is not None and process.stdout is not None
    lines = Lines(process.stdout)
    with process:
        assert lines.next() == "warm\n"
        for _ in range(WARM):
            process.stdin.write("next\n")
            process.stdin.flush()
            _kill_after(lines, deaths, dice)
            while deaths.hear(said := lines.next()) != "gone":
                assert said, "the parent ended"
            check()
        process.stdin.close()


def _from_cold(folder: Path, deaths: Deaths, dice: random.Random) -> None:
    process = start("tests.e2e.selling_till", str(folder))
    assert process.stdout is not None
    lines = Lines(process.stdout)
    with process:
        _kill_after(lines, deaths, dice)
        process.wait()
        while said := lines.next():
            deaths.hear(said)


@contextmanager
def _new_till(tmp_path: Path) -> Iterator[tuple[Path, Callable[[], None]]]:
    """Enrol a till at a centre that is there again at the end only; give its folder and how to compare the books."""
    data, folder = tmp_path / "data", tmp_path / "till"
    folder.mkdir()
    books = fill_shop(data)
    code = books.admin.make_code(STORE)
    books.close()
    with ExitStack() as running:
        centre = start_centre(CentreSettings(folders_at(data).centre))
        running.callback(centre.stop)
        opening = {line.account_id: line.points_sum for line in reports_of(centre.open).balances("", 100)}
        enrol(settings_of(folder), centre.url, code)

        def compare() -> None:
            till = open_shop_till(settings_of(folder))
            assert till.sync_once().problem is None
            assert list(differences([till.files], reports_of(centre.open), opening)) == []
            till.close()

        yield folder, compare


def _check(folder: Path, deaths: Deaths) -> None:
    files = open_files(settings_of(folder))
    events = list(events_of(files))
    facts = [fact_of(event) for event in events]
    sales = {fact.code: fact.paid_minor for fact in facts if isinstance(fact, Sale)}
    incidents = files.incidents
    files.close()
    assert incidents == ()
    assert first_break(events) == 0
    assert len(sales) == sum(isinstance(fact, Sale) for fact in facts), "one code twice"
    assert deaths.paid.items() <= sales.items(), "an acknowledged sale is lost or changed"
    assert len(sales) - len(deaths.paid) <= deaths.count, "more unacknowledged sales than deaths"
    paper = printed_codes(folder)
    assert set(paper) <= set(sales), "paper without a sale"
    assert set(paper.values()) <= {1}, "printed twice"


@pytest.mark.slow
def test_fifty_deaths_between_scan_and_print_lose_and_double_nothing(tmp_path: Path) -> None:
    deaths, dice = Deaths(), random.Random(SEED)
    with _new_till(tmp_path) as (folder, compare):
        _forked(folder, deaths, dice, lambda: _check(folder, deaths))
        for _ in range(COLD):
            _from_cold(folder, deaths, dice)
            _check(folder, deaths)
        compare()
    assert deaths.count == WARM + COLD
    assert all(deaths.last_words[word] for word in ("scanned", "paying", "sold", "printing")), deaths
    assert deaths.restored, "no open receipt ever came back"
    assert len(deaths.paid) > deaths.count
