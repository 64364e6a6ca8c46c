"""Adjustments and deeds of the office; a deed is only ever added, an adjustment is decided once."""

from collections.abc import Collection
from dataclasses import fields
from operator import attrgetter
from typing import Final

from loyalty_pos.centre.together.records import CardDeed
from loyalty_pos.centre.written.adjustments import Adjustment
from loyalty_pos.centre.written.deeds import Deed
from loyalty_pos.core.member import CardState
from loyalty_pos.storage.centre.database import Sql, first

_NAMES: Final = [field.name for field in fields(Adjustment)]
_COLUMNS: Final = ", ".join(_NAMES)
_PLACES: Final = ", ".join(f"${number}" for number in range(1, len(_NAMES) + 1))
_SELECT: Final = f"SELECT {_COLUMNS} FROM adjustment "  # noqa: S608  # names of our own record
_PUT: Final = (
    f"INSERT INTO adjustment ({_COLUMNS}) VALUES ({_PLACES}) ON CONFLICT (adjustment_id) DO UPDATE SET "  # noqa: S608  # as above
    "state = excluded.state, decided_by = excluded.decided_by, decided_us = excluded.decided_us"
)
_values: Final = attrgetter(*_NAMES)
_TRAIL: Final = """
SELECT deed_id, at_us, what, done_by, subject, detail, store_id, amount FROM (
SELECT deed_id, at_us, what, done_by, subject, detail, store_id, amount FROM office_deed
UNION ALL SELECT adjustment_id, proposed_us, 'adjustment_proposed', proposed_by, account_id, reason, store_id, points
  FROM adjustment
UNION ALL SELECT adjustment_id, decided_us, 'adjustment_' || state, decided_by, account_id, reason, store_id, points
  FROM adjustment WHERE decided_us > 0
UNION ALL SELECT alarm_id, at_us, 'alarm_' || code, '', subject, '', '', 0 FROM alarm
UNION ALL SELECT number, at_us, 'privacy_' || what, met_by, account_id, detail, '', 0 FROM privacy_deed
UNION ALL SELECT deed_id, at_us, 'card_' || what, done_by, account_id, reason, store_id, 0 FROM card_deed
UNION ALL SELECT join_id, at_us, 'joined_' || kind, done_by, stays_id, other_id, store_id, 0 FROM joined
UNION ALL SELECT join_id, undone_us, 'parted', undone_by, stays_id, other_id, store_id, 0 FROM joined WHERE undone_us > 0
UNION ALL SELECT ledger || ' ' || month || ' ' || entity, made_us, 'month_closed', made_by, ledger, month, '', opening
  FROM closing
) AS trail WHERE at_us >= $1 AND at_us < $2 ORDER BY at_us DESC, deed_id LIMIT $3"""

_SHUT: Final = [str(CardState.BLOCKED), str(CardState.LOST)]
_BLOCKED: Final = """
SELECT COALESCE(d.deed_id, ''), c.account_id, c.last4, c.state, COALESCE(d.reason, ''), COALESCE(d.at_us, 0),
  COALESCE(d.done_by, ''), COALESCE(d.store_id, '')
FROM card c LEFT JOIN card_deed d ON d.deed_id = (
  SELECT e.deed_id FROM card_deed e WHERE e.account_id = c.account_id AND e.last4 = c.last4 AND e.what = c.state
  ORDER BY e.at_us DESC, e.deed_id LIMIT 1)
WHERE c.state = ANY($1) ORDER BY COALESCE(d.at_us, 0) DESC, c.account_id, c.number LIMIT $2"""


class SqlAdjustments:
    """Implements ``centre.ports.Adjustments``."""

    def __init__(self, sql: Sql) -> None:
        self._sql = sql

    def get(self, adjustment_id: str) -> Adjustment | None:
        """Return one, locked for this transaction."""
        row = first(self._sql.rows(_SELECT + "WHERE adjustment_id = $1 FOR UPDATE", adjustment_id))
        return Adjustment(*row) if row else None

    def put(self, adjustment: Adjustment) -> None:
        """Add it, or keep what was decided."""
        self._sql.run(_PUT, *_values(adjustment))

    def recent(self, limit: int, state: str = "") -> list[Adjustment]:
        """Return the newest ones."""
        rows = self._sql.rows(
            _SELECT + "WHERE ($2 = '' OR state = $2) ORDER BY proposed_us DESC, adjustment_id LIMIT $1",
            limit,
            state,
        )
        return [Adjustment(*row) for row in rows]

    def alone_since(self, staff_id: str, since_us: int) -> int:
        """Return how many points somebody gave alone."""
        rows = self._sql.rows(
            "SELECT CAST(COALESCE(SUM(points), 0) AS BIGINT) FROM adjustment WHERE proposed_by = $1 "
            "AND decided_by = '' AND state = 'done' AND proposed_us >= $2",
            staff_id,
            since_us,
        )
        return int(rows[0][0])


class SqlOfficeDeeds:
    """Implements ``centre.ports.OfficeDeeds``."""

    def __init__(self, sql: Sql) -> None:
        self._sql = sql

    def add(self, deed: Deed) -> None:
        """Write a deed down, once."""
        self._sql.run(
            "INSERT INTO office_deed (deed_id, at_us, what, done_by, subject, detail, store_id, amount) "
            "VALUES ($1, $2, $3, $4, $5, $6, $7, $8) ON CONFLICT (deed_id) DO NOTHING",
            deed.deed_id,
            deed.at_us,
            deed.what,
            deed.done_by,
            deed.subject,
            deed.detail,
            deed.store_id,
            deed.amount,
        )

    def between(self, from_us: int, until_us: int, limit: int) -> list[Deed]:
        """Return what the books tell of a time, newest first."""
        return [Deed(*row) for row in self._sql.rows(_TRAIL, from_us, until_us, limit)]

    def named(self, what: Collection[str], limit: int) -> list[Deed]:
        """Return the newest deeds of these codes."""
        rows = self._sql.rows(
            "SELECT deed_id, at_us, what, done_by, subject, detail, store_id, amount FROM office_deed "
            "WHERE what = ANY($1) ORDER BY at_us DESC, deed_id LIMIT $2",
            list(what),
            limit,
        )
        return [Deed(*row) for row in rows]

    def blocked_cards(self, limit: int) -> list[CardDeed]:
        """Return cards that are blocked now, those blocked last in front."""
        return [CardDeed(*row) for row in self._sql.rows(_BLOCKED, _SHUT, limit)]
