"""Making out a lease: what a till may decide alone from now on, once everything of its last epoch is settled.

It must never give from anything but what is available, and never free an older share before the till is heard to hold a
newer one: the answer may be lost (docs/why/0026).
"""

from dataclasses import dataclass, replace
from typing import Final

from loyalty_pos.centre.accounts import OpenAccounts
from loyalty_pos.centre.intake import BIGGEST, StreamForked
from loyalty_pos.centre.leases.aside import Aside
from loyalty_pos.centre.leases.settling import NEAR_US, end_older, heard
from loyalty_pos.centre.lent.free import HIGHEST
from loyalty_pos.centre.lent.records import LeaseRecord
from loyalty_pos.centre.partners.finding import programme_now
from loyalty_pos.centre.ports import Desk, Secrets
from loyalty_pos.centre.records import Account, Stream, Till
from loyalty_pos.centre.vouchers.books import OpenVouchers
from loyalty_pos.core.leases.lease import Policy
from loyalty_pos.core.leases.reserve import Shares, granted
from loyalty_pos.core.leases.value import Value, voucher_key, voucher_subject
from loyalty_pos.core.problems import BadMessage, Problem
from loyalty_pos.core.vouchers.voucher import VoucherState
from loyalty_pos.wire.codec import encode
from loyalty_pos.wire.messages import LeaseAsk, Leased, LeaseRow

MOST_SHARES: Final = 2_000
MOST_CODES: Final = 200
"""Codes for many with quotas in one lease; what is beyond is taken with the centre alone."""
UNHEARD: Final = 20
"""So many epochs may be made out for a till that takes none of them in; after that it gets no more shares."""


class Unsettled(Problem):
    """Events of the epoch that ends are not applied yet; ``seq``: up to here they are."""

    code = "unsettled"
    seq: int


class TillLost(Problem):
    """The till was declared lost: this life of it gets no lease any more."""

    code = "till_lost"


def make_out(desk: Desk, secrets: Secrets, now_us: int, who: tuple[Till, str], ask: LeaseAsk) -> Leased:
    """Return the next epoch for an incarnation of a till. Raises BadMessage, StreamForked, Unsettled, TillLost."""
    till, incarnation = who
    if not (0 <= ask.epoch < BIGGEST and 0 <= ask.closed_seq <= BIGGEST):
        raise BadMessage(reason="lease")
    stream = desk.streams.get(till.agent_id, incarnation)
    known = desk.leases.of(till.agent_id, incarnation)
    _check(desk, stream, known, ask)
    programme = programme_now(desk, now_us, till.store_id)
    policy = programme.offline
    epoch = 1 + max(stream.epoch, ask.epoch, *(lease.epoch for lease in known), 0)
    has_heard = len([lease for lease in known if lease.epoch > ask.epoch]) < UNHEARD
    gone = {heir.old_id for heir in desk.fleet.heirs()}
    tills = [one for one in desk.tills.tills() if not one.revoked and one.agent_id not in gone]
    share_bp = policy.share_bp if has_heard and _may_share(till, tills) else 0
    code_bp = policy.code_bp // max(1, len(tills)) if has_heard else 0
    codes = tuple(series.id for series in programme.coupon_series if series.uses > 1)
    grants = _set_aside(desk, now_us, _Wish(stream, epoch, share_bp, till.store_id, code_bp, codes), ask)
    _tell_all(desk, now_us, policy.floors.highest)
    lease = LeaseRecord(
        agent_id=till.agent_id,
        incarnation=incarnation,
        epoch=epoch,
        store_id=till.store_id,
        issued_us=now_us,
        place=desk.feed.place(desk.feed.newest()),
        floors=policy.floors,
        risk=max(0, policy.risk - _owed_to(desk, till, policy)),
        per_sale=policy.per_sale,
        ttl_us=policy.ttl_us,
        certificates=policy.certificates,
        coupons=policy.coupons,
        worth=policy.worth,
    )
    desk.leases.put(lease)
    row = encode(_row(desk, lease, policy, (ask.closed_seq, grants)))
    return Leased(row, secrets.sign_lease(row), now_us)


def _check(desk: Desk, stream: Stream, known: list[LeaseRecord], ask: LeaseAsk) -> None:
    if stream.quarantined:
        raise StreamForked(seq=stream.stored)
    if any(lease.lost_us for lease in known):
        raise TillLost
    if stream.projected < ask.closed_seq or desk.watch.has_parked_sales(stream):
        raise Unsettled(seq=stream.projected)


def _may_share(till: Till, tills: list[Till]) -> bool:
    """Tell whether points are set aside: elsewhere a customer goes to the next till of the store and misses them."""
    return len([one for one in tills if one.store_id == till.store_id]) == 1


def _owed_to(desk: Desk, till: Till, policy: Policy) -> int:
    """Return what of R a till has used up for good: what it, or a till whose place it has, took too much and nobody has repaid.

    A new machine in a dead one's place must not begin with a risk that was spent; it may have the places of several.
    """
    heirs = desk.fleet.heirs()
    owed, line = 0, [till.agent_id]
    for (
        agent_id
    ) in line:  # grows by those before each: a place is handed on once, so nobody stands in it twice
        money = desk.debts.owed_to(agent_id, Value.MONEY)
        owed += desk.debts.owed_to(agent_id) + policy.worth.weight(money)
        line += [heir.old_id for heir in heirs if heir.new_id == agent_id]
    return owed


