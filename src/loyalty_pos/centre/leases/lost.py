"""What another till holds and cannot give back itself: a hold taken over by a manager, the shares of a lost till.

It must never take a sale away: what the dead till sold is settled whenever it comes.
"""

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from loyalty_pos.centre.accounts import OpenAccounts
from loyalty_pos.centre.holds import check_operation, release_hold
from loyalty_pos.centre.leases.settling import keep_shares
from loyalty_pos.centre.lent.free import left_at
from loyalty_pos.centre.lent.records import LeaseRecord
from loyalty_pos.centre.ports import Desk
from loyalty_pos.centre.records import Alarm, Stream, Till
from loyalty_pos.core.dates import moment
from loyalty_pos.core.leases.lease import Floors
from loyalty_pos.core.leases.reserve import Shares, reserved
from loyalty_pos.core.problems import BadMessage, Problem
from loyalty_pos.wire.messages import HoldAnswer, HoldTake
from loyalty_pos.wire.roles import ROLE_PERMISSIONS, Permission

TAKEN: Final = "hold_taken"
LOST: Final = "till_lost"
_MAY_TAKE: Final[frozenset[str]] = frozenset(
    role for role, permissions in ROLE_PERMISSIONS.items() if Permission.TAKE_HOLD in permissions
)


class NotApproved(Problem):
    """Whoever approved is not known as a manager; ``who``: the staff id that was told."""

    code = "not_approved"
    who: str


def take_over(desk: Desk, now_us: int, till: Till, op: str, take: HoldTake) -> HoldAnswer:
    """Give back what another till holds; ``available`` = what is there now, ``reason`` = what became of that hold.

    Raises BadMessage for another account's operation, NotApproved.
    """
    check_operation(op)
    known = desk.holds.get(op)
    if known is None or known.account_id != take.account_id:
        raise BadMessage(reason="op")
    _check_manager(desk, take.approved_by)
    if known.state == "open":
        release_hold(desk, now_us, op)
        subject = f"{take.approved_by}:{take.account_id}"
        desk.watch.raise_alarms([Alarm(f"{op}:{TAKEN}", TAKEN, till.agent_id, subject, now_us)])
    after = desk.holds.get(op)
    account = desk.accounts.load([take.account_id])[take.account_id]
    left = max(0, left_at(account, moment(now_us)))
    return HoldAnswer(op, 0, left, after.state if after else "released", server_us=now_us)


def _check_manager(desk: Desk, who: str) -> None:
    """Refuse whoever is no manager; without a list of staff nobody can be told from anybody."""
    known = desk.reference.staff_named([who]).get(who)
    if known is None and not desk.reference.staff():
        return
    if known is None or not known.active or known.role not in _MAY_TAKE:
        raise NotApproved(who=who)


def declare_lost(desk: Desk, now_us: int, agent_id: str, reason: str) -> tuple[int, int]:
    """Free what was set aside for a till, all its lives; return (accounts, minor points).

    No life of it that is known now gets a lease any more. What it spends all the same is settled as anybody's.
    """
    lives = [stream for stream in desk.streams.all() if stream.agent_id == agent_id]
    for stream in lives:
        desk.streams.get(agent_id, stream.incarnation)  # no lease is made out meanwhile
    ids = desk.set_aside.with_shares(agent_id)
    accounts = OpenAccounts(desk, now_us)
    accounts.load(ids)
    points = 0
    shares = desk.set_aside.shares(ids)
    for who in sorted({who for several in shares.values() for who in several if who[0] == agent_id}):
        mine: dict[str, tuple[Shares, Shares]] = {
            account_id: (several[who], ()) for account_id, several in shares.items() if who in several
        }
        points += sum(reserved(before) for before, _ in mine.values())
        keep_shares(desk, accounts, who, mine)
    _mark(desk, now_us, agent_id, lives)
    desk.watch.raise_alarms([Alarm(f"{agent_id}:{LOST}:{now_us}", LOST, agent_id, reason, now_us)])
    desk.feed.publish(accounts.save())
    return len(ids), points


def _mark(desk: Desk, now_us: int, agent_id: str, lives: Sequence[Stream]) -> None:
    """Remember it of each life, also of one that had no lease yet."""
    for stream in lives:
        if not desk.leases.of(agent_id, stream.incarnation):
            nothing = LeaseRecord(agent_id, stream.incarnation, stream.epoch, "", now_us, 0, Floors(), 0)
            desk.leases.put(nothing)
    desk.leases.lose(agent_id, now_us)


def shut_out(desk: Desk, agent_id: str) -> None:
    """Let a till in no more."""
    till = desk.tills.till(agent_id)
    if till is not None:
        desk.tills.put_till(replace(till, revoked=True))
