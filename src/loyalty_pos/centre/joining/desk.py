"""Joining and parting as a senior asks for it at a till: first what it means, then once more to do it.

Every answer is one transaction. It must never tell more of a member than a till may know.
"""

from loyalty_pos.centre.holds import check_operation
from loyalty_pos.centre.joining.joining import Wish, check, join
from loyalty_pos.centre.joining.parting import Parted, ask, part
from loyalty_pos.centre.kinship.kin import kin_of
from loyalty_pos.centre.leases.lost import NotApproved
from loyalty_pos.centre.office.allowed import may
from loyalty_pos.centre.ports import Books, Clock, Desk
from loyalty_pos.centre.records import Till
from loyalty_pos.centre.together.records import PART_US, Joined, JoinKind
from loyalty_pos.core.dates import moment
from loyalty_pos.core.points import available, pending
from loyalty_pos.core.problems import BadMessage
from loyalty_pos.wire.deeds import JoinAsk, JoinedAsk, JoinedLine, JoinedTold, JoinTold, PartAsk, PartTold
from loyalty_pos.wire.roles import Permission


class JoinDesk:
    """Safe to call from several threads."""

    def __init__(self, books: Books, clock: Clock) -> None:
        self._books = books
        self._clock = clock

    def join(self, till: Till, asked: JoinAsk) -> JoinTold:
        """Say what joining would mean, or do it. Raises NotApproved, BadMessage, and as ``joining.check``."""
        now_us = self._clock.now_us()
        check_operation(asked.join_id)
        if asked.kind not in set(JoinKind):
            raise BadMessage(reason="kind")
        kind = JoinKind(asked.kind)
        wish = Wish(asked.join_id, asked.stays_id, asked.other_id, kind, asked.staff_id, till.store_id)

        def work(desk: Desk) -> JoinTold:
            _require(desk, asked.staff_id)
            done = desk.joinings.get(wish.join_id)
            if done is not None:
                return _told(desk, now_us, [done.stays_id], done.until_us)
            _, meant = check(desk, now_us, wish)
            if not asked.sure:
                until_us = now_us + PART_US if kind is JoinKind.DUPLICATE else 0
                return _told(desk, now_us, [meant.stays_id, meant.other_id], until_us)
            done = join(desk, now_us, wish)
            return _told(desk, now_us, [done.stays_id], done.until_us)

        return self._books.write(work)

    def part(self, asked: PartAsk) -> PartTold:
        """Say what parting would mean, or do it. Raises NotApproved, and as ``parting.part``."""
        now_us = self._clock.now_us()

        def work(desk: Desk) -> Parted:
            _require(desk, asked.staff_id)
            if asked.sure:
                return part(desk, now_us, asked.join_id, asked.staff_id)
            return ask(desk, now_us, asked.join_id)

        told = self._books.write(work)
        return PartTold(told.back, told.stays, told.charged, told.owing)

    def joined(self, asked: JoinedAsk) -> JoinedTold:
        """Return which accounts are part of this one. Raises NotApproved."""

        def work(desk: Desk) -> JoinedTold:
            _require(desk, asked.staff_id)
            kin = kin_of(desk.joinings, [asked.account_id])
            now = kin.now(asked.account_id)
            lines = [one for one in kin.all if one.holds and one.stays_id == now]
            heads = desk.accounts.load([one.other_id for one in lines])
            return JoinedTold([_line(one, heads[one.other_id].head.shown_name) for one in lines])

        return self._books.read(work)


def _require(desk: Desk, staff_id: str) -> None:
    if not may(desk, staff_id, Permission.CARDS):
        raise NotApproved(who=staff_id)


def _line(one: Joined, name: str) -> JoinedLine:
    return JoinedLine(one.join_id, name, list(one.brought.last4), str(one.kind), one.at_us, one.until_us)


def _told(desk: Desk, now_us: int, ids: list[str], until_us: int) -> JoinTold:
    """Return what there is on these accounts together."""
    states = [account.state for account in desk.accounts.load(ids).values()]
    lots = [lot for state in states for lot in state.lots]
    debt = sum(state.debt for state in states)
    now = moment(now_us)
    return JoinTold(available(lots, now, debt), pending(lots, now), debt, until_us)
