"""A hub lends a store's rights on to its tills: never more than it was lent, whatever the lines in the store do.

Model and theorem only (docs/why/0026): there is no hub in the product yet. Each rule broken is noticed.
"""

from typing import ClassVar

import pytest

from loyalty_pos.core.leases.reserve import Share, Shares, granted
from loyalty_pos.lab.promise.hub import Hub, Line, Part, Pool, SubTill, Took
from loyalty_pos.lab.promise.store import Store, StoreStory

WORLDS = 100
ORDINARY = StoreStory(hours=60)
GREEDY = StoreStory(hours=60, tills=3, cards=2, share_bp=9_000, pause=30)


def test_no_store_lends_on_more_than_it_was_lent() -> None:
    faults, taken = 0, 0
    for seed in range(WORLDS):
        store = Store(seed, (ORDINARY, GREEDY)[seed % 2])
        assert store.play() == [], seed
        faults += sum(store.network.faults.values())
        taken += store.taken
    assert faults > WORLDS and taken > WORLDS


class LentFromAll(Pool):
    """What tills hold already is not counted against the hub's next lease."""

    def lend(self, who: int, epoch: int, share_bp: int) -> int:
        self.shares[who] = granted(self.shares.get(who, ()), epoch, self.rest, share_bp)
        return self.shares[who][-1].points


class DroppedOld(Pool):
    """The older part is freed when a new one is made out, while its answer may be lost."""

    def lend(self, who: int, epoch: int, share_bp: int) -> int:
        points = super().lend(who, epoch, share_bp)
        self.shares[who] = (Share(epoch, points),)
        return points


class NotLowered(Pool):
    """What a till took does not lower its part."""

    def take(self, who: int, epoch: int, points: int) -> int:
        before: Shares = self.shares.get(who, ())
        missing = super().take(who, epoch, points)
        self.shares[who] = before
        return missing


class OfOnePool(Hub):
    """The store's own limit is not asked, only the card's."""

    def lend(self, who: int, epoch: int, closed: int) -> Part | None:
        part = super().lend(who, epoch, closed)
        return part and part._replace(risk=1 << 40)


class UnsettledLent(Hub):
    """A part is made out before everything of the older one is in."""

    def lend(self, who: int, epoch: int, closed: int) -> Part | None:
        line = self.lines[who]
        stored, line.stored = line.stored, closed
        try:
            return super().lend(who, epoch, closed)
        finally:
            line.stored = stored


class NoDedup(Hub):
    """What came already is settled again."""

    def push(self, who: int, epoch: int, journal: tuple[Took, ...]) -> int:
        line = self.lines[who]
        line.stored = min([line.stored, *(took.seq - 1 for took in journal)])
        return super().push(who, epoch, journal)


class NotCounted(SubTill):
    """A till forgets what it took."""

    def right(self, card: int) -> int:
        self.used = [0] * self.cards
        return super().right(card)


class StalePart(SubTill):
    """A part that was made out before the newest taking is taken in."""

    def take_part(self, part: Part) -> None:
        super().take_part(part._replace(closed=len(self.journal)))


def with_pool(pool: type[Pool]) -> type[Hub]:
    """Return a hub whose pools keep to other rules."""

    class Broken(Hub):
        def __init__(self, cards: int, share_bp: int) -> None:
            super().__init__(cards, share_bp)
            self.risk, self.floors = pool(), [pool() for _ in range(cards)]

    return Broken


class Parts:
    """What may be broken: a hub, a till."""

    hubs: ClassVar = {pool.__name__: with_pool(pool) for pool in (LentFromAll, DroppedOld, NotLowered)} | {
        hub.__name__: hub for hub in (OfOnePool, UnsettledLent, NoDedup)
    }
    tills: ClassVar = {till.__name__: till for till in (NotCounted, StalePart)}


@pytest.mark.parametrize("name", [*Parts.hubs, *Parts.tills])
def test_a_broken_rule_of_a_hub_is_noticed(name: str) -> None:
    hub, till = Parts.hubs.get(name, Hub), Parts.tills.get(name, SubTill)
    broken = type(f"With{name}", (Store,), {"hub_type": hub, "till_type": till})
    found = next(
        (seed for seed in range(150) for story in (ORDINARY, GREEDY) if broken(seed, story).play()), None
    )
    assert found is not None


def test_the_hubs_own_lease_is_used_to_the_last_point() -> None:
    """A till that is lent everything takes everything: the bound is no larger than it must be."""
    hub, till = Hub(cards=1, share_bp=10_000), SubTill(who=1, number=0, cards=1)
    hub.lines[till.who] = Line()
    hub.renew(120, (50,))
    part = hub.lend(till.who, till.epoch, closed=0)
    assert part is not None
    till.take_part(part)
    assert till.take(0, 70) == 50
    hub.push(till.who, till.epoch, tuple(till.journal))
    assert (hub.floors[0].settled, hub.missing) == (50, 0)
