"""The till's lease in its journal: what the centre lent, and what was taken of it.

The counters move in the transaction that records the sale, so no restart brings a right back (offline.md I16). Only a
newer lease begins them anew, and only one that was made out after this till's newest redemption (docs/why/0026).
"""

import logging
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Final

from loyalty_pos.core.leases.lease import Floors, Lease, Policy, Wait
from loyalty_pos.core.leases.rights import Used
from loyalty_pos.core.leases.value import Worth, voucher_key, voucher_subject
from loyalty_pos.core.problems import BadMessage, LeaseRenewed
from loyalty_pos.core.sale import Sale
from loyalty_pos.storage.database import Connection, Database
from loyalty_pos.storage.identity import Identity
from loyalty_pos.wire.codec import decode
from loyalty_pos.wire.messages import Leased, LeaseRow

Trust = Callable[[bytes, str], bool]
"""Whether the centre signed these bytes as a lease."""

MOST_AHEAD: Final = 1_000_000
_NOW: Final = "SELECT epoch, risk, redeemed_seq FROM lease"
_WAITS: Final = {wait.value: wait for wait in Wait}
_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Lent:
    """The lease in force with the place of the feed where its rights begin, and what is set aside by account or code."""

    lease: Lease
    cursor: str
    grants: Mapping[str, int] = field(default_factory=dict)

    def has_begun(self, cursor: str) -> bool:
        """Tell whether a cache at this place of the feed has all rows that the lease was made out with."""
        feed, _, place = cursor.partition(".")
        return feed == self.cursor.partition(".")[0] and place.isdigit() and int(place) >= self.lease.place


@dataclass(frozen=True, slots=True)
class _Known:
    """The lease and the common counters as read when ``written`` commits had been made."""

    written: int
    epoch: int
    lent: Lent | None
    risk: int


class LeaseBook:
    """The lease of one journal. Reading is answered from memory until something is committed."""

    def __init__(self, database: Database, identity: Identity, trust: Trust) -> None:
        self._database = database
        self._identity = identity
        self._trust = trust
        self._reader = database.reader()
        self._known: _Known | None = None
        self._read: tuple[int, Lent | None] = 0, None

    def written(self) -> int:
        """Return how many commits the journal has seen: while it stands, what was read is still true."""
        return self._database.written

    def lent(self) -> Lent | None:
        """Return the lease that this till holds."""
        return self._now().lent

    def epoch(self) -> int:
        """Return the epoch that this till holds, 0 = none; also of a lease that this program cannot read."""
        return self._now().epoch

    def used(self, account_id: str) -> Used:
        """Return what was taken under this lease: of the account, certificate or code, and of R by all of them."""
        risk = self._now().risk
        row = self._reader.row(
            "SELECT by_grant, by_floor FROM lease_used WHERE account_id = ?", (account_id,)
        )
        return Used(row[0], row[1], risk) if row else Used(risk=risk)

    def risk(self) -> int:
        """Return what of R was used up under this lease, minor point units."""
        return self._now().risk

    def is_touched(self) -> bool:
        """Tell whether anything was taken under this lease."""
        return bool(self._reader.row("SELECT 1 FROM lease_used LIMIT 1"))

    def take(self, leased: Leased) -> bool:
        """Take a lease in with its counters at zero; return whether it was one to believe. Raises ``BadMessage``.

        One that is old, of another disk, not signed, or made out before this till's newest redemption is passed over.
        """
        lent = _read(leased.lease)
        if not self._is_for_us(lent.lease) or not self._trust(leased.lease, leased.signature):
            _log.error("lease.refused epoch=%d", lent.lease.epoch)
            return False
        with self._database.writing() as connection:
            epoch, _, redeemed_seq = connection.execute(_NOW).fetchone()
            if lent.lease.epoch > epoch + MOST_AHEAD:
                raise BadMessage(reason="epoch of a lease")  # taken in, none of a true centre could follow it
            if lent.lease.epoch <= epoch or redeemed_seq > lent.lease.closed_seq:
                _log.info("lease.passed_over epoch=%d held=%d", lent.lease.epoch, epoch)
                return False
            limits = (lent.lease.epoch, lent.lease.policy.risk, lent.lease.policy.floors.highest)
            connection.execute(
                "UPDATE lease SET epoch = ?, risk = 0, risk_limit = ?, floor_limit = ?", limits
            )
            connection.execute("DELETE FROM lease_used")
            connection.execute(
                "INSERT OR REPLACE INTO lease_paper VALUES (1, ?, ?)", (leased.lease, leased.signature)
            )
        return True

    def end(self) -> None:
        """Lend nothing any more, by the centre's order; its number stays, so that no older lease comes back."""
        with self._database.writing() as connection:
            connection.execute("UPDATE lease SET risk_limit = 0, floor_limit = 0")
            connection.execute("DELETE FROM lease_paper")
        self._read = 0, None
        self._known = None

    def _is_for_us(self, lease: Lease) -> bool:
        us = (self._identity.place().agent_id, self._identity.incarnation)
        return (lease.agent_id, lease.incarnation) == us

    def _now(self) -> _Known:
        written = self._database.written  # before anything is read
        known = self._known
        if known is None or known.written != written:
            row = self._reader.row(_NOW)
            assert row is not None, "made with the file"
            epoch, risk, _ = row
            if epoch != self._read[0]:
                self._read = epoch, self._of_paper()
            known = self._known = _Known(written, epoch, self._read[1], risk)
        return known

    def _of_paper(self) -> Lent | None:
        """Return what was lent; what this program cannot read any more lends nothing."""
        row = self._reader.row("SELECT lease FROM lease_paper")
        try:
            return _read(row[0]) if row else None
        except BadMessage:
            _log.exception("lease.unreadable")
            return None


