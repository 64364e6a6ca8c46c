"""A till of the model: its journal, its lease, what it may take, what it accepts. Rights come from ``core.leases``."""

from dataclasses import dataclass, field

from loyalty_pos.core.leases.lease import Holder, Lease
from loyalty_pos.core.leases.rights import Right, Seen, Used, right, taken, weight
from loyalty_pos.core.leases.value import Value
from loyalty_pos.lab.promise.messages import Answer, Event, Pull, Push, Pushed, Renew, Renewed, Rows

MINUTE_US = 60_000_000
BATCH = 20


@dataclass(slots=True)
class Pressed:
    """The key for points was pressed: one operation until the sale. ``granted``: what the centre held for it."""

    op: int
    card: int
    wanted: int
    granted: int = 0
    until: int = 0


@dataclass(slots=True)
class Till:
    """``who``: the incarnation; ``rows``: available points as told; ``spent_at``: seq of its newest redemption.

    ``values``: what a card is, where it is no member's; ``contained``: so many own events are in the rows.
    """

    who: int
    number: int
    journal: list[Event] = field(default_factory=list)
    stored: int = 0
    sent: int = 0
    place: int = 0
    rows: dict[int, int] = field(default_factory=dict)
    lease: Lease | None = None
    grants: dict[int, int] = field(default_factory=dict)
    used: dict[int, Used] = field(default_factory=dict)
    risk: int = 0
    spent_at: int = 0
    contained: int = 0
    values: dict[int, Value] = field(default_factory=dict)
    pressed: Pressed | None = None

    @property
    def epoch(self) -> int:
        """The epoch that it holds."""
        return self.lease.epoch if self.lease else 0

    def right(self, card: int, now: int) -> Right:
        """Return what may be taken of a card without the centre."""
        lease = self.lease
        if lease is None or self.place < lease.place:
            return Right()
        used = self.used.get(card, Used())._replace(risk=self.risk)
        value = self.values.get(card, Value.POINTS)
        seen = Seen(self._there(card, value, used), self.grants.get(card, 0), Holder.HOME, value)
        return right(lease, seen, used, (now - lease.issued_us) * MINUTE_US)

    def _there(self, card: int, value: Value, used: Used) -> int:
        """Return what is there as far as this till knows: of a certificate carried on by what it did itself since."""
        told = self.rows.get(card, 0)
        match value:
            case Value.POINTS:
                return told
            case Value.MONEY:
                return self.carried(card) + used.grant + used.floor
            case Value.USES:
                return 0

    def carried(self, card: int) -> int:
        """Return what the row says, carried on by what this till did since."""
        since = [event for event in self.journal[self.contained :] if event.card == card]
        own = sum(-one.points if one.kind == "spend" else one.points for one in since)
        return self.rows.get(card, 0) + own

    def sell(self, now: int) -> Event | None:
        """Commit the sale of the pressed operation: by its hold if there is one, else by the till's own rights."""
        pressed = self.pressed
        assert pressed is not None
        self.pressed = None
        if pressed.granted and now < pressed.until:
            return self.add("spend", pressed.card, pressed.granted, pressed.op)
        met = taken(self.right(pressed.card, now), pressed.wanted)
        if not met.points:
            return None
        return self.add("spend", pressed.card, met.points, pressed.op, met)

    def add(self, kind: str, card: int, points: int, op: int, met: Right = Right()) -> Event:  # noqa: B008 - a value
        """Write an event and count what it took, in one step."""
        event = Event(len(self.journal) + 1, kind, card, points, op, self.epoch, met.grant, met.floor)
        self.journal.append(event)
        if kind == "spend":
            self.spent_at = event.seq
            self._count(card, met)
        return event

    def _count(self, card: int, met: Right) -> None:
        """Count what was taken under this lease."""
        used = self.used.get(card, Used())
        self.used[card] = Used(used.grant + met.grant, used.floor + met.floor)
        self.risk += self._weight(card, met.floor) if self.lease else 0

    def _weight(self, card: int, floor: int) -> int:
        """Return what something taken without a guarantee is of R."""
        assert self.lease is not None
        return weight(self.lease.policy, self.values.get(card, Value.POINTS), floor)

    # --- talk -----------------------------------------------------------------------------------------

    def push(self, *, again: bool) -> Push:
        """Return the next events; ``again``: from what the centre has said to have, else from what was sent."""
        start = self.stored if again else max(self.sent, self.stored)
        events = tuple(self.journal[start : start + BATCH])
        self.sent = start + len(events)
        return Push(self.who, self.epoch, events)

    def pushed(self, answer: Pushed) -> None:
        """Hear how far the centre has stored."""
        self.stored = max(self.stored, answer.stored)

    def pull(self) -> Pull:
        """Ask for what changed."""
        return Pull(self.who, self.place)

    def take_rows(self, rows: Rows) -> None:
        """Take a page in, if it is the next one."""
        if rows.after == self.place:
            self.rows.update(rows.rows)
            self.place = rows.place
            self.contained = rows.contained

    def renew(self) -> Renew:
        """Ask for the next epoch."""
        return Renew(self.who, self.epoch, len(self.journal))

    def take_lease(self, answer: Renewed) -> None:
        """Take a lease in, unless it is older or was made out before this till's newest redemption."""
        lease = answer.lease
        if not self._may_take(lease):
            return
        self.lease = lease
        self.grants = dict(answer.grants)
        self.used = {}
        self.risk = 0

    def _may_take(self, lease: Lease) -> bool:
        """Tell whether a lease that came may be believed."""
        return (
            lease.incarnation == str(self.who)
            and lease.epoch > self.epoch
            and self.spent_at <= lease.closed_seq
        )

    def answered(self, answer: Answer) -> None:
        """Hear of the hold."""
        if self.pressed is not None and self.pressed.op == answer.op and answer.granted:
            self.pressed.granted, self.pressed.until = answer.granted, answer.until
