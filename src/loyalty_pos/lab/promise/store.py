"""One store with a hub in a world of bad lines: inside the store words are lost, doubled, overtaken; tills come back new."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import Final, TypeVar

from loyalty_pos.lab.promise.hub import Hub, Line, Part, SubTill
from loyalty_pos.lab.promise.network import HOUR, Network, Trouble

Answer = TypeVar("Answer")

_TOOK: Final = 450
_TALKED: Final = 960
_LENT: Final = 985
_CUT: Final = 997

BAD_LINES: Final = Trouble(lost=80, doubled=60, slow=120)


@dataclass(frozen=True, slots=True)
class StoreStory:
    """How a store is set up: points, rates per thousand; ``pause``: most minutes between two deeds of a till."""

    tills: int = 4
    cards: int = 3
    risk: int = 120
    floor: int = 50
    share_bp: int = 4_000
    hours: int = 120
    pause: int = 60
    trouble: Trouble = BAD_LINES


class Store:
    """Plays one story; ``breaches`` are sentences with the numbers."""

    hub_type: type[Hub] = Hub
    till_type: type[SubTill] = SubTill

    def __init__(self, seed: int, story: StoreStory) -> None:
        self.network = Network(seed, story.tills, story.trouble)
        self.hub = self.hub_type(story.cards, story.share_bp)
        self.breaches: list[str] = []
        self.taken = self.lost = 0
        self._story = story
        self._random = self.network.random
        self._whos = 0
        self._renew()
        self.tills = [self._new_till(number) for number in range(story.tills)]
        self.lives = list(self.tills)

    def play(self) -> list[str]:
        """Play to the end, let everything arrive, and return what was wrong."""
        for number in range(self._story.tills):
            self._plan(number)
        self.network.run_until(self._story.hours * HOUR, lambda: bool(self.breaches))
        self.network.heal()
        for _ in range(8):
            for till in self.lives:
                self._push(till)
            self.network.run_until(self.network.now + 6 * HOUR, lambda: bool(self.breaches))
        if not self.breaches:
            self._complete()
        return self.breaches

    def _new_till(self, number: int) -> SubTill:
        self._whos += 1
        till = self.till_type(self._whos, number, self._story.cards)
        self.hub.lines[till.who] = Line()
        return till

    # --- what happens ---------------------------------------------------------------------------------

    def _plan(self, number: int) -> None:
        self.network.later(1 + self._random.randrange(self._story.pause), lambda: self._act(number))

    def _act(self, number: int) -> None:
        if self.network.healing:
            return
        self._plan(number)
        till, what = self.tills[number], self._random.randrange(1000)
        if what < _TOOK:
            self.taken += till.take(self._random.randrange(self._story.cards), self._random.randrange(1, 40))
        elif what < _TALKED:
            self._talk(till)
        elif what < _LENT:
            self._renew()
        elif what < _CUT:
            self.network.faults["cut"] += 1
            self.network.cut_until[number] = self.network.now + self._random.randrange(12, 60 * HOUR)
        else:
            self.network.faults["restored"] += 1
            self.tills[number] = self._new_till(number)
            self.lives.append(self.tills[number])
        self._look()

    def _renew(self) -> None:
        """The centre lends the store anew; less when members owe or have little."""
        risk = self._random.randrange(self._story.risk // 2, self._story.risk + 1)
        floors = [self._random.randrange(self._story.floor + 1) for _ in range(self._story.cards)]
        self.hub.renew(risk, tuple(floors))

    def _talk(self, till: SubTill) -> None:
        self._push(till)
        if till.part is None or self._random.randrange(3) == 0:
            lend = partial(self.hub.lend, till.who, till.epoch, len(till.journal))
            self._say(till, lend, lambda part: self._lent(till, part))

    def _push(self, till: SubTill) -> None:
        journal = tuple(till.journal[till.stored :])
        push = partial(self.hub.push, till.who, till.epoch, journal)
        self._say(till, push, lambda stored: self._pushed(till, stored))

    def _pushed(self, till: SubTill, stored: int) -> None:
        till.stored = max(till.stored, stored)

    def _lent(self, till: SubTill, part: Part | None) -> None:
        if part is not None and self.tills[till.number] is till:
            till.take_part(part)

    def _say(self, till: SubTill, ask: Callable[[], Answer], hear: Callable[[Answer], None]) -> None:
        """Send words to the hub, and its answer back."""

        def arrive() -> None:
            answer = ask()
            self._look()
            self.network.carry(till.number, lambda: hear(answer))

        self.network.ask(till.who, till.number, arrive)

    # --- what must hold -------------------------------------------------------------------------------

    def _look(self) -> None:
        """R14: what was lent on is never more than what was lent; what tills may take is never more than what was lent on."""
        for number, pool in enumerate(self.hub.pools):
            if pool.settled > max(pool.lent, pool.begun):
                self.breaches.append(
                    f"pool {number}: {pool.settled} came, {pool.lent} was lent, {pool.begun} was out"
                )
            if pool.out > max(pool.rest, pool.begun):
                self.breaches.append(f"R14: pool {number}: {pool.out} is out, {pool.rest} is there")
        if self.hub.missing:
            self.breaches.append(f"{self.hub.missing} came that no till had been lent")
        for till in self.tills:
            self._look_at(till)

    def _look_at(self, till: SubTill) -> None:
        """Compare what a till may take, and what it took unheard, with what the hub keeps for it."""
        stored = self.hub.lines[till.who].stored
        for card, pool in enumerate(self.hub.floors):
            mine = sum(took.points for took in till.journal[stored:] if took.card == card) + till.right(card)
            kept = max((share.points for share in pool.shares.get(till.who, ())), default=0)
            if mine > kept:
                self.breaches.append(
                    f"till {till.who} may bring {mine} of card {card}, {kept} is kept for it"
                )

    def _complete(self) -> None:
        """After healing everything that was taken came once."""
        for till in self.lives:
            if self.hub.lines[till.who].stored != len(till.journal):
                self.breaches.append(f"of {len(till.journal)} of till {till.who} not all came")
