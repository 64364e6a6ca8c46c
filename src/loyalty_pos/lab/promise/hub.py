"""A store's hub that lends on what the centre lent it: R of the store and L of each card, in parts, to its tills.

There is no hub in the product yet; this says by which rules one may be built (docs/why/0026). A part is nothing new: it
is set aside from a pool of rights exactly as a grant is set aside from an account, by the same ``core.leases.reserve``,
and a floor right of a card needs a part of two pools, the card's and the store's.
"""

from dataclasses import dataclass, field
from typing import NamedTuple

from loyalty_pos.core.leases.reserve import Shares, available, confirmed, granted, reserved, spent


class Part(NamedTuple):
    """What a hub lends one till in one epoch: ``risk`` of all cards together, ``floors`` by card."""

    who: int
    epoch: int
    closed: int
    risk: int
    floors: tuple[int, ...]


class Took(NamedTuple):
    """Points that a till took without a guarantee, under its part of this epoch."""

    seq: int
    epoch: int
    card: int
    points: int


@dataclass(slots=True)
class Pool:
    """Rights of one kind. ``rest``: of the hub's own lease; ``begun``: what tills held already when that lease came.

    ``lent``: what that lease allows; ``settled``: what tills have brought since.
    """

    rest: int = 0
    lent: int = 0
    begun: int = 0
    settled: int = 0
    shares: dict[int, Shares] = field(default_factory=dict)

    @property
    def out(self) -> int:
        """What tills hold or may hold."""
        return sum(map(reserved, self.shares.values()))

    def renew(self, points: int) -> None:
        """Take the hub's next lease in: what tills still hold is counted against it."""
        self.rest = self.lent = points
        self.begun, self.settled = self.out, 0

    def lend(self, who: int, epoch: int, share_bp: int) -> int:
        """Set a part aside for a till."""
        free = available(self.rest, 0, self.shares.values())
        self.shares[who] = granted(self.shares.get(who, ()), epoch, free, share_bp)
        return self.shares[who][-1].points

    def hear(self, who: int, epoch: int) -> None:
        """Learn which epoch a till holds."""
        self.shares[who] = confirmed(self.shares.get(who, ()), epoch)

    def take(self, who: int, epoch: int, points: int) -> int:
        """Settle what a till took; return how much of it the hub had not lent."""
        self.shares[who], missing = spent(self.shares.get(who, ()), epoch, points)
        self.rest -= points
        self.settled += points
        return missing


@dataclass(slots=True)
class Line:
    """What a hub knows of one incarnation of a till."""

    stored: int = 0
    issued: int = 0


class Hub:
    """Lends, hears, settles; it must never lend what it has not, nor free what a till may still take."""

    def __init__(self, cards: int, share_bp: int) -> None:
        self.risk = Pool()
        self.floors = [Pool() for _ in range(cards)]
        self.lines: dict[int, Line] = {}
        self.share_bp = share_bp
        self.missing = 0

    @property
    def pools(self) -> list[Pool]:
        """All pools of rights, the store's first."""
        return [self.risk, *self.floors]

    def renew(self, risk: int, floors: tuple[int, ...]) -> None:
        """Take in what the centre lends the store next."""
        for pool, points in zip(self.pools, (risk, *floors), strict=True):
            pool.renew(points)

    def lend(self, who: int, epoch: int, closed: int) -> Part | None:
        """Make out the next part of a till, once everything it took until it asked is settled."""
        line = self.lines[who]
        self._hear(who, epoch)
        if line.stored < closed:
            return None
        line.issued += 1
        risk, *floors = [pool.lend(who, line.issued, self.share_bp) for pool in self.pools]
        return Part(who, line.issued, closed, risk, tuple(floors))

    def push(self, who: int, epoch: int, journal: tuple[Took, ...]) -> int:
        """Settle what is next in order, each once; return how far it is stored."""
        line = self.lines[who]
        self._hear(who, epoch)
        for took in journal:
            if took.seq == line.stored + 1:
                line.stored = took.seq
                self._settle(who, took)
        return line.stored

    def _settle(self, who: int, took: Took) -> None:
        for pool in (self.risk, self.floors[took.card]):
            self.missing += pool.take(who, took.epoch, took.points)

    def _hear(self, who: int, epoch: int) -> None:
        for pool in self.pools:
            pool.hear(who, epoch)


@dataclass(slots=True)
class SubTill:
    """A till of the store: what it was lent, what it took of it."""

    who: int
    number: int
    cards: int
    journal: list[Took] = field(default_factory=list)
    stored: int = 0
    part: Part | None = None
    used: list[int] = field(default_factory=list)

    def right(self, card: int) -> int:
        """Return what it may take of a card."""
        if self.part is None:
            return 0
        return max(0, min(self.part.floors[card] - self.used[card], self.part.risk - sum(self.used)))

    def take(self, card: int, wanted: int) -> int:
        """Take as much of a wish as its rights allow."""
        points = min(wanted, self.right(card))
        if points and self.part is not None:
            self.used[card] += points
            self.journal.append(Took(len(self.journal) + 1, self.part.epoch, card, points))
        return points

    @property
    def epoch(self) -> int:
        """The epoch that it holds."""
        return self.part.epoch if self.part else 0

    def take_part(self, part: Part) -> None:
        """Take a part in, unless it is older or was made out before this till's newest taking."""
        if part.who == self.who and part.epoch > self.epoch and part.closed == len(self.journal):
            self.part, self.used = part, [0] * self.cards
