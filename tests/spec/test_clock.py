"""The till's clock: going back and jumping is noticed, the centre's word ends the doubt, order never goes back (I18)."""

from dataclasses import dataclass, field, replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from loyalty_pos.core.clock.watching import (
    BACK_US,
    EARLIEST_US,
    FRESH_US,
    JUMP_US,
    Answer,
    Doubt,
    Kept,
    Reading,
    Watch,
    answered,
    began,
    looked,
    time_us,
)
from loyalty_pos.core.ids import next_hlc
from loyalty_pos.core.problems import StorageBusy
from loyalty_pos.sync.timekeeping.keeper import Clocks, Timekeeper
from loyalty_pos.till.timekeeping.port import BEGAN, ENDED, Memory, Unsaid

SECOND = 1_000_000
HOUR = 3_600 * SECOND
DAY = 24 * HOUR
NOON = 1_795_338_000 * SECOND
SELLING = Watch(Kept(NOON), NOON - 7 * HOUR)
"""A till at noon that was switched on seven hours ago."""


def after(seconds: int, jump_us: int = 0) -> Reading:
    """Both clocks so many seconds after noon, somebody having moved the wall clock by ``jump_us``."""
    return Reading(NOON + seconds * SECOND + jump_us, 7 * HOUR + seconds * SECOND)


@pytest.mark.parametrize(
    ("moved_us", "doubt"),
    [
        (0, Doubt.NONE),
        (JUMP_US, Doubt.NONE),
        (JUMP_US + 1, Doubt.JUMPED),
        (DAY, Doubt.JUMPED),
        (-BACK_US, Doubt.NONE),
        (-BACK_US - 61 * SECOND, Doubt.BACK),
        (-JUMP_US - 1, Doubt.JUMPED),
        (-NOON, Doubt.JUMPED),
        (HOUR, Doubt.JUMPED),
    ],
)
def test_a_clock_that_is_moved_while_the_till_works(moved_us: int, doubt: Doubt) -> None:
    """A minute later; an hour is enough: summer time moves no UTC, so whoever moves it by an hour is wrong."""
    assert looked(SELLING, after(60, moved_us)).kept.doubt is doubt


@pytest.mark.parametrize(
    ("later_us", "doubt"),
    [
        (0, Doubt.NONE),
        (DAY, Doubt.NONE),
        (-BACK_US, Doubt.NONE),
        (-BACK_US - 1, Doubt.BACK),
        (-365 * DAY, Doubt.BACK),
        (-NOON, Doubt.BACK),
    ],
)
def test_a_clock_that_was_moved_while_the_till_was_off(later_us: int, doubt: Doubt) -> None:
    """That it went forward cannot be told from a night that passed."""
    assert began(Kept(NOON), Reading(NOON + later_us, SECOND)).kept.doubt is doubt


def test_a_machine_whose_battery_is_empty_is_not_believed_from_the_first_start() -> None:
    assert began(Kept(), Reading(0, SECOND)).kept.doubt is Doubt.BACK
    assert began(Kept(), Reading(EARLIEST_US, SECOND)).kept.doubt is Doubt.NONE


def test_small_steps_that_add_up_are_a_jump() -> None:
    """Nine minutes, and nine minutes again."""
    watch = looked(SELLING, after(5, 9 * 60 * SECOND))
    assert not watch.kept.is_suspect
    assert looked(watch, after(10, 18 * 60 * SECOND)).kept.doubt is Doubt.JUMPED


def test_waking_up_is_no_jump() -> None:
    """The steady clock goes on while the machine sleeps."""
    assert not looked(SELLING, after(3 * 86_400)).kept.is_suspect


def test_a_doubt_stays_through_a_restart_and_a_clock_set_right_until_the_centre_answers() -> None:
    watch = looked(SELLING, after(60, DAY))
    since = watch.kept.since_us
    assert since == NOON + DAY + 60 * SECOND
    watch = looked(watch, after(120))
    assert watch.kept.is_suspect
    watch = began(watch.kept, Reading(NOON + HOUR, 5))
    assert watch.kept.is_suspect
    assert watch.kept.since_us == since
    watch = answered(watch, Answer(NOON + HOUR, 5, 5), Reading(NOON + HOUR, 5))
    assert watch.kept == Kept(NOON + HOUR)


