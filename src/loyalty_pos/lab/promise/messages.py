"""What till and centre say to each other in the model; times are minutes, amounts minor points."""

from typing import NamedTuple

from loyalty_pos.core.leases.lease import Lease


class Event(NamedTuple):
    """One event of a till's journal. ``kind``: spend, earn, void. ``grant``/``floor``: how a spend was met; the rest
    of ``points`` was met by the hold of ``op``. ``epoch``: the lease it was met under."""

    seq: int
    kind: str
    card: int
    points: int
    op: int
    epoch: int = 0
    grant: int = 0
    floor: int = 0


class Push(NamedTuple):
    """Events from the till's journal, with the epoch that it holds."""

    who: int
    epoch: int
    events: tuple[Event, ...]


class Pushed(NamedTuple):
    stored: int


class Pull(NamedTuple):
    who: int
    place: int


class Rows(NamedTuple):
    """What is available by card, changed between two places of the feed; ``contained``: so many of the till's own events are in it."""

    after: int
    place: int
    rows: tuple[tuple[int, int], ...]
    contained: int = 0


class Renew(NamedTuple):
    """``epoch``: the one that the till holds; ``closed``: its newest event."""

    who: int
    epoch: int
    closed: int


class Renewed(NamedTuple):
    lease: Lease
    grants: tuple[tuple[int, int], ...]


class Ask(NamedTuple):
    who: int
    op: int
    card: int
    points: int


class Answer(NamedTuple):
    op: int
    granted: int
    until: int


class Release(NamedTuple):
    op: int


Message = Push | Pushed | Pull | Rows | Renew | Renewed | Ask | Answer | Release
