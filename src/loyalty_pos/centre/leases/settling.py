"""A sale that took points, certificates or codes by a promise: what it did to holds, shares, its lease, and the member.

A till's facts always win (decisions 13): nothing here refuses, it counts and raises alarms.
"""

from collections.abc import Sequence
from dataclasses import replace
from typing import Final, NamedTuple

from loyalty_pos.centre.holds import KNOWN_US
from loyalty_pos.centre.intake import BIGGEST, is_plain
from loyalty_pos.centre.kinship.happened import Happened
from loyalty_pos.centre.kinship.kin import kin_of
from loyalty_pos.centre.leases.aside import Aside
from loyalty_pos.centre.lent.free import free
from loyalty_pos.centre.lent.records import FloorUse, LeaseRecord
from loyalty_pos.centre.ports import Desk
from loyalty_pos.centre.records import Account, Stream
from loyalty_pos.centre.vouchers.holding import captured
from loyalty_pos.core.dates import moment
from loyalty_pos.core.leases.reserve import confirmed, spent
from loyalty_pos.core.leases.rights import weight
from loyalty_pos.core.leases.value import Value, voucher_subject
from loyalty_pos.core.release import DAY_US
from loyalty_pos.core.sale import Promised, Sale, TenderKind
from loyalty_pos.core.vouchers.coupons import use_minor
from loyalty_pos.core.vouchers.deeds import key_of
from loyalty_pos.core.vouchers.voucher import Voucher, VoucherKind
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


def _most(sale: Sale, voucher: Voucher) -> int:
    """Return the most that a sale can have taken of a certificate or a code; a till is believed what is possible."""
    if voucher.kind is not VoucherKind.CERTIFICATE:
        return len([code for code in sale.used_codes if key_of(code.key) == voucher.key])
    tenders = [one for one in sale.tenders if one.kind is TenderKind.CERTIFICATE]
    paid = sum(one.amount_minor for one in tenders if key_of(one.reference) == voucher.key)
    return max(paid, voucher.value_minor) if paid else 0  # one for one purchase is taken whole


class Settling:
    """Settles sales within one transaction; without anything taken alone it asks the database nothing."""

    def __init__(self, aside: Aside) -> None:
        self._aside = aside
        self._desk = aside.desk
        self._accounts = aside.accounts
        self._now_us = aside.now_us

    def sale(self, happened: Happened, sale: Sale, before: Account) -> list[str]:
        """Follow a sale that is posted; ``before``: the account as it was. Return what a person must look at.

        A floor right is the till's for each account that it knows: the one that it named counts.
        """
        event, told = happened.event, happened.told or sale.account_id
        taken = taken_alone(sale)
        who = (event.agent_id, event.incarnation)
        beyond = (taken.grant, taken.floor) != (sale.by_grant, sale.by_floor)
        if taken.grant:
            subjects = dict.fromkeys((told, sale.account_id, *happened.kin))
            beyond |= self._by_grant(who, event.lease_epoch, tuple(subjects), taken.grant)
        if taken.floor:
            use = FloorUse(*who, event.lease_epoch, told, taken.floor, taken.floor)
            beyond |= self._by_floor(use, Value.POINTS)
        beyond |= not self._was_held(sale, sale.redeemed - taken.grant - taken.floor)
        self._remember(sale, before)
        return [BEYOND] if beyond else []

    def _was_held(self, sale: Sale, points: int) -> bool:
        """Tell whether the centre itself held the rest for this operation; of one that is long over nothing is known."""
        if points <= 0 or sale.sold_at_us < self._now_us - KNOWN_US:
            return True
        hold = self._desk.holds.get(sale.operation) if sale.operation else None
        if hold is None or not self._are_known_as_one(hold.account_id, sale.account_id):
            return False
        return hold.state != "open" or hold.amount >= points

    def _are_known_as_one(self, held_id: str, sold_id: str) -> bool:
        """Tell whether they are one account, or were, over others too: what is held goes along with every joining."""
        return held_id == sold_id or held_id in kin_of(self._desk.joinings, [sold_id]).of(sold_id)

    def vouchers(self, event: Event, sale: Sale) -> list[str]:
        """Follow certificates and codes that were taken, behind what the sale did to them; return as ``sale``."""
        beyond = [self._promised(event, sale, one) for one in sale.promised]
        return [BEYOND] if any(beyond) else []

    def _promised(self, event: Event, sale: Sale, one: Promised) -> bool:
        """End the hold of one, lower its share, count its floor; tell whether the till took more than it might."""
        voucher = self._aside.vouchers.get(key_of(one.key))
        if voucher is None or not is_plain(one.operation):
            return True
        subject, who = voucher_subject(voucher.key), (event.agent_id, event.incarnation)
        if one.operation:
            captured(self._desk, self._aside.vouchers, subject, one.operation)
        value = Value.MONEY if voucher.kind is VoucherKind.CERTIFICATE else Value.USES
        most = _most(sale, voucher)
        grant = max(0, min(one.by_grant, most))
        floor = max(0, min(one.by_floor, most - grant))
        beyond = (grant, floor) != (one.by_grant, one.by_floor)
        if grant:
            beyond |= self._by_grant(who, event.lease_epoch, (subject,), grant)
        if floor:
            use = FloorUse(*who, event.lease_epoch, subject, floor, 0)
            beyond |= self._by_floor(use, value, use_minor(sale, one.key))
        return beyond

    def _by_grant(self, who: tuple[str, str], epoch: int, subjects: Sequence[str], points: int) -> bool:
        """Take from the share; tell whether it had less.

        ``subjects``: the first has the share; the others were one with it, and have it where they were joined or parted
        behind the till's back.
        """
        shares = self._desk.set_aside.shares(subjects)
        for subject in subjects:
            mine = shares.get(subject, {}).get(who, ())
            if mine and points:
                left, points = spent(mine, epoch, points)
                self._aside.keep(who, {subject: (mine, left)})
        return points > 0

    def _by_floor(self, use: FloorUse, value: Value, each_minor: int = 0) -> bool:
        """Count what was taken without a guarantee; tell whether the lease allowed less, or is not known."""
        leases = self._desk.leases.of(use.agent_id, use.incarnation)
        lease = next((one for one in leases if one.epoch == use.epoch), None)
        if lease is None:
            return True
        risk = min(BIGGEST, weight(lease.policy, value, use.points, each_minor))
        of_account, of_all = self._desk.leases.add_floor(replace(use, risk=risk))
        per_sale = lease.per_sale if value is Value.POINTS else 0
        return (
            of_account > lease.highest(value)
            or of_all > lease.risk
            or (per_sale > 0 and use.points > per_sale)
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


# --- which epoch a till holds -------------------------------------------------------------------------


class Heard(NamedTuple):
    """That a till holds ``epoch``. ``accounts``: those, and codes, with shares of older ones, in order, to be loaded."""

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


def end_older(aside: Aside, stream: Stream, word: Heard) -> None:
    """Let go what was set aside for epochs before the one that the till holds; accounts and codes are open."""
    who = (stream.agent_id, stream.incarnation)
    shares = aside.desk.set_aside.shares(word.accounts)
    changed = {}
    for subject in word.accounts:
        mine = shares.get(subject, {}).get(who, ())  # what was freed meanwhile is not there
        changed[subject] = (mine, confirmed(mine, word.epoch))
    aside.keep(who, changed)
    aside.desk.leases.forget(*who, word.epoch)
