"""What each till may still take without a guarantee, of all together and of one: the leases that were not overtaken.

The formula of docs/why/0026. A till holds one of the leases that were made out and not overtaken; nobody knows which, so the
largest counts. It must never tell less than what may come.
"""

from collections import Counter, defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from heapq import nlargest

from loyalty_pos.centre.leases.settling import MOST_STORES
from loyalty_pos.centre.lent.records import LeaseRecord
from loyalty_pos.centre.ports import Desk
from loyalty_pos.core.leases.lease import Holder

Who = tuple[str, str]


@dataclass(frozen=True, slots=True)
class TillExposure:
    """One life of a till. ``most``: what it may still take without a guarantee, all members and codes; ``of_one``: of a member.

    ``of_certificate``: of one certificate, minor units. ``used``: settled under the lease it was last heard to hold. ``aside``: set aside for it, no risk. ``seen_us``: when
    it was last heard, 0 = never.
    """

    agent_id: str
    incarnation: str
    store_id: str
    till_no: int
    epoch: int
    most: int
    of_one: int
    used: int
    seen_us: int
    is_lost: bool = False
    of_certificate: int = 0


@dataclass(frozen=True, slots=True)
class Known:
    """What tills may know of an account. ``told``: most points that its newest row, at ``place`` of the feed, can mean.

    A till that was lent something before that row may still have another one, where it may be anybody's home.
    """

    account_id: str
    told: int
    place: int
    stores: tuple[str, ...] = ()
    has_phone: bool = False
    is_shut: bool = False

    def limit(self, lease: LeaseRecord, store_id: str) -> int:
        """Return the floor right under a lease of a till of this store."""
        floors = lease.floors
        app = floors.app if self.has_phone else 0
        if self.place > lease.place:
            return max(floors.home, floors.visited, floors.guest, app)
        if self.is_shut:
            return 0
        return min(self.told, max(floors.of(self._holder(store_id)), app))

    def _holder(self, store_id: str) -> Holder:
        if store_id not in self.stores:
            return Holder.GUEST
        return Holder.HOME if self.stores[0] == store_id else Holder.VISITED


@dataclass(frozen=True, slots=True)
class KnownCertificate:
    """What tills may know of a certificate, as ``Known``; ``told``: its rest."""

    subject: str
    told: int
    place: int
    home: str

    def limit(self, lease: LeaseRecord, store_id: str) -> int:
        """Return the floor right under a lease of a till of this store."""
        floors = lease.certificates
        if self.place > lease.place:
            return floors.highest
        return min(self.told, floors.home if self.home == store_id else floors.guest)


