"""Tills of one shop change over to tomorrow's programme together, whatever their own clocks show."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from loyalty_pos.core.dates import micros
from loyalty_pos.core.release import DAY_US, Bundle, text_hash
from loyalty_pos.sync.timekeeping.keeper import Clocks
from loyalty_pos.wiring.clock import SystemClock
from loyalty_pos.wiring.till import Till, TillSettings, open_shop_till
from tests.fakes.till_folder import NOON, Counter

TODAY = 'id = "club"\nnames = { en = "Today" }\n'
TOMORROW = TODAY.replace("Today", "Tomorrow")
HOUR = timedelta(hours=1)
SECOND_US = 1_000_000


@dataclass
class Machine:
    """A till's machine at ``true`` o'clock, whose own clock is so much wrong; it has both bundles."""

    folder: Path
    true: datetime = NOON
    wrong: timedelta = timedelta()

    def __post_init__(self) -> None:
        counter = Counter(self.folder)
        for serial, days, text in ((1, 0, TODAY), (2, 1, TOMORROW)):
            from_us = micros(NOON) + days * DAY_US
            counter.tell_bundle(
                Bundle(serial, "store-1", from_us, from_us + 14 * DAY_US, (text_hash(text),)), text
            )
        counter.files.close()
        self.vault = counter.vault
        self.till: Till | None = None

    def start(self) -> None:
        """Switch it on, off before."""
        self.stop()
        clock = _OfMachine(self)
        clocks = Clocks(lambda: micros(clock.now()), lambda: micros(self.true))
        self.till = open_shop_till(TillSettings(self.folder, vault=self.vault, clock=clock, clocks=clocks))

    def stop(self) -> None:
        if self.till is not None:
            self.till.close()
            self.till = None

    def hear_the_centre(self) -> None:
        """Get an answer, a second after the question."""
        assert self.till is not None
        steady_us = micros(self.true)
        self.till.time.heard(steady_us - SECOND_US // 2, steady_us - SECOND_US)

    def prices_by(self) -> str:
        assert self.till is not None
        return self.till.world.programmes.current().programme.name("en")


@dataclass
class _OfMachine(SystemClock):
    machine: Machine

    def now(self) -> datetime:
        return self.machine.true + self.machine.wrong


@pytest.fixture
def machine(tmp_path: Path) -> Iterator[Machine]:
    made = Machine(tmp_path / "till")
    yield made
    made.stop()


@pytest.mark.parametrize("wrong_h", [-3, 3, -26, 26, 24 * 365])
def test_a_till_with_a_wrong_clock_changes_over_when_its_neighbours_do(
    machine: Machine, wrong_h: int
) -> None:
    """The centre told the time once; from then on the difference is known, offline and over a restart too."""
    machine.wrong = wrong_h * HOUR
    machine.start()
    machine.hear_the_centre()
    for _ in ("the same run", "after a restart"):
        machine.true = NOON + timedelta(days=1, seconds=-1)
        assert machine.prices_by() == "Today"
        machine.true = NOON + timedelta(days=1, seconds=1)
        assert machine.prices_by() == "Tomorrow"
        machine.true = NOON + HOUR
        machine.hear_the_centre()
        machine.start()


@pytest.mark.parametrize("back", [timedelta(minutes=4), timedelta(hours=2), timedelta(days=400)])
def test_what_has_begun_does_not_end_again_because_somebody_sets_the_clock_back(
    machine: Machine, back: timedelta
) -> None:
    machine.start()
    machine.hear_the_centre()
    machine.true = NOON + timedelta(days=1, minutes=2)
    assert machine.till is not None
    machine.till.settle_clock()
    machine.wrong = -back
    assert machine.prices_by() == "Tomorrow"
    for _ in range(2):
        machine.start()
        assert machine.prices_by() == "Tomorrow"


def test_the_bundle_of_tomorrow_lives_out_its_life_by_the_true_time(machine: Machine) -> None:
    machine.wrong = timedelta(days=30)
    machine.start()
    machine.hear_the_centre()
    assert machine.till is not None
    machine.true = NOON + timedelta(days=15, seconds=-1)
    assert not machine.till.world.programmes.current().out_of_date
    machine.true = NOON + timedelta(days=15, seconds=1)
    assert machine.till.world.programmes.current().out_of_date


def test_the_centres_word_takes_a_till_back_that_was_ahead(machine: Machine) -> None:
    """Somebody put its clock two days forward while it was off: nobody can notice that offline."""
    machine.wrong = timedelta(days=2)
    machine.start()
    assert machine.prices_by() == "Tomorrow"
    machine.hear_the_centre()
    assert machine.prices_by() == "Today"


def test_an_answer_that_corrects_by_a_second_takes_nothing_back(machine: Machine) -> None:
    machine.wrong = timedelta(seconds=1)
    machine.start()
    machine.true = NOON + timedelta(days=1, milliseconds=-500)
    assert machine.prices_by() == "Tomorrow"
    machine.hear_the_centre()
    assert machine.prices_by() == "Tomorrow"
