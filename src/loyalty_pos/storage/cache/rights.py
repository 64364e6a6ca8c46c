"""``till.ports.LocalRights``: what the lease, the centre's row and this till's own book allow now.

From memory while nothing was written, else two short reads. It must never allow more than ``core.leases.rights`` does.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Final, NamedTuple

from loyalty_pos.core.dates import moment
from loyalty_pos.core.leases.lease import Holder
from loyalty_pos.core.leases.rights import NO_DOUBT, Doubt, Right, Seen, Used, right, with_phone
from loyalty_pos.core.member import Lot
from loyalty_pos.core.points import is_active
from loyalty_pos.storage.cache.account_row import KeptAccount, told
from loyalty_pos.storage.cache.members import TillMembers
from loyalty_pos.storage.database import Database
from loyalty_pos.storage.journal.leases import LeaseBook, Lent
from loyalty_pos.till.ports import LeaseView

_STANDS_US: Final = 1_000_000
_ROW: Final = "SELECT row FROM account WHERE id = ?"


@dataclass(frozen=True, slots=True)
class Around:
    """``store_id``: where this till stands, asked after enrolment. ``now_us``: as the centre's clock goes, as far as known."""

    store_id: Callable[[], str]
    now_us: Callable[[], int]
    doubt: Callable[[], Doubt] = lambda: NO_DOUBT


class _Memo(NamedTuple):
    """What was read of one account at ``at_us``, true while both files have seen so many commits: lots begin and end too."""

    account_id: str
    written: tuple[int, int]
    at_us: int
    seen: Seen
    used: Used


class TillRights:
    """On cache and journal."""

    def __init__(self, cache: Database, leases: LeaseBook, members: TillMembers, around: Around) -> None:
        self._cache = cache
        self._leases = leases
        self._members = members
        self.around = around
        self._reader = cache.reader()
        self._memo: _Memo | None = None
        self._place: tuple[int, str] = -1, ""

    def right(self, account_id: str, *, shown: bool = False) -> Right:
        """Return what may be taken of this account now; nothing until the rows of the lease are in."""
        written = self._cache.written, self._leases.written()  # before anything is read
        lent = self.begun()
        if lent is None:
            return Right()
        now_us = self.around.now_us()
        memo = self._memo
        if (
            memo is None
            or (memo.account_id, memo.written) != (account_id, written)
            or not 0 <= now_us - memo.at_us < _STANDS_US
        ):
            used = self._leases.used(account_id)
            seen = self._seen(account_id, lent, used, now_us)
            memo = self._memo = _Memo(account_id, written, now_us, seen, used)
        age_us = max(0, now_us - lent.lease.issued_us)
        seen = with_phone(memo.seen, lent.lease.policy.floors) if shown else memo.seen
        return right(lent.lease, seen, memo.used, age_us, self.around.doubt())

    def lease(self) -> LeaseView:
        """Return the lease as people are told of it."""
        lent = self.begun()
        if lent is None:
            return LeaseView()
        policy = lent.lease.policy
        return LeaseView(
            epoch=lent.lease.epoch,
            issued=moment(lent.lease.issued_us),
            risk=policy.risk,
            risk_left=max(0, policy.risk - self._leases.risk()),
            wait=policy.wait,
            per_sale=policy.per_sale,
        )

    def begun(self) -> Lent | None:
        """Return the lease if all rows that it was made out with are in."""
        lent = self._leases.lent()
        if lent is None:
            return None
        written = self._cache.written
        if self._place[0] != written:
            row = self._reader.row("SELECT cursor FROM feed")
            self._place = written, row[0] if row else ""
        return lent if lent.has_begun(self._place[1]) else None

    def _seen(self, account_id: str, lent: Lent, used: Used, now_us: int) -> Seen:
        row = self._reader.row(_ROW, (account_id,))
        known = told(row[0]) if row else None
        member = self._members.by_account(account_id) if row and row[0] else None
        if (
            known is None or member is None
        ):  # known from a card of this till only: the centre has told nothing
            return Seen(0)
        at = moment(now_us)
        lots = [lot.lot() for lot in known.lots]
        there = _spendable(lots, at) - known.debt - known.reserved
        # what this lease gave is counted in ``used``; it must not lower the balance a second time
        here = _spendable(member.lots, at) - member.debt - known.reserved + used.grant + used.floor
        # what was set aside stands in the lots until it is spent: a lease that says more is not believed so far
        grant = min(lent.grants.get(account_id, 0), max(0, _spendable(lots, at)) + used.grant)
        return Seen(max(0, min(there, here)), grant, self._holder(known))

    def _holder(self, known: KeptAccount) -> Holder:
        if known.blocked or known.online_only:
            return Holder.BLOCKED
        store_id = self.around.store_id()
        if store_id not in known.stores:
            return Holder.GUEST
        return Holder.HOME if known.stores[0] == store_id else Holder.VISITED


def _spendable(lots: list[Lot] | tuple[Lot, ...], at: datetime) -> int:
    """Return the points that every store takes now, also those that are held: the row tells these beside."""
    return sum(lot.remaining for lot in lots if not lot.spend_scope and is_active(lot, at))