class Rights:
    """The leases that may still be spent under, with what is known to be used."""

    def __init__(self, desk: Desk) -> None:
        self._tills = {till.agent_id: till for till in desk.tills.tills() if not till.revoked}
        self._streams = {(s.agent_id, s.incarnation): s for s in desk.streams.all()}
        self._used: Counter[tuple[str, str, int]] = Counter()
        self._of_account: Counter[tuple[str, str, int, str]] = Counter()
        for use in desk.leases.floors():
            self._used[use.agent_id, use.incarnation, use.epoch] += use.risk
            self._of_account[use.agent_id, use.incarnation, use.epoch, use.account_id] += use.points
        self._leases: dict[Who, list[LeaseRecord]] = defaultdict(list)
        for lease in desk.leases.all():
            if lease.agent_id in self._tills:  # who was shut out is not heard any more
                self._leases[lease.who].append(lease)

    @property
    def oldest_place(self) -> int:
        """The place of the feed at which the oldest of them was made out; what was told later may not be known there."""
        return min((one.place for several in self._leases.values() for one in several), default=0)

    def tills(self, store_id: str = "") -> list[TillExposure]:
        """Return every life of every till that may still settle something."""
        lives = [self._till(who, leases) for who, leases in self._leases.items()]
        return sorted(
            (one for one in lives if not store_id or one.store_id == store_id),
            key=lambda one: (-one.most, one.till_no, one.incarnation),
        )

    def of_account(self, known: Known) -> int:
        """Return what all of them may take of an account."""
        return sum(
            max(
                self._of_one(
                    lease, known.limit(lease, self._tills[lease.agent_id].store_id), known.account_id
                )
                for lease in leases
            )
            for leases in self._leases.values()
        )

    def of_certificate(self, known: KnownCertificate) -> int:
        """Return what all of them may take of a certificate, minor units."""
        return sum(
            max(
                self._money_of_one(
                    lease, known.limit(lease, self._tills[lease.agent_id].store_id), known.subject
                )
                for lease in leases
            )
            for leases in self._leases.values()
        )

    def bound_of_account(self, told: int, place: int, *, has_phone: bool) -> int:
        """Return what no account costs more than that has at most ``told`` in a row no newer than ``place``."""

        def limits(lease: LeaseRecord) -> tuple[int, int, int]:
            floors = lease.floors
            if place > lease.place:
                return (floors.highest,) * 3
            app = floors.app if has_phone else 0
            return (
                min(told, max(floors.home, app)),
                min(told, max(floors.visited, app)),
                min(told, max(floors.guest, app)),
            )

        return self._bound(limits, self._of_one)

    def bound_of_certificate(self, told: int, place: int) -> int:
        """Return the same of certificates, minor units; one has a home and no store that it visits."""

        def limits(lease: LeaseRecord) -> tuple[int, int, int]:
            floors = lease.certificates
            if place > lease.place:
                return (floors.highest,) * 3
            guest = min(told, floors.guest)
            return min(told, floors.home), guest, guest

        return self._bound(limits, self._money_of_one)

    def _bound(
        self, limits: Callable[[LeaseRecord], tuple[int, int, int]], taken: Callable[[LeaseRecord, int], int]
    ) -> int:
        """Add up the tills for whoever is at home and visits where that costs most (home, visited, guest)."""
        stores: dict[str, tuple[int, int, int]] = defaultdict(lambda: (0, 0, 0))
        for (agent_id, _), leases in self._leases.items():
            rights = [[taken(lease, limit) for limit in limits(lease)] for lease in leases]
            home, visited, guest = (max(column) for column in zip(*rights, strict=True))
            before = stores[store_id := self._tills[agent_id].store_id]
            stores[store_id] = before[0] + home, before[1] + visited, before[2] + guest
        gains = {store_id: max(0, visited - guest) for store_id, (_, visited, guest) in stores.items()}
        most_visited = nlargest(MOST_STORES, gains, key=gains.__getitem__)
        best = 0
        for store_id, (home, _, guest) in stores.items():
            others = [gains[other] for other in most_visited if other != store_id][: MOST_STORES - 1]
            best = max(best, home - guest + sum(others))
        return sum(guest for _, _, guest in stores.values()) + best

    def _till(self, who: Who, leases: Sequence[LeaseRecord]) -> TillExposure:
        till, stream = self._tills[who[0]], self._streams.get(who)
        epoch = stream.epoch if stream else 0
        return TillExposure(
            agent_id=who[0],
            incarnation=who[1],
            store_id=till.store_id,
            till_no=till.till_no,
            epoch=epoch,
            most=max(self._left(lease) for lease in leases),
            of_one=max(self._of_one(lease, lease.floors.highest) for lease in leases),
            used=self._used[(*who, epoch)],
            seen_us=stream.seen_us if stream else 0,
            is_lost=any(lease.lost_us for lease in leases),
            of_certificate=max(self._money_of_one(lease, lease.certificates.highest) for lease in leases),
        )

    def _left(self, lease: LeaseRecord) -> int:
        return max(0, lease.risk - self._used[(*lease.who, lease.epoch)])

    def _of_one(self, lease: LeaseRecord, limit: int, account_id: str = "") -> int:
        used = self._of_account[(*lease.who, lease.epoch, account_id)] if account_id else 0
        return min(max(0, limit - used), self._left(lease))

    def _money_of_one(self, lease: LeaseRecord, limit: int, subject: str = "") -> int:
        used = self._of_account[(*lease.who, lease.epoch, subject)] if subject else 0
        return min(max(0, limit - used), lease.worth.money(self._left(lease)))
