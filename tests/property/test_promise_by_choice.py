"""The bound of offline redemption under any order of deeds and words that can be thought of, cut down to the shortest that breaks it.

The worlds of ``test_the_promise`` are drawn by seed and long; here each step is chosen: who says what, which word arrives
when, twice or never, whose disk comes back. Model of ``lab/promise``, rules of ``core.leases``.
"""

from collections.abc import Callable

import hypothesis.strategies as st
import pytest
from hypothesis import Phase, settings
from hypothesis.stateful import (
    RuleBasedStateMachine,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from loyalty_pos.core.leases.lease import HOUR_US, Floors, Policy
from loyalty_pos.lab.promise.centre import Card, Centre, Settled
from loyalty_pos.lab.promise.messages import Ask, Release, Renewed
from loyalty_pos.lab.promise.mutants import (
    GrantNotCounted,
    HoldFromBalance,
    NoDedup,
    NoFloorLimit,
    NotCounted,
    RiskNotCounted,
    UnsettledRenewed,
)
from loyalty_pos.lab.promise.oracle import Oracle
from loyalty_pos.lab.promise.till import Pressed, Till

RUNS, STEPS = 500, 50
FLOOR, RISK = 50, 80
OPENING = 120
TILLS = st.integers(0, 2)
CARDS = st.integers(0, 1)
POINTS = st.integers(1, 70)
HOLD_IS_OVER = 16


class Counters(RuleBasedStateMachine):
    """Three tills, two cards, one centre, and words that lie about until somebody lets them arrive."""

    till_type: type[Till] = Till
    centre_type: type[Centre] = Centre

    def __init__(self) -> None:
        super().__init__()
        self.oracle = Oracle()
        policy = Policy(Floors(home=FLOOR), RISK, share_bp=5_000, ttl_us=72 * HOUR_US)
        self.centre = self.centre_type([Card(OPENING, home=0), Card(OPENING, home=1)], policy, self._settled)
        self.tills: list[Till] = []
        self.lives: list[Till] = []
        self.words: list[tuple[int, Callable[[], None]]] = []
        self.now = self.operations = 0
        for number in range(3):
            self._new(number)
            self.talks_it_all_over(number)

    def _new(self, number: int) -> None:
        till = self.till_type(len(self.lives) + 1, number)
        self.centre.join(till.who, number)
        self.lives.append(till)
        self.tills[number : number + 1] = [till]

    def _settled(self, done: Settled) -> None:
        speaking = {till.who for till in self.tills} | {who for who, _ in self.words} | {done.who}
        self.oracle.settled(self.centre, done, len(speaking))

    # --- the counter ----------------------------------------------------------------------------------

    @rule(number=TILLS, card=CARDS, wanted=POINTS)
    def press(self, number: int, card: int, wanted: int) -> None:
        till = self.tills[number]
        if till.pressed is None:
            self.operations += 1
            till.pressed = Pressed(self.operations, card, wanted)

    @rule(number=TILLS)
    def sell(self, number: int) -> None:
        till = self.tills[number]
        if till.pressed is not None and till.sell(self.now) is None:
            self._say(till, lambda: None)

    @rule(number=TILLS, card=CARDS)
    def sell_without_the_centre(self, number: int, card: int) -> None:
        """As much as the till may take by itself, as when the cable is out."""
        self.press(number, card, 1_000)
        self.sell(number)

    @rule(number=TILLS)
    def give_up(self, number: int) -> None:
        till = self.tills[number]
        if till.pressed is not None:
            released, till.pressed = Release(till.pressed.op), None
            self._say(till, lambda: self.centre.release(released))

    @rule(number=TILLS, card=CARDS, points=POINTS)
    def buy(self, number: int, card: int, points: int) -> None:
        self.operations += 1
        self.tills[number].add("earn", card, points, self.operations)

    @rule(card=CARDS, points=st.integers(1, 20))
    def office_takes(self, card: int, points: int) -> None:
        before = self.centre.available(card)
        self.centre.debit(card, points)
        self.oracle.debited(self.centre, card, before, points, len(self.lives))

    @precondition(lambda self: len(self.lives) < 5)
    @rule(number=TILLS)
    def disk_comes_back(self, number: int) -> None:
        self._new(number)

    @rule(minutes=st.sampled_from([1, HOLD_IS_OVER, 30 * 60, 80 * 60]))
    def time_goes(self, minutes: int) -> None:
        self.now += minutes
        self.centre.lapse(self.now)

    # --- words ----------------------------------------------------------------------------------------

    @rule(number=TILLS)
    def ask_for_a_hold(self, number: int) -> None:
        till = self.tills[number]
        if till.pressed is not None:
            ask = Ask(till.who, till.pressed.op, till.pressed.card, till.pressed.wanted)
            self._say(till, lambda: self._answer(till, ask))

    def _answer(self, till: Till, ask: Ask) -> None:
        before = self.centre.available(ask.card)
        answer = self.centre.ask(ask, self.now)
        self.oracle.promised(before, self.centre.available(ask.card), "hold")
        self._say(till, lambda: till.answered(answer))

    @rule(number=TILLS, again=st.booleans())
    def push(self, number: int, *, again: bool) -> None:
        till = self.tills[number]
        push = till.push(again=again)

        def arrive() -> None:
            answer = self.centre.push(push)
            self._say(till, lambda: till.pushed(answer))

        self._say(till, arrive)

    @rule(number=TILLS)
    def pull(self, number: int) -> None:
        till = self.tills[number]
        pull = till.pull()

        def arrive() -> None:
            rows = self.centre.pull(pull)
            self._say(till, lambda: till.take_rows(rows))

        self._say(till, arrive)

    @rule(number=TILLS)
    def renew(self, number: int) -> None:
        till = self.tills[number]
        renew = till.renew()

        def arrive() -> None:
            before = [self.centre.available(card) for card in range(2)]
            answer = self.centre.renew(renew, self.now)
            for card, there in enumerate(before):
                self.oracle.promised(there, self.centre.available(card), "lease")
            if answer is not None:
                self._lend(till, answer)

        self._say(till, arrive)

    def _lend(self, till: Till, answer: Renewed) -> None:
        self._say(till, lambda: till.take_lease(answer))

    def _say(self, till: Till, arrive: Callable[[], None]) -> None:
        self.words.append((till.who, arrive))

    @rule(number=TILLS)
    def talks_it_all_over(self, number: int) -> None:
        """A till on a good line: everything pushed, a new lease, the rows behind it."""
        self.push(number, again=True)
        self.the_line_is_good_for_a_moment()
        self.renew(number)
        self.pull(number)
        self.the_line_is_good_for_a_moment()

    @precondition(lambda self: self.words)
    @rule(data=st.data(), fate=st.sampled_from(["once", "once", "once", "twice", "never"]))
    def a_word_arrives(self, data: st.DataObject, fate: str) -> None:
        which = data.draw(st.integers(0, len(self.words) - 1))
        if fate == "never":
            del self.words[which]
            return
        self.words[which][1]()
        if fate == "once":
            del self.words[which]

    @precondition(lambda self: self.words)
    @rule()
    def the_line_is_good_for_a_moment(self) -> None:
        """Everything that was said arrives in order, and so do the answers."""
        while self.words:
            self.words[0][1]()
            del self.words[0]

    # --- what must hold -------------------------------------------------------------------------------

    @invariant()
    def nothing_is_broken(self) -> None:
        assert self.oracle.breaches == []

    @invariant()
    def points_are_neither_made_nor_lost(self) -> None:
        self.oracle.conserved(self.centre, 2 * OPENING)

    def teardown(self) -> None:
        self.the_line_is_good_for_a_moment()
        for till in self.lives:
            while till.stored < len(till.journal):
                self.centre.push(till.push(again=True))
                till.stored = self.centre.streams[till.who].stored
            self.oracle.complete(self.centre, till.who, len(till.journal))
        assert self.oracle.breaches == []


TestCounters = pytest.mark.slow(Counters.TestCase)
TestCounters.settings = settings(max_examples=RUNS, stateful_step_count=STEPS, deadline=None)


@pytest.mark.parametrize(
    "broken",
    [NoDedup, NotCounted, GrantNotCounted, HoldFromBalance, NoFloorLimit, RiskNotCounted, UnsettledRenewed],
    ids=lambda broken: broken.__name__,
)
def test_a_broken_rule_is_found_by_choosing(broken: type[Till | Centre]) -> None:
    part = "centre_type" if issubclass(broken, Centre) else "till_type"
    machine = type(f"With{broken.__name__}", (Counters,), {part: broken})
    few = settings(
        max_examples=4 * RUNS,
        stateful_step_count=STEPS,
        deadline=None,
        database=None,
        phases=[Phase.generate],
    )
    with pytest.raises(AssertionError):
        run_state_machine_as_test(machine, settings=few)