@dataclass(frozen=True, slots=True)
class _Wish:
    """What is to be set aside for one epoch of a stream; ``share_bp`` of a member's points, ``code_bp`` of a code's uses.

    ``codes``: series whose codes are for many.
    """

    stream: Stream
    epoch: int
    share_bp: int
    store_id: str
    code_bp: int
    codes: tuple[str, ...]

    @property
    def who(self) -> tuple[str, str]:
        return self.stream.agent_id, self.stream.incarnation

    def share_of(self, aside: Aside, subject: str) -> int:
        """Return how much of an account or a code is set aside, basis points of what is free."""
        key = voucher_key(subject)
        if key is None:
            return self._of_account(aside.accounts.get(subject), aside.now_us)
        voucher = aside.vouchers.get(key)
        is_good = (
            voucher is not None and voucher.state is VoucherState.ACTIVE and voucher.series in self.codes
        )
        return self.code_bp if is_good else 0

    def _of_account(self, account: Account, now_us: int) -> int:
        """Return the share of an account: of its home till alone, and of nobody who pays only with the centre."""
        head = account.head
        is_home = bool(head.stores) and head.stores[0][0] == self.store_id
        is_near = is_home and head.stores[0][1] > now_us - NEAR_US
        return self.share_bp if is_near and not head.blocked and not head.online_only else 0


def _set_aside(desk: Desk, now_us: int, wish: _Wish, ask: LeaseAsk) -> dict[str, int]:
    """Set points and uses aside for the new epoch, let go what is over; return the grants by subject."""
    stream = wish.stream
    word = heard(desk, stream, [ask.epoch])
    mine = desk.set_aside.with_shares(*wish.who)
    homes = desk.set_aside.at_home(wish.store_id, MOST_SHARES) if wish.share_bp else []
    many = desk.vouchers.left_of(wish.codes, MOST_CODES) if wish.code_bp and wish.codes else []
    ids = sorted({*mine, *homes, *map(voucher_subject, many)})
    aside = Aside(desk, OpenAccounts(desk, now_us), OpenVouchers(desk, now_us), now_us)
    aside.load(ids)
    if word is not None:
        end_older(aside, stream, word)
    desk.streams.put(replace(stream, seen_us=now_us, epoch=word.epoch if word else stream.epoch))
    shares = {
        account_id: several.get(wish.who, ()) for account_id, several in desk.set_aside.shares(ids).items()
    }
    changed: dict[str, tuple[Shares, Shares]] = {}
    for account_id in ids:
        before = shares.get(account_id, ())
        share_bp = wish.share_of(aside, account_id)
        after = granted(before, wish.epoch, aside.free(account_id), share_bp)
        if before or after[-1].points:
            changed[account_id] = (before, after)
    aside.keep(wish.who, changed)
    desk.feed.publish(aside.save())
    return {account_id: after[-1].points for account_id, (_, after) in changed.items() if after[-1].points}


def _tell_all(desk: Desk, now_us: int, highest: int) -> None:
    """Tell the tills of everybody with points set aside, once a lease gives a higher floor right than any before."""
    if highest <= int(desk.reference.setting("", HIGHEST) or 0):
        return
    desk.reference.put_setting("", HIGHEST, str(highest))
    accounts = OpenAccounts(desk, now_us)
    ids = desk.set_aside.reserved_ones()
    accounts.load(ids)
    for account_id in ids:
        accounts.change(accounts.get(account_id).head)
    desk.feed.publish(accounts.save())


def _row(desk: Desk, lease: LeaseRecord, policy: Policy, told: tuple[int, dict[str, int]]) -> LeaseRow:
    closed_seq, grants = told
    bundles = desk.programmes.told(lease.store_id).bundles
    in_force = [bundle.id for bundle in bundles if bundle.from_us <= lease.issued_us < bundle.until_us]
    floors = policy.floors
    quotas = {key: uses for one, uses in grants.items() if (key := voucher_key(one)) is not None}
    return LeaseRow(
        agent_id=lease.agent_id,
        incarnation=lease.incarnation,
        epoch=lease.epoch,
        issued_us=lease.issued_us,
        closed_seq=closed_seq,
        cursor=desk.feed.newest(),
        bundle=in_force[-1] if in_force else "",
        floors=(floors.home, floors.visited, floors.guest, floors.app),
        risk=lease.risk,
        per_sale=policy.per_sale,
        ttl_us=policy.ttl_us,
        wait=str(policy.wait),
        grants={one: points for one, points in grants.items() if voucher_key(one) is None},
        certificates=(policy.certificates.home, policy.certificates.guest),
        coupons=policy.coupons,
        worth=(policy.worth.value_minor, policy.worth.scale),
        quotas={str(key): uses for key, uses in quotas.items()},
    )
