"""The centre of the model: accounts, holds, shares of leases, streams applied once and in order.

All that decides about points is the product's own ``core.leases``; what is here only keeps it.
"""

from collections.abc import Callable
from dataclasses import dataclass, field

from loyalty_pos.core.leases.lease import Lease, Policy
from loyalty_pos.core.leases.reserve import Shares, available, confirmed, granted, spent
from loyalty_pos.core.leases.value import Value
from loyalty_pos.lab.promise.messages import (
    Answer,
    Ask,
    Event,
    Pull,
    Push,
    Pushed,
    Release,
    Renew,
    Renewed,
    Rows,
)

HOLD_MINUTES = 15
LATE_SALE_MINUTES = 3 * 24 * 60


@dataclass(slots=True)
class Hold:
    who: int
    points: int
    until: int
    lapsed: bool = False


@dataclass(slots=True)
class Card:
    """A member's points, a certificate's money, or the uses of a code for many, by ``value``.

    ``shares`` by incarnation; ``home``: the till it gets its share at, of a code all do.
    """

    balance: int
    home: int
    value: Value = Value.POINTS
    holds: dict[int, Hold] = field(default_factory=dict)
    shares: dict[int, Shares] = field(default_factory=dict)

    @property
    def held(self) -> int:
        return sum(hold.points for hold in self.holds.values() if not hold.lapsed)

    @property
    def available(self) -> int:
        return available(self.balance, self.held, self.shares.values())


@dataclass(slots=True)
class Stream:
    """``applied``: how many events were applied, counted, so that a gap cannot hide behind a watermark."""

    stored: int = 0
    applied: int = 0
    epoch: int = 0
    issued: int = 0
    newest: Lease | None = None


@dataclass(frozen=True, slots=True)
class Settled:
    """What one event did to a card: ``open`` is what nobody had promised, ``late`` of it what a lapsed hold had been.

    ``missing``: of a grant that the centre did not know (any more).
    """

    card: int
    who: int
    event: Event
    before: int
    after: int
    open: int = 0
    late: int = 0
    missing: int = 0


