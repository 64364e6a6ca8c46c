"""What tills tell of accounts that are joined or parted meanwhile, told of the account that it concerns now.

An event stays as it is; only what is applied names another account. In whichever order events and joinings come, each
purchase ends with the same member (by the card that was shown) and its points on the same account.
"""

from collections.abc import Sequence
from dataclasses import replace

from loyalty_pos.centre.kinship.happened import Happened
from loyalty_pos.centre.kinship.kin import Kin, kin_of
from loyalty_pos.centre.ports import Desk
from loyalty_pos.core.sale import CardAttached, CardIssued, MemberChanged, Return, Sale, Void

_Named = Sale | Return | Void | CardAttached | CardIssued | MemberChanged


def followed(desk: Desk, happened: Sequence[Happened]) -> list[Happened]:
    """Return the same facts under the accounts that they concern; below the locks of their sales."""
    named = {one.fact.account_id for one in happened if isinstance(one.fact, _Named)} - {""}
    if not named:
        return list(happened)
    kin = kin_of(desk.joinings, named)
    if not kin.all:
        return list(happened)
    following = _Following(desk, kin, happened)
    return [following.one(each) for each in happened]


class _Following:
    def __init__(self, desk: Desk, kin: Kin, happened: Sequence[Happened]) -> None:
        self._desk = desk
        self._kin = kin
        papers = {one.fact.sale_id for one in happened if isinstance(one.fact, Return | Void)}
        self._members = desk.joinings.members_of(papers) if papers else {}
        for one in happened:
            if isinstance(one.fact, Sale):
                told = one.told or one.fact.account_id
                self._members[one.fact.sale_id] = self._kin.member(told, one.fact.card_last4)

    def one(self, happened: Happened) -> Happened:
        fact = happened.fact
        if not isinstance(fact, _Named) or not fact.account_id:
            return happened
        told = happened.told or fact.account_id
        everybody = self._kin.of(told)
        if len(everybody) == 1:
            return happened
        member = self._member_of(fact, told)
        owner = self._kin.now(member)
        if isinstance(fact, Return | Void):
            shelves = self._desk.joinings.owners(sorted(everybody), fact.sale_id)
            owner = shelves[0] if shelves else owner
        kin = tuple(sorted(everybody - {owner}))
        return Happened(happened.event, _named(fact, owner), told, kin, "" if member == owner else member)

    def _member_of(self, fact: _Named, told: str) -> str:
        match fact:
            case Sale():
                return self._members[fact.sale_id]
            case CardAttached(earning=earning):
                return self._kin.member(told, earning.card_last4)
            case Return() | Void():
                return self._members.get(fact.sale_id, told)
            case _:
                return told


def _named(fact: _Named, account_id: str) -> _Named:
    if isinstance(fact, CardAttached):
        return replace(fact, earning=replace(fact.earning, account_id=account_id))
    return replace(fact, account_id=account_id)
