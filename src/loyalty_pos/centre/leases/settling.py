"""A sale that took points by itself: what it did to shares, to what was counted under its lease, and to the member.

A till's facts always win (decisions 13): nothing here refuses, it counts and raises alarms.
"""

from dataclasses import replace
from typing import Final, NamedTuple

from loyalty_pos.centre.accounts import OpenAccounts
from loyalty_pos.centre.intake import BIGGEST
from loyalty_pos.centre.lent.free import free
from loyalty_pos.centre.lent.records import FloorUse, LeaseRecord
from loyalty_pos.centre.ports import Desk
from loyalty_pos.centre.records import Account, Stream
from loyalty_pos.core.dates import moment
from loyalty_pos.core.leases.reserve import Shares, confirmed, reserved, spent
from loyalty_pos.core.release import DAY_US
from loyalty_pos.core.sale import Sale
from loyalty_pos.wire.events import Event

NEAR_US: Final = 90 * DAY_US
"""So long a purchase makes a store the member's own, and so long one who took too much is watched."""
MOST_STORES: Final = 3
TOO_OFTEN: Final = 2
BEYOND: Final = "spent_beyond_right"


class Taken(NamedTuple):
    """Of a sale's points, what the till says that it took by itself; never more than the sale has."""

    grant: int
    floor: int


def taken_alone(sale: Sale) -> Taken:
    """Return what the till took by itself; a till that tells nonsense is believed what is possible."""
    grant = max(0, min(sale.by_grant, sale.redeemed))
    return Taken(grant, max(0, min(sale.by_floor, sale.redeemed - grant)))


class Settling:
    """Settles sales within one transaction; without points taken alone it asks the database nothing."""

    def __init__(self, desk: Desk, accounts: OpenAccounts, now_us: int) -> None:
        self._desk = desk
        self._accounts = accounts
        self._now_us = now_us

    def sale(self, event: Event, sale: Sale, before: Account) -> list[str]:
        """Follow a sale that is posted; ``before``: the account as it was. Return what a person must look at."""
        taken = taken_alone(sale)
        who = (event.agent_id, event.incarnation)
        beyond = (taken.grant, taken.floor) != (sale.by_grant, sale.by_floor)
        if taken.grant:
            beyond |= self._by_grant(who, event.lease_epoch, sale.account_id, taken.grant)
        if taken.floor:
            use = FloorUse(*who, event.lease_epoch, sale.account_id, taken.floor)
            beyond |= self._by_floor(use)
        self._remember(sale, before)
        return [BEYOND] if beyond else []

    def _by_grant(self, who: tuple[str, str], epoch: int, account_id: str, points: int) -> bool:
        """Take from the share; tell whether it had less."""
        shares = self._desk.set_aside.shares([account_id]).get(account_id, {}).get(who, ())
        left, missing = spent(shares, epoch, points)
        keep_shares(self._desk, self._accounts, who, {account_id: (shares, left)})
        return missing > 0

    def _by_floor(self, use: FloorUse) -> bool:
        """Count what was taken without a guarantee; tell whether the lease allowed less, or is not known."""
        leases = self._desk.leases.of(use.agent_id, use.incarnation)
        lease = next((one for one in leases if one.epoch == use.epoch), None)
        if lease is None:
            return True
        of_account, of_all = self._desk.leases.add_floor(use)
        return (
            of_account > lease.floors.highest
            or of_all > lease.risk
            or (lease.per_sale > 0 and use.points > lease.per_sale)
        )

    def _remember(self, sale: Sale, before: Account) -> None:
        """Keep where the member buys, and when a till took more than there was."""
        account = self._accounts.get(sale.account_id)
        head, now = account.head, moment(self._now_us)
        at_us = min(sale.sold_at_us, self._now_us)
        stores = [(sale.store_id, at_us), *(one for one in head.stores if one[0] != sale.store_id)]
        near = [one for one in sorted(stores, key=lambda one: -one[1]) if one[1] > self._now_us - NEAR_US]
        head = replace(head, stores=tuple(near[:MOST_STORES]))
        if free(before, now) >= 0 > free(account, now):
            since = [one for one in head.overdrawn if one > self._now_us - NEAR_US]
            head = replace(head, overdrawn=(*since, self._now_us)[-TOO_OFTEN:], even_us=0)
            head = replace(head, online_only=head.online_only or len(head.overdrawn) >= TOO_OFTEN)
        self._accounts.change(head)


def keep_shares(
    desk: Desk, accounts: OpenAccounts, who: tuple[str, str], changed: dict[str, tuple[Shares, Shares]]
) -> None:
    """Write (before, after) of a till's shares by account; the heads, which must be loaded, keep the sum."""
    desk.set_aside.put_shares(who, {account_id: after for account_id, (_, after) in changed.items()})
    for account_id, (before, after) in changed.items():
        moved = reserved(after) - reserved(before)
        if moved:
            head = accounts.get(account_id).head
            assert head.set_aside + moved >= 0, "what is set aside is the sum of the largest shares"
            accounts.change(replace(head, set_aside=head.set_aside + moved))


# --- which epoch a till holds -------------------------------------------------------------------------


class Heard(NamedTuple):
    """That a till holds ``epoch``. ``accounts``: those with shares of older ones, in order, to be loaded."""

    epoch: int
    accounts: tuple[str, ...] = ()


def heard(desk: Desk, stream: Stream, epochs: list[int]) -> Heard | None:
    """Return what is new in these words of a till, None where it is nothing; an epoch nobody made out is no word."""
    newer = {epoch for epoch in epochs if stream.epoch < epoch <= BIGGEST}
    if not newer:
        return None
    known: list[LeaseRecord] = desk.leases.of(stream.agent_id, stream.incarnation)
    epoch = max(newer & {lease.epoch for lease in known}, default=0)
    if not epoch:
        return None
    return Heard(epoch, tuple(desk.set_aside.with_shares(stream.agent_id, stream.incarnation, epoch)))


def end_older(desk: Desk, accounts: OpenAccounts, stream: Stream, word: Heard) -> None:
    """Let go what was set aside for epochs before the one that the till holds; their accounts are open."""
    who = (stream.agent_id, stream.incarnation)
    shares = desk.set_aside.shares(word.accounts)
    changed = {}
    for account_id in word.accounts:
        mine = shares.get(account_id, {}).get(who, ())  # what was freed meanwhile is not there
        changed[account_id] = (mine, confirmed(mine, word.epoch))
    keep_shares(desk, accounts, who, changed)
    desk.leases.forget(*who, word.epoch)
