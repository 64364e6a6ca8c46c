"""A till whose clock is set back while it is off: it goes on selling, says so, and the centre's answer ends it."""

import threading
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from loyalty_pos.core.dates import micros, moment
from loyalty_pos.core.sale import Noted
from loyalty_pos.sync.timekeeping.keeper import Clocks
from loyalty_pos.sync.timekeeping.rounds import ClockRounds
from loyalty_pos.wire.events import Event, fact_of
from loyalty_pos.wiring.books import events_of
from loyalty_pos.wiring.centre import CentreSettings, start_centre
from loyalty_pos.wiring.clock import SystemClock
from loyalty_pos.wiring.folders import folders_at
from loyalty_pos.wiring.intake import reports_of
from loyalty_pos.wiring.till import Till, TillSettings, enrol, open_shop_till
from tests.e2e.corner import BARCODES, PIN, STORE, fill_shop

DAY = timedelta(days=1)


@dataclass
class Crooked(SystemClock):
    """The machine's clock, so much wrong."""

    wrong: timedelta = timedelta()

    def now(self) -> datetime:
        return datetime.now(UTC) + self.wrong

    @property
    def clocks(self) -> Clocks:
        return Clocks(lambda: micros(self.now()), lambda: micros(datetime.now(UTC)))


@pytest.fixture
def clock() -> Crooked:
    return Crooked()


def opened(folder: Path, clock: Crooked) -> Till:
    return open_shop_till(TillSettings(folders_at(folder).till, clock=clock, clocks=clock.clocks))


def sold(till: Till) -> str:
    till.staff.log_in(PIN)
    if till.shift.current() is None:
        till.shift.open(0)
    till.register.scan(BARCODES[0])
    return till.register.pay_exact().sale.code


def noted(events: list[Event]) -> list[str]:
    """Return the audit lines of the clock."""
    facts = [fact_of(event) for event in events]
    return [fact.what for fact in facts if isinstance(fact, Noted) and fact.what.startswith("clock_")]


def test_a_till_with_a_clock_set_back_a_day(tmp_path: Path, clock: Crooked) -> None:
    fill_shop(tmp_path).close()
    centre = start_centre(CentreSettings(folders_at(tmp_path).centre))
    enrol(TillSettings(folders_at(tmp_path).till), centre.url, centre.admin.make_code(STORE))
    till = opened(tmp_path, clock)
    assert not till.world.clock_suspect()
    codes = [sold(till)]
    till.close()

    clock.wrong = -DAY
    till = opened(tmp_path, clock)
    assert till.world.clock_suspect()
    codes.append(sold(till))
    till.settle_clock()
    till.close()

    clock.wrong = timedelta()
    till = opened(tmp_path, clock)
    assert till.world.clock_suspect(), "a restart clears nothing, not even with a clock that was set right"
    codes.append(sold(till))

    assert till.sync_once().problem is None
    assert not till.world.clock_suspect()
    assert abs(moment(till.world.corrected_us()) - datetime.now(UTC)) < timedelta(seconds=30)
    till.settle_clock()
    assert till.sync_once().waiting == 0

    events = list(events_of(till.files))
    assert [event.hlc for event in events] == sorted({event.hlc for event in events}), "strictly increasing"
    assert noted(events) == ["clock_suspect", "clock_trusted"]
    assert [event.kind for event in events].count("sale") == len(codes)
    alarms = [alarm for alarm in reports_of(centre.open).overview().alarms if alarm.code == "clock_suspect"]
    assert [(alarm.agent_id, alarm.subject) for alarm in alarms] == [(till.place.agent_id, "back")]
    till.close()
    centre.stop()


def test_the_thread_that_looks_survives_whatever_a_look_comes_to() -> None:
    looks: list[int] = []
    enough = threading.Event()

    def look() -> None:
        looks.append(len(looks))
        if len(looks) == 3:
            enough.set()
        raise RuntimeError(looks)

    rounds = ClockRounds(look, look_s=0.001)
    rounds.start()
    assert enough.wait(30)
    rounds.stop()
    seen = len(looks)
    assert seen >= 3
    assert len(looks) == seen, "after the end nobody looks any more"
