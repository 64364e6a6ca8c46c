"""What another till holds and cannot give back itself: a hold taken over by a manager, the shares of a lost till.

It must never take a sale away: what the dead till sold is settled whenever it comes.
"""

from typing import Final, NamedTuple

from loyalty_pos.centre.accounts import OpenAccounts
from loyalty_pos.centre.holds import check_operation, release_hold
from loyalty_pos.centre.kinship.kin import kin_of
from loyalty_pos.centre.leases.aside import Aside, accounts_among
from loyalty_pos.centre.lent.free import left_at
from loyalty_pos.centre.lent.records import LeaseRecord
from loyalty_pos.centre.ports import Desk
from loyalty_pos.centre.records import Alarm, Stream, Till
from loyalty_pos.centre.vouchers.books import OpenVouchers
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

    The alarm names the manager, the account and, where its till told, the cashier whose hold it was.
    A till that has not heard of a joining or a parting names the account of before. Raises BadMessage for another
    account's operation, NotApproved.
    """
    check_operation(op)
    known = desk.holds.get(op)
    if known is None or take.account_id not in kin_of(desk.joinings, [known.account_id]).of(known.account_id):
        raise BadMessage(reason="op")
    _check_manager(desk, take.approved_by)
    if known.state == "open":
        release_hold(desk, now_us, op)
        asked_by = f":{known.cashier_id}" if known.cashier_id else ""
        subject = f"{take.approved_by}:{known.account_id}{asked_by}"
        desk.watch.raise_alarms([Alarm(f"{op}:{TAKEN}", TAKEN, till.agent_id, subject, now_us)])
    after = desk.holds.get(op)
    account = desk.accounts.load([known.account_id])[known.account_id]
    left = max(0, left_at(account, moment(now_us)))
    return HoldAnswer(op, 0, left, after.state if after else "released", server_us=now_us)


def _check_manager(desk: Desk, who: str) -> None:
    """Refuse whoever is no manager; without a list of staff nobody can be told from anybody."""
    known = desk.reference.staff_named([who]).get(who)
    if known is None and not desk.reference.staff():
        return
    if known is None or not known.active or known.role not in _MAY_TAKE:
        raise NotApproved(who=who)


class Loss(NamedTuple):
    """What is lost: a till, or one ``life`` (incarnation) of it; ``is_gone``: nothing of it will ever come."""

    agent_id: str
    reason: str
    life: str = ""
    is_gone: bool = False


def declare_lost(desk: Desk, now_us: int, loss: Loss) -> tuple[int, int]:
    """Free what was set aside for a till; return (accounts, minor points).

    No life of it that is known now gets a lease any more. What it spends all the same is settled as anybody's.
    """
    known = [stream for stream in desk.streams.all() if stream.agent_id == loss.agent_id]
    lives = [stream for stream in known if loss.life in {"", stream.incarnation}]
    for stream in lives:
        desk.streams.get(loss.agent_id, stream.incarnation)  # no lease is made out meanwhile
    ids = desk.set_aside.with_shares(loss.agent_id, loss.life)
    aside = Aside(desk, OpenAccounts(desk, now_us), OpenVouchers(desk, now_us), now_us)
    aside.load(ids)
    points = 0
    shares = desk.set_aside.shares(ids)
    for stream in lives:
        who = (loss.agent_id, stream.incarnation)
        mine: dict[str, tuple[Shares, Shares]] = {
            account_id: (several[who], ()) for account_id, several in shares.items() if who in several
        }
        points += sum(reserved(mine[account_id][0]) for account_id in accounts_among(mine))
        aside.keep(who, mine)
        _mark(desk, now_us, stream, is_gone=loss.is_gone)
    alarm_id = f"{loss.agent_id}:{loss.life}:{LOST}:{now_us}"
    desk.watch.raise_alarms([Alarm(alarm_id, LOST, loss.agent_id, loss.reason, now_us)])
    desk.feed.publish(aside.vouchers.save() + aside.accounts.save())
    return len(accounts_among(ids)), points


def _mark(desk: Desk, now_us: int, stream: Stream, *, is_gone: bool) -> None:
    """Remember the loss, also of a life that had no lease yet; of one that is gone nothing else is remembered."""
    who = (stream.agent_id, stream.incarnation)
    leases = desk.leases.of(*who)
    newest = max([stream.epoch, *(lease.epoch for lease in leases)])
    if is_gone:
        desk.leases.forget(*who, newest + 1)
    if is_gone or not leases:
        desk.leases.put(LeaseRecord(*who, newest, "", now_us, 0, Floors(), 0))
    desk.leases.lose(*who, now_us)
