"""One world of the model: some tills, one centre, a network that loses, doubles, delays and overtakes; by seed.

The same seed plays the same story bit for bit. Time is minutes; a story ends with healing: the network behaves,
everything arrives, and then the books must be whole.
"""

import random
from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from loyalty_pos.core.leases.lease import HOUR_US, MONEY, Floors, Policy
from loyalty_pos.core.leases.value import Value
from loyalty_pos.lab.promise.centre import Card, Centre, Settled
from loyalty_pos.lab.promise.messages import (
    Answer,
    Ask,
    Message,
    Pull,
    Push,
    Pushed,
    Release,
    Renew,
    Renewed,
    Rows,
)
from loyalty_pos.lab.promise.network import HOUR, Network, Trouble
from loyalty_pos.lab.promise.oracle import Oracle
from loyalty_pos.lab.promise.till import Pressed, Till

PRESSED, BOUGHT = 500, 700
"""Of a thousand deeds of a till so many are redemptions, and so many these or purchases."""
GIVEN_UP, VOIDED = 10, 5
"""Of a hundred redemptions."""
ROUNDS: Final = 16
ROUND: Final = 6 * HOUR
FEWER_USES: Final = 20
"""A code has so many times fewer uses than a member has points: they run out."""


POLICY: Final = Policy(
    Floors(home=50),
    risk=120,
    share_bp=5_000,
    ttl_us=72 * HOUR_US,
    certificates=Floors(home=50 * MONEY),
    coupons=1,
    code_bp=5_000,
)


@dataclass(frozen=True, slots=True)
class Story:
    """How a world is set up. ``hours`` of trouble before the healing; amounts in points, rates per thousand.

    ``pause``: most minutes between two deeds of a till; ``earned``: most points of one purchase.
    ``certificates``, ``codes``: so many beside the members.
    """

    tills: int = 6
    cards: int = 4
    balance: int = 150
    hours: int = 240
    policy: Policy = POLICY
    pause: int = 120
    lost: int = 80
    doubled: int = 60
    restored: int = 2
    cut: int = 20
    debits: int = 3
    slow: int = 40
    no_feed: int = 10
    earned: int = 80
    certificates: int = 0
    codes: int = 0

    @property
    def values(self) -> list[Value]:
        """What each card is: members first, then certificates, then codes for many."""
        return [Value.POINTS] * self.cards + [Value.MONEY] * self.certificates + [Value.USES] * self.codes

    def opening(self, value: Value) -> int:
        """Return what a card begins with."""
        match value:
            case Value.POINTS:
                return self.balance
            case Value.MONEY:
                return self.balance * MONEY
            case Value.USES:
                return self.balance // FEWER_USES


