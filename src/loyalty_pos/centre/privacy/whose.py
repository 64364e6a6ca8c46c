"""Whose is what where accounts are one: everything of the person who asks, under every name, and nothing of the others.

People who share a wallet share its points; cards, phones, names and purchases stay each one's own. Nothing here
changes anything.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Final

from loyalty_pos.centre.joining.erasing import person_meant
from loyalty_pos.centre.kinship.kin import families, kin_of
from loyalty_pos.centre.ports import Desk
from loyalty_pos.centre.together.records import Joined

_SHARED: Final = frozenset({"account", "lot", "hold", "debt"})
"""What everybody of a wallet is told: how the common points stand."""
_OF_THE_OTHER: Final = ("shown_name", "phone_masked", "staff_id")
KEY: Final = "_key"
"""By what a row is known; it is told to nobody."""

Row = dict[str, object]


@dataclass(frozen=True, slots=True)
class Asker:
    """One person. ``own``: the accounts of this person, the one that is meant first; ``wallet``: where the points are.

    ``others``: accounts of the people who share the wallet. ``apart``: by table, by what those rows of the wallet are
    known that the others brought, where the wallet is this person's; else those that this person brought.
    """

    wallet: str
    own: tuple[str, ...]
    others: frozenset[str]
    apart: Mapping[str, frozenset[str]]

    @property
    def shelves(self) -> tuple[str, ...]:
        """Every account on which something of this person may stand."""
        return self.own if self.wallet in self.own else (*self.own, self.wallet)

    def may_hear(self, account_id: str, table: str, row: Row) -> bool:
        """Return whether this row of a shelf is this person's to hear."""
        if account_id != self.wallet or not self.others:
            return True
        if table in _SHARED:
            return True
        is_apart = str(row.get(KEY, "")) in self.apart.get(table, frozenset())
        return not is_apart if self.wallet in self.own else is_apart

    def heard(self, account_id: str, row: Row) -> Row:
        """Return the row as it is told: the wallet of another is told without that person's name."""
        hidden = {KEY} if account_id in self.own else {KEY, *_OF_THE_OTHER}
        return {name: value for name, value in row.items() if name not in hidden}


def asker(desk: Desk, account_id: str, names: Collection[int]) -> Asker:
    """Return who asks. ``names``: keyed hashes of the card or phone by which the person was named."""
    kin = kin_of(desk.joinings, [account_id])
    wallet = kin.now(account_id)
    meant = person_meant(kin, account_id, names)
    own = (meant, *sorted(kin.same_person(meant) - {meant}))
    others = kin.parts(wallet) - set(own)
    came = [one for one in families(kin, account_id) if one.other_id in (others if wallet in own else own)]
    papers = desk.joinings.papers_of(others - {wallet} if wallet in own else own) if others else []
    return Asker(wallet, own, others, _apart(came, papers))


def _apart(came: Collection[Joined], papers: Collection[str]) -> dict[str, frozenset[str]]:
    names = frozenset(str(key) for one in came for key in (*one.brought.cards, *one.brought.phones))
    found = {table: frozenset[str]() for one in came for table, _ in one.brought.rows}
    for one in came:
        for table, keys in one.brought.rows:
            found[table] |= frozenset(keys)
    vouchers = frozenset(str(key) for one in came for key in one.brought.vouchers)
    of_papers = frozenset(papers)
    return found | {
        "card": names,
        "known_as": names,
        "voucher": vouchers,
        "document": of_papers,
        "entry": of_papers,
    }