def test_while_in_doubt_the_time_goes_on_from_what_was_known() -> None:
    watch = looked(SELLING, after(60, -DAY))
    assert time_us(watch, after(90).steady_us) == NOON + 90 * SECOND
    back = began(Kept(NOON), Reading(NOON - DAY, 5))
    assert time_us(back, 5 + SECOND) == NOON + SECOND


def test_a_clock_set_back_a_little_at_every_start_does_not_stop_time() -> None:
    """Back to noon each time, four minutes of work each time: what was known goes on, and soon the clock is in doubt."""
    kept = Kept(NOON)
    for start in range(1, 4):
        watch = began(kept, Reading(NOON, 0))
        assert time_us(watch, 0) == max(NOON, kept.high_us), "time never begins before what was known"
        kept = looked(watch, Reading(NOON + 4 * 60 * SECOND, 4 * 60 * SECOND)).kept
        assert kept.high_us == NOON + start * 4 * 60 * SECOND or kept.is_suspect
    assert kept.is_suspect


def test_the_quickest_answer_says_what_time_it_is() -> None:
    """Three seconds there and back tell it to one and a half; a tenth tells it better, and is kept for a while."""
    quick = Answer(NOON + 50_000, 0, 100_000)
    slow = Answer(NOON + 10 * SECOND, 9 * SECOND, 12 * SECOND)
    watch = answered(began(Kept(NOON), Reading(NOON, 0)), quick, Reading(NOON + 100_000, 100_000))
    assert time_us(watch, 100_000) == NOON + 100_000
    assert answered(watch, slow, Reading(NOON + 12 * SECOND, 12 * SECOND)).anchor_us == watch.anchor_us
    much_later = Answer(NOON + FRESH_US + 2 * SECOND, FRESH_US + SECOND, FRESH_US + 4 * SECOND)
    later = answered(watch, much_later, Reading(NOON + FRESH_US, FRESH_US + 4 * SECOND))
    assert later.anchor_us == NOON - SECOND // 2


def test_a_centre_whose_clock_was_set_is_believed_also_when_it_answers_slowly() -> None:
    """Two answers that cannot both be right: the new one counts, else the lease that comes with it lies in the future."""
    quick = Answer(NOON, 0, 100_000)
    watch = answered(began(Kept(NOON), Reading(NOON, 0)), quick, Reading(NOON + 100_000, 100_000))
    slow = Answer(NOON + DAY, SECOND, 3 * SECOND)
    watch = answered(watch, slow, Reading(NOON + 3 * SECOND, 3 * SECOND))
    assert time_us(watch, 3 * SECOND) == NOON + DAY + SECOND


def test_a_clock_that_is_steadily_wrong_is_put_right_by_what_the_centre_said_once() -> None:
    """Three hours slow, and the next morning without a connection."""
    wrong = Reading(NOON - 3 * HOUR, 0)
    watch = answered(began(Kept(), wrong), Answer(NOON, 0, 0), wrong)
    assert watch.kept.offset_us == 3 * HOUR
    morning = began(watch.kept, Reading(NOON - 3 * HOUR + DAY, 5))
    assert not morning.kept.is_suspect
    assert time_us(morning, 5) == NOON + DAY


MOVES = st.lists(
    st.one_of(
        st.tuples(st.just("wait"), st.integers(0, 2 * DAY)),
        st.tuples(st.just("set"), st.integers(-400 * DAY, 400 * DAY)),
        st.tuples(st.just("nudge"), st.integers(-BACK_US, BACK_US)),
        st.tuples(st.just("restart"), st.integers(0, DAY)),
        st.tuples(st.just("centre"), st.integers(0, 2 * SECOND)),
    ),
    max_size=40,
)


@dataclass
class Machine:
    """A machine with a clock that anybody may set; ``true_us`` is what time it really is."""

    true_us: int = NOON
    wrong_us: int = 0
    on_since_us: int = NOON
    kept: Kept = field(default_factory=Kept)

    @property
    def reading(self) -> Reading:
        return Reading(max(0, self.true_us + self.wrong_us), self.true_us - self.on_since_us)


