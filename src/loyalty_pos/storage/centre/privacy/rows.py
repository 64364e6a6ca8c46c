"""Where a person stands in the centre's tables, and in events that tills wrote of it."""

import json
from collections.abc import Collection
from typing import Final

from loyalty_pos.core.problems import BadMessage
from loyalty_pos.core.sale import CardIssued
from loyalty_pos.storage.centre.database import Sql
from loyalty_pos.storage.centre.privacy.tables import ABOUT, Table
from loyalty_pos.storage.centre.streams import unpacked
from loyalty_pos.wire.events import Event, fact_of

_ISSUED_PAGE: Final = 1_000


class SqlPersonalRows:
    """Implements ``centre.ports.PersonalRows``."""

    def __init__(self, sql: Sql) -> None:
        self._sql = sql

    def names_of(self, account_id: str) -> list[tuple[str, int]]:
        """Return (kind, keyed hash) under which an account is known."""
        rows = self._sql.rows(
            "SELECT kind, name_key FROM known_as WHERE account_id = $1 ORDER BY kind, name_key", account_id
        )
        return [(row[0], row[1]) for row in rows]

    def drop_subscribers(self, phone_keys: Collection[int]) -> list[tuple[str, int]]:
        """Take phones off the partners' lists."""
        rows = self._sql.rows(
            "DELETE FROM subscriber WHERE phone_key = ANY($1) RETURNING partner_id, phone_key",
            list(phone_keys),
        )
        return sorted((row[0], row[1]) for row in rows)

    def kept_of(self, account_id: str) -> dict[str, list[dict[str, object]]]:
        """Return every row of every table that is about an account."""
        return {table.name: self._rows_of(table, account_id) for table in ABOUT}

    def issued_to(self, account_ids: Collection[str]) -> list[Event]:
        """Return the events by which these accounts got cards."""
        found: list[Event] = []
        after = ""
        while rows := self._sql.rows(
            "SELECT id, raw FROM event WHERE kind = 'card_issued' AND id > $1 ORDER BY id LIMIT $2",
            after,
            _ISSUED_PAGE,
        ):
            after = rows[-1][0]
            found += [event for _, raw in rows if _is_of(event := unpacked(raw), account_ids)]
        return found

    def sales_of(self, account_id: str, limit: int) -> list[tuple[str, str]]:
        """Return where the newest documents of a member are told, oldest first."""
        rows = self._sql.rows(
            "SELECT agent_id, event_id FROM document WHERE owner_id = $1 AND agent_id <> '' "
            "ORDER BY at_us DESC, document_id LIMIT $2",
            account_id,
            limit,
        )
        return [(row[0], row[1]) for row in reversed(rows)]

    def _rows_of(self, table: Table, account_id: str) -> list[dict[str, object]]:
        where = " OR ".join(f"{column} = $1" for column in table.by)
        names = ", ".join((*table.shown, *table.key))
        rows = self._sql.rows(
            f"SELECT {names} FROM {table.name} WHERE {where} ORDER BY {names}",  # noqa: S608  # our own tables
            account_id,
        )
        columns = (*table.shown, *("_key" for _ in table.key))
        return [dict(zip(columns, row, strict=True)) for row in rows]


def _is_of(event: Event, account_ids: Collection[str]) -> bool:
    if not any(json.dumps(one)[1:-1] in event.body for one in account_ids):
        return False
    try:
        fact = fact_of(event)
    except BadMessage:
        return False
    return isinstance(fact, CardIssued) and fact.account_id in account_ids
