"""Members in groups: fifths by what they spent, and recency, frequency, money; who wins and who loses in each.

Groups look at the receipts only, never at a programme, so that programmes can be compared. Ties go by member id.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Final

from loyalty_pos.lab.simulation.past.receipts import Past
from loyalty_pos.lab.simulation.tally import Sums, Tally

NO_CARD: Final = "no_card"
RFM_GROUPS: Final = ("regular", "recent", "drifting", "gone")
FIFTHS: Final = ("1", "2", "3", "4", "5")
_GOOD: Final = 4


@dataclass(slots=True)
class Group:
    """Members of one group under one programme, and how they stand against another one.

    ``benefit_minor``: discounts, what was paid with points, and points left (beyond those brought along) at what they
    pay. ``winners`` and ``losers`` get more or less of it than under the other programme, ``change_minor`` in all.
    """

    members: int = 0
    receipts: int = 0
    gross_minor: int = 0
    discount_minor: int = 0
    points_money_minor: int = 0
    benefit_minor: int = 0
    winners: int = 0
    losers: int = 0
    change_minor: int = 0


@dataclass(frozen=True, slots=True)
class Habits:
    """How one member shops, each from 1 (least) to 5: when last, how often, for how much."""

    recency: str
    frequency: str
    money: str

    @property
    def group(self) -> str:
        """The four groups that people talk about."""
        late, often = int(self.recency) >= _GOOD, int(self.frequency) >= _GOOD
        if late:
            return "regular" if often else "recent"
        return "drifting" if often else "gone"

    @property
    def cell(self) -> str:
        """The three digits together."""
        return self.recency + self.frequency + self.money


def habits_of(past: Past, members: Iterable[str]) -> dict[str, Habits]:
    """Return the habits of these members by their receipts, at shelf prices."""
    last: dict[str, int] = {}
    often: Counter[str] = Counter()
    spent: Counter[str] = Counter()
    wanted = set(members)
    for receipt in past.receipts:
        if receipt.member in wanted and not receipt.of:
            last[receipt.member] = receipt.at_us
            often[receipt.member] += 1
            spent[receipt.member] += sum(line.price_minor * line.qty_milli for line in receipt.lines)
    recency, frequency, money = (_fifths(values, wanted) for values in (last, often, spent))
    return {member: Habits(recency[member], frequency[member], money[member]) for member in wanted}


def _fifths(values: Mapping[str, int], members: Iterable[str]) -> dict[str, str]:
    """Return 1 to 5 for each member; five groups of the same size, within one."""
    ordered = sorted(members, key=lambda member: (values.get(member, 0), member))
    return {member: str(place * 5 // len(ordered) + 1) for place, member in enumerate(ordered)}


def groups_of(
    tally: Tally,
    other: Tally | None,
    name_of: Callable[[str], str],
    worth: tuple[Callable[[int], int], Callable[[int], int]],
) -> dict[str, Group]:
    """Return the members of ``tally`` in groups named by ``name_of``; "" (no card) is a group of its own.

    ``worth``: what points of this programme and of the other one pay. ``other`` None = against no programme.
    """
    groups: dict[str, Group] = {}
    for member, sums in tally.members.items():
        group = groups.setdefault(name_of(member) if member else NO_CARD, Group())
        benefit = benefit_of(sums, worth[0])
        before = benefit_of(other.members[member], worth[1]) if other else 0
        group.members += bool(member)
        group.receipts += sums.receipts
        group.gross_minor += sums.gross_minor
        group.discount_minor += sums.discount_minor
        group.points_money_minor += sums.points_money_minor
        group.benefit_minor += benefit
        group.winners += bool(member) and benefit > before
        group.losers += bool(member) and benefit < before
        group.change_minor += benefit - before
    return groups


def benefit_of(sums: Sums, worth: Callable[[int], int]) -> int:
    """Return what the programme gave: money saved, and points left at what they pay."""
    left = worth(max(0, sums.balance)) - worth(max(0, sums.brought))
    return sums.discount_minor + sums.points_money_minor + left
