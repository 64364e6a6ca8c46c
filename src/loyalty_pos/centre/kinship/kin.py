"""Who is whose account now: names that tills still use for accounts that were joined or parted since.

Nothing here changes anything. It must never follow an alias that nobody wrote down.
"""

from collections.abc import Collection, Container, Iterable
from dataclasses import dataclass
from typing import Final

from loyalty_pos.centre.ports import Joinings
from loyalty_pos.centre.together.records import Joined, JoinKind

_MOST: Final = 16
"""No chain of joined accounts is longer; a family is smaller, and a person has fewer cards."""


@dataclass(frozen=True, slots=True)
class Kin:
    """The joinings about some accounts, undone ones too, oldest first."""

    all: tuple[Joined, ...] = ()

    def now(self, account_id: str) -> str:
        """Return the account of which this one is a part, itself for one that stands alone."""
        for _ in range(_MOST):
            found = next((one for one in self.all if one.holds and one.other_id == account_id), None)
            if found is None:
                return account_id
            account_id = found.stays_id
        return account_id

    def of(self, account_id: str) -> frozenset[str]:
        """Return every account that was ever joined with this one, itself too."""
        found = {account_id}
        for _ in range(_MOST):
            more = {
                name
                for one in self.all
                for name in (one.stays_id, one.other_id)
                if {one.stays_id, one.other_id} & found
            }
            if more <= found:
                break
            found |= more
        return frozenset(found)

    def parts(self, account_id: str) -> frozenset[str]:
        """Return the accounts that are part of this one now, itself too."""
        return self._below(account_id, tuple(JoinKind))

    def same_person(self, account_id: str) -> frozenset[str]:
        """Return the accounts that are part of this one as the same person's, itself too."""
        return self._below(account_id, (JoinKind.DUPLICATE,))

    def _below(self, account_id: str, kinds: Container[JoinKind]) -> frozenset[str]:
        found = {account_id}
        for _ in range(_MOST):
            more = {
                one.other_id for one in self.all if one.holds and one.kind in kinds and one.stays_id in found
            }
            if more <= found:
                break
            found |= more
        return frozenset(found)

    def member(self, account_id: str, card_last4: str) -> str:
        """Return whose card this was: a till that knows of a joining names the account that stays for every card."""
        for _ in range(_MOST):
            found = next(
                (one for one in reversed(self.all) if _is_of_other(one, account_id, card_last4)), None
            )
            if found is None:
                return account_id
            account_id = found.other_id
        return account_id


def _is_of_other(one: Joined, account_id: str, card_last4: str) -> bool:
    brought = one.brought
    return one.stays_id == account_id and card_last4 in brought.last4 and card_last4 not in brought.own_last4


def families(kin: Kin, account_id: str) -> list[Joined]:
    """Return the joinings of families that hold about an account, oldest first."""
    ids = kin.parts(account_id) | {kin.now(account_id)}
    return [one for one in kin.all if one.holds and one.kind is JoinKind.FAMILY and one.stays_id in ids]


def kin_of(joinings: Joinings, account_ids: Collection[str]) -> Kin:
    """Return everything about these accounts, and those that they were joined with."""
    asked: set[str] = set()
    wanted: Iterable[str] = {one for one in account_ids if one}
    found: dict[str, Joined] = {}
    while new := set(wanted) - asked:
        asked |= new
        found |= {one.join_id: one for one in joinings.about(sorted(new))}
        wanted = {name for one in found.values() for name in (one.stays_id, one.other_id)}
    return Kin(tuple(sorted(found.values(), key=lambda one: (one.at_us, one.join_id))))