@given(MOVES)
def test_whatever_happens_to_the_clock_order_goes_on_and_no_doubt_is_lost(
    moves: list[tuple[str, int]],
) -> None:
    """I18: the hybrid clock of the events grows; a doubt ends with the centre's answer alone; that answer is right."""
    machine, hlc = Machine(), 0
    watch = began(machine.kept, machine.reading)
    for move, size in moves:
        before = watch
        match move:
            case "wait":
                machine.true_us += size
            case "set":
                machine.wrong_us = size
            case "nudge":
                machine.wrong_us += size
            case "restart":
                machine.true_us += size
                machine.on_since_us = machine.true_us
                watch = began(watch.kept, machine.reading)
            case _:
                asked = machine.reading.steady_us
                machine.true_us += size
                told = Answer(machine.true_us - size // 2, asked, machine.reading.steady_us)
                watch = answered(watch, told, machine.reading)
                assert not watch.kept.is_suspect
                assert abs(time_us(watch, machine.reading.steady_us) - machine.true_us) <= SECOND
        watch = looked(watch, machine.reading)
        if move != "centre":
            assert watch.kept.is_suspect >= before.kept.is_suspect
            assert watch.kept.high_us >= before.kept.high_us
        if not watch.kept.is_suspect:
            assert machine.reading.wall_us + watch.kept.offset_us >= watch.kept.high_us - BACK_US
        before_event, hlc = hlc, next_hlc(hlc, machine.reading.wall_us // 1000)
        assert hlc > before_event


# --- what is kept, and what is written down ------------------------------------------------------------


@dataclass
class Shelf:
    """Keeps what it is given, unless its disk is full."""

    memory: Memory = field(default_factory=Memory)
    writes: int = 0
    full: bool = False

    def load(self) -> Memory:
        return self.memory

    def save(self, memory: Memory) -> None:
        if self.full:
            raise StorageBusy(path="journal.db")
        self.memory, self.writes = memory, self.writes + 1


@dataclass
class Hands:
    now: Reading = field(default_factory=lambda: Reading(NOON, 0))

    @property
    def clocks(self) -> Clocks:
        return Clocks(lambda: self.now.wall_us, lambda: self.now.steady_us)

    def pass_time(self, us: int) -> None:
        self.now = Reading(self.now.wall_us + us, self.now.steady_us + us)

    def set(self, us: int) -> None:
        self.now = replace(self.now, wall_us=self.now.wall_us + us)


def test_a_doubt_is_written_down_once_when_it_begins_and_once_when_it_ends() -> None:
    hands, shelf = Hands(), Shelf()
    lines: list[Unsaid] = []
    keeper = Timekeeper(hands.clocks, shelf)
    hands.set(-DAY)
    assert keeper.suspect()
    for _ in range(3):
        keeper.settle(lines.append)
    keeper = Timekeeper(hands.clocks, shelf)
    assert keeper.suspect()
    assert keeper.doubt() is Doubt.JUMPED
    keeper.settle(lines.append)
    keeper.heard(NOON, keeper.steady_us())
    assert not keeper.suspect()
    keeper.settle(lines.append)
    assert [(line.what, line.why) for line in lines] == [(BEGAN, "jumped"), (ENDED, "jumped")]


def test_a_line_that_could_not_be_written_is_written_later_and_is_the_same_line() -> None:
    hands, shelf = Hands(), Shelf()
    lines: list[Unsaid] = []
    keeper = Timekeeper(hands.clocks, shelf)
    hands.set(DAY)
    shelf.full = True
    keeper.settle(lines.append)
    assert keeper.suspect()
    shelf.full = False
    keeper.settle(lines.append)
    before_crash = shelf.memory
    shelf.memory = replace(before_crash, unsaid=tuple(lines))
    Timekeeper(hands.clocks, shelf).settle(lines.append)
    assert lines == [lines[0]] * 2


def test_an_hour_of_selling_costs_sixty_writes_and_no_question_costs_any() -> None:
    hands, shelf = Hands(), Shelf()
    keeper = Timekeeper(hands.clocks, shelf)
    for _ in range(720):
        hands.pass_time(5 * SECOND)
        assert not keeper.suspect()
        assert keeper.now_us() == hands.now.wall_us
    assert shelf.writes == 0
    for _ in range(720):
        hands.pass_time(5 * SECOND)
        keeper.settle(lambda _: pytest.fail("nothing happened"))
    assert 50 <= shelf.writes <= 61


def test_a_centre_that_does_not_say_what_time_it_is_ends_no_doubt() -> None:
    hands = Hands()
    keeper = Timekeeper(hands.clocks, Shelf())
    hands.set(DAY)
    assert keeper.suspect()
    keeper.heard(0, 0)
    assert keeper.suspect()
