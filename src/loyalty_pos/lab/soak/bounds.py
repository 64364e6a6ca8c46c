"""What tills took without a guarantee under their leases, added up from their own journals, beside what was allowed.

The executable half of the theorem (docs/why/0026): of one member, of one till, of one shop, of all tills together.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from loyalty_pos.core.leases.lease import Policy
from loyalty_pos.core.sale import Sale
from loyalty_pos.wire.events import Event, fact_of

Lease = tuple[str, str, int]
"""Till, incarnation, epoch."""


@dataclass(slots=True)
class Taken:
    """Points without a guarantee by lease, and by lease and member."""

    of_all: Counter[Lease] = field(default_factory=Counter)
    of_one: Counter[tuple[Lease, str]] = field(default_factory=Counter)

    def add(self, events: Iterable[Event]) -> None:
        """Count what a journal says."""
        for event in events:
            fact = fact_of(event)
            if isinstance(fact, Sale) and fact.by_floor:
                lease = event.agent_id, event.incarnation, event.lease_epoch
                self.of_all[lease] += fact.by_floor
                self.of_one[lease, fact.account_id] += fact.by_floor

    def merge(self, other: "Taken") -> None:
        """Add what other tills took."""
        self.of_all.update(other.of_all)
        self.of_one.update(other.of_one)


@dataclass(frozen=True, slots=True)
class Bounds:
    """What is allowed, and the most that was taken at once: by a till's lease, a shop, a member at one and at all tills."""

    policy: Policy
    stores: Mapping[str, str]
    taken: Taken

    def told(self) -> dict[str, int]:
        """Return the worst cases beside their bounds, minor point units."""
        tills = _most_at_once(self.taken.of_all)
        stores: Counter[str] = Counter()
        for till, points in tills.items():
            stores[self.stores[till]] += points
        in_store = Counter(self.stores.values())
        members: Counter[str] = Counter()
        at_till: Counter[tuple[str, str]] = Counter()
        for ((till, _, _), account_id), points in self.taken.of_one.items():
            at_till[till, account_id] = max(at_till[till, account_id], points)
        for (_, account_id), points in at_till.items():
            members[account_id] += points
        one = self.policy.floors.highest
        return {
            "member_at_a_till": max(at_till.values(), default=0),
            "member_at_a_till_bound": one,
            "member": max(members.values(), default=0),
            "member_bound": one * len(self.stores),
            "till": max(tills.values(), default=0),
            "till_bound": self.policy.risk,
            "store": max(stores.values(), default=0),
            "store_bound": self.policy.risk * max(in_store.values()),
        }

    def broken(self, debts: Mapping[str, int]) -> Iterator[str]:
        """Yield a line for each bound that was broken; ``debts``: what members owe at the end."""
        told = self.told()
        for name in ("member_at_a_till", "member", "till", "store"):
            if told[name] > told[f"{name}_bound"]:
                yield f"bound of {name}: {told[name]} points, {told[f'{name}_bound']} were allowed"
        for account_id, debt in debts.items():
            if debt > told["member_bound"]:
                yield f"member {account_id} owes {debt}, {told['member_bound']} were possible"


def _most_at_once(of_all: Mapping[Lease, int]) -> Counter[str]:
    """Return by till what was taken under the one lease that cost most."""
    most: Counter[str] = Counter()
    for (till, _, _), points in of_all.items():
        most[till] = max(most[till], points)
    return most
