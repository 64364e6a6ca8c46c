"""Leases, shares, what was taken without a guarantee, and debts. Nothing here decides anything."""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from typing import Final

from loyalty_pos.centre.lent.records import Debt, FloorUse, LeaseRecord
from loyalty_pos.core.leases.lease import Floors
from loyalty_pos.core.leases.reserve import Share, Shares
from loyalty_pos.core.leases.value import Value, Worth
from loyalty_pos.storage.centre.database import Row, Sql

_LEASE: Final = (
    "SELECT agent_id, incarnation, epoch, store_id, issued_us, place, home, visited, guest, app, risk, "
    "per_sale, ttl_us, lost_us, certificate_home, certificate_guest, coupons, value_minor, scale FROM lease "
)
_DEBT: Final = (
    "SELECT entry_id, account_id, cause, agent_id, incarnation, sale_id, store_id, at_us, points, rest, state, "
    "ended_us, reason, value FROM debt "
)
_OWED: Final = "state IN ('open', 'claimed')"


def _lease(row: Row) -> LeaseRecord:
    floors, (risk, per_sale, ttl_us, lost_us), (home, guest, coupons, *worth) = (
        row[6:10],
        row[10:14],
        row[14:],
    )
    agent_id, incarnation, epoch, store_id, issued_us, place = row[:6]
    return LeaseRecord(
        agent_id=agent_id,
        incarnation=incarnation,
        epoch=epoch,
        store_id=store_id,
        issued_us=issued_us,
        place=place,
        floors=Floors(*floors),
        risk=risk,
        per_sale=per_sale,
        ttl_us=ttl_us,
        lost_us=lost_us,
        certificates=Floors(home=home, guest=guest),
        coupons=coupons,
        worth=Worth(*worth),
    )


class SqlLeases:
    """Implements ``centre.ports.Leases``."""

    def __init__(self, sql: Sql) -> None:
        self._sql = sql

    def of(self, agent_id: str, incarnation: str) -> list[LeaseRecord]:
        """Return the kept epochs of an incarnation, oldest first."""
        rows = self._sql.rows(
            _LEASE + "WHERE agent_id = $1 AND incarnation = $2 ORDER BY epoch", agent_id, incarnation
        )
        return [_lease(row) for row in rows]

    def all(self) -> list[LeaseRecord]:
        """Return every kept epoch."""
        rows = self._sql.rows(_LEASE + "ORDER BY store_id, agent_id, incarnation, epoch")
        return [_lease(row) for row in rows]

    def put(self, lease: LeaseRecord) -> None:
        """Keep a new epoch."""
        floors = lease.floors
        self._sql.run(
            "INSERT INTO lease (agent_id, incarnation, epoch, store_id, issued_us, place, home, visited, guest, app, "
            "risk, per_sale, ttl_us, lost_us, certificate_home, certificate_guest, coupons, value_minor, scale) "
            "VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19)",
            *(lease.agent_id, lease.incarnation, lease.epoch, lease.store_id, lease.issued_us, lease.place),
            *(floors.home, floors.visited, floors.guest, floors.app),
            *(lease.risk, lease.per_sale, lease.ttl_us, lease.lost_us),
            *(lease.certificates.home, lease.certificates.guest, lease.coupons),
            *(lease.worth.value_minor, lease.worth.scale),
        )

    def forget(self, agent_id: str, incarnation: str, below: int) -> None:
        """Forget epochs that are over."""
        for table in ("lease", "lease_floor"):
            self._sql.run(
                f"DELETE FROM {table} WHERE agent_id = $1 AND incarnation = $2 AND epoch < $3",  # noqa: S608 - two names of ours
                agent_id,
                incarnation,
                below,
            )

    def lose(self, agent_id: str, incarnation: str, now_us: int) -> None:
        """Mark the leases of an incarnation."""
        self._sql.run(
            "UPDATE lease SET lost_us = $3 WHERE agent_id = $1 AND incarnation = $2 AND lost_us = 0",
            agent_id,
            incarnation,
            now_us,
        )

    def add_floor(self, use: FloorUse) -> tuple[int, int]:
        """Count, and return the sum of the account, and what all of the epoch were of R."""
        mine = self._sql.rows(
            "INSERT INTO lease_floor (agent_id, incarnation, epoch, account_id, points, risk) "
            "VALUES ($1, $2, $3, $4, $5, $6) ON CONFLICT (agent_id, incarnation, epoch, account_id) DO UPDATE SET "
            "points = lease_floor.points + excluded.points, risk = lease_floor.risk + excluded.risk RETURNING points",
            *(use.agent_id, use.incarnation, use.epoch, use.account_id, use.points, use.risk),
        )
        whole = self._sql.rows(
            "SELECT CAST(SUM(risk) AS BIGINT) FROM lease_floor WHERE agent_id = $1 AND incarnation = $2 AND epoch = $3",
            *(use.agent_id, use.incarnation, use.epoch),
        )
        return int(mine[0][0]), int(whole[0][0])

    def floors(self) -> list[FloorUse]:
        """Return everything that was counted."""
        rows = self._sql.rows(
            "SELECT agent_id, incarnation, epoch, account_id, points, risk FROM lease_floor"
        )
        return [FloorUse(*row) for row in rows]


