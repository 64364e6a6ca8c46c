"""A dead till's place goes to its successor: its number, what was set aside for it, and what it owes of its risk.

It must never take away what the dead one sold: whatever its disk still brings is settled whenever it comes (docs/why/0063).
"""

from dataclasses import dataclass, replace
from typing import ClassVar, Final

from loyalty_pos.centre.accounts import OpenAccounts
from loyalty_pos.centre.fleet.standing import SILENT_US, seen_us
from loyalty_pos.centre.leases.aside import Aside, accounts_among
from loyalty_pos.centre.leases.lost import Loss, declare_lost
from loyalty_pos.centre.machines.records import Heir
from loyalty_pos.centre.ports import Desk
from loyalty_pos.centre.records import Till
from loyalty_pos.centre.vouchers.books import OpenVouchers
from loyalty_pos.centre.written.deeds import Deed
from loyalty_pos.core.leases.reserve import Share, Shares, reserved
from loyalty_pos.core.problems import Problem

REPLACED: Final = "till_replaced"


class TillNotReplaced(Problem):
    """``reason``: alive, same, replaced, other_store, shut_out or unknown; ``till``: which of the two."""

    code: ClassVar[str] = "till_not_replaced"
    till: str
    reason: str


@dataclass(frozen=True, slots=True)
class Handing:
    """Whose place goes to whom, and who says so."""

    old_id: str
    new_id: str
    by: str
    reason: str


@dataclass(frozen=True, slots=True)
class Handed:
    """``accounts`` and ``points``: what was set aside for the dead one; ``kept``: how much of it is the successor's now."""

    till_no: int
    accounts: int
    points: int
    kept: int


def replace_till(desk: Desk, now_us: int, handing: Handing) -> Handed:
    """Hand everything over in one transaction. Raises TillNotReplaced."""
    old, new = _checked(desk, now_us, handing)
    before = _frozen(desk, old.agent_id)
    accounts, points = declare_lost(desk, now_us, Loss(old.agent_id, handing.reason))
    kept = _pass_on(desk, now_us, new, before)
    desk.tills.put_till(replace(new, till_no=old.till_no))
    heir = Heir(old.agent_id, new.agent_id, old.store_id, old.till_no, now_us, handing.by, handing.reason)
    desk.fleet.put_heir(heir)
    detail = f"{old.agent_id} {new.agent_id} {handing.reason}"
    subject = f"{old.store_id}/{old.till_no}"
    deed = Deed(
        f"{REPLACED}:{old.agent_id}", now_us, REPLACED, handing.by, subject, detail, old.store_id, points
    )
    desk.office_deeds.add(deed)
    return Handed(old.till_no, accounts, points, kept)


def _checked(desk: Desk, now_us: int, handing: Handing) -> tuple[Till, Till]:
    old, new = desk.tills.till(handing.old_id), desk.tills.till(handing.new_id)
    if old is None or new is None:
        raise TillNotReplaced(till=handing.old_id if old is None else handing.new_id, reason="unknown")
    if old == new:
        raise TillNotReplaced(till=old.agent_id, reason="same")
    gone = {heir.old_id for heir in desk.fleet.heirs()}
    for till in (old, new):
        if till.agent_id in gone:
            raise TillNotReplaced(till=till.agent_id, reason="replaced")
    if new.revoked:
        raise TillNotReplaced(till=new.agent_id, reason="shut_out")
    if new.store_id != old.store_id:
        raise TillNotReplaced(till=new.agent_id, reason="other_store")
    if now_us - seen_us(desk, old.agent_id) <= SILENT_US:
        raise TillNotReplaced(till=old.agent_id, reason="alive")
    return old, new


def _frozen(desk: Desk, agent_id: str) -> dict[str, int]:
    """Return what is set aside for all lives of a till, by account; locks its streams before anything else."""
    for stream in desk.streams.all():
        if stream.agent_id == agent_id:
            desk.streams.get(agent_id, stream.incarnation)
    ids = accounts_among(desk.set_aside.with_shares(agent_id))
    return {
        account_id: sum(reserved(shares) for (agent, _), shares in several.items() if agent == agent_id)
        for account_id, several in desk.set_aside.shares(ids).items()
    }


def _pass_on(desk: Desk, now_us: int, new: Till, frozen: dict[str, int]) -> int:
    """Set the same points aside for the successor, in its newest epoch: its next lease tells it of them.

    Nothing is promised twice: they were freed in this transaction, and of an account that is overdrawn meanwhile only what is
    really free passes on. A successor that was not heard yet gets its share with its first lease.
    """
    streams = [one for one in desk.streams.all() if one.agent_id == new.agent_id]
    if not streams or not frozen:
        return 0
    newest = max(streams, key=lambda one: one.seen_us)
    stream = desk.streams.get(new.agent_id, newest.incarnation)
    who = (new.agent_id, stream.incarnation)
    leases = desk.leases.of(*who)
    if not leases:
        return 0
    epoch = max(lease.epoch for lease in leases)
    aside = Aside(desk, OpenAccounts(desk, now_us), OpenVouchers(desk, now_us), now_us)
    aside.load(frozen)
    shares = desk.set_aside.shares(list(frozen))
    changed: dict[str, tuple[Shares, Shares]] = {}
    kept = 0
    for account_id, points in frozen.items():
        passed = min(points, max(0, aside.free(account_id)))
        if passed:
            before = shares.get(account_id, {}).get(who, ())
            after = _with_more(before, epoch, passed)
            kept += reserved(after) - reserved(before)
            changed[account_id] = (before, after)
    aside.keep(who, changed)
    desk.feed.publish(aside.save())
    return kept


def _with_more(shares: Shares, epoch: int, points: int) -> Shares:
    """Return one till's shares with so much more kept for it than before."""
    older = tuple(share for share in shares if share.epoch != epoch)
    return (*older, Share(epoch, reserved(shares) + points))