class World:
    """Plays one story."""

    till_type: type[Till] = Till
    centre_type: type[Centre] = Centre
    oracle_type: type[Oracle] = Oracle

    def __init__(self, seed: int, story: Story) -> None:
        self.network = Network(seed, story.tills, Trouble(story.lost, story.doubled, story.slow))
        self.oracle = self.oracle_type()
        self.values = story.values
        cards = [
            Card(story.opening(value), number % story.tills, value)
            for number, value in enumerate(self.values)
        ]
        self.centre = self.centre_type(cards, story.policy, self._settled)
        self.tills: list[Till] = []
        self._story = story
        self._random = self.network.random
        self._whos = 0
        self._no_feed_until = [0] * story.tills
        for number in range(story.tills):
            self.tills.append(self._new_till(number))

    def play(self) -> Oracle:
        """Play to the end and look at the books."""
        for number in range(self._story.tills):
            self._plan(number)
        self._run_until(self._story.hours * HOUR)
        self._heal()
        self.oracle.conserved(self.centre, sum(map(self._story.opening, self.values)))
        for till in self.tills:
            self.oracle.complete(self.centre, till.who, len(till.journal))
            self.oracle.told(self.centre, till.who, till.rows, self.centre.place)
            self.oracle.carried(self.centre, till.who, {card: till.carried(card) for card in till.values})
        return self.oracle

    def _new_till(self, number: int) -> Till:
        """Return a fresh incarnation."""
        self._whos += 1
        self.centre.join(self._whos, number)
        till = self.till_type(self._whos, number)
        till.values = {card: value for card, value in enumerate(self.values) if value is not Value.POINTS}
        return till

    def _run_until(self, end: int) -> None:
        self.network.run_until(end, lambda: bool(self.oracle.breaches))

    def _heal(self) -> None:
        """Let the network behave until everything is everywhere."""
        self.network.heal()
        self._no_feed_until = [0] * self._story.tills
        end = self.network.now
        for _ in range(ROUNDS):
            end += ROUND
            self.centre.lapse(end)
            for till in self.tills:
                self._talk(till.number)
            self._run_until(end)
        for till in self.tills:
            self._say(till, till.pull())
        self._run_until(end + HOUR)
        self.oracle.at_rest(self.centre)

    # --- what happens ---------------------------------------------------------------------------------

    def _plan(self, number: int) -> None:
        """Let a till do something some minutes from now, again and again."""
        self.network.later(1 + self._random.randrange(self._story.pause), lambda: self._act(number))

    def _act(self, number: int) -> None:
        """Do one thing at a till."""
        if self.network.healing:
            return
        self._plan(number)
        what = self._random.randrange(1000)
        till, story = self.tills[number], self._story
        if what < story.restored:
            self._restore(number)
        elif what < story.restored + story.cut:
            self.network.faults["cut"] += 1
            self.network.cut_until[number] = self.network.now + self._random.randrange(12, 100 * HOUR)
        elif what < story.restored + story.cut + story.no_feed:
            self.network.faults["feed stopped"] += 1
            self._no_feed_until[number] = self.network.now + self._random.randrange(12, 60 * HOUR)
        elif what < PRESSED:
            self._press(till)
        elif what < BOUGHT:
            card = self._card()
            till.add("earn", card, _amount(self._random, self.values[card], story.earned), self._op())
        elif what < BOUGHT + story.debits:
            self._debit()
        else:
            self._talk(number)
        self.centre.lapse(self.network.now)

    def _restore(self, number: int) -> None:
        """The disk is an old copy, and it was noticed: a new incarnation without rights."""
        self.network.faults["restored"] += 1
        self.tills[number] = self._new_till(number)

    def _debit(self) -> None:
        """The office takes points away."""
        number = self._card()
        points = _amount(self._random, self.values[number], 20)
        before = self.centre.available(number)
        self.centre.debit(number, points)
        self.oracle.debited(self.centre, number, before, points, self._leases())

    def _press(self, till: Till) -> None:
        """The key for points: ask the centre, and sell a moment later whatever it says."""
        if till.pressed is not None:
            return
        op, card = self._op(), self._card()
        till.pressed = Pressed(op, card, _amount(self._random, self.values[card], 60))
        pressed = till.pressed
        self._say(till, Ask(till.who, pressed.op, pressed.card, pressed.wanted))
        self.network.later(1 + self._random.randrange(4), lambda: self._sell(till))

    def _sell(self, till: Till) -> None:
        """Commit the sale, or let it be; sometimes it is voided."""
        if self.tills[till.number] is not till or till.pressed is None:
            return
        pressed = till.pressed
        if self._random.randrange(100) < GIVEN_UP:
            till.pressed = None
            self._say(till, Release(pressed.op))
            return
        event = till.sell(self.network.now)
        if event is None:
            self._say(till, Release(pressed.op))
        elif self._random.randrange(100) < VOIDED:
            till.add("void", event.card, event.points, event.op)

    def _talk(self, number: int) -> None:
        """Push, pull, and ask for a new lease now and then."""
        till = self.tills[number]
        self._say(till, till.push(again=self.network.healing or self._random.randrange(4) == 0))
        if self.network.now >= self._no_feed_until[number]:
            self._say(till, till.pull())
        if till.lease is None or self._random.randrange(3) == 0:
            self._say(till, till.renew())

    # --- words ----------------------------------------------------------------------------------------

    def _say(self, till: Till, message: Message) -> None:
        """Send a message to the centre, and its answer back."""

        def arrive() -> None:
            answer = self._hear(message)
            if answer is not None:
                self.network.carry(till.number, lambda: self._answer(till, answer))

        self.network.ask(till.who, till.number, arrive)

    def _hear(self, message: Message) -> Message | None:
        """Let the centre answer; what it promises is looked at."""
        match message:
            case Renew():
                return self._promise(lambda: self.centre.renew(message, self.network.now), "lease", None)
            case Ask():
                return self._promise(lambda: self.centre.ask(message, self.network.now), "hold", message.card)
            case _:
                return _heard(self.centre, message)

    def _promise(self, make: Callable[[], Message | None], what: str, card: int | None) -> Message | None:
        """Let the centre promise something, and look at what it had."""
        numbers = range(len(self.centre.cards)) if card is None else [card]
        before = {number: self.centre.available(number) for number in numbers}
        answer = make()
        for number, there in before.items():
            self.oracle.promised(there, self.centre.available(number), what)
        return answer

    def _answer(self, till: Till, message: Message) -> None:
        """Let the till hear an answer; a till that was restored meanwhile hears nothing."""
        if self.tills[till.number] is not till:
            return
        _take_in(till, message)
        if isinstance(message, Rows):
            self.oracle.told(self.centre, till.who, till.rows, till.place)

    # --- small things ---------------------------------------------------------------------------------

    def _settled(self, done: Settled) -> None:
        """Look at a settled event."""
        self.oracle.settled(self.centre, done, self._leases())

    def _leases(self) -> int:
        """Return how many incarnations may still settle something: those at work, and those with words on the way."""
        return len({till.who for till in self.tills} | self.network.speaking())

    def _card(self) -> int:
        """Return any card."""
        return self._random.randrange(len(self.values))

    def _op(self) -> int:
        """Return a new operation."""
        return self._random.getrandbits(62)


def _amount(dice: random.Random, value: Value, most: int) -> int:
    """Return any amount up to so many points, or their money; of a code always one use."""
    drawn = 1 + dice.randrange(most)
    match value:
        case Value.POINTS:
            return drawn
        case Value.MONEY:
            return drawn * MONEY - dice.randrange(MONEY)
        case Value.USES:
            return 1


def _take_in(till: Till, message: Message) -> None:
    match message:
        case Pushed():
            till.pushed(message)
        case Rows():
            till.take_rows(message)
        case Renewed():
            till.take_lease(message)
        case Answer():
            till.answered(message)
        case _:
            raise AssertionError(message)


def _heard(centre: Centre, message: Message) -> Message | None:
    match message:
        case Push():
            return centre.push(message)
        case Pull():
            return centre.pull(message)
        case Release():
            centre.release(message)
            return None
        case _:
            raise AssertionError(message)