class SqlSetAside:
    """Implements ``centre.ports.SetAside``."""

    def __init__(self, sql: Sql) -> None:
        self._sql = sql

    def with_shares(self, agent_id: str, incarnation: str = "", below: int = 0) -> list[str]:
        """Return the accounts with shares of a till."""
        rows = self._sql.rows(
            "SELECT DISTINCT account_id FROM lease_share WHERE agent_id = $1 AND ($2 = '' OR incarnation = $2) "
            "AND ($3 = 0 OR epoch < $3) ORDER BY account_id",
            agent_id,
            incarnation,
            below,
        )
        return [row[0] for row in rows]

    def shares(self, account_ids: Collection[str]) -> dict[str, dict[tuple[str, str], Shares]]:
        """Return shares by account and incarnation, by growing epochs."""
        rows = self._sql.rows(
            "SELECT account_id, agent_id, incarnation, epoch, points FROM lease_share WHERE account_id = ANY($1) "
            "ORDER BY account_id, agent_id, incarnation, epoch",
            list(account_ids),
        )
        found: dict[str, dict[tuple[str, str], Shares]] = defaultdict(dict)
        for account_id, agent_id, incarnation, epoch, points in rows:
            before = found[account_id].get((agent_id, incarnation), ())
            found[account_id][agent_id, incarnation] = (*before, Share(epoch, points))
        return dict(found)

    def put_shares(self, who: tuple[str, str], shares: Mapping[str, Shares]) -> None:
        """Replace an incarnation's shares of these accounts."""
        if not shares:
            return
        self._sql.run(
            "DELETE FROM lease_share WHERE agent_id = $1 AND incarnation = $2 AND account_id = ANY($3)",
            *who,
            list(shares),
        )
        self._sql.many(
            "INSERT INTO lease_share (account_id, agent_id, incarnation, epoch, points) VALUES ($1, $2, $3, $4, $5)",
            [(account_id, *who, *share) for account_id, several in shares.items() for share in several],
        )

    def at_home(self, store_id: str, limit: int) -> list[str]:
        """Return accounts whose newest purchase was in a store."""
        rows = self._sql.rows(
            "SELECT account_id FROM account WHERE home = $1 ORDER BY account_id LIMIT $2", store_id, limit
        )
        return [row[0] for row in rows]

    def reserved_ones(self) -> list[str]:
        """Return every account of which something is held or set aside."""
        rows = self._sql.rows(
            "SELECT account_id FROM account WHERE set_aside > 0 UNION SELECT account_id FROM hold "
            "WHERE state = 'open' AND account_id NOT LIKE 'voucher:%' ORDER BY account_id"
        )
        return [row[0] for row in rows]

    def watched(self, after: str, limit: int) -> list[str]:
        """Return accounts that pay with points only while the centre is there; ``habits`` ends with that word."""
        rows = self._sql.rows(
            "SELECT account_id FROM account WHERE habits LIKE '%,true]' AND account_id > $1 "
            "ORDER BY account_id LIMIT $2",
            after,
            limit,
        )
        return [row[0] for row in rows]

    def richest(self, moment_us: int, limit: int) -> list[tuple[str, int]]:
        """Return (account, points) with most points that are not over and that every shop takes; reads all lots."""
        rows = self._sql.rows(
            "SELECT account_id, CAST(SUM(remaining) AS BIGINT) AS there FROM lot WHERE remaining > 0 AND spend_scope = '' "
            "AND (expire_us = 0 OR expire_us > $1) GROUP BY account_id ORDER BY there DESC, account_id LIMIT $2",
            moment_us,
            limit,
        )
        return [(row[0], row[1]) for row in rows]


