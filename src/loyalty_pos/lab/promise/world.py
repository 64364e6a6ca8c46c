"""One world of the model: some tills, one centre, a network that loses, doubles, delays and overtakes; by seed.

The same seed plays the same story bit for bit. Time is minutes; a story ends with healing: the network behaves,
everything arrives, and then the books must be whole.
"""

import random
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from heapq import heappop, heappush
from typing import Final

from loyalty_pos.core.leases.lease import HOUR_US, Floors, Policy
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
from loyalty_pos.lab.promise.oracle import Oracle
from loyalty_pos.lab.promise.till import Pressed, Till

HOUR: Final = 60
PRESSED, BOUGHT = 500, 700
"""Of a thousand deeds of a till so many are redemptions, and so many these or purchases."""
GIVEN_UP, VOIDED = 10, 5
"""Of a hundred redemptions."""
ROUNDS: Final = 16
ROUND: Final = 6 * HOUR


POLICY: Final = Policy(Floors(home=50), risk=120, share_bp=5_000, ttl_us=72 * HOUR_US)


@dataclass(frozen=True, slots=True)
class Story:
    """How a world is set up. ``hours`` of trouble before the healing; amounts in points, rates per thousand.

    ``pause``: most minutes between two deeds of a till; ``earned``: most points of one purchase.
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


@dataclass(order=True, slots=True)
class Due:
    at: int
    number: int
    act: Callable[[], None] = field(compare=False)


class World:
    """Plays one story."""

    till_type: type[Till] = Till
    centre_type: type[Centre] = Centre
    oracle_type: type[Oracle] = Oracle

    def __init__(self, seed: int, story: Story) -> None:
        self.story = story
        self.random = random.Random(seed)  # noqa: S311 - a story, no secret
        self.now = 0
        self.steps = self.planned = 0
        self.faults: Counter[str] = Counter()
        self.oracle = self.oracle_type()
        self.opening = story.cards * story.balance
        cards = [Card(story.balance, home=number % story.tills) for number in range(story.cards)]
        self.centre = self.centre_type(cards, story.policy, self.hear_of)
        self.tills: list[Till] = []
        self.whos = 0
        self.in_flight: Counter[int] = Counter()
        self.queue: list[Due] = []
        self.cut_until = [0] * story.tills
        self.no_feed_until = [0] * story.tills
        self.healing = False
        for number in range(story.tills):
            self.tills.append(self.new_till(number))
            self.centre.touch(number % story.cards)

    def new_till(self, number: int) -> Till:
        """Return a fresh incarnation."""
        self.whos += 1
        self.centre.join(self.whos, number)
        return self.till_type(self.whos, number)

    def play(self) -> Oracle:
        """Play to the end and look at the books."""
        for number in range(self.story.tills):
            self.plan(number)
        self.run_until(self.story.hours * HOUR)
        self.heal()
        self.oracle.conserved(self.centre, self.opening)
        for till in self.tills:
            self.oracle.complete(self.centre, till.who, len(till.journal))
            self.oracle.told(self.centre, till.who, till.rows, self.centre.place)
        return self.oracle

    def run_until(self, end: int) -> None:
        """Do what is due."""
        queue = self.queue
        while queue and queue[0].at <= end and not self.oracle.breaches:
            due = heappop(queue)
            self.now = due.at
            self.steps += 1
            due.act()

    def heal(self) -> None:
        """Let the network behave until everything is everywhere."""
        self.healing = True
        self.cut_until = [0] * self.story.tills
        self.no_feed_until = [0] * self.story.tills
        end = self.now
        for _ in range(ROUNDS):
            end += ROUND
            self.centre.lapse(end)
            for till in self.tills:
                self.talk(till.number)
            self.run_until(end)
        for till in self.tills:
            self.say(till, till.pull())
        self.run_until(end + HOUR)
        self.oracle.at_rest(self.centre)

    # --- what happens ---------------------------------------------------------------------------------

    def plan(self, number: int) -> None:
        """Let a till do something some minutes from now, again and again."""
        self.later(1 + self.random.randrange(self.story.pause), lambda: self.act(number))

    def act(self, number: int) -> None:
        """Do one thing at a till."""
        if self.healing:
            return
        self.plan(number)
        what = self.random.randrange(1000)
        till, story = self.tills[number], self.story
        if what < story.restored:
            self.restore(number)
        elif what < story.restored + story.cut:
            self.faults["cut"] += 1
            self.cut_until[number] = self.now + self.random.randrange(12, 100 * HOUR)
        elif what < story.restored + story.cut + story.no_feed:
            self.faults["feed stopped"] += 1
            self.no_feed_until[number] = self.now + self.random.randrange(12, 60 * HOUR)
        elif what < PRESSED:
            self.press(till)
        elif what < BOUGHT:
            till.add("earn", self.card(), 1 + self.random.randrange(story.earned), self.op())
        elif what < BOUGHT + story.debits:
            self.debit()
        else:
            self.talk(number)
        self.centre.lapse(self.now)

    def restore(self, number: int) -> None:
        """The disk is an old copy, and it was noticed: a new incarnation without rights."""
        self.faults["restored"] += 1
        self.tills[number] = self.new_till(number)

    def debit(self) -> None:
        """The office takes points away."""
        number, points = self.card(), 1 + self.random.randrange(20)
        before = self.centre.available(number)
        self.centre.debit(number, points)
        self.oracle.debited(self.centre, number, before, points, self.leases())

    def press(self, till: Till) -> None:
        """The key for points: ask the centre, and sell a moment later whatever it says."""
        if till.pressed is not None:
            return
        till.pressed = Pressed(self.op(), self.card(), 1 + self.random.randrange(60))
        pressed = till.pressed
        self.say(till, Ask(till.who, pressed.op, pressed.card, pressed.wanted))
        self.later(1 + self.random.randrange(4), lambda: self.sell(till))

    def sell(self, till: Till) -> None:
        """Commit the sale, or let it be; sometimes it is voided."""
        if self.tills[till.number] is not till or till.pressed is None:
            return
        pressed = till.pressed
        if self.random.randrange(100) < GIVEN_UP:
            till.pressed = None
            self.say(till, Release(pressed.op))
            return
        event = till.sell(self.now)
        if event is None:
            self.say(till, Release(pressed.op))
        elif self.random.randrange(100) < VOIDED:
            till.add("void", event.card, event.points, event.op)

    def talk(self, number: int) -> None:
        """Push, pull, and ask for a new lease now and then."""
        till = self.tills[number]
        self.say(till, till.push(again=self.healing or self.random.randrange(4) == 0))
        if self.now >= self.no_feed_until[number]:
            self.say(till, till.pull())
        if till.lease is None or self.random.randrange(3) == 0:
            self.say(till, till.renew())

    # --- the network ----------------------------------------------------------------------------------

    def say(self, till: Till, message: Message) -> None:
        """Send a message to the centre."""
        self.in_flight[till.who] += 1

        def arrive() -> None:
            self.in_flight[till.who] -= 1
            answer = self.hear(message)
            if answer is not None:
                self.send(till, lambda: self.answer(till, answer))

        self.send(till, arrive, lambda: self.in_flight.subtract([till.who]))

    def send(self, till: Till, arrive: Callable[[], None], lose: Callable[[], None] = lambda: None) -> None:
        """Carry something over the line of a till, as badly as the story wants."""
        if self.now < self.cut_until[till.number]:
            lose()
            return
        chance = self.random.randrange(1000)
        if not self.healing and chance < self.story.lost:
            self.faults["lost"] += 1
            lose()
            return
        self.later(self.delay(), arrive)
        if not self.healing and chance < self.story.lost + self.story.doubled:
            self.faults["doubled"] += 1
            self.later(self.delay(), arrive)
            self.in_flight[till.who] += 1

    def delay(self) -> int:
        """Return how long a message takes: seldom hours, so that others overtake it."""
        if not self.healing and self.random.randrange(1000) < self.story.slow:
            self.faults["overtaken"] += 1
            return self.random.randrange(1, 6 * HOUR)
        return self.random.randrange(2)

    def hear(self, message: Message) -> Message | None:
        """Let the centre answer."""
        centre = self.centre
        match message:
            case Push():
                return centre.push(message)
            case Pull():
                return centre.pull(message)
            case Renew():
                return self.promise(lambda: centre.renew(message, self.now), "lease", None)
            case Ask():
                return self.promise(lambda: centre.ask(message, self.now), "hold", message.card)
            case Release():
                centre.release(message)
                return None
            case _:
                raise AssertionError(message)

    def promise(self, make: Callable[[], Message | None], what: str, card: int | None) -> Message | None:
        """Let the centre promise something, and look at what it had."""
        numbers = range(len(self.centre.cards)) if card is None else [card]
        before = {number: self.centre.available(number) for number in numbers}
        answer = make()
        for number, there in before.items():
            self.oracle.promised(there, self.centre.available(number), what)
        return answer

    def answer(self, till: Till, message: Message) -> None:
        """Let the till hear an answer; a till that was restored meanwhile hears nothing."""
        if self.tills[till.number] is not till:
            return
        match message:
            case Pushed():
                till.pushed(message)
            case Rows():
                till.take_rows(message)
                self.oracle.told(self.centre, till.who, till.rows, till.place)
            case Renewed():
                till.take_lease(message)
            case Answer():
                till.answered(message)
            case _:
                raise AssertionError(message)

    # --- small things ---------------------------------------------------------------------------------

    def hear_of(self, done: Settled) -> None:
        """Look at a settled event."""
        self.oracle.settled(self.centre, done, self.leases())

    def leases(self) -> int:
        """Return how many incarnations may still settle something: those at work, and those with words on the way."""
        living = {till.who for till in self.tills}
        return len(living) + sum(
            1 for who, count in self.in_flight.items() if count > 0 and who not in living
        )

    def later(self, minutes: int, act: Callable[[], None]) -> None:
        """Do something later."""
        self.planned += 1
        heappush(self.queue, Due(self.now + minutes, self.planned, act))

    def card(self) -> int:
        """Return any card."""
        return self.random.randrange(self.story.cards)

    def op(self) -> int:
        """Return a new operation."""
        return self.random.getrandbits(62)
