"""Requests for privacy, and the taking out of everything personal; ledger, documents and events stay as they are."""

import json
from collections.abc import Collection
from typing import Final

from loyalty_pos.centre.records import Erasure, PrivacyDeed, PrivacyWhat
from loyalty_pos.core.problems import BadMessage
from loyalty_pos.core.sale import CardIssued
from loyalty_pos.storage.centre.database import Row, Sql, first
from loyalty_pos.storage.centre.privacy.tables import ABOUT, EMPTIED, Table
from loyalty_pos.storage.centre.streams import unpacked
from loyalty_pos.wire.events import Event, fact_of

_DEED: Final = "SELECT number, what, account_id, at_us, met_by, detail FROM privacy_deed "
_ISSUED_PAGE: Final = 1_000


def _deed(row: Row) -> PrivacyDeed:
    number, what, account_id, at_us, by, detail = row
    return PrivacyDeed(number, PrivacyWhat(what), account_id, at_us, by, detail)


class SqlPrivacy:
    """Implements ``centre.ports.PrivacyBook``."""

    def __init__(self, sql: Sql) -> None:
        self._sql = sql

    def put_deed(self, deed: PrivacyDeed) -> None:
        """Write a request down; a number is given once."""
        self._sql.run(
            "INSERT INTO privacy_deed (number, what, account_id, at_us, met_by, detail) VALUES ($1, $2, $3, $4, $5, $6)",
            deed.number,
            str(deed.what),
            deed.account_id,
            deed.at_us,
            deed.by,
            deed.detail,
        )

    def deed(self, number: str) -> PrivacyDeed | None:
        """Return the request with this number."""
        row = first(self._sql.rows(_DEED + "WHERE number = $1", number))
        return _deed(row) if row else None

    def deeds(self) -> list[PrivacyDeed]:
        """Return every request in the order of time."""
        return [_deed(row) for row in self._sql.rows(_DEED + "ORDER BY at_us, number")]

    def deeds_of(self, account_id: str) -> list[PrivacyDeed]:
        """Return the requests of one member in the order of time."""
        return [
            _deed(row)
            for row in self._sql.rows(_DEED + "WHERE account_id = $1 ORDER BY at_us, number", account_id)
        ]

    def erasures(self) -> list[Erasure]:
        """Return everybody who was forgotten."""
        rows = self._sql.rows("SELECT number, person_id FROM erased_person ORDER BY number, person_id")
        found = [deed for deed in self.deeds() if deed.what is PrivacyWhat.ERASE]
        return [
            Erasure(
                deed.number,
                deed.account_id,
                tuple(person for number, person in rows if number == deed.number and person != number),
                deed.at_us,
                deed.by,
            )
            for deed in found
        ]

    def erased(self, account_ids: Collection[str]) -> dict[str, str]:
        """Return by account the number of its erasure."""
        rows = self._sql.rows(
            "SELECT account_id, number FROM erased_person WHERE account_id = ANY($1)", list(account_ids)
        )
        return {row[0]: row[1] for row in rows}

    def forget(self, erasure: Erasure) -> None:
        """Destroy keys and take out what is personal.

        The number itself stands among the persons too, so that an account without a person is known as erased.
        """
        account_id = erasure.account_id
        self._sql.many(
            "INSERT INTO erased_person (person_id, account_id, number) VALUES ($1, $2, $3) "
            "ON CONFLICT (person_id) DO NOTHING",
            [(person_id, account_id, erasure.number) for person_id in (*erasure.person_ids, erasure.number)],
        )
        self._sql.run("DELETE FROM person_key WHERE person_id = ANY($1)", list(erasure.person_ids))
        for table in EMPTIED:
            self._sql.run(f"DELETE FROM {table} WHERE account_id = $1", account_id)  # noqa: S608  # our own tables
        self._sql.run("UPDATE activity SET subject = '', facts = '' WHERE account_id = $1", account_id)
        self._sql.run("DELETE FROM known_as WHERE kind = 'phone' AND account_id = $1", account_id)

    def confirm(self, number: str, agent_id: str, at_us: int) -> None:
        """Keep a till's word; the first one stays."""
        if self.deed(number) is not None:
            self._sql.run(
                "INSERT INTO forgotten_at (number, agent_id, at_us) VALUES ($1, $2, $3) "
                "ON CONFLICT (number, agent_id) DO NOTHING",
                number,
                agent_id,
                at_us,
            )

    def confirmed(self, number: str) -> dict[str, int]:
        """Return by till when it said that it has forgotten."""
        rows = self._sql.rows("SELECT agent_id, at_us FROM forgotten_at WHERE number = $1", number)
        return {row[0]: row[1] for row in rows}

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

    def issued_to(self, account_id: str) -> list[Event]:
        """Return the events by which this member got cards."""
        found: list[Event] = []
        after = ""
        while rows := self._sql.rows(
            "SELECT id, raw FROM event WHERE kind = 'card_issued' AND id > $1 ORDER BY id LIMIT $2",
            after,
            _ISSUED_PAGE,
        ):
            after = rows[-1][0]
            found += [event for _, raw in rows if _is_of(event := unpacked(raw), account_id)]
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
        names = ", ".join(table.shown)
        rows = self._sql.rows(
            f"SELECT {names} FROM {table.name} WHERE {where} ORDER BY {names}",  # noqa: S608  # our own tables
            account_id,
        )
        return [dict(zip(table.shown, row, strict=True)) for row in rows]


def _is_of(event: Event, account_id: str) -> bool:
    if json.dumps(account_id)[1:-1] not in event.body:
        return False
    try:
        fact = fact_of(event)
    except BadMessage:
        return False
    return isinstance(fact, CardIssued) and fact.account_id == account_id