class SqlDebts:
    """Implements ``centre.ports.Debts``."""

    def __init__(self, sql: Sql) -> None:
        self._sql = sql

    def open_of(self, account_ids: Collection[str]) -> list[Debt]:
        """Return what is still owed, oldest first."""
        rows = self._sql.rows(
            f"{_DEBT}WHERE account_id = ANY($1) AND {_OWED} ORDER BY account_id, at_us, entry_id",
            list(account_ids),
        )
        return [Debt(*row) for row in rows]

    def put(self, debts: Sequence[Debt]) -> None:
        """Add debts, or keep what became of them."""
        self._sql.many(
            "INSERT INTO debt (entry_id, account_id, cause, agent_id, incarnation, sale_id, store_id, at_us, points, "
            "rest, state, ended_us, reason, value) "
            "VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14) "
            "ON CONFLICT (entry_id) DO UPDATE SET rest = excluded.rest, state = excluded.state, "
            "ended_us = excluded.ended_us, reason = excluded.reason",
            [
                (
                    *(d.entry_id, d.account_id, d.cause, d.agent_id, d.incarnation, d.sale_id, d.store_id),
                    *(d.at_us, d.points, d.rest, d.state, d.ended_us, d.reason, str(d.value)),
                )
                for d in debts
            ],
        )

    def owed_to(self, agent_id: str, value: str = Value.POINTS) -> int:
        """Return what is still owed of what a till took."""
        rows = self._sql.rows(
            "SELECT CAST(COALESCE(SUM(rest), 0) AS BIGINT) FROM debt WHERE state IN ('open', 'claimed') "
            "AND agent_id = $1 AND value = $2",
            agent_id,
            str(value),
        )
        return int(rows[0][0])

    def owed(self, value: str = Value.POINTS) -> int:
        """Return what is owed in all."""
        rows = self._sql.rows(
            "SELECT CAST(COALESCE(SUM(rest), 0) AS BIGINT) FROM debt WHERE state IN ('open', 'claimed') "
            "AND value = $1",
            str(value),
        )
        return int(rows[0][0])

    def newest(self, limit: int, *, also_ended: bool) -> list[Debt]:
        """Return debts, the newest first."""
        rows = self._sql.rows(
            f"{_DEBT}WHERE {_OWED} OR $1 = 1 ORDER BY at_us DESC, entry_id LIMIT $2", int(also_ended), limit
        )
        return [Debt(*row) for row in rows]

    def small_or_old(self, points: int, before_us: int, limit: int, value: str = Value.POINTS) -> list[str]:
        """Return accounts with debts of tills that are small together, or old."""
        rows = self._sql.rows(
            "SELECT account_id FROM debt WHERE state = 'open' AND agent_id <> '' AND value = $4 GROUP BY account_id "
            "HAVING SUM(rest) < CAST($1 AS BIGINT) OR MIN(at_us) < $2 ORDER BY account_id LIMIT $3",
            points,
            before_us,
            limit,
            str(value),
        )
        return [row[0] for row in rows]
