"""Making out a lease: what a till may decide alone from now on, once everything of its last epoch is settled.

It must never give from anything but what is available, and never free an older share before the till is heard to hold a
newer one: the answer may be lost (docs/why/0026).
"""

from dataclasses import replace
from typing import Final

from loyalty_pos.centre.accounts import OpenAccounts
from loyalty_pos.centre.intake import BIGGEST, StreamForked
from loyalty_pos.centre.leases.settling import NEAR_US, end_older, heard, keep_shares
from loyalty_pos.centre.lent.free import HIGHEST, free
from loyalty_pos.centre.lent.records import LeaseRecord
from loyalty_pos.centre.partners.finding import programme_now
from loyalty_pos.centre.ports import Desk, Secrets
from loyalty_pos.centre.records import Account, Stream, Till
from loyalty_pos.core.dates import moment
from loyalty_pos.core.leases.lease import Policy
from loyalty_pos.core.leases.reserve import Shares, granted
from loyalty_pos.core.problems import BadMessage, Problem
from loyalty_pos.wire.codec import encode
from loyalty_pos.wire.messages import LeaseAsk, Leased, LeaseRow

MOST_SHARES: Final = 2_000
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
    policy = programme_now(desk, now_us, till.store_id).offline
    epoch = 1 + max(stream.epoch, ask.epoch, *(lease.epoch for lease in known), 0)
    share_bp = policy.share_bp if _may_share(desk, till, known, ask) else 0
    grants = _set_aside(desk, now_us, _Wish(stream, epoch, share_bp, till.store_id), ask)
    _tell_all(desk, now_us, policy.floors.highest)
    lease = LeaseRecord(
        agent_id=till.agent_id,
        incarnation=incarnation,
        epoch=epoch,
        store_id=till.store_id,
        issued_us=now_us,
        place=desk.feed.place(desk.feed.newest()),
        floors=policy.floors,
        risk=max(0, policy.risk - desk.debts.owed_to(till.agent_id)),
        per_sale=policy.per_sale,
        ttl_us=policy.ttl_us,
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


def _may_share(desk: Desk, till: Till, known: list[LeaseRecord], ask: LeaseAsk) -> bool:
    """Tell whether points are set aside: elsewhere a customer goes to the next till of the store and misses them."""
    tills = [one for one in desk.tills.tills() if one.store_id == till.store_id and not one.revoked]
    unheard = [lease for lease in known if lease.epoch > ask.epoch]
    return len(tills) == 1 and len(unheard) < UNHEARD


class _Wish:
    """What is to be set aside for one epoch of a stream; ``share_bp`` of what is available."""

    def __init__(self, stream: Stream, epoch: int, share_bp: int, store_id: str) -> None:
        self.stream = stream
        self.epoch = epoch
        self.share_bp = share_bp
        self.store_id = store_id

    @property
    def who(self) -> tuple[str, str]:
        return self.stream.agent_id, self.stream.incarnation

    def share_of(self, account: Account, now_us: int) -> int:
        """Return the share of an account: of its home till alone, and of nobody who pays only with the centre."""
        head = account.head
        is_home = bool(head.stores) and head.stores[0][0] == self.store_id
        is_near = is_home and head.stores[0][1] > now_us - NEAR_US
        return self.share_bp if is_near and not head.blocked and not head.online_only else 0


def _set_aside(desk: Desk, now_us: int, wish: _Wish, ask: LeaseAsk) -> dict[str, int]:
    """Set points aside for the new epoch, let go what is over; return the grants by account."""
    stream = wish.stream
    word = heard(desk, stream, [ask.epoch])
    mine = desk.set_aside.with_shares(*wish.who)
    homes = desk.set_aside.at_home(wish.store_id, MOST_SHARES) if wish.share_bp else []
    ids = sorted({*mine, *homes})
    accounts = OpenAccounts(desk, now_us)
    accounts.load(ids)
    if word is not None:
        end_older(desk, accounts, stream, word)
    desk.streams.put(replace(stream, seen_us=now_us, epoch=word.epoch if word else stream.epoch))
    shares = {
        account_id: several.get(wish.who, ()) for account_id, several in desk.set_aside.shares(ids).items()
    }
    changed: dict[str, tuple[Shares, Shares]] = {}
    for account_id in ids:
        before = shares.get(account_id, ())
        account = accounts.get(account_id)
        share_bp = wish.share_of(account, now_us)
        after = granted(before, wish.epoch, free(account, moment(now_us)), share_bp)
        if before or after[-1].points:
            changed[account_id] = (before, after)
    keep_shares(desk, accounts, wish.who, changed)
    desk.feed.publish(accounts.save(only_felt=True))
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
        grants=grants,
    )
