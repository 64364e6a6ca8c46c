"""The centre does its daily work by itself: at its start, after midnight, and again when it went wrong."""

import time
from datetime import UTC, datetime
from pathlib import Path

from loyalty_pos.centre.admin import MemberItem
from loyalty_pos.core.dates import micros
from loyalty_pos.wiring.centre import CentreSettings, OpenCentre, RunningCentre
from loyalty_pos.wiring.rounds import QUARTER_S, CentreRounds, Pace
from tests.integration.wiring.test_housekeeping import until

LONG_AGO = datetime(2020, 1, 1, tzinfo=UTC)


class Day:
    """Counts the rounds; the first daily one fails."""

    def __init__(self) -> None:
        self.caught_up = 0
        self.daily = 0
        self.at_s = 0.0

    def catch_up(self) -> None:
        self.caught_up += 1

    def run_daily(self) -> None:
        self.daily += 1
        if self.daily == 1:
            raise OSError(28, "disk full")

    def now_s(self) -> float:
        return self.at_s


def test_the_daily_round_is_made_at_the_start_and_after_each_midnight_even_if_one_fails() -> None:
    day = Day()
    rounds = CentreRounds(day, Pace(look_s=0.01, now_s=day.now_s))
    rounds.start()
    until(lambda: day.daily == 2)
    seen = day.caught_up
    until(lambda: day.caught_up > seen + 5)
    assert day.daily == 2, "one round in the same quarter of an hour"
    day.at_s += QUARTER_S
    until(lambda: day.daily == 3)
    rounds.stop()
    seen = day.caught_up
    time.sleep(0.05)
    assert day.caught_up == seen


def test_points_that_ended_while_the_centre_was_off_end_when_it_starts(tmp_path: Path) -> None:
    settings = CentreSettings(tmp_path)
    before = OpenCentre(settings)
    before.admin.create_store("store-1", "Corner shop")
    before.admin.put_members([MemberItem("2900000000000001", points=500, expire_us=micros(LONG_AGO))])
    before.close()

    centre = RunningCentre(settings)

    until(lambda: [line.points_sum for line in centre.admin.balances()] == [0])
    centre.stop()
    centre.stop()  # whoever stops it again is not kept waiting