def epoch_in(connection: Connection) -> int:
    """Return the epoch in force, 0 = none, within the caller's transaction."""
    epoch: int = connection.execute("SELECT epoch FROM lease").fetchone()[0]
    return epoch


def count_redemption(connection: Connection, seq: int, sale: Sale) -> None:
    """Count what a sale took, in its own transaction. Raises ``LeaseRenewed`` where the lease does not reach so far."""
    if not sale.redeemed and not sale.promised:
        return
    risk = sale.by_floor + sum(one.risk for one in sale.promised)
    connection.execute("UPDATE lease SET risk = risk + ?, redeemed_seq = ?", (risk, seq))
    if sale.by_grant or sale.by_floor:
        _count(connection, (sale.account_id, sale.by_grant, sale.by_floor))
    for one in sale.promised:
        if one.by_grant or one.by_floor:
            _count(connection, (voucher_subject(int(one.key)), one.by_grant, one.by_floor))
    if connection.execute("SELECT 1 FROM lease WHERE ? > 0 AND risk > risk_limit", (risk,)).fetchone():
        raise LeaseRenewed


def _count(connection: Connection, taken: tuple[str, int, int]) -> None:
    """Count what was taken of one account, certificate or code. Raises ``LeaseRenewed`` above the highest right."""
    connection.execute(
        "INSERT INTO lease_used VALUES (?, ?, ?) ON CONFLICT (account_id) DO UPDATE SET "
        "by_grant = by_grant + excluded.by_grant, by_floor = by_floor + excluded.by_floor",
        taken,
    )
    used = connection.execute("SELECT by_floor FROM lease_used WHERE account_id = ?", taken[:1]).fetchone()
    if used[0] > _highest(connection, taken[0]):
        raise LeaseRenewed


def _highest(connection: Connection, subject: str) -> int:
    """Return the highest floor right of the lease in force for such a subject."""
    if voucher_key(subject) is None:
        limit: int = connection.execute("SELECT floor_limit FROM lease").fetchone()[0]
        return limit
    paper = connection.execute("SELECT lease FROM lease_paper").fetchone()
    policy = _read(paper[0]).lease.policy if paper else Policy(Floors(), 0)
    return max(policy.certificates.highest, policy.coupons)


def _read(paper: bytes) -> Lent:
    """Return the lease of its bytes. Raises ``BadMessage``."""
    row = decode(paper, LeaseRow)
    place = row.cursor.partition(".")[2]
    if not (place.isascii() and place.isdigit()):
        raise BadMessage(reason="place of a lease")
    if min(row.worth) < 1:
        raise BadMessage(reason="worth of a lease")
    told = (*row.floors, *row.certificates, *row.grants.values(), *row.quotas.values())
    if min(*told, row.risk, row.per_sale, row.ttl_us, row.coupons, row.epoch, row.closed_seq) < 0:
        raise BadMessage(reason="less than nothing in a lease")
    home, guest = row.certificates
    policy = Policy(
        Floors(*row.floors),
        row.risk,
        row.per_sale,
        ttl_us=row.ttl_us,
        wait=_WAITS.get(row.wait, Wait.NEVER),
        certificates=Floors(home=home, guest=guest),
        coupons=row.coupons,
        worth=Worth(*row.worth),
    )
    lease = Lease(
        agent_id=row.agent_id,
        incarnation=row.incarnation,
        epoch=row.epoch,
        issued_us=row.issued_us,
        closed_seq=row.closed_seq,
        place=int(place),
        policy=policy,
        bundle=row.bundle,
    )
    quotas = {voucher_subject(int(key)): uses for key, uses in row.quotas.items() if key.isdecimal()}
    return Lent(lease, row.cursor, row.grants | quotas)