class Centre:
    """Answers messages; one at a time."""

    def __init__(self, cards: list[Card], policy: Policy, hear_of: Callable[[Settled], None]) -> None:
        self.policy = policy
        self.cards = cards
        self.streams: dict[int, Stream] = {}
        self.till_of: dict[int, int] = {}
        self.place = 0
        self.changed: dict[int, int] = {}
        self.history: list[list[tuple[int, int]]] = [[] for _ in cards]
        self.hear_of = hear_of
        self.captured: set[int] = set()
        self.earned = self.taken = self.debited = 0
        for number in range(len(cards)):
            self._touch(number)

    def join(self, who: int, till: int) -> None:
        """Take in a new incarnation of a till."""
        self.streams[who] = Stream()
        self.till_of[who] = till

    def available(self, number: int) -> int:
        """Return what of a card may be promised."""
        return self.cards[number].available

    # --- streams --------------------------------------------------------------------------------------

    def push(self, message: Push) -> Pushed:
        """Apply what is next in order, each event once."""
        stream = self.streams[message.who]
        self._hear(message.who, message.epoch)
        for event in message.events:
            if event.seq == stream.stored + 1:
                stream.stored = event.seq
                stream.applied += 1
                self._apply(message.who, event)
        return Pushed(stream.stored)

    def _hear(self, who: int, epoch: int) -> None:
        """Learn which epoch a till holds: older shares are over."""
        stream = self.streams[who]
        if epoch <= stream.epoch:
            return
        stream.epoch = epoch
        for number, card in enumerate(self.cards):
            before = card.available
            card.shares[who] = confirmed(card.shares.get(who, ()), epoch)
            if card.available != before:
                self._touch(number)

    def _apply(self, who: int, event: Event) -> None:
        """Settle one event; never refused."""
        card = self.cards[event.card]
        before = card.available
        open_points, late, missing = 0, 0, 0
        match event.kind:
            case "spend":
                open_points, late, missing = self._settle(who, event, card)
            case "void":
                card.balance += event.points
                self.taken -= event.points
            case _:
                card.balance += event.points
                self.earned += event.points
        self._touch(event.card)
        done = Settled(event.card, who, event, before, card.available, open_points, late, missing)
        self.hear_of(done)

    def _settle(self, who: int, event: Event, card: Card) -> tuple[int, int, int]:
        """Take a spend off: its hold, then its grant; return what nobody had promised, of it late, and missing."""
        self.captured.add(event.op)
        hold = card.holds.pop(event.op, None)
        by_hold = min(event.points, hold.points) if hold and not hold.lapsed else 0
        late = max(0, event.points - event.grant - event.floor - by_hold)
        shares, missing = spent(card.shares.get(who, ()), event.epoch, event.grant)
        card.shares[who] = shares
        card.balance -= event.points
        self.taken += event.points
        open_points = max(0, event.points - by_hold - (event.grant - missing))
        return open_points, min(late, open_points), missing

    def debit(self, number: int, points: int) -> None:
        """Take points away by the office: an expiry, an earning taken back."""
        self.cards[number].balance -= points
        self.debited += points
        self._touch(number)

    def _touch(self, number: int) -> None:
        """Tell the tills of a card."""
        self.place += 1
        self.changed[number] = self.place
        self.history[number].append((self.place, max(0, self.cards[number].available)))

    def pull(self, message: Pull) -> Rows:
        """Return what changed behind a place."""
        rows = tuple(
            (number, max(0, self.cards[number].available))
            for number, place in self.changed.items()
            if place > message.place
        )
        return Rows(message.place, self.place, rows, self.streams[message.who].stored)

    # --- holds ----------------------------------------------------------------------------------------

    def ask(self, message: Ask, now: int) -> Answer:
        """Reserve for an operation if all of it is available, of a certificate what there is; asked again, the same answer."""
        card = self.cards[message.card]
        known = card.holds.get(message.op)
        if known is not None:
            return Answer(message.op, 0 if known.lapsed else known.points, known.until)
        points = min(message.points, card.available) if card.value is Value.MONEY else message.points
        if self._was_captured(message.op) or points > card.available or points <= 0:
            return Answer(message.op, 0, 0)
        card.holds[message.op] = Hold(message.who, points, now + HOLD_MINUTES)
        self._touch(message.card)
        return Answer(message.op, points, now + HOLD_MINUTES)

    def _was_captured(self, op: int) -> bool:
        """Tell whether a sale has brought this operation already."""
        return op in self.captured

    def release(self, message: Release) -> None:
        """Give a hold back."""
        for number, card in enumerate(self.cards):
            if message.op in card.holds:
                del card.holds[message.op]
                self._touch(number)

    def lapse(self, now: int) -> None:
        """End the holds whose time is over; a late sale may still name them for three days."""
        for number, card in enumerate(self.cards):
            for op, hold in list(card.holds.items()):
                if not hold.lapsed and hold.until <= now:
                    hold.lapsed = True
                    self._touch(number)
                elif hold.lapsed and hold.until + LATE_SALE_MINUTES <= now:
                    del card.holds[op]

    # --- leases ---------------------------------------------------------------------------------------

    def renew(self, message: Renew, now: int) -> Renewed | None:
        """Make out the next epoch once everything of the closed one is settled."""
        stream = self.streams[message.who]
        self._hear(message.who, message.epoch)
        if not self._is_settled(stream, message):
            return None
        stream.issued += 1
        epoch = stream.issued
        grants: list[tuple[int, int]] = []
        for number, card in enumerate(self.cards):
            share_bp = self._share_of(card, self.till_of[message.who])
            if not share_bp:
                continue
            before = card.available
            shares = granted(card.shares.get(message.who, ()), epoch, before, share_bp)
            card.shares[message.who] = shares
            grants.append((number, shares[-1].points))
            if card.available != before:
                self._touch(number)
        lease = Lease(
            str(self.till_of[message.who]),
            str(message.who),
            epoch,
            now,
            message.closed,
            self.place,
            self.policy,
        )
        stream.newest = lease
        return Renewed(lease, tuple(grants))

    def _share_of(self, card: Card, till: int) -> int:
        """Return what part of it is set aside for a till: of points at home, of a code everywhere, of a certificate none."""
        match card.value:
            case Value.POINTS:
                return self.policy.share_bp if card.home == till else 0
            case Value.USES:
                return self.policy.code_bp // len(set(self.till_of.values()))
            case Value.MONEY:
                return 0

    def _is_settled(self, stream: Stream, message: Renew) -> bool:
        """Tell whether all events of the epoch that ends are in."""
        return stream.stored >= message.closed
